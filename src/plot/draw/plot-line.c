/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Strokes a line through points. Knows no data and no scale.
 */
#include "plot/draw/plot-line.h"

#include <math.h>

/* Radius of a dot in widths of the line. */
#define DOT 1.25

void
plot_line_add (GArray *points, double x, double y)
{
  PlotPoint point = { x, y };

  g_array_append_val (points, point);
}

/* Points [begin, end), which hang together. What is shorter than the line is wide would hardly be
 * seen as a line. */
static void
add_piece (GArray *points, guint begin, guint end, cairo_t *cr, double line_width)
{
  const PlotPoint *first = &g_array_index (points, PlotPoint, begin);
  const PlotPoint *last = &g_array_index (points, PlotPoint, end - 1);
  double low = first->y;
  double high = first->y;

  for (guint i = begin; i < end; i++)
    {
      low = MIN (low, g_array_index (points, PlotPoint, i).y);
      high = MAX (high, g_array_index (points, PlotPoint, i).y);
    }
  if (MAX (last->x - first->x, high - low) < line_width)
    {
      cairo_stroke (cr);
      cairo_arc (cr, (first->x + last->x) / 2.0, (low + high) / 2.0, line_width * DOT, 0.0,
                 2.0 * G_PI);
      cairo_fill (cr);
      return;
    }
  cairo_move_to (cr, first->x, first->y);
  for (guint i = begin + 1; i < end; i++)
    cairo_line_to (cr, g_array_index (points, PlotPoint, i).x,
                   g_array_index (points, PlotPoint, i).y);
}

void
plot_line_stroke (GArray *points, cairo_t *cr, double line_width)
{
  for (guint begin = 0; begin < points->len;)
    {
      guint end = begin;

      while (end < points->len && !isnan (g_array_index (points, PlotPoint, end).y))
        end++;
      if (end > begin)
        add_piece (points, begin, end, cr, line_width);
      begin = end + 1;
    }
  cairo_stroke (cr);
}

void
plot_line_draw_markers (
    GArray *points, PlotMarker marker, cairo_t *cr, double first, double spacing, double size)
{
  double next = first;

  for (guint i = 0; i < points->len; i++)
    {
      const PlotPoint *point = &g_array_index (points, PlotPoint, i);

      if (isnan (point->y) || point->x < next)
        continue;
      plot_marker_draw (marker, cr, point->x, point->y, size);
      while (next <= point->x)
        next += spacing;
    }
}
