/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A curve as what was measured: a line through its values, or where a pixel column has several
 * from the least to the greatest of them (plot-extremes.c). Smoothed, a line through the means of
 * its columns, over a faint spread of what was measured. Never strokes more than two points a
 * pixel column. Of a curve of several seeds the line alone: plot-band-draw.c does the rest.
 */
#include "plot/figure/plot-trace.h"
#include "plot/figure/plot-band-draw.h"
#include "plot/figure/plot-columns.h"
#include "plot/figure/plot-extremes.h"
#include "plot/draw/plot-line.h"

#include <math.h>

#define SPREAD_ALPHA 0.26
#define RAW_ALPHA 0.45
#define MARKER_SPACING 110.0
/* Of the ground around a marker, in sizes of the marker. */
#define HALO 1.6

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

/* A point for each column that has values: their mean. */
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
  cairo_set_dash (cr, NULL, 0, 0.0);
  plot_line_stroke (points, cr, 1.0);
  cairo_restore (cr);
}

/* What is visible of a curve of one run. */
typedef struct
{
  PlotSource *source;
  PlotSource *drawn;
  PlotColumns columns;
  gsize begin;
  gsize end;
  gboolean is_decimated; /* more values than columns */
} View;

static void
view_init (View *self, PlotLayout *layout, const PlotRect *area, PlotCurve *curve, cairo_t *cr)
{
  PlotPlane plane = plot_layout_get_plane (layout, area);

  self->source = plot_curve_get_source (curve);
  self->drawn = plot_drawn_get_source (&layout->figure->drawn, self->source);
  plot_scale_get_indices (&layout->x.scale, plot_source_get_length (self->source), &self->begin,
                          &self->end);
  plot_columns_init (&self->columns, &plane, cr);
  self->is_decimated
      = (double) (self->end - self->begin) > PLOT_RAW_PER_COLUMN * self->columns.n_columns;
}

/* Draws what lies behind the line and returns the line's points. */
static GArray *
draw_back (const View *view, const PlotColor *color, cairo_t *cr)
{
  if (view->is_decimated)
    {
      draw_spread (&view->columns, view->source, color, cr);
      return column_points (&view->columns, view->source, view->drawn, view->begin, view->end);
    }
  if (view->drawn != view->source)
    draw_faint_values (&view->columns, view->source, view->begin, view->end, color, cr);
  return raw_points (&view->columns, view->source, view->drawn, view->begin, view->end);
}

/* In the curve's colour, width and dashes, which are set; returns the points for markers. @halo:
 * whether these stand on more than a line. */
static GArray *
draw_run (PlotLayout *layout, const PlotRect *area, PlotCurve *curve, gboolean *halo, cairo_t *cr)
{
  PlotColor color = plot_curve_get_color (curve, layout->theme->dark);
  GArray *points;
  View view;

  view_init (&view, layout, area, curve, cr);
  *halo = view.is_decimated && view.drawn == view.source;
  if (*halo)
    return plot_extremes_draw (&view.columns, view.source, view.begin, view.end, layout->line_width,
                               &color, cr);
  points = draw_back (&view, &color, cr);
  plot_line_stroke (points, cr, layout->line_width);
  return points;
}

static GArray *
draw_median (PlotLayout *layout, const PlotRect *area, PlotCurve *curve, cairo_t *cr)
{
  gboolean fine;
  GArray *points = plot_band_get_line (layout, area, curve, &fine, cr);

  /* On a noisy line finer edges are not seen, but paid for. */
  if (!fine)
    cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  plot_line_stroke (points, cr, layout->line_width);
  return points;
}

static void
draw_markers (PlotLayout *layout,
              const PlotRect *area,
              PlotCurve *curve,
              double shift,
              double size,
              GArray *points,
              cairo_t *cr)
{
  plot_line_draw_markers (points, plot_curve_get_marker (curve), cr,
                          area->x + (0.1 + shift) * MARKER_SPACING, MARKER_SPACING,
                          size * plot_marker_size (layout->line_width));
}

void
plot_trace_draw (
    PlotLayout *layout, const PlotRect *area, PlotCurve *curve, double shift, cairo_t *cr)
{
  PlotColor color = plot_curve_get_color (curve, layout->theme->dark);
  gboolean halo = FALSE;
  g_autoptr (GArray) points = NULL;

  cairo_save (cr);
  plot_set_color (cr, &color);
  cairo_set_line_width (cr, layout->line_width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  plot_line_style_apply (plot_curve_get_line_style (curve), cr, layout->line_width);
  if (PLOT_IS_BAND (plot_curve_get_source (curve)))
    points = draw_median (layout, area, curve, cr);
  else
    points = draw_run (layout, area, curve, &halo, cr);
  if (plot_curve_get_marker (curve) != PLOT_MARKER_NONE)
    {
      if (halo)
        {
          plot_set_color (cr, &layout->theme->background);
          draw_markers (layout, area, curve, shift, HALO, points, cr);
          plot_set_color (cr, &color);
        }
      draw_markers (layout, area, curve, shift, 1.0, points, cr);
    }
  cairo_restore (cr);
}
