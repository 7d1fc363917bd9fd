/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A matrix as a picture: a colour for each number, names of rows, columns and scale.
 */
#pragma once

#include "plot/picture/plot-picture.h"
#include "plot/draw/plot-rect.h"

G_BEGIN_DECLS

#define PLOT_TYPE_HEAT_MAP (plot_heat_map_get_type ())
G_DECLARE_FINAL_TYPE (PlotHeatMap, plot_heat_map, PLOT, HEAT_MAP, PlotPicture)

/**
 * plot_heat_map_new:
 * @values: [n_rows][n_columns], copied; NAN where there is none: hatched. The first row is at
 * the top
 *
 * Rows and columns are counted from 1.
 */
PlotHeatMap *plot_heat_map_new (
    const char *title, const char *note, guint n_rows, guint n_columns, const double *values);

void plot_heat_map_set_rows (PlotHeatMap *self, const char *title);
void plot_heat_map_set_columns (PlotHeatMap *self, const char *title);

/**
 * plot_heat_map_add_group:
 * @title: what the columns are from the end of the last group on, instead of a title of all
 * @n_columns: how many
 *
 * Groups are divided by a line, and each counts from 1.
 */
void plot_heat_map_add_group (PlotHeatMap *self, const char *title, guint n_columns);

/* The columns are bins of an axis from @min to @max. */
void plot_heat_map_set_column_range (PlotHeatMap *self, double min, double max);

/**
 * plot_heat_map_set_scale:
 * @pale: the number that looks like nothing
 * @deep: the number that stands out most; may be the smaller one
 *
 * Numbers beyond either end look like it.
 */
void plot_heat_map_set_scale (PlotHeatMap *self, const char *title, double pale, double deep);
double plot_heat_map_get_deep (PlotHeatMap *self);

/* A column of zeros alone is hatched as a whole: little looks like nothing, and is not. */
void plot_heat_map_set_hatches_zeros (PlotHeatMap *self, gboolean hatches_zeros);

/* Cells are as high as they are wide. */
void plot_heat_map_set_square (PlotHeatMap *self, gboolean square);

/* Where the cells are drawn. */
void plot_heat_map_get_area (PlotHeatMap *self, double width, double height, PlotRect *area);

G_END_DECLS
