/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which part of the data a figure shows.
 */
#pragma once

#include "plot/figure/plot-figure-data.h"
#include "plot/draw/plot-scale.h"

G_BEGIN_DECLS

/* What is shown now, set or automatic. Returns TRUE if it was set. */
gboolean plot_figure_data_get_x_range (PlotFigureData *self, double *begin, double *end);
gboolean plot_figure_data_get_y_range (PlotFigureData *self, double *min, double *max);

/* The scale of the x axis; asks every curve for its length. */
void plot_figure_data_get_x_scale (PlotFigureData *self, PlotScale *scale);

/* The scale of the y axis for what is visible now. */
void plot_figure_data_get_y_scale (PlotFigureData *self, PlotScale *scale);

/* TRUE if a visible curve has a value below the lower end of @scale. */
gboolean plot_figure_data_has_values_below (PlotFigureData *self, const PlotScale *scale);

G_END_DECLS
