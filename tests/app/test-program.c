/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program from the outside: what it says without a display, and to a study
 * that is none.
 */
#include "config.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder-fixture.h"

static char *program;

static char *
run (const char *const *options, gboolean with_display, int *status)
{
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *said = NULL;

  if (!with_display)
    {
      environment = g_environ_unsetenv (environment, "DISPLAY");
      environment = g_environ_unsetenv (environment, "WAYLAND_DISPLAY");
    }
  g_ptr_array_add (argv, program);
  for (guint i = 0; options[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer) options[i]);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, environment, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                NULL, &said, status, &error);
  g_assert_no_error (error);
  return said;
}

static void
test_no_display (void)
{
  const char *const options[] = { "--start", NULL };
  int status;
  g_autofree char *said = run (options, FALSE, &status);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (said), "\n", -1);

  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1);
  g_assert_nonnull (strstr (lines[0], "no display"));
}

static void
test_no_display_needed (void)
{
  const char *const version[] = { "--version", NULL };
  const char *const help[] = { "--help", NULL };
  int status;
  g_autofree char *said = run (version, FALSE, &status);
  g_autofree char *helped = run (help, FALSE, &status);

  g_assert_cmpint (status, ==, 0);
  g_assert_cmpstr (said, ==, "");
  g_assert_cmpstr (helped, ==, "");
}

static void
test_unknown_option (void)
{
  const char *const options[] = { "--sing", NULL };
  int status;
  g_autofree char *said = run (options, TRUE, &status);

  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), !=, 0);
  g_assert_nonnull (strstr (said, "--sing"));
}

/* No window is opened, and the one line says why. */
static void
check_refused (const char *const *options, const char *part)
{
  int status;
  g_autofree char *said = run (options, TRUE, &status);
  g_auto (GStrv) lines = g_strsplit (g_strstrip (said), "\n", -1);

  g_test_message ("%s", said);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 2);
  g_assert_cmpuint (g_strv_length (lines), ==, 1);
  g_assert_true (g_str_has_prefix (lines[0], "fuzzy-key-lab: "));
  g_assert_nonnull (strstr (lines[0], part));
}

static void
test_unknown_study (void)
{
  const char *const options[] = { "--study", "nope", NULL };

  check_refused (options, "nope");
}

static void
test_surplus_argument (void)
{
  const char *const options[] = { "--study", "figure-6", "bad", NULL };

  check_refused (options, "unexpected argument “bad”");
}

static void
test_bad_file (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "diary.txt", NULL);
  const char *const options[] = { path, NULL };
  const char *const missing[] = { "/nowhere/at-all.ini", NULL };

  g_assert_true (g_file_set_contents (path, "Dear diary,\n", -1, NULL));
  check_refused (options, "diary.txt");
  check_refused (missing, "at-all.ini");
  fixture_remove_folder (folder);
}

/* A lab that is open knows its store by every name, and takes no other. */
static void
test_one_store (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *real = g_build_filename (folder, "runs.db", NULL);
  g_autofree char *link = g_build_filename (folder, "link.db", NULL);
  g_autofree char *other = g_build_filename (folder, "other.db", NULL);
  const char *const names[] = { real, link };
  const char *const wrong[] = { "--store", other, NULL };
  g_autoptr (GSubprocess) lab = NULL;
  g_autofree char *refused = NULL;
  int status;

  g_assert_cmpint (symlink ("runs.db", link), ==, 0);
  lab = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, program, "--store", link, NULL);
  g_assert_nonnull (lab);
  for (guint i = 0; i < 600 && !g_file_test (real, G_FILE_TEST_EXISTS); i++)
    g_usleep (50000);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *const same[] = { "--store", names[i], NULL };
      g_autofree char *said = run (same, TRUE, &status);

      g_assert_cmpstr (said, ==, "");
      g_assert_cmpint (status, ==, 0);
    }
  /* It is also known by what it is, and is the one that is open. */
  const char *const as_file[] = { real, NULL };
  g_autofree char *said = run (as_file, TRUE, &status);
  g_assert_cmpstr (said, ==, "");
  g_assert_cmpint (status, ==, 0);
  refused = run (wrong, TRUE, &status);
  g_assert_nonnull (strstr (refused, "a store other than"));
  g_assert_cmpint (WEXITSTATUS (status), !=, 0);
  g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
  g_subprocess_send_signal (lab, SIGTERM);
  g_assert_true (g_subprocess_wait (lab, NULL, NULL));
  fixture_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];

  g_test_add_func ("/program/no-display", test_no_display);
  g_test_add_func ("/program/no-display-needed", test_no_display_needed);
  g_test_add_func ("/program/unknown-option", test_unknown_option);
  g_test_add_func ("/program/unknown-study", test_unknown_study);
  g_test_add_func ("/program/surplus-argument", test_surplus_argument);
  g_test_add_func ("/program/bad-file", test_bad_file);
  g_test_add_func ("/program/one-store", test_one_store);
  return g_test_run ();
}
