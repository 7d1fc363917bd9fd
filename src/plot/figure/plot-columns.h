/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns a curve is drawn in: pixels wide, or an iteration each where there is room.
 */
#pragma once

#include <cairo.h>

#include "plot/draw/plot-plane.h"
#include "plot/data/plot-source.h"

G_BEGIN_DECLS

/* Iterations a pixel column may have before they are drawn as one. */
#define PLOT_RAW_PER_COLUMN 2.0

typedef struct
{
  PlotPlane plane;
  double begin; /* first iteration */
  double end;   /* last iteration; the last column has it */
  double step;  /* iterations in a column */
  guint n_columns;
  double x; /* left edge of the first column in pixels */
  double width;
} PlotColumns;

/* Columns of about a pixel of @cr, or of the screen if that is NULL, over the visible part of the x
 * axis. */
void plot_columns_init (PlotColumns *self, const PlotPlane *plane, cairo_t *cr);

/* The same, or where a column would have but few iterations a column for each, and for one
 * outside of the area at either end, so that lines leave it. Does not depend on the data. */
void plot_columns_init_fine (PlotColumns *self, const PlotPlane *plane, cairo_t *cr);

/* Indices [begin, end) of column @k. */
void plot_columns_get (const PlotColumns *self, guint k, gsize *begin, gsize *end);

/* The middle of column @k in pixels. */
double plot_columns_get_x (const PlotColumns *self, guint k);

/* Iterations without a value after which a line through @source breaks where that is a pause;
 * [begin, end) is what is visible of it. */
double plot_columns_get_gap (const PlotColumns *self, PlotSource *source, gsize begin, gsize end);

/* Whether a line through @source breaks between columns @last and @k, which have values, while
 * those between have none. @gap: as plot_columns_get_gap (). */
gboolean
plot_columns_break (const PlotColumns *self, PlotSource *source, guint last, guint k, double gap);

G_END_DECLS
