/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure in sentences.
 */
#pragma once

#include "plot/figure/plot-figure-data.h"

G_BEGIN_DECLS

/* Adds sentences, each ended by a space. */
void plot_figure_data_describe (PlotFigureData *self, GString *text);

G_END_DECLS
