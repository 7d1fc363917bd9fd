/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws a chart on a canvas.
 */
#pragma once

#include "plot/draw/plot-canvas.h"
#include "plot/picture/plot-chart-data.h"

G_BEGIN_DECLS

void plot_chart_draw (const PlotChartData *chart, PlotCanvas *canvas);

G_END_DECLS
