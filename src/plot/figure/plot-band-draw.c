/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts a band's numbers into pixels. Reads no data but through the columns.
 */
#include "plot/figure/plot-band-draw.h"
#include "plot/draw/plot-faint.h"
#include "plot/draw/plot-line.h"

#include <math.h>
#include <string.h>

/* Areas that lie over one another shall not become mud: the more, the fainter. */
#define AREA_SUM 0.56
#define AREA_LEAST 0.05
#define AREA_MOST 0.2
/* Of a single run; less where many lie over one another. */
#define FAINT_WIDTH 1.0
#define FAINT_ALPHA 0.42
#define FAINT_MANY 6.0
/* Pixels; a picture may be as large as a wall. */
#define MOST_MASK 32e6

typedef struct
{
  PlotLayout *layout;
  const PlotRect *area;
  PlotBandColumns *kept;
  const PlotColumns *columns;
  PlotSource *source; /* the band */
  double gap;         /* iterations without a value after which lines and area break at a pause */
} Canvas;

static void
canvas_init (Canvas *self, PlotLayout *layout, const PlotRect *area, PlotCurve *curve, cairo_t *cr)
{
  PlotSource *source = plot_curve_get_source (curve);
  PlotPlane plane = plot_layout_get_plane (layout, area);
  PlotColumns columns;
  gsize begin;
  gsize end;

  plot_columns_init_fine (&columns, &plane, cr);
  self->layout = layout;
  self->area = area;
  self->kept = plot_drawn_get_band_columns (&layout->figure->drawn, curve, &columns);
  self->columns = plot_band_columns_get_columns (self->kept);
  self->source = source;
  plot_scale_get_indices (&layout->x.scale, plot_source_get_length (source), &begin, &end);
  self->gap = plot_columns_get_gap (self->columns, source, begin, end);
}

/* A line through number @nth of every column; @stride of doubles between columns. @source: whose
 * numbers they are, and whose gaps. */
static void
add_points (
    const Canvas *self, PlotSource *source, const double *numbers, gsize stride, GArray *points)
{
  guint last = 0;

  for (guint k = 0; k < self->columns->n_columns; k++)
    {
      double number = numbers[k * stride];

      if (isnan (number))
        continue;
      if (points->len > 0 && plot_columns_break (self->columns, source, last, k, self->gap))
        plot_line_add (points, 0.0, NAN);
      plot_line_add (points, plot_columns_get_x (self->columns, k),
                     plot_plane_get_y (&self->columns->plane, number));
      last = k;
    }
}

/* Columns [begin, end), of which those with values hang together, as one shape. */
static void
add_shape (const Canvas *self, guint begin, guint end, cairo_t *cr)
{
  const PlotBandValue *values = plot_band_columns_get_values (self->kept);
  guint n = 0;
  double x = 0.0;

  for (guint k = begin; k < end; k++)
    {
      if (values[k].count == 0)
        continue;
      x = plot_columns_get_x (self->columns, k);
      cairo_line_to (cr, x, plot_plane_get_y (&self->columns->plane, values[k].high));
      n++;
    }
  if (n == 1)
    {
      /* A column alone has no width: give it that of a line. */
      const PlotBandValue *value = &values[begin];
      double top = plot_plane_get_y (&self->columns->plane, value->high);
      double bottom = plot_plane_get_y (&self->columns->plane, value->low);
      double width = MAX (self->layout->line_width, self->columns->width);

      cairo_new_sub_path (cr);
      cairo_rectangle (cr, x - width / 2.0, top, width, bottom - top);
      return;
    }
  for (guint k = end; k > begin; k--)
    if (values[k - 1].count > 0)
      cairo_line_to (cr, plot_columns_get_x (self->columns, k - 1),
                     plot_plane_get_y (&self->columns->plane, values[k - 1].low));
  cairo_close_path (cr);
}

static void
draw_area (const Canvas *self, cairo_t *cr)
{
  const PlotBandValue *values = plot_band_columns_get_values (self->kept);
  guint begin = 0;
  guint last = 0;
  gboolean any = FALSE;

  cairo_save (cr);
  /* On ragged edges finer ones are not seen, but paid for. */
  cairo_set_antialias (cr,
                       self->columns->step > 1.0 ? CAIRO_ANTIALIAS_FAST : CAIRO_ANTIALIAS_DEFAULT);
  for (guint k = 0; k < self->columns->n_columns; k++)
    {
      if (values[k].count == 0)
        continue;
      if (!any || plot_columns_break (self->columns, self->source, last, k, self->gap))
        {
          if (any)
            {
              add_shape (self, begin, last + 1, cr);
              cairo_fill (cr);
            }
          begin = k;
        }
      any = TRUE;
      last = k;
    }
  if (any)
    {
      add_shape (self, begin, last + 1, cr);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

/* Calls @add for the line of every single run. */
static void
for_each_member (const Canvas *self, void (*add) (void *data, GArray *points), void *data)
{
  PlotBand *band = plot_band_columns_get_band (self->kept);
  guint n = plot_band_get_n_members (band);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (PlotPoint));

  for (guint i = 0; i < n; i++)
    {
      g_array_set_size (points, 0);
      add_points (self, plot_band_get_member (band, i), plot_band_columns_get_means (self->kept, i),
                  1, points);
      add (data, points);
    }
}

static double
get_faint_alpha (const Canvas *self)
{
  guint n = plot_band_get_n_members (plot_band_columns_get_band (self->kept));

  return FAINT_ALPHA * MIN (1.0, sqrt (FAINT_MANY / MAX (n, 1)));
}

static void
add_stroke (void *data, GArray *points)
{
  plot_line_stroke (points, data, FAINT_WIDTH);
}

static void
draw_strokes (const Canvas *self, const PlotColor *color, double area_alpha, cairo_t *cr)
{
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * area_alpha);
  draw_area (self, cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue,
                         color->alpha * get_faint_alpha (self));
  cairo_set_line_width (cr, FAINT_WIDTH);
  for_each_member (self, add_stroke, cr);
}

static void
add_faint (void *data, GArray *points)
{
  plot_faint_add (data, points);
}

/* (transfer full) Area and single runs; the pixel at its upper left is that of @x, @y. */
static cairo_surface_t *
make_mask (const Canvas *self, double x, double y, double area_alpha)
{
  cairo_surface_t *mask = cairo_image_surface_create (
      CAIRO_FORMAT_A8, (int) ceil (self->area->width + 2.0), (int) ceil (self->area->height + 2.0));
  cairo_t *cr = cairo_create (mask);

  if (cairo_status (cr) == CAIRO_STATUS_SUCCESS)
    {
      PlotFaint *faint;

      cairo_translate (cr, -x, -y);
      cairo_set_source_rgba (cr, 0.0, 0.0, 0.0, area_alpha);
      draw_area (self, cr);
      cairo_surface_flush (mask);
      faint = plot_faint_new (mask, x, y, get_faint_alpha (self));
      for_each_member (self, add_faint, faint);
      plot_faint_finish (faint);
    }
  cairo_destroy (cr);
  return mask;
}

static void
draw_mask (const Canvas *self, const PlotColor *color, double area_alpha, cairo_t *cr)
{
  double x = floor (self->area->x);
  double y = floor (self->area->y) - 1.0;
  PlotBandMaskKey key;
  cairo_surface_t *mask;

  memset (&key, 0, sizeof key);
  key.area = *self->area;
  key.y.min = self->layout->y.scale.min;
  key.y.max = self->layout->y.scale.max;
  key.y.log = self->layout->y.scale.log;
  key.x = self->columns->x;
  key.area_alpha = area_alpha;
  mask = plot_band_columns_get_mask (self->kept, &key);
  if (mask == NULL)
    {
      mask = make_mask (self, x, y, area_alpha);
      plot_band_columns_set_mask (self->kept, &key, mask);
      cairo_surface_destroy (mask);
    }
  plot_set_color (cr, color);
  cairo_mask_surface (cr, mask, x, y);
}

/* A page keeps its lines as lines. */
static gboolean
is_page (cairo_t *cr)
{
  switch (cairo_surface_get_type (cairo_get_group_target (cr)))
    {
    case CAIRO_SURFACE_TYPE_PDF:
    case CAIRO_SURFACE_TYPE_PS:
    case CAIRO_SURFACE_TYPE_SVG:
      return TRUE;
    default:
      return FALSE;
    }
}

void
plot_band_draw_behind (
    PlotLayout *layout, const PlotRect *area, PlotCurve *curve, guint n_bands, cairo_t *cr)
{
  PlotColor color = plot_curve_get_color (curve, layout->theme->dark);
  double area_alpha = CLAMP (AREA_SUM / MAX (n_bands, 1), AREA_LEAST, AREA_MOST);
  Canvas canvas;

  canvas_init (&canvas, layout, area, curve, cr);
  cairo_save (cr);
  if (is_page (cr) || area->width * area->height > MOST_MASK)
    draw_strokes (&canvas, &color, area_alpha, cr);
  else
    draw_mask (&canvas, &color, area_alpha, cr);
  cairo_restore (cr);
}

GArray *
plot_band_get_line (
    PlotLayout *layout, const PlotRect *area, PlotCurve *curve, gboolean *fine, cairo_t *cr)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (PlotPoint));
  const PlotBandValue *values;
  Canvas canvas;

  canvas_init (&canvas, layout, area, curve, cr);
  *fine = canvas.columns->step <= 1.0 || layout->figure->drawn.smoothing > 0.0;
  values = plot_band_columns_get_values (canvas.kept);
  add_points (&canvas, canvas.source, &values[0].median, sizeof *values / sizeof (double), points);
  return points;
}
