/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What several seeds look like: the area, the faint runs, the line, the words; the same after
 * growth as at once, and in a file as on the screen.
 */
#include "folder-fixture.h"
#include "plot-test-util.h"
#include "plot/data/plot-band.h"
#include "plot/draw/plot-export.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum
{
  WIDTH = 1000,
  HEIGHT = 700,
  N_VALUES = 10000,
};

/* Levels of three members: 0.1, 0.3 and 0.5; the highest ends at 6,000 and all leave out 7,000 to
 * 8,999. */
static double
level (guint m, guint i)
{
  if (i >= 7000 && i < 9000)
    return NAN;
  return m == 2 && i >= 6000 ? (double) NAN : 0.1 + 0.2 * m;
}

static void
add_level_members (PlotBand *band, guint n_values)
{
  g_autofree double *values = g_new (double, n_values);

  for (guint m = 0; m < 3; m++)
    {
      g_autoptr (PlotArraySource) member = NULL;

      for (guint i = 0; i < n_values; i++)
        values[i] = level (m, i);
      member = plot_array_source_new (values, m == 2 ? MIN (n_values, 6000) : n_values);
      plot_band_add_member (band, PLOT_SOURCE (member));
    }
}

static PlotFigure *
figure_of (PlotBand *band)
{
  PlotFigure *figure = plot_figure_new ();
  g_autoptr (PlotCurve) curve = plot_curve_new (PLOT_SOURCE (band), "n = 3");

  plot_figure_set_title (figure, "Seeds");
  plot_figure_set_x_axis (figure, 2000, N_VALUES);
  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, curve);
  return figure;
}

static PlotFigure *
level_figure (PlotBandKind kind)
{
  g_autoptr (PlotBand) band = plot_band_new (kind);

  add_level_members (band, N_VALUES);
  return figure_of (band);
}

/* How far the pixel at (@iteration, @value) is from the background, 0 to 1 (the curve's colour). */
static double
depth (PlotFigure *figure, const Picture *picture, double iteration, double value)
{
  PlotColor color = plot_palette_get (0, FALSE);
  PlotRect area;
  double x, y, red;

  plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area);
  x = area.x + area.width * iteration / N_VALUES;
  y = area.y + area.height * (1.0 - value / 0.55);
  red = (double) (picture_get (picture, (int) x, (int) y) >> 16 & 0xff) / 255.0;
  return (1.0 - red) / (1.0 - color.red);
}

/* The greatest depth within two pixels up and down. */
static double
depth_near (PlotFigure *figure, const Picture *picture, double iteration, double value)
{
  double most = 0.0;

  for (int k = -2; k <= 2; k++)
    most = MAX (most, depth (figure, picture, iteration, value + k * 0.001));
  return most;
}

static void
test_min_max (void)
{
  g_autoptr (PlotFigure) figure = level_figure (PLOT_BAND_MIN_MAX);
  g_auto (Picture) picture = picture_draw (figure, WIDTH, HEIGHT);

  /* Between the grid lines of whole thousands. */
  g_assert_cmpfloat_with_epsilon (depth (figure, &picture, 2500, 0.45), 0.2, 0.02);
  g_assert_cmpfloat_with_epsilon (depth (figure, &picture, 2500, 0.15), 0.2, 0.02);
  g_assert_cmpfloat (depth (figure, &picture, 2500, 0.05), <, 0.01);
  g_assert_cmpfloat (depth (figure, &picture, 2500, 0.52), <, 0.01);
  /* The median in full, single runs between it and the area. */
  g_assert_cmpfloat (depth_near (figure, &picture, 2500, 0.3), >, 0.8);
  g_assert_cmpfloat (depth_near (figure, &picture, 2500, 0.1), >, 0.28);
  g_assert_cmpfloat (depth_near (figure, &picture, 2500, 0.1), <, 0.7);
  g_assert_cmpfloat (depth_near (figure, &picture, 2500, 0.5), >, 0.28);
}

/* One is gone: median and area are those of the other two, the median on the lower, where a seed
 * is. Where none has a value nothing is. */
static void
test_unequal (void)
{
  g_autoptr (PlotFigure) figure = level_figure (PLOT_BAND_MIN_MAX);
  g_auto (Picture) picture = picture_draw (figure, WIDTH, HEIGHT);

  g_assert_cmpfloat (depth_near (figure, &picture, 6500, 0.1), >, 0.8);
  g_assert_cmpfloat (depth_near (figure, &picture, 6500, 0.2), <, 0.3);
  g_assert_cmpfloat_with_epsilon (depth (figure, &picture, 6500, 0.15), 0.2, 0.02);
  g_assert_cmpfloat (depth (figure, &picture, 6500, 0.45), <, 0.01);
  for (double value = 0.08; value < 0.53; value += 0.03)
    g_assert_cmpfloat (depth (figure, &picture, 7500, value), <, 0.2 / 2.0);
  g_assert_cmpfloat_with_epsilon (depth (figure, &picture, 9500, 0.15), 0.2, 0.02);
}

/* Five members, 0.1 to 0.5: from the second to the fourth. */
static void
test_quartiles (void)
{
  g_autoptr (PlotBand) band = plot_band_new (PLOT_BAND_QUARTILES);
  g_autoptr (PlotFigure) figure = NULL;
  g_autofree double *values = g_new (double, N_VALUES);

  for (guint m = 0; m < 5; m++)
    {
      g_autoptr (PlotArraySource) member = NULL;

      for (guint i = 0; i < N_VALUES; i++)
        values[i] = 0.1 + 0.1 * m;
      member = plot_array_source_new (values, N_VALUES);
      plot_band_add_member (band, PLOT_SOURCE (member));
    }
  figure = figure_of (band);

  g_auto (Picture) picture = picture_draw (figure, WIDTH, HEIGHT);

  g_assert_cmpfloat_with_epsilon (depth (figure, &picture, 2500, 0.25), 0.2, 0.02);
  g_assert_cmpfloat_with_epsilon (depth (figure, &picture, 2500, 0.37), 0.2, 0.02);
  g_assert_cmpfloat (depth (figure, &picture, 2500, 0.15), <, 0.01);
  g_assert_cmpfloat (depth (figure, &picture, 2500, 0.45), <, 0.01);
  g_assert_cmpfloat (depth_near (figure, &picture, 2500, 0.1), >, 0.15); /* the runs stay */
  g_assert_cmpfloat (depth_near (figure, &picture, 2500, 0.5), >, 0.15);
}

/* Log y: a member at zero stands on the bottom edge, and nothing breaks. */
static void
test_log (void)
{
  g_autoptr (PlotBand) band = plot_band_new (PLOT_BAND_MIN_MAX);
  g_autoptr (PlotFigure) figure = NULL;
  double values[3][1000];

  for (guint m = 0; m < 3; m++)
    {
      g_autoptr (PlotArraySource) member = NULL;

      for (guint i = 0; i < 1000; i++)
        values[m][i] = m == 0 ? 0.0 : m == 1 ? 0.01 : 0.1;
      member = plot_array_source_new (values[m], 1000);
      plot_band_add_member (band, PLOT_SOURCE (member));
    }
  figure = figure_of (band);
  plot_figure_set_x_axis (figure, 0, 1000);
  plot_figure_set_log_y (figure, TRUE);
  plot_figure_set_y_range (figure, 1e-3, 1.0);

  g_auto (Picture) picture = picture_draw (figure, WIDTH, HEIGHT);
  PlotRect area;
  PlotColor color = plot_palette_get (0, FALSE);

  plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area);

  /* Decades are thirds: the area fills the lower two, the line lies between them. */
  PlotRect line = { area.x + 30.0, area.y + area.height * 2.0 / 3.0 - 3.0, 400.0, 6.0 };
  PlotRect above = { area.x + 30.0, area.y + 3.0, 400.0, area.height / 3.0 - 8.0 };
  PlotColor tint = { 1.0 - 0.2 * (1.0 - color.red), 1.0 - 0.2 * (1.0 - color.green),
                     1.0 - 0.2 * (1.0 - color.blue), 1.0 };
  PlotRect lowest = { area.x + 30.0, area.y + area.height - 90.0, 100.0, 60.0 };

  g_assert_cmpuint (picture_count (&picture, &line, color, 60), >=, 400);
  g_assert_cmpuint (picture_count (&picture, &above, tint, 3), ==, 0);
  g_assert_cmpuint (picture_count (&picture, &lowest, tint, 3), >, 4000);
}

static void
assert_same_pictures (const Picture *a, const Picture *b, int slack)
{
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      for (int shift = 0; shift < 24; shift += 8)
        g_assert_cmpint (abs ((int) (picture_get (a, x, y) >> shift & 0xff)
                              - (int) (picture_get (b, x, y) >> shift & 0xff)),
                         <=, slack);
}

static double
noise (guint m, guint i)
{
  return 0.1 + 0.1 * m + 0.05 * sin (i * 0.7 + m) + 0.1 * cos (i / 700.0);
}

static PlotBand *
noisy_band (PlotArraySource **members, guint n_members, guint n_values)
{
  PlotBand *band = plot_band_new (PLOT_BAND_QUARTILES);
  g_autofree double *values = g_new (double, n_values + 1);

  for (guint m = 0; m < n_members; m++)
    {
      g_autoptr (PlotArraySource) member = NULL;

      for (guint i = 0; i < n_values; i++)
        values[i] = noise (m, i);
      member = plot_array_source_new (values, n_values);
      plot_band_add_member (band, PLOT_SOURCE (member));
      members[m] = member;
    }
  return band;
}

/* What is kept from frame to frame shows nothing old: a figure that was drawn while its members
 * grew is the picture of one that is drawn for the first time. */
static void
test_growth (void)
{
  for (int mode = 0; mode < 3; mode++)
    {
      PlotArraySource *members[4];
      PlotArraySource *whole[4];
      g_autoptr (PlotBand) growing = noisy_band (members, 4, 0);
      g_autoptr (PlotBand) grown = noisy_band (whole, 4, 900);
      g_autoptr (PlotFigure) first = figure_of (growing);
      g_autoptr (PlotFigure) second = figure_of (grown);
      g_auto (Picture) picture = { 0 };
      g_auto (Picture) expected = { 0 };

      for (int k = 0; k < 2; k++)
        {
          PlotFigure *figure = k == 0 ? first : second;

          plot_figure_set_x_axis (figure, 0, mode == 0 ? 1000 : 5000); /* an iteration a column */
          plot_figure_set_smoothing (figure, mode == 2 ? 0.9 : 0.0);
        }
      for (guint i = 0; i < 900; i++)
        for (guint m = 0; m < 4; m++)
          {
            double value = noise (m, i);

            plot_array_source_append (members[m], &value, 1);
            if (i % 150 == 17 * m)
              {
                picture_clear (&picture);
                picture = picture_draw (first, WIDTH, HEIGHT);
              }
          }
      picture_clear (&picture);
      picture = picture_draw (first, WIDTH, HEIGHT);
      expected = picture_draw (second, WIDTH, HEIGHT);
      assert_same_pictures (&picture, &expected, 0);

      /* And again after another theme, another zoom and back. */
      plot_figure_set_x_range (first, 100.0, 300.0);
      picture_clear (&picture);
      picture = picture_draw_in (first, WIDTH, HEIGHT, PLOT_THEME_DARK);
      plot_figure_reset_x_range (first);
      picture_clear (&picture);
      picture = picture_draw (first, WIDTH, HEIGHT);
      assert_same_pictures (&picture, &expected, 0);

      /* Other limits of the y axis alone. */
      plot_figure_set_y_range (first, 0.1, 0.4);
      plot_figure_set_y_range (second, 0.1, 0.3);
      picture_clear (&picture);
      picture = picture_draw (first, WIDTH, HEIGHT);
      plot_figure_set_y_range (first, 0.1, 0.3);
      picture_clear (&picture);
      picture = picture_draw (first, WIDTH, HEIGHT);
      plot_figure_clear (second);
      plot_figure_add_panel (second, NULL);
      {
        g_autoptr (PlotCurve) again = plot_curve_new (PLOT_SOURCE (grown), "n = 3");

        plot_figure_add_curve (second, 0, again);
      }
      picture_clear (&expected);
      expected = picture_draw (second, WIDTH, HEIGHT);
      assert_same_pictures (&picture, &expected, 0);
    }
}

/* Makes @png of @svg as a person sees it; FALSE where there is no rsvg-convert. */
static gboolean
render_svg (const char *svg, const char *png)
{
  const char *argv[] = { "rsvg-convert", svg, "--output", png, NULL };
  g_autofree char *program = g_find_program_in_path (argv[0]);
  g_autoptr (GError) error = NULL;
  int status;

  if (program == NULL)
    return FALSE;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return TRUE;
}

/* Pixels in a PNG; lines, not pixels, in an SVG, with the band as faint as on the screen. */
static void
test_export (void)
{
  char *folder = fixture_make_folder (); /* freed with the folder */
  g_autofree char *png = g_build_filename (folder, "a.png", NULL);
  g_autofree char *svg = g_build_filename (folder, "a.svg", NULL);
  g_autofree char *text = NULL;
  g_autoptr (PlotFigure) figure = level_figure (PLOT_BAND_MIN_MAX);
  g_autoptr (GError) error = NULL;
  g_auto (Picture) picture = picture_draw (figure, WIDTH, HEIGHT);
  g_auto (Picture) file = { NULL, WIDTH, HEIGHT };

  plot_picture_export (PLOT_PICTURE (figure), png, PLOT_FORMAT_PNG, WIDTH, HEIGHT, 1.0,
                       plot_theme_get (PLOT_THEME_LIGHT), &error);
  g_assert_no_error (error);
  plot_picture_export (PLOT_PICTURE (figure), svg, PLOT_FORMAT_SVG, WIDTH, HEIGHT, 1.0,
                       plot_theme_get (PLOT_THEME_LIGHT), &error);
  g_assert_no_error (error);
  file.surface = cairo_image_surface_create_from_png (png);
  assert_same_pictures (&picture, &file, 1);
  g_assert_true (g_file_get_contents (svg, &text, NULL, NULL));
  g_assert_null (strstr (text, "<image"));
  if (render_svg (svg, png))
    {
      picture_clear (&file);
      file = (Picture){ cairo_image_surface_create_from_png (png), WIDTH, HEIGHT };
      g_assert_cmpint (cairo_image_surface_get_width (file.surface), ==, WIDTH);
      g_assert_cmpint (cairo_image_surface_get_height (file.surface), ==, HEIGHT);
      g_assert_cmpfloat_with_epsilon (depth (figure, &file, 2500, 0.45), 0.2, 0.02);
      g_assert_cmpfloat_with_epsilon (depth (figure, &file, 2500, 0.15), 0.2, 0.02);
      g_assert_cmpfloat (depth (figure, &file, 2500, 0.05), <, 0.01);
      g_assert_cmpfloat (depth_near (figure, &file, 2500, 0.3), >, 0.8);
    }
  else
    {
      g_test_skip ("rsvg-convert is not installed");
    }
  fixture_remove_folder (folder);
}

/* Legend, cursor table and description say how many seeds, median and range. */
static void
test_words (void)
{
  g_autoptr (PlotFigure) figure = level_figure (PLOT_BAND_MIN_MAX);
  g_autoptr (PlotFigure) quartiles = level_figure (PLOT_BAND_QUARTILES);
  g_autofree char *all = NULL;
  g_autofree char *fewer = NULL;
  g_autofree char *other = NULL;
  g_autofree char *description = plot_picture_describe (PLOT_PICTURE (figure));
  PlotRect area;

  plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area);
  all = plot_figure_get_cursor_text (figure, WIDTH, HEIGHT, area.x + area.width * 0.25,
                                     area.y + 9.0);
  g_assert_cmpstr (
      all, ==,
      "round 1.2 · iteration 2,500\nn = 3 · 3 seeds: median 0.3000, min–max 0.1000–0.5000");
  fewer = plot_figure_get_cursor_text (figure, WIDTH, HEIGHT, area.x + area.width * 0.65,
                                       area.y + 9.0);
  g_assert_nonnull (strstr (fewer, "n = 3 · 2 of 3 seeds: median 0.1000, min–max 0.1000–0.3000"));
  other = plot_figure_get_cursor_text (quartiles, WIDTH, HEIGHT, area.x + area.width * 0.25,
                                       area.y + 9.0);
  g_assert_nonnull (strstr (other, "0.3000, quartiles 0.1000–0.5000"));
  g_assert_nonnull (strstr (description, "n = 3 · 3 seeds: median now 0.3000, min–max 0.1000 to "
                                         "0.5000, after 10,000 iterations at most."));
}

/* Names, areas and note at many sizes: whatever is asked for is drawn. */
static void
test_sizes (void)
{
  PlotArraySource *members[4];
  g_autoptr (PlotFigure) figure = plot_figure_new ();

  plot_figure_set_title (figure, "Seven");
  plot_figure_add_panel (figure, NULL);
  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *label = g_strdup_printf ("n = %u", i + 1);
      g_autoptr (PlotBand) band = noisy_band (members, i % 4, 500 * i);
      g_autoptr (PlotCurve) curve = plot_curve_new (PLOT_SOURCE (band), label);

      plot_curve_set_color_index (curve, i);
      plot_figure_add_curve (figure, 0, curve);
    }
  for (int width = 1; width < 1400; width += 37 + width / 2)
    for (int height = 1; height < 900; height += 41 + height / 2)
      {
        g_auto (Picture) picture = picture_draw (figure, width, height);
        cairo_t *cr = cairo_create (picture.surface);

        plot_figure_draw_cursor (figure, cr, width, height, plot_theme_get (PLOT_THEME_LIGHT),
                                 width / 2.0, height / 2.0);
        g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
        cairo_destroy (cr);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/band-picture/min-max", test_min_max);
  g_test_add_func ("/plot/band-picture/unequal", test_unequal);
  g_test_add_func ("/plot/band-picture/quartiles", test_quartiles);
  g_test_add_func ("/plot/band-picture/log", test_log);
  g_test_add_func ("/plot/band-picture/growth", test_growth);
  g_test_add_func ("/plot/band-picture/export", test_export);
  g_test_add_func ("/plot/band-picture/words", test_words);
  g_test_add_func ("/plot/band-picture/sizes", test_sizes);
  return g_test_run ();
}
