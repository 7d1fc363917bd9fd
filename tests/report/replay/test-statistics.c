/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Statistics against values worked out elsewhere: NumPy's quantiles, Wilson's
 * interval by its formula in R's prop.test (correct = FALSE), Cochran's Q of a
 * table small enough for all permutations to be counted by hand.
 */
#include <math.h>

#include "report/replay/report-statistics.h"

static void
test_quantile (void)
{
  const double values[] = { 4, 1, 3, 2, 10 };

  g_assert_cmpfloat (report_quantile (values, 5, 0.5), ==, 3);
  g_assert_cmpfloat (report_quantile (values, 5, 0), ==, 1);
  g_assert_cmpfloat (report_quantile (values, 5, 1), ==, 10);
  g_assert_cmpfloat (report_quantile (values, 5, 0.25), ==, 2);
  g_assert_cmpfloat_with_epsilon (report_quantile (values, 4, 0.25), 1.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (report_quantile (values, 4, 0.5), 2.5, 1e-12);
  g_assert_cmpfloat (report_quantile (values, 1, 0.7), ==, 4);
  g_assert_true (isnan (report_quantile (values, 0, 0.5)));
  g_assert_cmpfloat (values[0], ==, 4);
}

static void
assert_interval (guint count, guint n, double low, double high)
{
  ReportInterval interval = report_wilson (count, n);

  g_assert_cmpfloat_with_epsilon (interval.low, low, 5e-5);
  g_assert_cmpfloat_with_epsilon (interval.high, high, 5e-5);
}

static void
test_wilson (void)
{
  assert_interval (0, 5, 0, 0.4345);
  assert_interval (5, 5, 0.5655, 1);
  assert_interval (3, 5, 0.2307, 0.8824);
  assert_interval (10, 20, 0.2993, 0.7007);
  assert_interval (0, 0, 0, 1);
}

static void
test_independence (void)
{
  /* The seed alone decides. */
  const int same[] = { 1, 1, 1, 0, 0, 0, 1, 1, 1 };
  /* The column alone decides: of 3^4 equally likely permutations of four blocks
   * with one 1 each, 3 have all in one column: p = 1/27. Q = 2 (3 * 16 - 16) /
   * (3 * 4 - 4) = 8. */
  const int column[] = { 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0 };
  /* Likewise, and a block that is not whole. */
  const int gap[] = { 1, 0, 0, -1, 1, 1, 1, 0, 0, 1, 0, 0, 1, 0, 0 };
  const int balanced[] = { 1, 0, 0, 1, 1, 1, 0, 0 };
  ReportIndependence result = report_test_independence (same, 3, 3);

  g_assert_cmpuint (result.n_blocks, ==, 3);
  g_assert_cmpuint (result.n_mixed, ==, 0);
  g_assert_cmpuint (result.n_yes, ==, 6);
  g_assert_cmpfloat (result.q, ==, 0);
  g_assert_cmpfloat (result.p, ==, 1);

  /* Blocks that disagree and balance each other: Q is 0, and yet it is not the seed alone. */
  result = report_test_independence (balanced, 4, 2);
  g_assert_cmpuint (result.n_mixed, ==, 2);
  g_assert_cmpfloat (result.q, ==, 0);
  g_assert_cmpfloat (result.p, ==, 1);

  result = report_test_independence (column, 4, 3);
  g_assert_cmpfloat_with_epsilon (result.q, 8, 1e-12);
  g_assert_cmpfloat_with_epsilon (result.p, 1.0 / 27, 0.006);
  g_assert_cmpfloat (report_test_independence (column, 4, 3).p, ==, result.p);

  result = report_test_independence (gap, 5, 3);
  g_assert_cmpuint (result.n_blocks, ==, 4);
  g_assert_cmpfloat_with_epsilon (result.q, 8, 1e-12);

  g_assert_cmpfloat (report_test_independence (NULL, 0, 3).p, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/statistics/quantile", test_quantile);
  g_test_add_func ("/report/statistics/wilson", test_wilson);
  g_test_add_func ("/report/statistics/independence", test_independence);

  return g_test_run ();
}
