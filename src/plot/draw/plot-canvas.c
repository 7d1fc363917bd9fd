/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text sizes that follow the picture's size; draws text and records it.
 */
#include "plot/draw/plot-canvas.h"

#include <math.h>

/* Text grows with the picture up to this. */
#define MOST_GROWTH 1.3

static void
text_clear (gpointer data)
{
  g_free (((PlotCanvasText *) data)->text);
}

GArray *
plot_canvas_texts_new (void)
{
  GArray *texts = g_array_new (FALSE, FALSE, sizeof (PlotCanvasText));

  g_array_set_clear_func (texts, text_clear);
  return texts;
}

void
plot_canvas_init (PlotCanvas *self,
                  cairo_t *cr,
                  double width,
                  double height,
                  const PlotTheme *theme,
                  GArray *texts)
{
  gboolean small = width < 480.0 || height < 280.0;
  double scale = 1.0;

  *self = (PlotCanvas){ .cr = cr, .theme = theme, .width = width, .height = height };
  self->context = plot_text_create_context ();
  self->texts = texts;
  self->line_width = theme->line_width;
  if (!small)
    {
      scale = CLAMP (pow (width * height / 500e3, 0.3), 1.0, MOST_GROWTH);
      self->line_width *= scale;
    }
  self->title_size = (small ? 13.0 : 15.5) * scale;
  self->text_size = (small ? 11.0 : 12.5) * scale;
  self->small_size = (small ? 10.0 : 11.5) * scale;
  self->pad = (small ? 8.0 : 14.0) * scale;
}

void
plot_canvas_clear (PlotCanvas *self)
{
  g_clear_object (&self->context);
}

PangoLayout *
plot_canvas_create_text (
    PlotCanvas *self, const char *text, double size, gboolean bold, double max_width, int n_lines)
{
  PangoLayout *layout
      = plot_text_create (self->context, text, size, bold, max_width >= 0.0 ? max_width : -1.0);

  if (n_lines > 1)
    {
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
      pango_layout_set_height (layout, -n_lines);
    }
  return layout;
}

static void
remember (PlotCanvas *self, PangoLayout *layout, double x, double y, gboolean turned)
{
  PlotCanvasText text = { .is_cut = pango_layout_is_ellipsized (layout) };
  PangoRectangle logical;
  cairo_matrix_t matrix;
  double width;
  double height;

  if (self->texts == NULL)
    return;
  pango_layout_get_extents (layout, NULL, &logical);
  width = (double) logical.width / PANGO_SCALE;
  height = (double) logical.height / PANGO_SCALE;
  /* Centred lines start to the right of the layout's origin. */
  if (!turned)
    x += (double) logical.x / PANGO_SCALE;
  cairo_get_matrix (self->cr, &matrix);
  cairo_matrix_transform_point (&matrix, &x, &y);
  text.text = g_strdup (pango_layout_get_text (layout));
  text.rect = (PlotRect){ x, y, turned ? height : width, turned ? width : height };
  g_array_append_val (self->texts, text);
}

void
plot_canvas_draw_text (
    PlotCanvas *self, PangoLayout *layout, double x, double y, const PlotColor *color)
{
  plot_text_draw (layout, self->cr, x, y, color);
  remember (self, layout, x, y, FALSE);
}

void
plot_canvas_draw_text_rimmed (
    PlotCanvas *self, PangoLayout *layout, double x, double y, const PlotColor *color)
{
  plot_text_draw_rimmed (layout, self->cr, x, y, color, &self->theme->background);
  remember (self, layout, x, y, FALSE);
}

void
plot_canvas_draw_text_turned (
    PlotCanvas *self, PangoLayout *layout, double x, double y, const PlotColor *color)
{
  PangoRectangle logical;
  double left;
  double width;

  pango_layout_get_extents (layout, NULL, &logical);
  left = (double) logical.x / PANGO_SCALE;
  width = (double) logical.width / PANGO_SCALE;
  remember (self, layout, x, y, TRUE);
  cairo_save (self->cr);
  cairo_translate (self->cr, x, y + width);
  cairo_rotate (self->cr, -G_PI / 2.0);
  plot_text_draw (layout, self->cr, -left, 0.0, color);
  cairo_restore (self->cr);
}

double
plot_canvas_snap (double position)
{
  return floor (position) + 0.5;
}

void
plot_canvas_draw_rule (
    PlotCanvas *self, double x1, double y1, double x2, double y2, const PlotColor *color)
{
  if (x1 == x2)
    x1 = x2 = plot_canvas_snap (x1);
  else
    y1 = y2 = plot_canvas_snap (y1);
  plot_set_color (self->cr, color);
  cairo_set_line_width (self->cr, 1.0);
  cairo_move_to (self->cr, x1, y1);
  cairo_line_to (self->cr, x2, y2);
  cairo_stroke (self->cr);
}

void
plot_label_clear (PlotLabel *self)
{
  g_clear_object (&self->layout);
}

GArray *
plot_labels_new (void)
{
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (PlotLabel));

  g_array_set_clear_func (labels, (GDestroyNotify) plot_label_clear);
  return labels;
}

void
plot_canvas_draw_labels (PlotCanvas *self, GArray *labels, const PlotColor *color)
{
  for (guint i = 0; i < labels->len; i++)
    {
      const PlotLabel *label = &g_array_index (labels, PlotLabel, i);

      plot_canvas_draw_text (self, label->layout, label->rect.x, label->rect.y, color);
    }
}
