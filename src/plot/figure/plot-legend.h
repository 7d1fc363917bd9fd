/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The legend of one panel: samples, names, live numbers, flowing into rows of equal columns.
 */
#pragma once

#include "plot/figure/plot-curve.h"
#include "plot/draw/plot-text.h"

G_BEGIN_DECLS

typedef struct _PlotLegend PlotLegend;

typedef struct
{
  double text_size;
  double max_width;
  double max_height;
  gboolean compact;    /* rather without numbers than in more than two rows */
  gboolean one_column; /* stands beside the area, not above it */
  gboolean bold;       /* the legend is the panel's heading */
} PlotLegendRoom;

/* Of the visible ones of @curves. Never wider or higher than its room: names are cut, then live
 * numbers left out, and what finds no place is counted in a last entry ("+3 more"). NULL if there
 * is nothing to show or no room for a row. */
PlotLegend *plot_legend_new (PangoContext *context, GPtrArray *curves, const PlotLegendRoom *room);
void plot_legend_free (PlotLegend *self);

double plot_legend_get_width (PlotLegend *self);
double plot_legend_get_height (PlotLegend *self);
/* Whether every curve found a place, with its number. */
gboolean plot_legend_is_complete (PlotLegend *self);

void plot_legend_draw (
    PlotLegend *self, cairo_t *cr, const PlotTheme *theme, double line_width, double x, double y);

G_END_DECLS
