/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures and pictures for tests. Asserts nothing about them.
 */
#include "plot-test-util.h"

#include <math.h>
#include <stdlib.h>

Picture
picture_draw_in (PlotFigure *figure, int width, int height, PlotThemeName theme)
{
  Picture picture = { NULL, width, height };
  cairo_t *cr;

  picture.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cr = cairo_create (picture.surface);
  plot_picture_draw (PLOT_PICTURE (figure), cr, width, height, plot_theme_get (theme));
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (picture.surface);
  return picture;
}

Picture
picture_draw (PlotFigure *figure, int width, int height)
{
  return picture_draw_in (figure, width, height, PLOT_THEME_LIGHT);
}

void
picture_clear (Picture *picture)
{
  g_clear_pointer (&picture->surface, cairo_surface_destroy);
}

guint32
picture_get (const Picture *picture, int x, int y)
{
  const guint8 *data = cairo_image_surface_get_data (picture->surface);
  int stride = cairo_image_surface_get_stride (picture->surface);

  g_assert_true (x >= 0 && x < picture->width && y >= 0 && y < picture->height);
  return *(const guint32 *) (const void *) (data + (gsize) y * stride + (gsize) x * 4) & 0xffffff;
}

guint32
color_to_pixel (PlotColor color)
{
  return (guint32) lround (color.red * 255.0) << 16 | (guint32) lround (color.green * 255.0) << 8
         | (guint32) lround (color.blue * 255.0);
}

guint
picture_count (const Picture *picture, const PlotRect *rect, PlotColor color, int slack)
{
  guint32 wanted = color_to_pixel (color);
  guint n = 0;

  for (int y = (int) rect->y; y < (int) (rect->y + rect->height); y++)
    for (int x = (int) rect->x; x < (int) (rect->x + rect->width); x++)
      {
        guint32 pixel = picture_get (picture, x, y);
        gboolean same = TRUE;

        for (int shift = 0; shift < 24; shift += 8)
          same = same
                 && abs ((int) (pixel >> shift & 0xff) - (int) (wanted >> shift & 0xff)) <= slack;
        n += same;
      }
  return n;
}

PlotCurve *
curve_new (const double *values, gsize n_values, const char *label)
{
  g_autoptr (PlotArraySource) source = plot_array_source_new (values, n_values);

  return plot_curve_new (PLOT_SOURCE (source), label);
}

PlotCurve *
falling_curve (guint index, gsize n_values, const char *label)
{
  g_autofree double *values = g_new (double, n_values);
  g_autoptr (GRand) random = g_rand_new_with_seed (index);
  PlotCurve *curve;

  for (gsize i = 0; i < n_values; i++)
    {
      double round = 10.0 * (double) i / (double) n_values;
      double level = 0.02 + 0.48 / (1.0 + exp ((round - 1.0 - 0.4 * index) / 0.25));

      values[i] = MAX (level + 0.02 * (g_rand_double (random) - 0.5), 0.0);
    }
  curve = curve_new (values, n_values, label);
  plot_curve_set_color_index (curve, index);
  plot_curve_set_line_style (curve, (PlotLineStyle) (index % PLOT_N_LINE_STYLES));
  return curve;
}

PlotFigure *
falling_figure (guint n_curves)
{
  PlotFigure *figure = plot_figure_new ();

  plot_figure_set_title (figure, "Bob2 with n = 1 … 5 differing key bits");
  plot_figure_set_y_label (figure, "Bob's loss rate L");
  plot_figure_set_x_axis (figure, 2000, 20000);
  plot_figure_add_panel (figure, NULL);
  for (guint i = 0; i < n_curves; i++)
    {
      g_autofree char *label = g_strdup_printf ("n = %u", i + 1);
      g_autoptr (PlotCurve) curve = falling_curve (i, 20000, label);

      plot_figure_add_curve (figure, 0, curve);
    }
  return figure;
}
