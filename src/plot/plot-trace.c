// SPDX-License-Identifier: GPL-3.0-or-later
// A curve as a faint band of minima and maxima with a line over it. Never strokes more than two
// points a pixel column: where there are more, a column is drawn from the span it covers.
#include "plot/plot-trace.h"

#include <math.h>

/* Values a column may have before they are drawn as a span. */
#define RAW_PER_COLUMN 2.0
#define BAND_ALPHA 0.26
#define RAW_ALPHA 0.45
#define MARKER_SPACING 110.0
/* A line breaks where values are missing for so many times their usual distance, if the gap is
 * wide enough not to be taken for a dash. */
#define GAP 8.0
#define GAP_LEAST_WIDTH 24.0
#define MOST_COLUMNS 16384.0

typedef struct
{
  double x;
  double y; /* NaN: the line breaks here */
} Point;

typedef struct
{
  PlotLayout *layout;
  const PlotRect *area;
  double begin; /* first visible iteration */
  double step;  /* iterations in a column */
  guint n_columns;
  double column_width;
} Columns;

/* Columns in a pixel of the figure. One, also where the target has finer ones: a larger export
 * shows what the screen shows. Fewer where the figure is scaled down. */
static double
columns_per_pixel (cairo_t *cr)
{
  double dx = 1.0;
  double dy = 0.0;

  cairo_user_to_device_distance (cr, &dx, &dy);
  /* A PDF counts points: three for four pixels, without losing any. */
  return hypot (dx, dy) > 0.7 ? 1.0 : MAX (hypot (dx, dy), 0.25);
}

static void
columns_init (Columns *self, PlotLayout *layout, const PlotRect *area, cairo_t *cr)
{
  double n = ceil (area->width * columns_per_pixel (cr));

  self->layout = layout;
  self->area = area;
  self->n_columns = (guint) CLAMP (n, 1.0, MOST_COLUMNS);
  self->column_width = area->width / self->n_columns;
  self->begin = layout->x.scale.min;
  self->step = (layout->x.scale.max - layout->x.scale.min) / self->n_columns;
}

/* Indices of column @k. */
static void
columns_get (const Columns *self, guint k, gsize *begin, gsize *end)
{
  double first = ceil (self->begin + k * self->step);
  double last = ceil (self->begin + (k + 1) * self->step);

  *begin = first <= 0.0 ? 0 : (gsize) first;
  *end = last <= 0.0 ? 0 : (gsize) last;
}

static void
add_point (GArray *points, double x, double y)
{
  Point point = { x, y };

  g_array_append_val (points, point);
}

/* Iterations without a value after which the line breaks. */
static double
gap_limit (const Columns *columns, PlotSource *source, gsize begin, gsize end)
{
  double least = GAP_LEAST_WIDTH * columns->step / columns->column_width;
  PlotSpan span;

  if (!plot_source_get_span (source, begin, end, &span))
    return INFINITY;
  return MAX (GAP * (double) (end - begin) / (double) span.count, least);
}

/* One point for each measured value, and those just outside, so that lines leave the area. */
static GArray *
raw_points (const Columns *columns, PlotSource *source, gsize begin, gsize end)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (Point));
  gsize first = begin - MIN (begin, 1);
  gsize length = plot_source_get_length (source); /* once: MIN () would ask twice */
  gsize last = MIN (end + 1, length);
  double limit = gap_limit (columns, source, begin, end);
  double previous = -INFINITY;

  for (gsize i = first; i < last; i++)
    {
      double value = plot_source_get_value (source, i);

      if (isnan (value))
        continue;
      if ((double) i - previous > limit && points->len > 0)
        add_point (points, 0.0, NAN);
      add_point (points, plot_layout_get_x (columns->layout, columns->area, (double) i),
                 plot_layout_get_y (columns->layout, columns->area, value));
      previous = (double) i;
    }
  return points;
}

/* One point for each column that has values: their mean. */
static GArray *
column_points (const Columns *columns, PlotSource *source, gsize begin, gsize end)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (Point));
  double limit = gap_limit (columns, source, begin, end);
  double previous = -INFINITY;

  for (guint k = 0; k < columns->n_columns; k++)
    {
      PlotSpan span;
      gsize from;
      gsize to;

      columns_get (columns, k, &from, &to);
      if (!plot_source_get_span (source, from, to, &span) || isnan (span.mean))
        continue;
      if ((double) from - previous > limit && points->len > 0)
        add_point (points, 0.0, NAN);
      add_point (points, columns->area->x + (k + 0.5) * columns->column_width,
                 plot_layout_get_y (columns->layout, columns->area, span.mean));
      previous = (double) to - 1.0;
    }
  return points;
}

/* Lines through the points; a point alone becomes a dot. */
static void
stroke_points (GArray *points, cairo_t *cr, double line_width)
{
  for (guint i = 0; i < points->len; i++)
    {
      const Point *point = &g_array_index (points, Point, i);
      gboolean starts = i == 0 || isnan (g_array_index (points, Point, i - 1).y);
      gboolean ends = i + 1 == points->len || isnan (g_array_index (points, Point, i + 1).y);

      if (isnan (point->y))
        continue;
      if (starts && ends)
        {
          cairo_stroke (cr);
          cairo_arc (cr, point->x, point->y, line_width * 1.1, 0.0, 2.0 * G_PI);
          cairo_fill (cr);
        }
      else if (starts)
        cairo_move_to (cr, point->x, point->y);
      else
        cairo_line_to (cr, point->x, point->y);
    }
  cairo_stroke (cr);
}

/* Markers keep their places while the curve grows: places belong to the axis. */
static void
draw_markers (
    GArray *points, PlotMarker marker, cairo_t *cr, double first, double spacing, double size)
{
  double next = first;

  for (guint i = 0; i < points->len; i++)
    {
      const Point *point = &g_array_index (points, Point, i);

      if (isnan (point->y) || point->x < next)
        continue;
      plot_marker_draw (marker, cr, point->x, point->y, size);
      while (next <= point->x)
        next += spacing;
    }
}

/* From the least to the greatest value of every column, one shape for columns side by side. */
static void
draw_band (const Columns *columns, PlotSource *source, const PlotColor *color, cairo_t *cr)
{
  cairo_save (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * BAND_ALPHA);
  /* Columns are whole pixels: smooth edges would cost three times as much and show nothing. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_new_path (cr);
  for (guint k = 0; k < columns->n_columns; k++)
    {
      PlotSpan span;
      gsize from;
      gsize to;

      columns_get (columns, k, &from, &to);
      if (!plot_source_get_span (source, from, to, &span))
        continue;

      double x = columns->area->x + k * columns->column_width;
      double top = plot_layout_get_y (columns->layout, columns->area, span.max);
      double bottom = plot_layout_get_y (columns->layout, columns->area, span.min);

      cairo_rectangle (cr, x, top, columns->column_width,
                       MAX (bottom - top, columns->column_width));
    }
  cairo_fill (cr);
  cairo_restore (cr);
}

/* The values behind a smoothed line where there are few enough of them to see. */
static void
draw_faint_values (const Columns *columns,
                   PlotSource *source,
                   gsize begin,
                   gsize end,
                   const PlotColor *color,
                   cairo_t *cr)
{
  g_autoptr (GArray) points = raw_points (columns, source, begin, end);

  cairo_save (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * RAW_ALPHA);
  cairo_set_line_width (cr, 1.0);
  stroke_points (points, cr, 1.0);
  cairo_restore (cr);
}

void
plot_trace_draw (PlotFigure *figure,
                 PlotLayout *layout,
                 const PlotRect *area,
                 PlotCurve *curve,
                 double shift,
                 cairo_t *cr)
{
  PlotSource *source = plot_curve_get_source (curve);
  PlotSource *drawn = plot_figure_get_drawn_source (figure, curve);
  PlotColor color = plot_curve_get_color (curve, figure->theme.dark);
  double line_width = layout->line_width;
  double spacing = MARKER_SPACING;
  g_autoptr (GArray) points = NULL;
  Columns columns;
  gsize begin;
  gsize end;

  plot_figure_get_visible_indices (figure, source, &begin, &end);
  columns_init (&columns, layout, area, cr);

  gboolean decimated = (double) (end - begin) > RAW_PER_COLUMN * columns.n_columns;

  if (!decimated)
    {
      if (drawn != source)
        draw_faint_values (&columns, source, begin, end, &color, cr);
      points = raw_points (&columns, drawn, begin, end);
    }
  else
    {
      draw_band (&columns, source, &color, cr);
      points = column_points (&columns, drawn, begin, end);
    }

  cairo_save (cr);
  /* On a noisy line finer edges are not seen, but paid for. */
  if (drawn == source && decimated)
    cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  plot_set_color (cr, &color);
  cairo_set_line_width (cr, line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  plot_line_style_apply (plot_curve_get_line_style (curve), cr, line_width);
  stroke_points (points, cr, line_width);
  if (plot_curve_get_marker (curve) != PLOT_MARKER_NONE)
    draw_markers (points, plot_curve_get_marker (curve), cr, area->x + (0.1 + shift) * spacing,
                  spacing, plot_marker_size (line_width));
  cairo_restore (cr);
}
