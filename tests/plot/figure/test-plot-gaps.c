/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Gaps are drawn as gaps and lone points as points, however a curve is drawn: value by value, in
 * columns, smoothed, as a band. Seen in the pixels.
 */
#include "plot-test-util.h"
#include "plot/data/plot-band.h"

#include <math.h>

enum
{
  WIDTH = 900,
  HEIGHT = 500,
  N_SEEDS = 4,
};

/* Of a hundred parts of a series: 40 to 42 and 60 to 80 are missing, but for one value at 70. */
static gboolean
is_missing (gsize i, gsize n)
{
  double part = 100.0 * (double) i / (double) n;

  if (i == n / 10 * 7)
    return FALSE;
  return (part > 40.0 && part < 42.0) || (part > 60.0 && part < 80.0);
}

/* Measured every @step. */
static PlotSource *
source_new (gsize n, gsize step, double height)
{
  g_autofree double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = i % step != 0 || is_missing (i, n) ? (double) NAN : height;
  return PLOT_SOURCE (plot_array_source_new (values, n));
}

/* Pixels of the curve's colour from @begin to @end percent of the x axis. */
static guint
count_between (PlotFigure *figure, gsize n, PlotThemeName theme, double begin, double end)
{
  PlotColor color = plot_palette_get (0, theme == PLOT_THEME_DARK);
  PlotRect area;
  PlotRect rect;

  plot_figure_set_x_range (figure, 0.0, (double) n);

  g_auto (Picture) picture = picture_draw_in (figure, WIDTH, HEIGHT, theme);

  plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area);
  rect = (PlotRect){ area.x + area.width * begin / 100.0, area.y,
                     area.width * (end - begin) / 100.0, area.height };
  /* Faint single runs count too: what is there is there. */
  return picture_count (&picture, &rect, color, 160);
}

static void
assert_gaps (PlotFigure *figure, gsize n)
{
  for (int theme = PLOT_THEME_LIGHT; theme <= PLOT_THEME_DARK; theme++)
    {
      guint line = count_between (figure, n, theme, 10.0, 30.0);
      guint point = count_between (figure, n, theme, 69.3, 70.7);

      g_assert_cmpuint (line, >, 100);
      g_assert_cmpuint (count_between (figure, n, theme, 40.5, 41.5), ==, 0);
      g_assert_cmpuint (count_between (figure, n, theme, 60.7, 69.0), ==, 0);
      g_assert_cmpuint (count_between (figure, n, theme, 71.0, 79.3), ==, 0);
      /* A dot wider than the line, and no more. */
      g_assert_cmpuint (point, >=, 9);
      g_assert_cmpuint (point, <, 80);
    }
}

static void
check (gsize n, gsize step, double smoothing)
{
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autoptr (PlotSource) source = source_new (n, step, 0.3);
  g_autoptr (PlotCurve) curve = plot_curve_new (source, "");

  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, curve);
  plot_figure_set_smoothing (figure, smoothing);
  assert_gaps (figure, n);
}

static void
test_values (void)
{
  check (1000, 1, 0.0);
  check (1000, 10, 0.0);
}

static void
test_columns (void)
{
  check (200000, 1, 0.0);
  check (200000, 100, 0.0);
  check (200000, 1000, 0.0);
}

static void
test_smoothed (void)
{
  check (1000, 1, 0.9);
  check (200000, 1, 0.9);
  check (200000, 1000, 0.9);
}

static void
check_band (gsize n, gsize step, double smoothing)
{
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autoptr (PlotBand) band = plot_band_new (PLOT_BAND_MIN_MAX);
  g_autoptr (PlotCurve) curve = plot_curve_new (PLOT_SOURCE (band), "");

  for (guint m = 0; m < N_SEEDS; m++)
    {
      g_autoptr (PlotSource) member = source_new (n, step, 0.3 + 0.001 * m);

      plot_band_add_member (band, member);
    }
  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, curve);
  plot_figure_set_smoothing (figure, smoothing);
  assert_gaps (figure, n);
}

static void
test_band (void)
{
  check_band (1000, 1, 0.0);
  check_band (200000, 1, 0.0);
  check_band (200000, 1000, 0.0);
  check_band (200000, 1000, 0.9);
}

/* A band joins where one seed does: what one lacks another may have. */
static void
test_band_joins (void)
{
  g_autoptr (PlotBand) band = plot_band_new (PLOT_BAND_MIN_MAX);
  g_autoptr (PlotSource) dense = NULL;
  g_autoptr (PlotSource) thinned = NULL;
  double values[1000];

  for (guint i = 0; i < 1000; i++)
    values[i] = i > 400 && i < 500 ? (double) NAN : 0.3;
  dense = PLOT_SOURCE (plot_array_source_new (values, 1000));
  for (guint i = 0; i < 1000; i++)
    values[i] = i % 100 == 0 ? 0.3 : (double) NAN;
  thinned = PLOT_SOURCE (plot_array_source_new (values, 1000));

  plot_band_add_member (band, dense);
  g_assert_cmpint (plot_source_classify_step (PLOT_SOURCE (band), 400, 500), ==, PLOT_STEP_GAP);
  plot_band_add_member (band, thinned);
  g_assert_cmpint (plot_source_classify_step (PLOT_SOURCE (band), 400, 500), ==, PLOT_STEP_USUAL);
}

/* Thinned out regularly there is no gap, nor at the edges of what is seen. */
static void
test_thinned (void)
{
  const gsize n = 100001;
  g_autofree double *values = g_new (double, n);
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autoptr (PlotCurve) curve = NULL;
  PlotRect area;

  for (gsize i = 0; i < n; i++)
    values[i] = i % 5000 == 0 ? 0.3 : (double) NAN;
  curve = curve_new (values, n, "");
  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, curve);
  for (int zoomed = 0; zoomed < 2; zoomed++)
    {
      if (zoomed)
        plot_figure_set_x_range (figure, 12100.0, 12900.0); /* between two values */

      g_auto (Picture) picture = picture_draw (figure, WIDTH, HEIGHT);

      plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area);
      for (int x = (int) area.x + 2; x < (int) (area.x + area.width) - 10; x++)
        {
          PlotRect column = { x, area.y, 1.0, area.height };

          g_assert_cmpuint (picture_count (&picture, &column, plot_palette_get (0, FALSE), 100), >,
                            0);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/gaps/values", test_values);
  g_test_add_func ("/plot/gaps/columns", test_columns);
  g_test_add_func ("/plot/gaps/smoothed", test_smoothed);
  g_test_add_func ("/plot/gaps/band", test_band);
  g_test_add_func ("/plot/gaps/band-joins", test_band_joins);
  g_test_add_func ("/plot/gaps/thinned", test_thinned);
  return g_test_run ();
}
