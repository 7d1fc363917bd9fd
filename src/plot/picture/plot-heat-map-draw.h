/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws a heat map on a canvas.
 */
#pragma once

#include "plot/draw/plot-canvas.h"
#include "plot/picture/plot-heat-data.h"

G_BEGIN_DECLS

void plot_heat_map_draw (const PlotHeatData *map, PlotCanvas *canvas);

G_END_DECLS
