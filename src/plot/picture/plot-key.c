/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures and draws the legend of a chart.
 */
#include "plot/picture/plot-key.h"

#include <math.h>

/* In heights of the text. */
#define SAMPLE_WIDTH 2.4
#define SAMPLE_GAP 0.5
#define ENTRY_GAP 1.6
#define ROW_GAP 0.25

typedef struct
{
  PlotKeyEntry entry; /* its label is not kept */
  PangoLayout *label;
  double x;
  double y;
} Place;

struct _PlotKey
{
  GArray *places;
  double size;
  double text_height;
  double height;
};

static void
place_clear (gpointer data)
{
  g_clear_object (&((Place *) data)->label);
}

PlotKey *
plot_key_new (PlotCanvas *canvas, const GArray *entries, double width)
{
  PlotKey *self;
  double x = 0.0;
  double y = 0.0;

  if (entries->len == 0)
    return NULL;
  self = g_new0 (PlotKey, 1);
  self->size = canvas->small_size;
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (self->places, place_clear);
  for (guint i = 0; i < entries->len; i++)
    {
      const PlotKeyEntry *entry = &g_array_index (entries, PlotKeyEntry, i);
      double sample = (SAMPLE_WIDTH + SAMPLE_GAP) * self->size;
      Place place = { .entry = *entry };
      double label_width;

      place.label = plot_canvas_create_text (canvas, entry->label, self->size, FALSE,
                                             MAX (width - sample, 1.0), 1);
      plot_text_measure (place.label, &label_width, &self->text_height);
      if (x > 0.0 && x + sample + label_width > width)
        {
          x = 0.0;
          y += self->text_height + ROW_GAP * self->size;
        }
      place.x = x;
      place.y = y;
      x += sample + label_width + ENTRY_GAP * self->size;
      g_array_append_val (self->places, place);
    }
  self->height = y + self->text_height;
  return self;
}

void
plot_key_free (PlotKey *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->places);
  g_free (self);
}

double
plot_key_get_height (PlotKey *self)
{
  return self->height;
}

static void
draw_sample (PlotCanvas *canvas, const PlotKeyEntry *entry, double x, double y, double width)
{
  if (entry->is_area)
    {
      double side = width * 0.42;

      plot_set_color (canvas->cr, &entry->color);
      cairo_rectangle (canvas->cr, x + (width - side) / 2.0, y - side / 2.0, side, side);
      cairo_fill (canvas->cr);
      return;
    }
  if (entry->is_line)
    {
      plot_style_draw_sample (canvas->cr, &entry->color, entry->style, entry->marker,
                              canvas->line_width, x, y, width);
      return;
    }
  plot_set_color (canvas->cr, &entry->color);
  plot_marker_draw (entry->marker, canvas->cr, x + width / 2.0, y,
                    plot_marker_size (canvas->line_width));
}

void
plot_key_draw (PlotKey *self, PlotCanvas *canvas, double x, double y)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = &g_array_index (self->places, Place, i);
      double middle = round (y + place->y + self->text_height * 0.53) + 0.5;

      draw_sample (canvas, &place->entry, x + place->x, middle, SAMPLE_WIDTH * self->size);
      plot_canvas_draw_text (canvas, place->label,
                             x + place->x + (SAMPLE_WIDTH + SAMPLE_GAP) * self->size, y + place->y,
                             &canvas->theme->foreground);
    }
}
