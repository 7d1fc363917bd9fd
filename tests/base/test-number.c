/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers and times as people read them.
 */
#include "base/number.h"
#include "folder-fixture.h"

#include <locale.h>
#include <math.h>

static void
assert_text (char *text, const char *wanted)
{
  g_autofree char *owned = text;

  g_assert_cmpstr (owned, ==, wanted);
}

static void
test_numbers (void)
{
  assert_text (base_number_whole (4812.4), "4,812");
  assert_text (base_number_whole (0.0), "0");
  assert_text (base_number_whole (999.0), "999");
  assert_text (base_number_whole (12345678.0), "12,345,678");
  assert_text (base_number_whole (-1234.0), "−1,234");
  assert_text (base_number_whole (-0.2), "0");
  assert_text (base_number_value (0.01234), "0.0123");
  assert_text (base_number_value (0.0), "0.0000");
  assert_text (base_number_value (2e-6), "2e−06");
  assert_text (base_number_value (NAN), "–");
  assert_text (base_number_value (INFINITY), "∞");
  assert_text (base_number_value (-INFINITY), "−∞");
  assert_text (base_number_tick (0.3, 0.1), "0.3");
  assert_text (base_number_tick (0.25, 0.05), "0.25");
  assert_text (base_number_tick (-5.0, 5.0), "−5");
  assert_text (base_number_log_tick (0.01), "0.01");
  assert_text (base_number_log_tick (1e-6), "10⁻⁶");
  assert_text (base_number_log_tick (2e-12), "2·10⁻¹²");
}

static void
test_times (void)
{
  assert_text (base_number_seconds (1.25, 2), "1.25 s");
  assert_text (base_number_seconds (12.34, 1), "12.3 s");
  assert_text (base_number_milliseconds (0.25, 0), "250 ms");
  assert_text (base_number_milliseconds (0.00125, 2), "1.25 ms");
  assert_text (base_number_time (11.2), "12 s");
  assert_text (base_number_time (89.5), "90 s");
  assert_text (base_number_time (100), "2 min");
  assert_text (base_number_time (6000), "1 h 40 min");
  assert_text (base_number_time (7201), "2 h 01 min");
  assert_text (base_number_time (NAN), "–");
  assert_text (base_number_time (-1), "–");
}

/* Programs that read numbers are in the C locale, which has no mark for thousands. */
static void
test_plain (void)
{
  base_number_follow_locale ();
  assert_text (base_number_whole (2000), "2,000");
  assert_text (base_number_decimals (0.15419, 3), "0.154");
  assert_text (base_number_decimals (NAN, 3), "–");
  assert_text (base_number_sentence ("%s: %.4f", "Bob", 0.154), "Bob: 0.1540");
}

static void
assert_german (void)
{
  assert_text (base_number_whole (2000), "2.000");
  assert_text (base_number_whole (-12345678), "−12.345.678");
  assert_text (base_number_value (0.154), "0,1540");
  assert_text (base_number_value (-123456), "−1,23e+05");
  assert_text (base_number_decimals (0.15419, 3), "0,154");
  assert_text (base_number_tick (0.25, 0.05), "0,25");
  assert_text (base_number_log_tick (0.01), "0,01");
  assert_text (base_number_seconds (1.25, 2), "1,25 s");
  assert_text (base_number_milliseconds (0.00125, 2), "1,25 ms");
  assert_text (base_number_sentence ("%s: %.4f", "Bob", 0.154), "Bob: 0,1540");
}

static gpointer
assert_plain (gpointer data)
{
  base_number_begin_plain ();
  base_number_begin_plain ();
  base_number_end_plain ();
  assert_text (base_number_whole (2000), "2,000");
  assert_text (base_number_value (0.154), "0.1540");
  assert_text (base_number_sentence ("%.4f", 0.154), "0.1540");
  base_number_end_plain ();
  assert_german ();
  return NULL;
}

/* (transfer full): with a German locale; NULL where the machine cannot make one. */
static char *
make_german (void)
{
  g_autofree char *folder = fixture_make_folder ();
  g_autofree char *command = g_strdup_printf ("localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8", folder);
  int status = -1;

  if (g_spawn_command_line_sync (command, NULL, NULL, &status, NULL)
      && g_spawn_check_wait_status (status, NULL))
    return g_steal_pointer (&folder);
  fixture_remove_folder (g_steal_pointer (&folder));
  return NULL;
}

/* Last: what it sets stays. */
static void
test_german (void)
{
  char *folder = make_german ();
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (folder == NULL)
    {
      g_test_skip ("there is no German here");
      return;
    }
  g_setenv ("LOCPATH", folder, TRUE);
  g_assert_nonnull (setlocale (LC_NUMERIC, "de_DE.UTF-8"));
  base_number_follow_locale ();
  setlocale (LC_NUMERIC, "C");

  assert_german ();
  assert_plain (NULL);
  g_thread_join (g_thread_new ("file", assert_plain, NULL));
  /* What does not ask for it stays as programs read it. */
  g_snprintf (text, sizeof text, "%.4f", 0.154);
  g_assert_cmpstr (text, ==, "0.1540");

  fixture_remove_folder (g_build_filename (folder, "de_DE.UTF-8", "LC_MESSAGES", NULL));
  fixture_remove_folder (g_build_filename (folder, "de_DE.UTF-8", NULL));
  fixture_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/number/numbers", test_numbers);
  g_test_add_func ("/base/number/times", test_times);
  g_test_add_func ("/base/number/plain", test_plain);
  g_test_add_func ("/base/number/german", test_german);
  return g_test_run ();
}
