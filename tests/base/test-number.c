/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers and times as people read them.
 */
#include "base/number.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/number/numbers", test_numbers);
  g_test_add_func ("/base/number/times", test_times);
  return g_test_run ();
}
