/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts in scripts that run either way stand where they are put and lose no letter: seen by their
 * ink, against the same text with all the room it wants.
 */
#include "plot-test-util.h"
#include "plot/figure/plot-legend.h"
#include "plot/draw/plot-text.h"

#include <math.h>

static const char *const texts[] = {
  "Bob and Alice",
  "שלום עולם, אובדן של בוב",
  "معدل الخسارة لبوب",
  "16 ביט",
  "Bob שלום 16 bit – العربية",
  "损失率 ロスレート 🎉",
  "e\u0301a\u0308o\u0302\u0323",
};

typedef struct
{
  double x;
  double width;
} Ink;

/* Where the ink of @rows from the top is, left to right: what differs from the corner. */
static Ink
find_ink (const Picture *picture, int begin, int end)
{
  guint32 back = picture_get (picture, 0, 0);
  int left = picture->width;
  int right = 0;

  for (int y = begin; y < end; y++)
    for (int x = 0; x < picture->width; x++)
      if (picture_get (picture, x, y) != back)
        {
          left = MIN (left, x);
          right = MAX (right, x + 1);
        }
  return (Ink){ left, right - left };
}

/* Of a text drawn at 20. */
static Ink
draw_text (const char *text, double max_width, PangoEllipsizeMode mode)
{
  PangoContext *context = plot_text_create_context ();
  PangoLayout *layout = plot_text_create (context, text, 15.0, TRUE, max_width);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);
  const PlotColor black = { 0.0, 0.0, 0.0, 1.0 };
  Ink ink;
  double y;
  double height;

  if (max_width >= 0.0)
    pango_layout_set_ellipsize (layout, mode);
  plot_text_draw (layout, cr, 20.0, 20.0, &black);
  cairo_recording_surface_ink_extents (surface, &ink.x, &y, &ink.width, &height);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_object_unref (layout);
  g_object_unref (context);
  return ink;
}

static void
test_place (void)
{
  const PangoEllipsizeMode modes[] = { PANGO_ELLIPSIZE_END, PANGO_ELLIPSIZE_MIDDLE };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      Ink free = draw_text (texts[i], -1.0, PANGO_ELLIPSIZE_NONE);

      g_assert_cmpfloat_with_epsilon (free.x, 20.0, 3.0);
      for (guint k = 0; k < G_N_ELEMENTS (modes); k++)
        {
          Ink room = draw_text (texts[i], 900.0, modes[k]);
          Ink cut = draw_text (texts[i], free.width * 0.6, modes[k]);

          g_assert_cmpfloat_with_epsilon (room.x, free.x, 1.0);
          g_assert_cmpfloat_with_epsilon (room.width, free.width, 1.0);
          g_assert_cmpfloat (cut.x, >=, 17.0);
          g_assert_cmpfloat (cut.x + cut.width, <=, 20.0 + free.width * 0.6 + 3.0);
          g_assert_cmpfloat (cut.width, >, 5.0);
        }
    }
}

/* The title of a picture with just room for it, and of one with much more. */
static void
test_title (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (PlotFigure) figure = falling_figure (1);

      plot_figure_set_title (figure, texts[i]);

      g_auto (Picture) narrow = picture_draw (figure, 570, 350);
      g_auto (Picture) wide = picture_draw (figure, 1100, 350);
      Ink first = find_ink (&narrow, 14, 36);
      Ink second = find_ink (&wide, 14, 36);

      g_assert_cmpfloat (first.x, >=, 8.0);
      g_assert_cmpfloat (first.x + first.width, <=, 562.0);
      g_assert_cmpfloat_with_epsilon (first.width, second.width, 1.0);
    }
}

/* A label that is cut stays in its legend. */
static void
test_legend (void)
{
  PangoContext *context = plot_text_create_context ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) curves = g_ptr_array_new_with_free_func (g_object_unref);
      g_autofree char *label = g_strjoin (" ", texts[i], texts[i], texts[i], texts[i], NULL);
      const PlotLegendRoom room = { 12.5, 260.0, 100.0, FALSE, FALSE, FALSE };
      cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
      cairo_t *cr = cairo_create (surface);
      PlotLegend *legend;
      double x;
      double y;
      double width;
      double height;

      g_ptr_array_add (curves, falling_curve (0, 100, label));
      g_ptr_array_add (curves, falling_curve (1, 100, "n = 2"));
      legend = plot_legend_new (context, curves, &room);
      plot_legend_draw (legend, cr, plot_theme_get (PLOT_THEME_LIGHT), 1.6, 0.0, 0.0);
      cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
      g_assert_cmpfloat (x, >=, -1.0);
      g_assert_cmpfloat (x + width, <=, 261.0);
      plot_legend_free (legend);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  g_object_unref (context);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/script/place", test_place);
  g_test_add_func ("/plot/script/title", test_title);
  g_test_add_func ("/plot/script/legend", test_legend);
  return g_test_run ();
}
