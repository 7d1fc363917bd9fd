/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws a figure on a canvas, without its cursor.
 */
#pragma once

#include "plot/draw/plot-canvas.h"
#include "plot/figure/plot-figure-data.h"

G_BEGIN_DECLS

void plot_figure_data_draw (PlotFigureData *figure, PlotCanvas *canvas);

G_END_DECLS
