/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The speed of a run: over the last second or so, not since it began.
 */
#include "lab/training/lab-run-speed.h"

#define SECOND G_USEC_PER_SEC

static void
test_follows (void)
{
  LabRunSpeed speed = { 0 };

  g_assert_cmpfloat (lab_run_speed_measure (&speed, 1000, 10 * SECOND), ==, 0);
  g_assert_cmpfloat (lab_run_speed_measure (&speed, 1100, 11 * SECOND), ==, 100);
  /* From here on three times as fast: half a second later that shows in part … */
  g_assert_cmpfloat (lab_run_speed_measure (&speed, 1250, 11.5 * SECOND), >, 100);
  g_assert_cmpfloat (lab_run_speed_measure (&speed, 1400, 12 * SECOND), <=, 300);
  /* … and a few seconds later the old pace is forgotten. */
  lab_run_speed_measure (&speed, 1700, 13 * SECOND);
  lab_run_speed_measure (&speed, 2000, 14 * SECOND);
  g_assert_cmpfloat (lab_run_speed_measure (&speed, 2300, 15 * SECOND), ==, 300);
}

static void
test_reset (void)
{
  LabRunSpeed speed = { 0 };

  lab_run_speed_measure (&speed, 1000, 10 * SECOND);
  lab_run_speed_measure (&speed, 1100, 11 * SECOND);
  lab_run_speed_reset (&speed);
  /* A pause of a minute counts for nothing. */
  g_assert_cmpfloat (lab_run_speed_measure (&speed, 1100, 71 * SECOND), ==, 0);
  g_assert_cmpfloat (lab_run_speed_measure (&speed, 1150, 72 * SECOND), ==, 50);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/run-speed/follows", test_follows);
  g_test_add_func ("/lab/run-speed/reset", test_reset);
  return g_test_run ();
}
