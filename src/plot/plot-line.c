// SPDX-License-Identifier: GPL-3.0-or-later
// Strokes a line through points. Knows no data and no scale.
#include "plot/plot-line.h"

#include <math.h>

void
plot_line_add (GArray *points, double x, double y)
{
  PlotPoint point = { x, y };

  g_array_append_val (points, point);
}

void
plot_line_stroke (GArray *points, cairo_t *cr, double line_width)
{
  for (guint i = 0; i < points->len; i++)
    {
      const PlotPoint *point = &g_array_index (points, PlotPoint, i);
      gboolean starts = i == 0 || isnan (g_array_index (points, PlotPoint, i - 1).y);
      gboolean ends = i + 1 == points->len || isnan (g_array_index (points, PlotPoint, i + 1).y);

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
