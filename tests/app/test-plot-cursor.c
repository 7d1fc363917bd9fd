/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cursor of a figure: by the pointer, and by keys along curves. Without a widget.
 */
#include "app/plot/lab-plot-cursor.h"

#include <math.h>

#include "plot/figure/plot-figure-pointer.h"

#define WIDTH 900.0
#define HEIGHT 600.0
#define N 1001

/* Two panels; in the first the curves of 0.1 and 0.3 and a hidden one between them, in the
 * second one that ends early. */
static PlotFigure *
make_figure (void)
{
  static const double levels[] = { 0.1, 0.2, 0.3, 0.4 };
  PlotFigure *figure = plot_figure_new ();

  plot_figure_add_panel (figure, NULL);
  plot_figure_add_panel (figure, NULL);
  plot_figure_set_x_axis (figure, 0, N - 1);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      double values[N];

      for (guint k = 0; k < N; k++)
        values[k] = levels[i];

      g_autoptr (PlotArraySource) source = plot_array_source_new (values, i == 3 ? 200 : N);
      g_autofree char *label = g_strdup_printf ("at %.1f", levels[i]);
      g_autoptr (PlotCurve) curve = plot_curve_new (PLOT_SOURCE (source), label);

      plot_curve_set_visible (curve, i != 1);
      plot_figure_add_curve (figure, i == 3, curve);
    }
  return figure;
}

/* At the value of its curve, and of the panel it is in. */
static void
assert_at (
    const LabPlotCursor *cursor, PlotFigure *figure, guint panel, double iteration, double value)
{
  double seen_iteration, seen_value;

  g_assert_true (cursor->shown);
  g_assert_cmpint (plot_figure_get_panel_at (figure, WIDTH, HEIGHT, cursor->x, cursor->y), ==,
                   panel);
  plot_figure_get_position (figure, WIDTH, HEIGHT, panel, cursor->x, cursor->y, &seen_iteration,
                            &seen_value);
  g_assert_cmpfloat_with_epsilon (seen_iteration, iteration, 1e-6);
  g_assert_cmpfloat_with_epsilon (seen_value, value, 1e-9);
}

static void
test_keys (void)
{
  g_autoptr (PlotFigure) figure = make_figure ();
  LabPlotCursor cursor = { 0 };

  /* From the end on: a hundredth of what is seen, or a tenth. */
  lab_plot_cursor_move (&cursor, figure, WIDTH, HEIGHT, LAB_PLOT_STEP_BACK, FALSE);
  assert_at (&cursor, figure, 0, 990, 0.1);
  lab_plot_cursor_move (&cursor, figure, WIDTH, HEIGHT, LAB_PLOT_STEP_BACK, TRUE);
  assert_at (&cursor, figure, 0, 890, 0.1);
  /* Over the hidden curve, and no further than the last. */
  lab_plot_cursor_move (&cursor, figure, WIDTH, HEIGHT, LAB_PLOT_STEP_CURVE_BELOW, FALSE);
  assert_at (&cursor, figure, 0, 890, 0.3);
  lab_plot_cursor_move (&cursor, figure, WIDTH, HEIGHT, LAB_PLOT_STEP_CURVE_BELOW, FALSE);
  assert_at (&cursor, figure, 0, 890, 0.3);
  /* No further than the curve of the other panel. */
  lab_plot_cursor_move (&cursor, figure, WIDTH, HEIGHT, LAB_PLOT_STEP_PANEL_AFTER, FALSE);
  assert_at (&cursor, figure, 1, 199, 0.4);
  lab_plot_cursor_move (&cursor, figure, WIDTH, HEIGHT, LAB_PLOT_STEP_PANEL_BEFORE, FALSE);
  lab_plot_cursor_move (&cursor, figure, WIDTH, HEIGHT, LAB_PLOT_STEP_BEGIN, FALSE);
  assert_at (&cursor, figure, 0, 0, 0.1);
  lab_plot_cursor_move (&cursor, figure, WIDTH, HEIGHT, LAB_PLOT_STEP_END, FALSE);
  lab_plot_cursor_move (&cursor, figure, WIDTH, HEIGHT, LAB_PLOT_STEP_ON, FALSE);
  assert_at (&cursor, figure, 0, 1000, 0.1);
}

static void
test_zoomed (void)
{
  g_autoptr (PlotFigure) figure = make_figure ();
  LabPlotCursor cursor = { 0 };

  lab_plot_cursor_move (&cursor, figure, WIDTH, HEIGHT, LAB_PLOT_STEP_BEGIN, FALSE);
  plot_figure_set_x_range (figure, 300, 400);
  lab_plot_cursor_place (&cursor, figure, WIDTH, HEIGHT);
  assert_at (&cursor, figure, 0, 300, 0.1);
  lab_plot_cursor_move (&cursor, figure, WIDTH, HEIGHT, LAB_PLOT_STEP_ON, FALSE);
  assert_at (&cursor, figure, 0, 301, 0.1);
  plot_figure_set_log_y (figure, TRUE);
  lab_plot_cursor_place (&cursor, figure, WIDTH, HEIGHT);
  assert_at (&cursor, figure, 0, 301, 0.1);
}

static void
test_pointer (void)
{
  g_autoptr (PlotFigure) figure = make_figure ();
  g_autofree char *text = NULL;
  LabPlotCursor cursor = { 0 };
  double x, y;

  g_assert_null (lab_plot_cursor_get_text (&cursor, figure, WIDTH, HEIGHT));
  plot_figure_get_point (figure, WIDTH, HEIGHT, 0, 500, 0.29, &x, &y);
  g_assert_true (lab_plot_cursor_point (&cursor, x, y));
  g_assert_false (lab_plot_cursor_point (&cursor, x, y));
  text = lab_plot_cursor_get_text (&cursor, figure, WIDTH, HEIGHT);
  g_assert_true (
      g_str_has_prefix (text, "iteration 500\nat 0.3: measured 0.3000\nat 0.1: measured 0.1000"));
  /* Keys go on from there. */
  lab_plot_cursor_move (&cursor, figure, WIDTH, HEIGHT, LAB_PLOT_STEP_ON, FALSE);
  assert_at (&cursor, figure, 0, 510, 0.1);
  lab_plot_cursor_drop (&cursor);
  g_assert_false (cursor.shown || cursor.by_keys);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot-cursor/keys", test_keys);
  g_test_add_func ("/plot-cursor/zoomed", test_zoomed);
  g_test_add_func ("/plot-cursor/pointer", test_pointer);
  return g_test_run ();
}
