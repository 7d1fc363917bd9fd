/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Heat maps: colours that say the same in grey, cells in their places, labels that fit.
 */
#include "picture-checks.h"
#include "plot-test-util.h"
#include "plot/draw/plot-canvas.h"
#include "plot/draw/plot-heat-color.h"
#include "plot/picture/plot-heat-map.h"

#include <math.h>

#define N_STEPS 20

static double
decode (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* Lightness as people see it (the L of Oklab, 0 black to 1 white). */
static double
get_lightness (const PlotColor *color)
{
  double r = decode (color->red);
  double g = decode (color->green);
  double b = decode (color->blue);
  double l = cbrt (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  double m = cbrt (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  double s = cbrt (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);

  return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s;
}

/* Every step of the number is about the same step of lightness, never back. */
static void
test_even (void)
{
  for (int dark = 0; dark < 2; dark++)
    {
      PlotColor first = plot_heat_color (0.0, dark);
      PlotColor last = plot_heat_color (1.0, dark);
      double whole = get_lightness (&last) - get_lightness (&first);

      /* More is further from the background. */
      g_assert_true ((whole > 0.0) == (dark == 1));
      g_assert_cmpfloat (fabs (whole), >, 0.6);
      for (guint i = 0; i < N_STEPS; i++)
        {
          PlotColor a = plot_heat_color ((double) i / N_STEPS, dark);
          PlotColor b = plot_heat_color ((i + 1.0) / N_STEPS, dark);
          double step = get_lightness (&b) - get_lightness (&a);

          g_assert_cmpfloat_with_epsilon (step, whole / N_STEPS, fabs (whole) / N_STEPS * 0.15);
        }
    }
}

static PlotHeatMap *
make_map (guint n_rows, guint n_columns)
{
  g_autofree double *values = g_new (double, n_rows *n_columns);
  PlotHeatMap *map;

  for (guint i = 0; i < n_rows * n_columns; i++)
    values[i] = (i % n_columns + 0.5) / n_columns;
  values[0] = NAN;
  map = plot_heat_map_new ("What one flipped bit changes in the ciphertext",
                           "Each column flips one bit.", n_rows, n_columns, values);
  plot_heat_map_set_rows (map, "number of the ciphertext");
  plot_heat_map_set_columns (map, "flipped bit");
  plot_heat_map_set_scale (map, "mean change of the number (0 … 2)", 0.0, 1.0);
  return map;
}

static void
test_places (void)
{
  const guint counts[][2] = { { 8, 8 },    { 8, 16 },    { 16, 32 },   { 15, 1 },
                              { 64, 128 }, { 128, 128 }, { 256, 512 }, { 1, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    for (int kind = 0; kind < 4; kind++)
      {
        g_autoptr (PlotHeatMap) map = make_map (counts[i][0], counts[i][1]);

        if (kind == 1)
          plot_heat_map_set_square (map, TRUE);
        if (kind == 2 && counts[i][1] > 1)
          {
            plot_heat_map_add_group (map, "flipped bit of the plaintext", counts[i][1] / 2);
            plot_heat_map_add_group (map, "flipped bit of the key", counts[i][1] / 2);
          }
        if (kind == 3)
          plot_heat_map_set_column_range (map, -1.0, 1.0);
        for (guint s = 0; s < N_CHECK_SIZES; s++)
          {
            int width = check_sizes[s][0];
            int height = check_sizes[s][1];

            assert_texts_fit (PLOT_PICTURE (map), width, height);
            if (counts[i][0] < 128 || s == 2)
              assert_border_blank (PLOT_PICTURE (map), width, height);
            assert_has_text (PLOT_PICTURE (map), width, height, "number of the ciphertext");
            assert_has_text (PLOT_PICTURE (map), width, height,
                             "mean change of the number (0 … 2)");
            if (kind != 2)
              assert_has_text (PLOT_PICTURE (map), width, height, "flipped bit");
            else if (counts[i][1] > 1)
              assert_has_text (PLOT_PICTURE (map), width, height, "flipped bit of the key");
          }
      }
}

/* Each cell has the colour of its number, in both themes; one without a number has none. */
static void
test_cells (void)
{
  g_autoptr (PlotHeatMap) map = make_map (4, 8);
  PlotRect area;

  plot_heat_map_get_area (map, 800, 500, &area);
  for (int dark = 0; dark < 2; dark++)
    {
      PlotThemeName theme = dark ? PLOT_THEME_DARK : PLOT_THEME_LIGHT;
      g_auto (Picture) picture = draw_picture (PLOT_PICTURE (map), 800, 500, theme);
      PlotRect hatched
          = { area.x + 3.0, area.y + 3.0, area.width / 8 - 6.0, area.height / 4 - 6.0 };
      guint blank;

      for (guint j = 0; j < 8; j++)
        {
          PlotColor wanted = plot_heat_color ((j + 0.5) / 8, dark);
          PlotRect cell = { area.x + area.width / 8 * j + 5.0, area.y + area.height / 4 * 2 + 5.0,
                            20.0, 20.0 };

          g_assert_cmpuint (picture_count (&picture, &cell, wanted, 2), ==, 400);
        }
      /* Lines on the background, more of this than of those. */
      blank = picture_count (&picture, &hatched, plot_theme_get (theme)->background, 2);
      g_assert_cmpuint (blank, >, hatched.width * hatched.height * 0.4);
      g_assert_cmpuint (blank, <, hatched.width * hatched.height * 0.95);
    }
}

/* Little has its colour, a column of nothing is hatched: only where that is asked for. */
static void
test_zeros (void)
{
  const double values[] = { 0.0, 0.001, 1.0, 0.0, 0.0, 0.5 };
  PlotColor background = plot_theme_get (PLOT_THEME_LIGHT)->background;
  PlotColor pale = plot_heat_color (0.0, FALSE);

  for (int hatches = 0; hatches < 2; hatches++)
    {
      g_autoptr (PlotHeatMap) map = plot_heat_map_new ("", NULL, 2, 3, values);
      g_auto (Picture) picture = { 0 };
      g_autofree char *text = NULL;
      PlotRect area;
      PlotRect cells[3];

      plot_heat_map_set_scale (map, "change", 0.0, 1.0);
      plot_heat_map_set_hatches_zeros (map, hatches);
      plot_heat_map_get_area (map, 600, 400, &area);
      picture = draw_picture (PLOT_PICTURE (map), 600, 400, PLOT_THEME_LIGHT);
      for (guint j = 0; j < 3; j++)
        cells[j] = (PlotRect){ area.x + area.width / 3 * j + 10.0, area.y + 10.0, 20.0, 20.0 };
      g_assert_cmpuint (picture_count (&picture, &cells[0], pale, 2), ==, hatches ? 0 : 400);
      g_assert_true (picture_count (&picture, &cells[0], background, 2) > 80 || !hatches);
      g_assert_cmpuint (picture_count (&picture, &cells[1], pale, 2), ==, 400);
      text = plot_picture_describe (PLOT_PICTURE (map));
      g_assert_cmpint (strstr (text, "1 column holds only zeros.") != NULL, ==, hatches);
    }
}

/* The scale may run downwards: least is what stands out. */
static void
test_reversed (void)
{
  const double values[] = { 0.0, 0.5, 0.9, 0.25 };
  g_autoptr (PlotHeatMap) map = plot_heat_map_new ("", NULL, 1, 4, values);
  g_auto (Picture) picture = { 0 };
  PlotRect area;
  const double shares[] = { 1.0, 0.0, 0.0, 0.5 };

  plot_heat_map_set_scale (map, "error", 0.5, 0.0);
  plot_heat_map_get_area (map, 600, 400, &area);
  picture = draw_picture (PLOT_PICTURE (map), 600, 400, PLOT_THEME_LIGHT);
  for (guint j = 0; j < 4; j++)
    {
      PlotRect cell = { area.x + area.width / 4 * j + 10.0, area.y + 10.0, 10.0, 10.0 };

      g_assert_cmpuint (picture_count (&picture, &cell, plot_heat_color (shares[j], FALSE), 2), ==,
                        100);
    }
}

static void
test_square (void)
{
  g_autoptr (PlotHeatMap) map = make_map (16, 16);

  plot_heat_map_set_square (map, TRUE);
  for (guint s = 0; s < N_CHECK_SIZES; s++)
    {
      PlotRect area;

      plot_heat_map_get_area (map, check_sizes[s][0], check_sizes[s][1], &area);
      g_assert_cmpfloat_with_epsilon (area.width, area.height, 0.01);
    }
}

/* Few numbers where there are many rows, but 1 and the last power of two. */
static void
test_labels (void)
{
  g_autoptr (PlotHeatMap) map = make_map (128, 16);

  assert_has_text (PLOT_PICTURE (map), 640, 480, "64");
  assert_has_text (PLOT_PICTURE (map), 640, 480, "128");
  g_assert_false (has_text (PLOT_PICTURE (map), 640, 480, "63"));
}

static void
test_describe (void)
{
  g_autoptr (PlotHeatMap) map = make_map (8, 16);
  g_autofree char *plain = plot_picture_describe (PLOT_PICTURE (map));

  g_assert_nonnull (strstr (plain, "8 rows and 16 columns, coloured by mean change"));
  g_assert_nonnull (
      strstr (plain, "Lowest 0.0312 at number of the ciphertext 2, flipped bit 1; highest 0.9688"));
  plot_heat_map_add_group (map, "bit of the plaintext", 8);
  plot_heat_map_add_group (map, "bit of the key", 8);

  g_autofree char *grouped = plot_picture_describe (PLOT_PICTURE (map));

  g_assert_nonnull (strstr (grouped, "bit of the key 8"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/heat-map/even", test_even);
  g_test_add_func ("/plot/heat-map/places", test_places);
  g_test_add_func ("/plot/heat-map/cells", test_cells);
  g_test_add_func ("/plot/heat-map/zeros", test_zeros);
  g_test_add_func ("/plot/heat-map/reversed", test_reversed);
  g_test_add_func ("/plot/heat-map/square", test_square);
  g_test_add_func ("/plot/heat-map/labels", test_labels);
  g_test_add_func ("/plot/heat-map/describe", test_describe);
  return g_test_run ();
}
