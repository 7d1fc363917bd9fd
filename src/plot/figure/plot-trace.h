/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws one curve into its area.
 */
#pragma once

#include "plot/figure/plot-layout.h"

G_BEGIN_DECLS

/* @shift: 0 to 1, moves the markers so that those of several curves do not meet. The caller has
 * clipped to the area. */
void plot_trace_draw (
    PlotLayout *layout, const PlotRect *area, PlotCurve *curve, double shift, cairo_t *cr);

G_END_DECLS
