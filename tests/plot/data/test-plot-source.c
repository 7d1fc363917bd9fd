/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sources against the plain definition of what they promise: spans, growth, smoothing.
 */
#include "plot-test-util.h"
#include "plot/data/plot-shifted-source.h"
#include "plot/data/plot-smooth.h"

#include <math.h>

static PlotSpan
plain_span (const double *values, gsize begin, gsize end)
{
  PlotSpan span = { NAN, NAN, NAN, 0 };
  double sum = 0.0;
  gsize n_finite = 0;

  for (gsize i = begin; i < end; i++)
    {
      if (isnan (values[i]))
        continue;
      span.min = span.count == 0 ? values[i] : MIN (span.min, values[i]);
      span.max = span.count == 0 ? values[i] : MAX (span.max, values[i]);
      span.count++;
      if (isfinite (values[i]))
        {
          sum += values[i];
          n_finite++;
        }
    }
  if (n_finite > 0)
    span.mean = sum / (double) n_finite;
  return span;
}

static gboolean
same (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static void
test_spans (void)
{
  enum
  {
    N = 5000
  };
  g_autofree double *values = g_new (double, N);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (PlotArraySource) source = plot_array_source_new (NULL, 0);
  PlotSpan span;

  for (int i = 0; i < N; i++)
    values[i] = g_rand_double (random) < 0.3 ? (double) NAN : g_rand_double (random);
  values[777] = INFINITY;
  values[778] = -INFINITY;
  plot_array_source_append (source, values, N);
  g_assert_cmpuint (plot_source_get_length (PLOT_SOURCE (source)), ==, N);

  for (int i = 0; i < 3000; i++)
    {
      gsize begin = (gsize) g_rand_int_range (random, 0, N);
      gsize end = (gsize) g_rand_int_range (random, (gint32) begin, N + 1);
      PlotSpan plain = plain_span (values, begin, end);

      g_assert_true (plot_source_get_span (PLOT_SOURCE (source), begin, end, &span)
                     == (plain.count > 0));
      g_assert_cmpuint (span.count, ==, plain.count);
      g_assert_true (same (span.min, plain.min));
      g_assert_true (same (span.max, plain.max));
      if (isnan (plain.mean))
        g_assert_true (isnan (span.mean));
      else
        g_assert_cmpfloat_with_epsilon (span.mean, plain.mean, 1e-12);
    }
}

static void
test_outside (void)
{
  const double values[] = { 1.0, 2.0, 3.0 };
  g_autoptr (PlotArraySource) source = plot_array_source_new (values, 3);
  PlotSpan span;

  g_assert_true (isnan (plot_source_get_value (PLOT_SOURCE (source), 3)));
  g_assert_true (plot_source_get_span (PLOT_SOURCE (source), 1, 1000, &span));
  g_assert_cmpuint (span.count, ==, 2);
  g_assert_cmpfloat (span.mean, ==, 2.5);
  g_assert_false (plot_source_get_span (PLOT_SOURCE (source), 3, 1000, &span));
  g_assert_cmpuint (span.count, ==, 0);
}

/* The moving average must be the definition's, whatever pieces the values come in. */
static void
test_smoothing (void)
{
  enum
  {
    N = 700
  };
  const double amount = 0.9;
  double values[N];
  g_autoptr (PlotArraySource) source = plot_array_source_new (NULL, 0);
  PlotSmooth *smooth = plot_smooth_new (PLOT_SOURCE (source), amount);
  PlotSource *smoothed = NULL;

  for (int i = 0; i < N; i++)
    values[i] = i % 7 == 3 ? (double) NAN : sin (i * 0.37) + 1.0;
  for (int i = 0; i < N; i += 50)
    {
      plot_array_source_append (source, values + i, 50);
      smoothed = plot_smooth_update (smooth);
      g_assert_cmpuint (plot_source_get_length (smoothed), ==, (gsize) i + 50);
    }

  for (int i = 0; i < N; i++)
    {
      double weight = 1.0;
      double sum = 0.0;
      double weights = 0.0;

      if (isnan (values[i]))
        {
          g_assert_true (isnan (plot_source_get_value (smoothed, i)));
          continue;
        }
      for (int j = i; j >= 0; j--)
        {
          if (isnan (values[j]))
            continue;
          sum += weight * values[j];
          weights += weight;
          weight *= amount;
        }
      g_assert_cmpfloat_with_epsilon (plot_source_get_value (smoothed, i), sum / weights, 1e-12);
    }
  plot_smooth_free (smooth);
}

static void
test_live_value (void)
{
  g_autofree double *values = g_new (double, 3000);
  g_autoptr (PlotCurve) curve = NULL;
  g_autoptr (PlotCurve) empty = NULL;

  /* 100 values of 1 to 100, older ones of 7, and a long stretch without any. */
  for (int i = 0; i < 3000; i++)
    values[i] = i < 500 ? 7.0 : i < 600 ? i - 499.0 : (double) NAN;
  curve = curve_new (values, 3000, "live");
  g_assert_cmpfloat (plot_curve_get_live_value (curve), ==, 50.5);

  empty = curve_new (values + 1000, 2000, "empty");
  g_assert_true (isnan (plot_curve_get_live_value (empty)));

  plot_array_source_append (PLOT_ARRAY_SOURCE (plot_curve_get_source (curve)),
                            (const double[]){ 101.0 }, 1);
  g_assert_cmpfloat (plot_curve_get_live_value (curve), ==, 51.5);
}

/* What begins late: nothing before takes memory, and the numbers are those of one that
 * begins at once. */
static void
test_late (void)
{
  const double values[] = { 0.5, NAN, 0.25, 0.125 };
  const gsize late = G_MAXSIZE / 4;
  g_autoptr (PlotArraySource) source = plot_array_source_new (values, 4);
  g_autoptr (PlotShiftedSource) shifted = plot_shifted_source_new (PLOT_SOURCE (source), late);
  PlotSmooth *plain = plot_smooth_new (PLOT_SOURCE (source), 0.7);
  PlotSmooth *smooth = plot_smooth_new (PLOT_SOURCE (shifted), 0.7);
  PlotSource *expected = plot_smooth_update (plain);
  PlotSource *smoothed = plot_smooth_update (smooth);
  PlotSpan span;
  gsize first;

  g_assert_true (plot_source_find_first (PLOT_SOURCE (shifted), &first));
  g_assert_cmpuint (first, ==, late);
  g_assert_cmpuint (plot_source_get_length (PLOT_SOURCE (shifted)), ==, late + 4);
  g_assert_cmpuint (plot_source_get_length (smoothed), ==, late + 4);
  for (gsize i = 0; i < 4; i++)
    {
      g_assert_true (same (plot_source_get_value (PLOT_SOURCE (shifted), late + i), values[i]));
      g_assert_true (
          same (plot_source_get_value (smoothed, late + i), plot_source_get_value (expected, i)));
    }
  g_assert_true (isnan (plot_source_get_value (smoothed, late - 1)));
  g_assert_false (plot_source_get_span (PLOT_SOURCE (shifted), 0, late, &span));
  g_assert_true (plot_source_get_span (PLOT_SOURCE (shifted), late - 5, late + 3, &span));
  g_assert_cmpuint (span.count, ==, 2);
  g_assert_cmpfloat (span.mean, ==, 0.375);
  plot_smooth_free (plain);
  plot_smooth_free (smooth);
}

static void
test_first (void)
{
  g_autoptr (PlotArraySource) source = plot_array_source_new (NULL, 0);
  const double nothing = NAN, one = INFINITY;
  gsize first;

  for (guint i = 0; i < 100; i++)
    {
      g_assert_false (plot_source_find_first (PLOT_SOURCE (source), &first));
      plot_array_source_append (source, &nothing, 1);
    }
  for (guint i = 0; i < 100; i++)
    {
      plot_array_source_append (source, i % 7 == 0 ? &one : &nothing, 1);
      g_assert_true (plot_source_find_first (PLOT_SOURCE (source), &first));
      g_assert_cmpuint (first, ==, 100);
    }
}

/* Of a table of every thirtieth iteration a hundred iterations are four values; turns in between
 * do not count. */
static void
test_live_thinned (void)
{
  g_autofree double *values = g_new (double, 9000);
  g_autoptr (PlotCurve) thinned = NULL;
  g_autoptr (PlotCurve) turns = NULL;

  for (int i = 0; i < 9000; i++)
    values[i] = i % 30 == 0 ? 0.5 * i : (double) NAN;
  thinned = curve_new (values, 9000, "thinned");
  g_assert_cmpfloat (plot_curve_get_live_value (thinned), ==, 0.5 * (8970 - 45));

  for (int i = 0; i < 9000; i++)
    values[i] = i / 50 % 2 == 0 ? i / 100 : (double) NAN;
  turns = curve_new (values, 9000, "turns");
  g_assert_cmpfloat (plot_curve_get_live_value (turns), ==, 88.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/source/spans", test_spans);
  g_test_add_func ("/plot/source/outside", test_outside);
  g_test_add_func ("/plot/source/smoothing", test_smoothing);
  g_test_add_func ("/plot/source/live-value", test_live_value);
  g_test_add_func ("/plot/source/late", test_late);
  g_test_add_func ("/plot/source/first", test_first);
  g_test_add_func ("/plot/source/live-thinned", test_live_thinned);
  return g_test_run ();
}
