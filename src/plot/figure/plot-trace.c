/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A curve as a faint spread of minima and maxima with a line over it. Never strokes more than two
 * points a pixel column: where there are more, a column is drawn from the span it covers. Of a
 * curve of several seeds the line alone: plot-band-draw.c does the rest.
 */
#include "plot/figure/plot-trace.h"
#include "plot/figure/plot-band-draw.h"
#include "plot/figure/plot-columns.h"
#include "plot/draw/plot-line.h"

#include <math.h>

#define SPREAD_ALPHA 0.26
#define RAW_ALPHA 0.45
#define MARKER_SPACING 110.0

/* A line through single values, as far as it has come. */
typedef struct
{
  const PlotColumns *columns;
  PlotSource *source; /* which knows its gaps */
  PlotSource *drawn;
  double limit; /* longest pause that is closed */
  GArray *points;
  gsize previous; /* place of the last point, if there are any */
} RawLine;

static gboolean
raw_line_breaks (const RawLine *self, gsize index)
{
  switch (plot_source_classify_step (self->source, self->previous, index))
    {
    case PLOT_STEP_USUAL:
      return FALSE;
    case PLOT_STEP_PAUSE:
      return (double) (index - self->previous) > self->limit;
    case PLOT_STEP_GAP:
    default:
      return TRUE;
    }
}

static void
raw_line_add (RawLine *self, gsize index)
{
  const PlotColumns *columns = self->columns;
  double value = plot_source_get_value (self->drawn, index);

  if (isnan (value))
    return;
  if (self->points->len > 0 && raw_line_breaks (self, index))
    plot_line_add (self->points, 0.0, NAN);
  plot_line_add (self->points, plot_plane_get_x (&columns->plane, (double) index),
                 plot_plane_get_y (&columns->plane, value));
  self->previous = index;
}

/* One point for each measured value, and those just outside, so that lines leave the area. */
static GArray *
raw_points (
    const PlotColumns *columns, PlotSource *source, PlotSource *drawn, gsize begin, gsize end)
{
  RawLine line = {
    .columns = columns,
    .source = source,
    .drawn = drawn,
    .limit = plot_columns_get_gap (columns, source, begin, end),
    .points = g_array_new (FALSE, FALSE, sizeof (PlotPoint)),
  };
  gssize before = begin > 0 ? plot_source_find_previous (drawn, begin - 1, begin - 1) : -1;
  gssize after = plot_source_find_next (drawn, end, G_MAXSSIZE);

  if (before >= 0)
    raw_line_add (&line, begin - 1 - (gsize) before);
  for (gsize i = begin; i < end; i++)
    raw_line_add (&line, i);
  if (after >= 0)
    raw_line_add (&line, end + (gsize) after);
  return line.points;
}

/* One point for each column that has values: their mean. */
static GArray *
column_points (
    const PlotColumns *columns, PlotSource *source, PlotSource *drawn, gsize begin, gsize end)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (PlotPoint));
  double limit = plot_columns_get_gap (columns, source, begin, end);
  guint last = 0;

  for (guint k = 0; k < columns->n_columns; k++)
    {
      PlotSpan span;
      gsize from;
      gsize to;

      plot_columns_get (columns, k, &from, &to);
      if (!plot_source_get_span (drawn, from, to, &span) || isnan (span.mean))
        continue;
      if (points->len > 0 && plot_columns_break (columns, source, last, k, limit))
        plot_line_add (points, 0.0, NAN);
      plot_line_add (points, plot_columns_get_x (columns, k),
                     plot_plane_get_y (&columns->plane, span.mean));
      last = k;
    }
  return points;
}

/* From the least to the greatest value of every column, one shape for columns side by side. */
static void
draw_spread (const PlotColumns *columns, PlotSource *source, const PlotColor *color, cairo_t *cr)
{
  cairo_save (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * SPREAD_ALPHA);
  /* Columns are whole pixels: smooth edges would cost three times as much and show nothing. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_new_path (cr);
  for (guint k = 0; k < columns->n_columns; k++)
    {
      PlotSpan span;
      gsize from;
      gsize to;

      plot_columns_get (columns, k, &from, &to);
      if (!plot_source_get_span (source, from, to, &span))
        continue;

      double x = columns->x + k * columns->width;
      double top = plot_plane_get_y (&columns->plane, span.max);
      double bottom = plot_plane_get_y (&columns->plane, span.min);

      cairo_rectangle (cr, x, top, columns->width, MAX (bottom - top, columns->width));
    }
  cairo_fill (cr);
  cairo_restore (cr);
}

/* The values behind a smoothed line where there are few enough of them to see. */
static void
draw_faint_values (const PlotColumns *columns,
                   PlotSource *source,
                   gsize begin,
                   gsize end,
                   const PlotColor *color,
                   cairo_t *cr)
{
  g_autoptr (GArray) points = raw_points (columns, source, source, begin, end);

  cairo_save (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * RAW_ALPHA);
  cairo_set_line_width (cr, 1.0);
  plot_line_stroke (points, cr, 1.0);
  cairo_restore (cr);
}

/* Draws what lies behind the line and returns the line's points. @fine: whether edges are worth
 * smoothing. */
static GArray *
draw_back (PlotLayout *layout, const PlotRect *area, PlotCurve *curve, gboolean *fine, cairo_t *cr)
{
  PlotSource *source = plot_curve_get_source (curve);
  PlotSource *drawn = plot_drawn_get_source (&layout->figure->drawn, source);
  PlotColor color = plot_curve_get_color (curve, layout->theme->dark);
  PlotPlane plane = plot_layout_get_plane (layout, area);
  PlotColumns columns;
  gsize begin;
  gsize end;

  plot_scale_get_indices (&layout->x.scale, plot_source_get_length (source), &begin, &end);
  plot_columns_init (&columns, &plane, cr);

  gboolean decimated = (double) (end - begin) > PLOT_RAW_PER_COLUMN * columns.n_columns;

  *fine = drawn != source || !decimated;
  if (decimated)
    {
      draw_spread (&columns, source, &color, cr);
      return column_points (&columns, source, drawn, begin, end);
    }
  if (drawn != source)
    draw_faint_values (&columns, source, begin, end, &color, cr);
  return raw_points (&columns, source, drawn, begin, end);
}

void
plot_trace_draw (
    PlotLayout *layout, const PlotRect *area, PlotCurve *curve, double shift, cairo_t *cr)
{
  PlotColor color = plot_curve_get_color (curve, layout->theme->dark);
  double line_width = layout->line_width;
  g_autoptr (GArray) points = NULL;
  gboolean fine = FALSE;

  if (PLOT_IS_BAND (plot_curve_get_source (curve)))
    points = plot_band_get_line (layout, area, curve, &fine, cr);
  else
    points = draw_back (layout, area, curve, &fine, cr);

  cairo_save (cr);
  /* On a noisy line finer edges are not seen, but paid for. */
  if (!fine)
    cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  plot_set_color (cr, &color);
  cairo_set_line_width (cr, line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  plot_line_style_apply (plot_curve_get_line_style (curve), cr, line_width);
  plot_line_stroke (points, cr, line_width);
  if (plot_curve_get_marker (curve) != PLOT_MARKER_NONE)
    plot_line_draw_markers (points, plot_curve_get_marker (curve), cr,
                            area->x + (0.1 + shift) * MARKER_SPACING, MARKER_SPACING,
                            plot_marker_size (line_width));
  cairo_restore (cr);
}
