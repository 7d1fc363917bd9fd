/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scales and ticks.
 */
#include "plot/draw/plot-axis.h"

#include <math.h>

static void
test_nice_step (void)
{
  const double cases[][2] = { { 0.011, 0.02 }, { 0.07, 0.1 }, { 0.1, 0.1 }, { 0.2, 0.2 },
                              { 0.21, 0.5 },   { 0.51, 1.0 }, { 3.0, 5.0 }, { 2e5, 2e5 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpfloat_with_epsilon (plot_nice_step (cases[i][0]), cases[i][1], cases[i][1] * 1e-12);
}

static void
test_positions (void)
{
  PlotScale linear;
  PlotScale log;

  plot_scale_init (&linear, 0.0, 0.5, FALSE);
  g_assert_cmpfloat_with_epsilon (plot_scale_position (&linear, 0.125), 0.25, 1e-12);
  g_assert_cmpfloat_with_epsilon (plot_scale_value (&linear, 0.25), 0.125, 1e-12);
  g_assert_true (isnan (plot_scale_position (&linear, NAN)));
  g_assert_cmpfloat (plot_scale_position (&linear, INFINITY), ==, PLOT_FAR);
  g_assert_cmpfloat (plot_scale_position (&linear, -1e300), ==, -PLOT_FAR);

  plot_scale_init (&log, 0.001, 1.0, TRUE);
  g_assert_cmpfloat_with_epsilon (plot_scale_position (&log, 0.01), 1.0 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (plot_scale_value (&log, 2.0 / 3.0), 0.1, 1e-12);
  /* The rule for what a logarithm can not show. */
  g_assert_cmpfloat (plot_scale_position (&log, 0.0), ==, 0.0);
  g_assert_cmpfloat (plot_scale_position (&log, -3.0), ==, 0.0);
  g_assert_cmpfloat (plot_scale_position (&log, 1e-9), ==, 0.0);
}

/* Whatever the limits, the scale can be drawn and its ticks lie within it. */
static void
test_odd_limits (void)
{
  const double odd[] = { NAN,    INFINITY, -INFINITY, 0.0,   -0.0,   1.0,     -1.0,
                         1e-300, 1e300,    -1e308,    1e308, 1e-310, 123.456, 123.4560000001 };

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    for (guint j = 0; j < G_N_ELEMENTS (odd); j++)
      for (int log = 0; log < 2; log++)
        {
          PlotScale scale;
          g_autoptr (GArray) ticks = NULL;

          plot_scale_init (&scale, odd[i], odd[j], log);
          g_assert_true (isfinite (scale.min) && isfinite (scale.max) && scale.min < scale.max);
          g_assert_true (!log || scale.min > 0.0);
          ticks = plot_scale_ticks (&scale, 8, 0.0);
          g_assert_cmpuint (ticks->len, <=, 200);
          for (guint k = 0; k < ticks->len; k++)
            {
              double position
                  = plot_scale_position (&scale, g_array_index (ticks, PlotTick, k).value);

              g_assert_cmpfloat (position, >=, -1e-6);
              g_assert_cmpfloat (position, <=, 1.0 + 1e-6);
            }
        }
}

static void
assert_ticks (
    double min, double max, gboolean log, guint most, double step, const double *wanted, guint n)
{
  PlotScale scale;
  g_autoptr (GArray) ticks = NULL;
  guint major = 0;

  plot_scale_init (&scale, min, max, log);
  ticks = plot_scale_ticks (&scale, most, step);
  for (guint i = 0; i < ticks->len; i++)
    {
      PlotTick tick = g_array_index (ticks, PlotTick, i);

      if (!tick.major)
        continue;
      g_assert_cmpuint (major, <, n);
      g_assert_cmpfloat_with_epsilon (tick.value, wanted[major],
                                      fabs (wanted[major]) * 1e-9 + 1e-12);
      major++;
    }
  g_assert_cmpuint (major, ==, n);
}

static void
test_ticks (void)
{
  const double loss[] = { 0.0, 0.1, 0.2, 0.3, 0.4, 0.5 };
  const double rounds[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
  const double sixty[] = { 0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60 };
  const double whole[] = { 3, 4 };
  const double below_zero[] = { -0.2, 0.0, 0.2 };
  const double decades[] = { 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1 };

  assert_ticks (0.0, 0.55, FALSE, 8, 0.0, loss, G_N_ELEMENTS (loss));
  assert_ticks (0.0, 10.0, FALSE, 12, 1.0, rounds, G_N_ELEMENTS (rounds));
  assert_ticks (0.0, 60.0, FALSE, 12, 1.0, sixty, G_N_ELEMENTS (sixty));
  assert_ticks (2.5, 4.5, FALSE, 12, 1.0, whole, G_N_ELEMENTS (whole));
  assert_ticks (-0.25, 0.25, FALSE, 3, 0.0, below_zero, G_N_ELEMENTS (below_zero));
  assert_ticks (1e-6, 0.55, TRUE, 8, 0.0, decades, G_N_ELEMENTS (decades));
}

static void
assert_iteration_axis (double min, double max, guint64 round, const char *title, const char *label)
{
  PangoContext *context = plot_text_create_context ();
  g_autofree char *found = NULL;
  PlotScale scale;
  PlotAxis axis;
  guint last;

  plot_scale_init (&scale, min, max, FALSE);
  plot_axis_init (&axis, &scale);
  plot_axis_set_iteration_ticks (&axis, context, 12.0, 900.0, round);
  found = plot_axis_get_iteration_title (&axis);
  g_assert_cmpstr (found, ==, title);
  last = axis.ticks->len - 1;
  g_assert_cmpstr (pango_layout_get_text (g_array_index (axis.ticks, PlotAxisTick, last).label), ==,
                   label);
  plot_axis_clear (&axis);
  g_object_unref (context);
}

static void
test_iteration_axis (void)
{
  assert_iteration_axis (0.0, 20000.0, 2000, "round (2,000 iterations each)", "10");
  assert_iteration_axis (0.0, 240000.0, 4000, "round (4,000 iterations each)", "60");
  /* A part of a round, one round, no rounds. */
  assert_iteration_axis (2100.0, 3300.0, 2000, "iteration", "3,300");
  assert_iteration_axis (0.0, 2000.0, 2000, "iteration", "2,000");
  assert_iteration_axis (0.0, 5000000.0, 0, "iteration", "5,000,000");
}

static void
test_indices (void)
{
  static const struct
  {
    double min, max;
    gsize length, begin, end;
  } cases[] = {
    { 0.0, 99.0, 50, 0, 50 },   { 0.0, 20.0, 50, 0, 21 },  { 10.2, 19.9, 50, 11, 20 },
    { 60.0, 90.0, 50, 50, 50 }, { -20.0, -3.0, 50, 0, 0 }, { -5.0, 4.0, 50, 0, 5 },
    { 10.0, 10.5, 0, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PlotScale scale = { cases[i].min, cases[i].max, FALSE };
      gsize begin;
      gsize end;

      plot_scale_get_indices (&scale, cases[i].length, &begin, &end);
      g_assert_cmpuint (begin, ==, cases[i].begin);
      g_assert_cmpuint (end, ==, cases[i].end);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/scale/nice-step", test_nice_step);
  g_test_add_func ("/plot/scale/positions", test_positions);
  g_test_add_func ("/plot/scale/odd-limits", test_odd_limits);
  g_test_add_func ("/plot/scale/indices", test_indices);
  g_test_add_func ("/plot/scale/ticks", test_ticks);
  g_test_add_func ("/plot/scale/iteration-axis", test_iteration_axis);
  return g_test_run ();
}
