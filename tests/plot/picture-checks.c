/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checks of texts and pixels of pictures.
 */
#include "picture-checks.h"
#include "plot/draw/plot-canvas.h"

/* Lines of text are higher than their letters: so much of two may overlap unseen. */
#define SLACK 1.5

const int check_sizes[N_CHECK_SIZES][2]
    = { { 320, 240 }, { 480, 300 }, { 640, 480 }, { 760, 380 }, { 1200, 500 }, { 1600, 900 } };

Picture
draw_picture (PlotPicture *picture, int width, int height, PlotThemeName theme)
{
  Picture drawn = { NULL, width, height };
  cairo_t *cr;

  drawn.surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cr = cairo_create (drawn.surface);
  plot_picture_draw (picture, cr, width, height, plot_theme_get (theme));
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (drawn.surface);
  return drawn;
}

void
assert_texts_fit (PlotPicture *picture, int width, int height)
{
  g_autoptr (GArray) texts = plot_picture_list_texts (picture, width, height);

  g_assert_cmpuint (texts->len, >, 0);
  for (guint i = 0; i < texts->len; i++)
    {
      const PlotCanvasText *text = &g_array_index (texts, PlotCanvasText, i);
      PlotRect inner = { text->rect.x + 0.5, text->rect.y + SLACK, text->rect.width - 1.0,
                         text->rect.height - 2.0 * SLACK };

      if (text->is_cut)
        g_error ("“%s” is cut at %d x %d", text->text, width, height);
      if (text->rect.x < 0.0 || text->rect.y < 0.0 || text->rect.x + text->rect.width > width
          || text->rect.y + text->rect.height > height)
        g_error ("“%s” reaches beyond %d x %d", text->text, width, height);
      for (guint j = 0; j < i; j++)
        {
          const PlotCanvasText *other = &g_array_index (texts, PlotCanvasText, j);

          if (plot_rect_overlaps (&inner, &other->rect))
            g_error ("“%s” and “%s” overlap at %d x %d", text->text, other->text, width, height);
        }
    }
}

void
assert_border_blank (PlotPicture *picture, int width, int height)
{
  g_auto (Picture) drawn = draw_picture (picture, width, height, PLOT_THEME_DARK);
  guint32 ground = color_to_pixel (plot_theme_get (PLOT_THEME_DARK)->background);

  for (int x = 0; x < width; x++)
    {
      g_assert_cmphex (picture_get (&drawn, x, 0), ==, ground);
      g_assert_cmphex (picture_get (&drawn, x, height - 1), ==, ground);
    }
  for (int y = 0; y < height; y++)
    {
      g_assert_cmphex (picture_get (&drawn, 0, y), ==, ground);
      g_assert_cmphex (picture_get (&drawn, width - 1, y), ==, ground);
    }
}

static gboolean
look_for (PlotPicture *picture, int width, int height, const char *text, PlotRect *rect)
{
  g_autoptr (GArray) texts = plot_picture_list_texts (picture, width, height);

  for (guint i = 0; i < texts->len; i++)
    {
      const PlotCanvasText *found = &g_array_index (texts, PlotCanvasText, i);

      if (!g_str_equal (found->text, text) || found->is_cut)
        continue;
      *rect = found->rect;
      return TRUE;
    }
  return FALSE;
}

gboolean
has_text (PlotPicture *picture, int width, int height, const char *text)
{
  PlotRect rect;

  return look_for (picture, width, height, text, &rect);
}

void
assert_has_text (PlotPicture *picture, int width, int height, const char *text)
{
  if (!has_text (picture, width, height, text))
    g_error ("“%s” does not stand in full at %d x %d", text, width, height);
}

void
find_text (PlotPicture *picture, int width, int height, const char *text, PlotRect *rect)
{
  if (!look_for (picture, width, height, text, rect))
    g_error ("“%s” does not stand in full at %d x %d", text, width, height);
}
