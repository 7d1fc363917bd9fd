/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws a curve of several seeds: what lies behind all lines, and its line.
 */
#pragma once

#include "plot/figure/plot-layout.h"

G_BEGIN_DECLS

/* The area of the band and the single runs. @n_bands: how many share the
 * area. The caller has clipped to it. */
void plot_band_draw_behind (
    PlotLayout *layout, const PlotRect *area, PlotCurve *curve, guint n_bands, cairo_t *cr);

/* (transfer full) (element-type PlotPoint) The line: the median, column by column.
 * @fine: whether its edges are worth smoothing. */
GArray *plot_band_get_line (
    PlotLayout *layout, const PlotRect *area, PlotCurve *curve, gboolean *fine, cairo_t *cr);

G_END_DECLS
