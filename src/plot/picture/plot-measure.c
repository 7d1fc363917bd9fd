/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers on one scale. Places each row and draws it.
 */
#include "config.h"

#include "plot/picture/plot-measure.h"

#include <glib/gi18n-lib.h>

#include "plot/draw/plot-axis.h"
#include "plot/picture/plot-chart.h"
#include "plot/picture/plot-frame.h"
#include "base/number.h"

#include <math.h>

#define MOST_TICKS 12

typedef struct
{
  char *label; /* with its number */
  double value;
  double low;
  double high;
  guint color;
} Row;

struct _PlotMeasure
{
  PlotPicture parent_instance;
  char *axis_title;
  double max;
  GArray *rows;
};

G_DEFINE_FINAL_TYPE (PlotMeasure, plot_measure, PLOT_TYPE_PICTURE)

static void
row_clear (gpointer data)
{
  g_free (((Row *) data)->label);
}

static void
plot_measure_finalize (GObject *object)
{
  PlotMeasure *self = PLOT_MEASURE (object);

  g_free (self->axis_title);
  g_array_unref (self->rows);
  G_OBJECT_CLASS (plot_measure_parent_class)->finalize (object);
}

/* Where things are: rows between y and y + height, the scale from x on. */
typedef struct
{
  PlotCanvas *canvas;
  PlotRect area;
  double row_height;
  double text_height;
  PlotScale scale;
} Place;

static double
get_x (const Place *place, double value)
{
  return place->area.x + place->area.width * plot_scale_position (&place->scale, value);
}

/* Returns the lower end of the labels. */
static double
draw_axis (PlotMeasure *self, const Place *place)
{
  PlotCanvas *canvas = place->canvas;
  const PlotRect *area = &place->area;
  double bottom = area->y + area->height;
  g_autofree char *widest = base_number_whole (self->max);
  double most = area->width / (canvas->small_size * (1.5 + 0.6 * strlen (widest)));
  g_autoptr (GArray) ticks
      = plot_scale_ticks (&place->scale, (guint) CLAMP (most, 1.0, MOST_TICKS), 1.0);

  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, PlotTick, i).value;
      g_autofree char *text = base_number_whole (value);
      g_autoptr (PangoLayout) layout
          = plot_canvas_create_text (canvas, text, canvas->small_size, FALSE, -1.0, 1);
      double x = get_x (place, value);
      double width;

      plot_text_measure (layout, &width, NULL);
      plot_canvas_draw_rule (canvas, x, area->y, x, bottom, &canvas->theme->grid);
      plot_canvas_draw_text (canvas, layout, x - width / 2.0, bottom + canvas->small_size * 0.4,
                             &canvas->theme->dim);
    }
  plot_canvas_draw_rule (canvas, area->x, bottom, area->x + area->width, bottom,
                         &canvas->theme->frame);
  return bottom + canvas->small_size * 0.4 + place->text_height;
}

static void
draw_row (const Place *place, const Row *row, double y)
{
  PlotCanvas *canvas = place->canvas;
  const PlotTheme *theme = canvas->theme;
  cairo_t *cr = canvas->cr;
  PlotColor color = row->color == PLOT_CHART_YARDSTICK ? theme->dim
                                                       : plot_palette_get (row->color, theme->dark);
  double thick = CLAMP (place->row_height - place->text_height - canvas->small_size * 0.7, 3.0,
                        canvas->small_size * 1.4);
  double left = get_x (place, 0.0);
  double right = MAX (get_x (place, row->value), left + 1.5);
  double top = round (y + place->text_height + canvas->small_size * 0.1);
  g_autoptr (PangoLayout) layout
      = plot_canvas_create_text (canvas, row->label, canvas->small_size,
                                 row->color != PLOT_CHART_YARDSTICK, place->area.width, 1);

  plot_set_color (cr, &theme->grid);
  cairo_rectangle (cr, left, top, place->area.width, round (thick));
  cairo_fill (cr);
  plot_set_color (cr, &color);
  cairo_rectangle (cr, left, top, right - left, round (thick));
  cairo_fill (cr);
  if (!isnan (row->low) && row->high > row->low)
    {
      double middle = plot_canvas_snap (top + thick / 2.0);

      plot_set_color (cr, &theme->foreground);
      cairo_set_line_width (cr, 1.2);
      cairo_move_to (cr, get_x (place, row->low), middle);
      cairo_line_to (cr, get_x (place, row->high), middle);
      for (int end = 0; end < 2; end++)
        {
          double x = get_x (place, end == 0 ? row->low : row->high);

          cairo_move_to (cr, x, middle - thick * 0.35);
          cairo_line_to (cr, x, middle + thick * 0.35);
        }
      cairo_stroke (cr);
    }
  plot_canvas_draw_text_rimmed (canvas, layout, place->area.x, y, &theme->foreground);
}

static void
draw (PlotPicture *picture, PlotCanvas *canvas)
{
  PlotMeasure *self = PLOT_MEASURE (picture);
  Place place = { .canvas = canvas };
  g_autoptr (PangoLayout) sample = NULL;
  PlotFrame frame;
  double labels_bottom;

  plot_frame_init (&frame, canvas, plot_picture_get_title (picture),
                   plot_picture_get_note (picture), self->axis_title, NULL);
  sample = plot_canvas_create_text (canvas, "0", canvas->small_size, FALSE, -1.0, 1);
  plot_text_measure (sample, NULL, &place.text_height);
  /* Half a tick's label may stand out on either side. */
  place.area = frame.room;
  place.area.x += canvas->small_size * 0.4;
  place.area.width = MAX (place.area.width - canvas->small_size * 1.6, 1.0);
  place.area.height = MAX (place.area.height - place.text_height - canvas->small_size * 0.4, 1.0);
  plot_scale_init (&place.scale, 0.0, self->max, FALSE);
  place.row_height = place.area.height / MAX (self->rows->len, 1);

  labels_bottom = draw_axis (self, &place);
  for (guint i = 0; i < self->rows->len; i++)
    draw_row (&place, &g_array_index (self->rows, Row, i), place.area.y + i * place.row_height);
  plot_frame_draw (&frame, &place.area, labels_bottom);
  plot_frame_clear (&frame);
}

static void
describe (PlotPicture *picture, GString *text)
{
  PlotMeasure *self = PLOT_MEASURE (picture);

  g_string_append_printf (text, _ ("On a scale from 0 to %.0f, %s. "), self->max, self->axis_title);
  for (guint i = 0; i < self->rows->len; i++)
    g_string_append_printf (text, "%s. ", g_array_index (self->rows, Row, i).label);
}

static double
get_height (PlotPicture *picture, double width)
{
  PlotMeasure *self = PLOT_MEASURE (picture);

  return MAX (PLOT_PICTURE_LEAST_HEIGHT, 130.0 + 44.0 * self->rows->len);
}

static void
plot_measure_class_init (PlotMeasureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plot_measure_finalize;
  PLOT_PICTURE_CLASS (klass)->draw = draw;
  PLOT_PICTURE_CLASS (klass)->describe = describe;
  PLOT_PICTURE_CLASS (klass)->get_height = get_height;
}

static void
plot_measure_init (PlotMeasure *self)
{
  self->axis_title = g_strdup ("");
  self->max = 1.0;
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, row_clear);
}

PlotMeasure *
plot_measure_new (const char *title, const char *note)
{
  PlotMeasure *self = g_object_new (PLOT_TYPE_MEASURE, NULL);

  plot_picture_set_title (PLOT_PICTURE (self), title);
  plot_picture_set_note (PLOT_PICTURE (self), note);
  return self;
}

void
plot_measure_set_axis (PlotMeasure *self, const char *title, double max)
{
  g_return_if_fail (PLOT_IS_MEASURE (self));
  g_return_if_fail (title != NULL);
  g_return_if_fail (max > 0.0);

  g_free (self->axis_title);
  self->axis_title = g_strdup (title);
  self->max = max;
}

void
plot_measure_add (
    PlotMeasure *self, const char *label, double value, double low, double high, guint color)
{
  g_return_if_fail (PLOT_IS_MEASURE (self));
  g_return_if_fail (label != NULL);
  g_return_if_fail (!isnan (value));

  Row row = { .value = value, .low = low, .high = high, .color = color };

  if (isnan (low))
    row.label = base_number_sentence ("%s: %.2f", label, value);
  else
    row.label = base_number_sentence (_ ("%s: %.2f (95%%: %.2f to %.2f)"), label, value, low, high);
  g_array_append_val (self->rows, row);
}
