/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Places title, note and names of axes. Draws no data.
 */
#include "plot/picture/plot-frame.h"

#include <math.h>

/* The note may take this share of the height at most, and is not worth a picture lower than this.
 */
#define NOTE_SHARE 0.17
#define NOTE_LEAST_HEIGHT 260.0
/* Two lines of a title are worth their place from here on. */
#define TWO_LINES_LEAST_HEIGHT 190.0

/* NULL for no text. */
static PangoLayout *
make (PlotCanvas *canvas, const char *text, double size, gboolean bold, double width, int n_lines)
{
  if (text == NULL || text[0] == '\0')
    return NULL;
  return plot_canvas_create_text (canvas, text, size, bold, MAX (width, 1.0), n_lines);
}

static double
height_of (PangoLayout *layout)
{
  double height = 0.0;

  if (layout != NULL)
    plot_text_measure (layout, NULL, &height);
  return height;
}

static void
make_note (PlotFrame *self, const char *note, double width)
{
  PlotCanvas *canvas = self->canvas;
  double lines = floor (canvas->height * NOTE_SHARE / (canvas->small_size * 1.4));

  if (canvas->height < NOTE_LEAST_HEIGHT || lines < 1.0)
    return;
  self->note = make (canvas, note, canvas->small_size, FALSE, width, (int) lines);
  /* Half a sentence is worse than none. */
  if (self->note != NULL && pango_layout_is_ellipsized (self->note))
    g_clear_object (&self->note);
}

void
plot_frame_init (PlotFrame *self,
                 PlotCanvas *canvas,
                 const char *title,
                 const char *note,
                 const char *x_title,
                 const char *y_title)
{
  double pad = canvas->pad;
  double width = canvas->width - 2.0 * pad;
  int n_lines = canvas->height >= TWO_LINES_LEAST_HEIGHT ? 2 : 1;
  double y = pad * 0.8;

  *self = (PlotFrame){ .canvas = canvas };
  self->title = make (canvas, title, canvas->title_size, TRUE, width, n_lines);
  y += height_of (self->title);
  make_note (self, note, width);
  self->note_y = y + canvas->small_size * 0.2;
  if (self->note != NULL)
    y = self->note_y + height_of (self->note);
  if (self->title != NULL)
    y += canvas->small_size * 0.7;

  self->room = (PlotRect){ pad, y, width, canvas->height - y - pad * 0.7 };
  self->x_title = make (canvas, x_title, canvas->small_size, FALSE, width, n_lines);
  if (self->x_title != NULL)
    self->room.height -= height_of (self->x_title) + canvas->small_size * 0.3;
  self->y_title = make (canvas, y_title, canvas->small_size, FALSE, self->room.height, n_lines);
  if (self->y_title != NULL)
    {
      double taken = height_of (self->y_title) + canvas->small_size * 0.5;

      pango_layout_set_alignment (self->y_title, PANGO_ALIGN_CENTER);
      self->y_title_width = height_of (self->y_title);
      self->room.x += taken;
      self->room.width -= taken;
    }
  if (self->x_title != NULL)
    pango_layout_set_alignment (self->x_title, PANGO_ALIGN_CENTER);
}

void
plot_frame_clear (PlotFrame *self)
{
  g_clear_object (&self->title);
  g_clear_object (&self->note);
  g_clear_object (&self->x_title);
  g_clear_object (&self->y_title);
}

/* The middle of a text @length long that would best stand at @middle, within 0 … @end. */
static double
keep_within (double middle, double length, double end, double pad)
{
  return CLAMP (middle, MIN (pad + length / 2.0, end / 2.0),
                MAX (end - pad - length / 2.0, end / 2.0));
}

static double
width_of (PangoLayout *layout)
{
  double width = 0.0;

  plot_text_measure (layout, &width, NULL);
  return width;
}

void
plot_frame_draw (PlotFrame *self, const PlotRect *area, double labels_bottom)
{
  PlotCanvas *canvas = self->canvas;
  const PlotTheme *theme = canvas->theme;
  double pad = canvas->pad;

  if (self->title != NULL)
    plot_canvas_draw_text (canvas, self->title, pad, pad * 0.8, &theme->foreground);
  if (self->note != NULL)
    plot_canvas_draw_text (canvas, self->note, pad, self->note_y, &theme->dim);
  if (self->x_title != NULL)
    {
      double width = width_of (self->x_title);
      double middle = keep_within (area->x + area->width / 2.0, width, canvas->width, pad);

      pango_layout_set_width (self->x_title, (int) ceil (width * PANGO_SCALE) + PANGO_SCALE);
      plot_canvas_draw_text (canvas, self->x_title, middle - width / 2.0,
                             labels_bottom + canvas->small_size * 0.3, &theme->dim);
    }
  if (self->y_title != NULL)
    {
      double length = width_of (self->y_title);
      double top = self->room.y;
      double middle = CLAMP (area->y + area->height / 2.0, top + length / 2.0,
                             MAX (canvas->height - pad - length / 2.0, top + length / 2.0));

      plot_canvas_draw_text_turned (canvas, self->y_title, pad, middle - length / 2.0, &theme->dim);
    }
}
