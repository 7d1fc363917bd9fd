/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is in the pixels of a figure: colours, dashes, spikes, the log rule; and that no data and
 * no size breaks it.
 */
#include "plot-test-util.h"

#include <math.h>

static PlotRect
area_of (PlotFigure *figure, int width, int height)
{
  PlotRect area;

  g_assert_true (plot_figure_get_area (figure, width, height, 0, &area));
  return area;
}

static void
test_colors (void)
{
  for (int dark = 0; dark < 2; dark++)
    {
      g_autoptr (PlotFigure) figure = falling_figure (PLOT_N_COLORS);

      plot_figure_set_smoothing (figure, 0.98);

      g_auto (Picture) picture
          = picture_draw_in (figure, 1000, 700, dark ? PLOT_THEME_DARK : PLOT_THEME_LIGHT);
      PlotRect area = area_of (figure, 1000, 700);

      for (guint i = 0; i < PLOT_N_COLORS; i++)
        g_assert_cmpuint (picture_count (&picture, &area, plot_palette_get (i, dark), 12), >, 40);

      /* Hidden, a curve's colour is gone, also from the legend. */
      g_auto (Picture) hidden = { 0 };
      PlotRect all = { 0.0, 0.0, 1000.0, 700.0 };

      plot_curve_set_visible (g_ptr_array_index (plot_figure_get_curves (figure, 0), 2), FALSE);
      hidden = picture_draw (figure, 1000, 700);
      g_assert_cmpuint (picture_count (&hidden, &all, plot_palette_get (2, dark), 2), ==, 0);
    }
}

/* Gaps along a level line tell dashes apart without colour. */
static void
test_dashes (void)
{
  double level[400];
  guint inked[PLOT_N_LINE_STYLES];

  for (guint i = 0; i < G_N_ELEMENTS (level); i++)
    level[i] = 0.3;
  for (guint style = 0; style < PLOT_N_LINE_STYLES; style++)
    {
      g_autoptr (PlotFigure) figure = plot_figure_new ();
      g_autoptr (PlotCurve) curve = curve_new (level, G_N_ELEMENTS (level), "level");

      plot_curve_set_line_style (curve, (PlotLineStyle) style);
      plot_figure_add_panel (figure, NULL);
      plot_figure_add_curve (figure, 0, curve);

      g_auto (Picture) picture = picture_draw (figure, 900, 500);
      PlotRect area = area_of (figure, 900, 500);

      inked[style] = picture_count (&picture, &area, plot_palette_get (0, FALSE), 60);
      g_assert_cmpuint (inked[style], >, 100);
      if (style > 0)
        g_assert_cmpuint (inked[style], <, inked[0] * 0.9);
    }
}

static void
test_markers (void)
{
  g_autoptr (PlotFigure) figure = falling_figure (1);
  PlotCurve *curve = g_ptr_array_index (plot_figure_get_curves (figure, 0), 0);
  PlotRect area = area_of (figure, 1000, 700);
  guint plain = 0;

  /* In noise a marker stands on a ground of its own and hides some of the curve's colour. */
  plot_figure_set_smoothing (figure, 0.98);
  for (guint marker = 0; marker < PLOT_N_MARKERS; marker++)
    {
      guint n;

      plot_curve_set_marker (curve, (PlotMarker) marker);

      g_auto (Picture) picture = picture_draw (figure, 1000, 700);

      n = picture_count (&picture, &area, plot_curve_get_color (curve, FALSE), 20);
      if (marker == PLOT_MARKER_NONE)
        plain = n;
      else
        g_assert_cmpuint (n, >, plain + 20);
    }
}

/* One value among a hundred thousand must be seen, at its column and as high as it is. */
static void
test_spike (void)
{
  enum
  {
    N = 100000,
    AT = 54321
  };
  g_autofree double *values = g_new (double, N);
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autoptr (PlotCurve) curve = NULL;
  guint32 ground = color_to_pixel (plot_theme_get (PLOT_THEME_LIGHT)->background);
  PlotRect area;
  guint marked = 0;

  for (int i = 0; i < N; i++)
    values[i] = i == AT ? 0.45 : 0.05;
  curve = curve_new (values, N, "spike");
  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, curve);

  g_auto (Picture) picture = picture_draw (figure, 800, 500);

  area = area_of (figure, 800, 500);
  for (int y = (int) (area.y + area.height * (1.0 - 0.44 / 0.55)) + 1;
       y < area.y + area.height * (1.0 - 0.1 / 0.55); y++)
    {
      int middle = (int) (area.x + area.width * AT / (N - 1.0));
      gboolean seen = FALSE;

      for (int x = middle - 1; x <= middle + 1; x++)
        {
          guint32 pixel = picture_get (&picture, x, y);

          /* Bluer than the grid's grey. */
          seen = seen || (pixel != ground && (int) (pixel & 0xff) - (int) (pixel >> 16) > 30);
        }
      g_assert_true (seen);
      marked++;
    }
  g_assert_cmpuint (marked, >, 100);
}

/* Zero and negative values stand on the bottom edge of a log axis. */
static void
test_log_rule (void)
{
  double values[300];
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autoptr (PlotCurve) curve = NULL;
  PlotRect area;
  double min;
  double max;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = i < 100 ? 0.3 : i < 200 ? 0.0 : -0.1;
  curve = curve_new (values, G_N_ELEMENTS (values), "below");
  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, curve);
  plot_figure_set_log_y (figure, TRUE);
  plot_figure_get_y_range (figure, &min, &max);
  g_assert_cmpfloat (min, >, 0.0);

  g_auto (Picture) picture = picture_draw (figure, 600, 400);

  area = area_of (figure, 600, 400);

  PlotRect bottom
      = { area.x + area.width * 0.4, area.y + area.height - 2.0, area.width * 0.5, 4.0 };
  PlotRect above = { area.x + area.width * 0.4, area.y, area.width * 0.5, area.height - 6.0 };

  g_assert_cmpuint (picture_count (&picture, &bottom, plot_palette_get (0, FALSE), 40), >, 100);
  g_assert_cmpuint (picture_count (&picture, &above, plot_palette_get (0, FALSE), 40), ==, 0);
}

/* A long stretch without values is a gap, not a line across it. */
static void
test_gap (void)
{
  double values[300];
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autoptr (PlotCurve) curve = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    values[i] = i > 100 && i < 200 ? (double) NAN : 0.3;
  curve = curve_new (values, G_N_ELEMENTS (values), "gap");
  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, curve);

  g_auto (Picture) picture = picture_draw (figure, 900, 400);
  PlotRect area = area_of (figure, 900, 400);
  PlotRect middle = { area.x + area.width * 0.4, area.y, area.width * 0.2, area.height };
  PlotRect left = { area.x + area.width * 0.1, area.y, area.width * 0.2, area.height };

  g_assert_cmpuint (picture_count (&picture, &middle, plot_palette_get (0, FALSE), 60), ==, 0);
  g_assert_cmpuint (picture_count (&picture, &left, plot_palette_get (0, FALSE), 60), >, 50);
}

/* Gaps as narrow as those of a dash are closed: Bob stays solid though he rests in Eve's turns. */
static void
test_narrow_gaps (void)
{
  enum
  {
    N = 240000
  };
  g_autofree double *values = g_new (double, N);
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autoptr (PlotCurve) curve = NULL;
  PlotRect area;

  for (int i = 0; i < N; i++)
    values[i] = i / 2000 % 2 == 1 ? (double) NAN : 0.3;
  curve = curve_new (values, N, "Bob");
  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, curve);

  g_auto (Picture) picture = picture_draw (figure, 900, 500);

  area = area_of (figure, 900, 500);
  for (int x = (int) area.x + 2; x < (int) (area.x + area.width) - 10; x++)
    {
      PlotRect column = { x, area.y, 1.0, area.height };

      g_assert_cmpuint (picture_count (&picture, &column, plot_palette_get (0, FALSE), 100), >, 0);
    }
}

static void
add_odd_curve (PlotFigure *figure, const double *values, gsize n)
{
  g_autoptr (PlotCurve) curve = curve_new (values, n, "odd");

  plot_figure_add_curve (figure, 0, curve);
}

static void
draw_all_sizes (PlotFigure *figure)
{
  const int sizes[][2]
      = { { 1, 1 }, { 16, 16 }, { 60, 400 }, { 400, 30 }, { 200, 150 }, { 640, 400 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_auto (Picture) picture = picture_draw (figure, sizes[i][0], sizes[i][1]);
      cairo_t *cr = cairo_create (picture.surface);

      plot_figure_draw_cursor (figure, cr, sizes[i][0], sizes[i][1],
                               plot_theme_get (PLOT_THEME_LIGHT), sizes[i][0] * 0.6,
                               sizes[i][1] * 0.6);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
    }
}

static void
test_odd_data (void)
{
  const double one[] = { 0.4 };
  const double unmeasured[] = { NAN, NAN, NAN, NAN };
  const double infinite[] = { 0.1, INFINITY, -INFINITY, NAN, 0.2 };
  const double huge[] = { 1e300, -1e300, 1e308, 0.0 };
  const double small[] = { 1e-310, 0.0, 1e-300 };
  const struct
  {
    const double *values;
    gsize n;
  } cases[] = { { NULL, 0 },
                { one, 1 },
                { unmeasured, G_N_ELEMENTS (unmeasured) },
                { infinite, G_N_ELEMENTS (infinite) },
                { huge, G_N_ELEMENTS (huge) },
                { small, G_N_ELEMENTS (small) } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int mode = 0; mode < 4; mode++)
      {
        g_autoptr (PlotFigure) figure = plot_figure_new ();
        g_autofree char *text = NULL;

        draw_all_sizes (figure);
        plot_figure_add_panel (figure, "panel");
        add_odd_curve (figure, cases[i].values, cases[i].n);
        add_odd_curve (figure, one, 1);
        plot_figure_add_reference (figure, PLOT_ALL_PANELS, "guessing 0.5", 0.5, PLOT_LINE_DOTTED);
        plot_figure_set_log_y (figure, mode & 1);
        plot_figure_set_smoothing (figure, mode & 2 ? 0.5 : 0.0);
        draw_all_sizes (figure);
        plot_figure_set_x_range (figure, -1e15, 1e15);
        draw_all_sizes (figure);
        plot_figure_set_x_range (figure, 0.25, 0.2500001);
        draw_all_sizes (figure);
        text = plot_picture_describe (PLOT_PICTURE (figure));
        g_assert_nonnull (strstr (text, "odd"));
      }
}

/* A single value is a dot that can be seen. */
static void
test_one_value (void)
{
  const double one[] = { 0.4 };
  g_autoptr (PlotFigure) figure = plot_figure_new ();

  plot_figure_set_x_axis (figure, 0, 100);
  plot_figure_add_panel (figure, NULL);
  add_odd_curve (figure, one, 1);

  g_auto (Picture) picture = picture_draw (figure, 640, 400);
  PlotRect area = area_of (figure, 640, 400);

  g_assert_cmpuint (picture_count (&picture, &area, plot_palette_get (0, FALSE), 60), >=, 2);
}

static void
test_stamp (void)
{
  g_autoptr (PlotFigure) figure = falling_figure (2);
  PlotCurve *curve = g_ptr_array_index (plot_figure_get_curves (figure, 0), 1);
  guint64 stamp = plot_picture_get_stamp (PLOT_PICTURE (figure));
  const double more[] = { 0.5 };

  g_assert_cmpuint (plot_picture_get_stamp (PLOT_PICTURE (figure)), ==, stamp);
  plot_array_source_append (PLOT_ARRAY_SOURCE (plot_curve_get_source (curve)), more, 1);
  g_assert_cmpuint (plot_picture_get_stamp (PLOT_PICTURE (figure)), !=, stamp);
  stamp = plot_picture_get_stamp (PLOT_PICTURE (figure));
  plot_curve_set_visible (curve, FALSE);
  g_assert_cmpuint (plot_picture_get_stamp (PLOT_PICTURE (figure)), !=, stamp);
  stamp = plot_picture_get_stamp (PLOT_PICTURE (figure));
  plot_figure_set_log_y (figure, TRUE);
  g_assert_cmpuint (plot_picture_get_stamp (PLOT_PICTURE (figure)), !=, stamp);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/figure/colors", test_colors);
  g_test_add_func ("/plot/figure/dashes", test_dashes);
  g_test_add_func ("/plot/figure/markers", test_markers);
  g_test_add_func ("/plot/figure/spike", test_spike);
  g_test_add_func ("/plot/figure/log-rule", test_log_rule);
  g_test_add_func ("/plot/figure/gap", test_gap);
  g_test_add_func ("/plot/figure/narrow-gaps", test_narrow_gaps);
  g_test_add_func ("/plot/figure/odd-data", test_odd_data);
  g_test_add_func ("/plot/figure/one-value", test_one_value);
  g_test_add_func ("/plot/figure/stamp", test_stamp);
  return g_test_run ();
}
