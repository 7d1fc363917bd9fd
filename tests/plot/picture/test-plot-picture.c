/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Charts, numbers on a scale and rows: nothing clipped, nothing on top of another, values where
 * they belong.
 */
#include "picture-checks.h"
#include "plot-test-util.h"
#include "plot/picture/plot-chart.h"
#include "plot/picture/plot-measure.h"
#include "plot/picture/plot-row.h"

#include <math.h>

#define N 17

/* A curve with a band, points with whiskers, a yardstick and two lines with words. */
static PlotChart *
make_chart (void)
{
  PlotChart *chart = plot_chart_new ("Does Bob need his key? His error as his key gets worse",
                                     "Flat: the key is not used. Along the line: a one-time pad.");
  PlotChartStyle bob
      = { "Bob", PLOT_CHART_LINE, 0, PLOT_LINE_SOLID, PLOT_MARKER_CIRCLE, FALSE, FALSE };
  PlotChartStyle eve
      = { "Eve", PLOT_CHART_POINTS, 1, PLOT_LINE_SOLID, PLOT_MARKER_SQUARE, FALSE, FALSE };
  PlotChartStyle pad = { .label = "a one-time pad",
                         .color = PLOT_CHART_YARDSTICK,
                         .line_style = PLOT_LINE_DASHED };
  double y[N], low[N], high[N], line[N];

  for (guint i = 0; i < N; i++)
    {
      y[i] = 0.5 / (1.0 + exp (-(i - 6.0)));
      low[i] = y[i] - 0.03;
      high[i] = y[i] + 0.03;
      line[i] = i / 32.0;
    }
  plot_chart_set_x (chart, "key bits that differ (Hamming distance)", 0.0, N - 1, TRUE);
  plot_chart_set_y (chart, "bit error (share of wrong signs)", 0.0, 0.55);
  plot_chart_add_series (chart, &pad, N, NULL, line, NULL, NULL);
  plot_chart_add_series (chart, &bob, N, NULL, y, low, high);
  plot_chart_add_series (chart, &eve, N, NULL, line, low, high);
  plot_chart_add_reference (chart, "guessing 0.5", 0.5, PLOT_LINE_DOTTED);
  plot_chart_add_reference (chart, "with a random key 0.497", 0.497, PLOT_LINE_DASHED);
  return chart;
}

static PlotChart *
make_bars (void)
{
  static const char *const names[]
      = { "as it is", "8 bits", "4 bits", "2 bits", "sign only", NULL };
  PlotChart *chart = plot_chart_new ("Bars", NULL);
  PlotChartStyle style = { .label = "loss rate", .kind = PLOT_CHART_BARS, .color = 0 };
  PlotChartStyle other = { .label = "bit error", .kind = PLOT_CHART_BARS, .color = 1 };
  const double first[] = { 0.1, 0.2, 0.3, 0.4, 0.5 };
  const double second[] = { 0.0, 0.1, (double) NAN, 0.3, 0.4 };

  plot_chart_set_x_names (chart, "sent as", names);
  plot_chart_set_y (chart, "share", 0.0, 0.5);
  plot_chart_add_series (chart, &style, 5, NULL, first, NULL, NULL);
  plot_chart_add_series (chart, &other, 5, NULL, second, NULL, NULL);
  return chart;
}

static PlotMeasure *
make_measure (void)
{
  PlotMeasure *measure = plot_measure_new ("How much stays hidden", "An estimate from above.");

  plot_measure_set_axis (measure, "bits of one message", 16.0);
  plot_measure_add (measure, "hidden from Eve", 8.0, 7.0, 9.0, 0);
  plot_measure_add (measure, "limit", 12.0, NAN, NAN, PLOT_CHART_YARDSTICK);
  return measure;
}

static void
test_places (void)
{
  g_autoptr (PlotPicture) chart = PLOT_PICTURE (make_chart ());
  g_autoptr (PlotPicture) bars = PLOT_PICTURE (make_bars ());
  g_autoptr (PlotPicture) measure = PLOT_PICTURE (make_measure ());
  PlotPicture *all[] = { chart, bars, measure };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    for (guint s = 0; s < N_CHECK_SIZES; s++)
      {
        assert_texts_fit (all[i], check_sizes[s][0], check_sizes[s][1]);
        assert_border_blank (all[i], check_sizes[s][0], check_sizes[s][1]);
      }
}

/* At the least size the names of both axes stand there in full. */
static void
test_axes_always (void)
{
  g_autoptr (PlotPicture) chart = PLOT_PICTURE (make_chart ());
  g_autoptr (PlotPicture) measure = PLOT_PICTURE (make_measure ());

  for (guint s = 0; s < N_CHECK_SIZES; s++)
    {
      int width = check_sizes[s][0];
      int height = check_sizes[s][1];

      assert_has_text (chart, width, height, "key bits that differ (Hamming distance)");
      assert_has_text (chart, width, height, "bit error (share of wrong signs)");
      assert_has_text (chart, width, height, "guessing 0.5");
      assert_has_text (measure, width, height, "bits of one message");
      assert_has_text (measure, width, height, "limit: 12.00");
    }
  assert_has_text (chart, 1600, 900, plot_picture_get_note (chart));
  /* A long note is left out where it would be cut. */
  plot_picture_set_note (chart, "A long note that has no place in a small picture: it goes on and "
                                "on, and on, and on, and on, and on, and on, and on, to its end.");
  g_assert_false (has_text (chart, 320, 240, plot_picture_get_note (chart)));
  assert_has_text (chart, 1600, 900, plot_picture_get_note (chart));
}

/* A bar reaches from 0 to its value and no further; of NAN there is none. */
static void
test_bars (void)
{
  g_autoptr (PlotChart) chart = make_bars ();
  g_auto (Picture) picture = draw_picture (PLOT_PICTURE (chart), 900, 500, PLOT_THEME_LIGHT);
  PlotColor blue = plot_palette_get (0, FALSE);
  double x;
  double top;
  double above;
  PlotRect rect;

  plot_chart_get_point (chart, 900, 500, 2.0, 0.3, &x, &top);
  plot_chart_get_point (chart, 900, 500, 2.0, 0.36, &x, &above);
  /* The first of two series stands left of x. */
  rect = (PlotRect){ x - 12.0, top + 3.0, 8.0, 40.0 };
  g_assert_cmpuint (picture_count (&picture, &rect, blue, 2), ==, 8 * 40);
  rect = (PlotRect){ x - 12.0, above, 8.0, top - above - 3.0 };
  g_assert_cmpuint (picture_count (&picture, &rect, blue, 2), ==, 0);
  rect = (PlotRect){ x + 2.0, top, 30.0, 60.0 };
  g_assert_cmpuint (picture_count (&picture, &rect, plot_palette_get (1, FALSE), 60), ==, 0);
}

/* Points stand at their values, in the colour of every theme. */
static void
test_points (void)
{
  for (PlotThemeName theme = PLOT_THEME_LIGHT; theme <= PLOT_THEME_HIGH_CONTRAST_DARK; theme++)
    {
      g_autoptr (PlotChart) chart = plot_chart_new ("", NULL);
      PlotChartStyle style
          = { .label = "a", .kind = PLOT_CHART_POINTS, .color = 2, .marker = PLOT_MARKER_SQUARE };
      const double x[] = { 1.0, 2.0, 3.0 };
      const double y[] = { 0.2, (double) NAN, 0.8 };
      g_auto (Picture) picture = { 0 };
      double pixel_x;
      double pixel_y;

      plot_chart_set_x (chart, "x", 0.0, 4.0, TRUE);
      plot_chart_set_y (chart, "y", 0.0, 1.0);
      plot_chart_add_series (chart, &style, 3, x, y, NULL, NULL);
      picture = draw_picture (PLOT_PICTURE (chart), 600, 400, theme);
      for (guint i = 0; i < 3; i += 2)
        {
          plot_chart_get_point (chart, 600, 400, x[i], y[i], &pixel_x, &pixel_y);
          g_assert_cmphex (picture_get (&picture, (int) pixel_x, (int) pixel_y), ==,
                           color_to_pixel (plot_palette_get (2, plot_theme_get (theme)->dark)));
        }
    }
}

/* A line breaks where there is no value. */
static void
test_breaks (void)
{
  g_autoptr (PlotChart) chart = plot_chart_new ("", NULL);
  PlotChartStyle style = { .kind = PLOT_CHART_LINE, .color = 1 };
  const double y[] = { 0.45, 0.45, (double) NAN, 0.45, 0.45 };
  g_auto (Picture) picture = { 0 };
  double x;
  double middle;
  PlotRect rect;

  plot_chart_set_x (chart, "x", 0.0, 4.0, TRUE);
  plot_chart_set_y (chart, "y", 0.0, 1.0);
  plot_chart_add_series (chart, &style, 5, NULL, y, NULL, NULL);
  picture = draw_picture (PLOT_PICTURE (chart), 600, 400, PLOT_THEME_LIGHT);
  plot_chart_get_point (chart, 600, 400, 2.0, 0.45, &x, &middle);
  rect = (PlotRect){ x - 20.0, middle - 3.0, 40.0, 6.0 };
  g_assert_cmpuint (picture_count (&picture, &rect, plot_palette_get (1, FALSE), 60), ==, 0);
  plot_chart_get_point (chart, 600, 400, 0.5, 0.45, &x, &middle);
  rect.x = x - 20.0;
  g_assert_cmpuint (picture_count (&picture, &rect, plot_palette_get (1, FALSE), 60), >=, 40);
}

/* All that is given is seen: the axis reaches as far as values and intervals do. */
static void
test_range (void)
{
  g_autoptr (PlotChart) chart = plot_chart_new ("", NULL);
  PlotChartStyle style = { .kind = PLOT_CHART_POINTS };
  const double y[] = { 0.5 };
  const double low[] = { -3.0 };
  const double high[] = { 7.0 };
  PlotRect area;
  double x;
  double pixel;

  plot_chart_set_y (chart, "y", 0.0, 1.0);
  plot_chart_add_series (chart, &style, 1, NULL, y, low, high);
  plot_chart_get_area (chart, 600, 400, &area);
  plot_chart_get_point (chart, 600, 400, 0.0, 7.0, &x, &pixel);
  g_assert_cmpfloat (pixel, >, area.y);
  plot_chart_get_point (chart, 600, 400, 0.0, -3.0, &x, &pixel);
  g_assert_cmpfloat (pixel, <, area.y + area.height);
}

/* In a row each has its half; where that is too narrow they stand one below the other. */
static void
test_row (void)
{
  g_autoptr (PlotPicture) chart = PLOT_PICTURE (make_chart ());
  g_autoptr (PlotPicture) bars = PLOT_PICTURE (make_bars ());
  g_autoptr (PlotRow) row = plot_row_new ();
  PlotRect first;
  PlotRect second;

  plot_row_add (row, chart);
  plot_row_add (row, bars);
  find_text (PLOT_PICTURE (row), 1200, 400, plot_picture_get_title (chart), &first);
  find_text (PLOT_PICTURE (row), 1200, 400, "Bars", &second);
  g_assert_cmpfloat (second.x, >=, 600.0);
  g_assert_cmpfloat_with_epsilon (first.y, second.y, 0.5);
  find_text (PLOT_PICTURE (row), 400, 800, plot_picture_get_title (chart), &first);
  find_text (PLOT_PICTURE (row), 400, 800, "Bars", &second);
  g_assert_cmpfloat (second.y, >=, 400.0);
  assert_texts_fit (PLOT_PICTURE (row), 1200, 400);
  assert_texts_fit (PLOT_PICTURE (row), 400, 800);
}

static void
test_describe (void)
{
  g_autoptr (PlotPicture) chart = PLOT_PICTURE (make_chart ());
  g_autoptr (PlotPicture) measure = PLOT_PICTURE (make_measure ());
  g_autofree char *chart_text = plot_picture_describe (chart);
  g_autofree char *measure_text = plot_picture_describe (measure);

  g_assert_nonnull (strstr (chart_text, "Does Bob need his key? His error"));
  g_assert_nonnull (strstr (chart_text, "bit error (share of wrong signs) over key bits"));
  g_assert_nonnull (strstr (chart_text, "Bob: lowest 0.0012 at 0, highest 0.5000 at 16."));
  g_assert_nonnull (strstr (chart_text, "Reference line: guessing 0.5."));
  g_assert_nonnull (strstr (measure_text, "hidden from Eve: 8.00 (95%: 7.00 to 9.00)."));
}

static void
test_png (void)
{
  g_autoptr (PlotPicture) chart = PLOT_PICTURE (make_chart ());
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png
      = plot_picture_to_png (chart, 400, 300, 2.0, plot_theme_get (PLOT_THEME_DARK), &error);
  const guint8 *bytes;

  g_assert_no_error (error);
  bytes = g_bytes_get_data (png, NULL);
  g_assert_cmpint (memcmp (bytes, "\x89PNG", 4), ==, 0);
  /* Width and height of the header. */
  g_assert_cmpuint (bytes[18] << 8 | bytes[19], ==, 800);
  g_assert_cmpuint (bytes[22] << 8 | bytes[23], ==, 600);
  /* More than an image can be. */
  g_assert_null (
      plot_picture_to_png (chart, 40000, 300, 2.0, plot_theme_get (PLOT_THEME_DARK), &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/picture/places", test_places);
  g_test_add_func ("/plot/picture/axes-always", test_axes_always);
  g_test_add_func ("/plot/picture/bars", test_bars);
  g_test_add_func ("/plot/picture/points", test_points);
  g_test_add_func ("/plot/picture/breaks", test_breaks);
  g_test_add_func ("/plot/picture/range", test_range);
  g_test_add_func ("/plot/picture/row", test_row);
  g_test_add_func ("/plot/picture/describe", test_describe);
  g_test_add_func ("/plot/picture/png", test_png);
  return g_test_run ();
}
