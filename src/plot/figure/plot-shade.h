/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A part of every round, shaded behind the curves: whose turn it is.
 */
#pragma once

#include "plot/draw/plot-plane.h"
#include "plot/draw/plot-style.h"
#include "plot/figure/plot-figure-data.h"

G_BEGIN_DECLS

/* Whether there is one, and wide enough to be seen where @x is @width pixels wide. */
gboolean plot_shade_is_seen (const PlotFigureData *figure, const PlotScale *x, double width);

void plot_shade_draw (const PlotFigureData *figure,
                      const PlotPlane *plane,
                      const PlotColor *color,
                      cairo_t *cr);

G_END_DECLS
