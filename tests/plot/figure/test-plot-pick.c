/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From pixels to iterations and values, the cursor table, axis limits.
 */
#include "plot-test-util.h"

#include <math.h>

enum
{
  WIDTH = 1000,
  HEIGHT = 700
};

/* Three level curves: 0.1, 0.3 and 0.5 from below to above; the third has a value only at every
 * thousandth iteration. */
static PlotFigure *
level_figure (void)
{
  PlotFigure *figure = plot_figure_new ();
  g_autofree double *values = g_new (double, 10000);

  plot_figure_set_x_axis (figure, 2000, 10000);
  plot_figure_add_panel (figure, "Training");
  for (int k = 0; k < 3; k++)
    {
      g_autofree char *label = g_strdup_printf ("n = %d", k + 1);
      g_autoptr (PlotCurve) curve = NULL;

      for (int i = 0; i < 10000; i++)
        values[i] = k < 2 || i % 1000 == 0 ? 0.1 + 0.2 * k : (double) NAN;
      curve = curve_new (values, 10000, label);
      plot_figure_add_curve (figure, 0, curve);
    }
  return figure;
}

static void
test_positions (void)
{
  g_autoptr (PlotFigure) figure = level_figure ();
  PlotRect area;
  double iteration;
  double value;

  g_assert_true (plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area));
  g_assert_false (plot_figure_get_area (figure, WIDTH, HEIGHT, 1, &area));
  g_assert_true (plot_figure_get_position (figure, WIDTH, HEIGHT, 0, area.x + area.width / 4.0,
                                           area.y + area.height / 2.0, &iteration, &value));
  g_assert_cmpfloat_with_epsilon (iteration, 2500.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (value, 0.275, 1e-9);
  g_assert_cmpint (plot_figure_get_panel_at (figure, WIDTH, HEIGHT, area.x + 1, area.y + 1), ==, 0);
  g_assert_cmpint (plot_figure_get_panel_at (figure, WIDTH, HEIGHT, 1, 1), ==, -1);

  /* Zoomed in, a pixel is another iteration. */
  plot_figure_set_x_range (figure, 1000.0, 2000.0);
  plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area);
  plot_figure_get_position (figure, WIDTH, HEIGHT, 0, area.x + area.width / 4.0, area.y, &iteration,
                            NULL);
  g_assert_cmpfloat_with_epsilon (iteration, 1250.0, 1e-6);
}

static void
test_pick (void)
{
  g_autoptr (PlotFigure) figure = level_figure ();
  g_autoptr (GArray) picks = NULL;
  g_autofree char *text = NULL;
  PlotRect area;
  guint64 iteration;
  double x;
  double y;

  plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area);
  x = area.x + area.width * 0.4812;
  y = area.y + area.height * (1.0 - 0.27 / 0.55);
  picks = plot_figure_pick (figure, WIDTH, HEIGHT, x, y, &iteration);
  g_assert_cmpuint (picks->len, ==, 3);
  g_assert_cmpuint (iteration, ==, 4812);

  /* Nearest first; what has no value there comes last. */
  g_assert_cmpstr (plot_curve_get_label (g_array_index (picks, PlotPick, 0).curve), ==, "n = 2");
  g_assert_cmpstr (plot_curve_get_label (g_array_index (picks, PlotPick, 1).curve), ==, "n = 1");
  g_assert_true (isnan (g_array_index (picks, PlotPick, 2).value));
  g_assert_cmpfloat_with_epsilon (g_array_index (picks, PlotPick, 0).distance,
                                  area.height * 0.03 / 0.55, 0.01);

  text = plot_figure_get_cursor_text (figure, WIDTH, HEIGHT, x, y);
  g_assert_cmpstr (text, ==,
                   "round 2.4 · iteration 4,812\nn = 2: measured 0.3000\nn = 1: measured 0.1000\nn "
                   "= 3: measured –");
  g_assert_null (plot_figure_get_cursor_text (figure, WIDTH, HEIGHT, 1, 1));
}

/* There and back again, on both scales. */
static void
test_point (void)
{
  g_autoptr (PlotFigure) figure = level_figure ();

  for (int log = 0; log < 2; log++)
    {
      double iteration;
      double value;
      double x;
      double y;

      plot_figure_set_log_y (figure, log);
      g_assert_true (plot_figure_get_point (figure, WIDTH, HEIGHT, 0, 4812.0, 0.3, &x, &y));
      g_assert_cmpint (plot_figure_get_panel_at (figure, WIDTH, HEIGHT, x, y), ==, 0);
      plot_figure_get_position (figure, WIDTH, HEIGHT, 0, x, y, &iteration, &value);
      g_assert_cmpfloat_with_epsilon (iteration, 4812.0, 1e-6);
      g_assert_cmpfloat_with_epsilon (value, 0.3, 1e-9);
      g_assert_false (plot_figure_get_point (figure, WIDTH, HEIGHT, 7, 4812.0, 0.3, &x, &y));
    }
}

/* A value within the pointer's pixel column counts, though its iteration is not the exact one. */
static void
test_pick_sparse (void)
{
  g_autoptr (PlotFigure) figure = level_figure ();
  g_autoptr (GArray) picks = NULL;
  PlotRect area;
  guint64 iteration;

  plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area);
  picks
      = plot_figure_pick (figure, WIDTH, HEIGHT, area.x + area.width * 0.3003, area.y, &iteration);
  g_assert_cmpstr (plot_curve_get_label (g_array_index (picks, PlotPick, 0).curve), ==, "n = 3");
  g_assert_cmpfloat_with_epsilon (g_array_index (picks, PlotPick, 0).value, 0.5, 1e-12);
}

/* The cursor layer marks pixels beside the curves and stays within the figure. */
static void
test_cursor_layer (void)
{
  g_autoptr (PlotFigure) figure = level_figure ();
  const double places[][2] = { { 0.02, 0.02 }, { 0.98, 0.02 }, { 0.5, 0.5 }, { 0.98, 0.98 } };
  PlotRect area;

  plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      cairo_surface_t *layer = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *cr = cairo_create (layer);
      double x, y, width, height;

      plot_figure_draw_cursor (figure, cr, WIDTH, HEIGHT, plot_theme_get (PLOT_THEME_LIGHT),
                               area.x + area.width * places[i][0],
                               area.y + area.height * places[i][1]);
      cairo_recording_surface_ink_extents (layer, &x, &y, &width, &height);
      g_assert_cmpfloat (width, >, 80.0);
      g_assert_cmpfloat (height, >=, area.height - 1.0);
      g_assert_cmpfloat (x, >=, 0.0);
      g_assert_cmpfloat (y, >=, 0.0);
      g_assert_cmpfloat (x + width, <=, WIDTH);
      g_assert_cmpfloat (y + height, <=, HEIGHT);
      /* The table stands on the side where there is room and leaves the pointer free. */
      if (places[i][0] > 0.9)
        g_assert_cmpfloat (x + width, <, area.x + area.width * places[i][0] + 20.0);
      else
        g_assert_cmpfloat (x, >, area.x + area.width * places[i][0] - 20.0);
      cairo_destroy (cr);
      cairo_surface_destroy (layer);
    }
}

/* Neither side has room: the table still lies inside of the figure. */
static void
test_cursor_narrow (void)
{
  g_autoptr (PlotFigure) figure = level_figure ();
  cairo_surface_t *layer = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (layer);
  double x, y, width, height;
  PlotRect area;

  plot_figure_get_area (figure, 200, 300, 0, &area);
  plot_figure_draw_cursor (figure, cr, 200, 300, plot_theme_get (PLOT_THEME_LIGHT),
                           area.x + area.width * 0.4, area.y + 20.0);
  cairo_recording_surface_ink_extents (layer, &x, &y, &width, &height);
  g_assert_cmpfloat (width, >, 80.0);
  g_assert_cmpfloat (x, >=, 0.0);
  g_assert_cmpfloat (x + width, <=, 200.0);
  cairo_destroy (cr);
  cairo_surface_destroy (layer);
}

static void
test_ranges (void)
{
  const double high[] = { 0.4, 0.9, 0.2 };
  g_autoptr (PlotFigure) figure = level_figure ();
  g_autoptr (PlotCurve) curve = curve_new (high, G_N_ELEMENTS (high), "high");
  double begin, end, min, max;

  g_assert_false (plot_figure_get_x_range (figure, &begin, &end));
  g_assert_cmpfloat (begin, ==, 0.0);
  g_assert_cmpfloat (end, ==, 10000.0);
  g_assert_false (plot_figure_get_y_range (figure, &min, &max));
  g_assert_cmpfloat (min, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (max, 0.55, 1e-12);

  plot_figure_add_curve (figure, 0, curve);
  plot_figure_get_y_range (figure, &min, &max);
  g_assert_cmpfloat (max, >=, 0.9);
  /* What is not visible does not count. */
  plot_figure_set_x_range (figure, 100.0, 200.0);
  plot_figure_get_y_range (figure, &min, &max);
  g_assert_cmpfloat_with_epsilon (max, 0.55, 1e-12);
  plot_figure_reset_x_range (figure);
  plot_curve_set_visible (curve, FALSE);
  plot_figure_get_y_range (figure, &min, &max);
  g_assert_cmpfloat_with_epsilon (max, 0.55, 1e-12);

  plot_figure_set_y_range (figure, 0.2, 0.3);
  g_assert_true (plot_figure_get_y_range (figure, &min, &max));
  g_assert_cmpfloat (min, ==, 0.2);
  g_assert_cmpfloat (max, ==, 0.3);

  /* Data beyond the plan are shown. */
  plot_figure_set_x_axis (figure, 2000, 100);
  plot_figure_get_x_range (figure, &begin, &end);
  g_assert_cmpfloat (end, ==, 9999.0);
}

static void
test_describe (void)
{
  g_autoptr (PlotFigure) figure = level_figure ();
  g_autofree char *text = NULL;

  plot_figure_set_title (figure, "Levels");
  plot_figure_set_y_label (figure, "Bob's loss rate L");
  plot_figure_add_reference (figure, 0, "guessing 0.5", 0.5, PLOT_LINE_DOTTED);
  plot_curve_set_visible (g_ptr_array_index (plot_figure_get_curves (figure, 0), 0), FALSE);
  plot_curve_set_visible (g_ptr_array_index (plot_figure_get_curves (figure, 0), 2), FALSE);
  text = plot_picture_describe (PLOT_PICTURE (figure));
  g_assert_cmpstr (text, ==,
                   "Levels. Bob's loss rate L over iterations 0 to 10,000. "
                   "n = 2: now 0.3000, lowest 0.3000, after 10,000 iterations. "
                   "Reference lines: guessing 0.5.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/pick/point", test_point);
  g_test_add_func ("/plot/pick/positions", test_positions);
  g_test_add_func ("/plot/pick/values", test_pick);
  g_test_add_func ("/plot/pick/sparse", test_pick_sparse);
  g_test_add_func ("/plot/pick/cursor-layer", test_cursor_layer);
  g_test_add_func ("/plot/pick/cursor-narrow", test_cursor_narrow);
  g_test_add_func ("/plot/pick/ranges", test_ranges);
  g_test_add_func ("/plot/pick/describe", test_describe);
  return g_test_run ();
}
