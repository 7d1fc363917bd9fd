/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What only this room may know of a figure.
 */
#pragma once

#include "plot/figure/plot-figure-data.h"
#include "plot/figure/plot-figure.h"

G_BEGIN_DECLS

/* (transfer none) What it is made of, with its title of now. */
PlotFigureData *plot_figure_get_data (PlotFigure *self);

G_END_DECLS
