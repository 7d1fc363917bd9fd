/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line through points in pixels, with breaks and markers.
 */
#pragma once

#include <cairo.h>

#include "plot/draw/plot-style.h"

G_BEGIN_DECLS

typedef struct
{
  double x;
  double y; /* NaN: the line breaks here */
} PlotPoint;

/* @points: (element-type PlotPoint) */
void plot_line_add (GArray *points, double x, double y);

/* Lines through the points, as set on @cr; a point alone, or a few within the line's width, become
 * a dot. */
void plot_line_stroke (GArray *points, cairo_t *cr, double line_width);

/* Markers about every @spacing pixels from @first on. They keep their places while the curve
 * grows: places belong to the axis. */
void plot_line_draw_markers (
    GArray *points, PlotMarker marker, cairo_t *cr, double first, double spacing, double size);

G_END_DECLS
