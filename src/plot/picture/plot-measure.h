/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A few numbers of one kind on one scale, one below the other, each with its name.
 */
#pragma once

#include "plot/picture/plot-picture.h"

G_BEGIN_DECLS

#define PLOT_TYPE_MEASURE (plot_measure_get_type ())
G_DECLARE_FINAL_TYPE (PlotMeasure, plot_measure, PLOT, MEASURE, PlotPicture)

PlotMeasure *plot_measure_new (const char *title, const char *note);

/* The axis: what is measured, with its unit; from 0 to @max. */
void plot_measure_set_axis (PlotMeasure *self, const char *title, double max);

/**
 * plot_measure_add:
 * @label: what it is; the number is written behind it
 * @low: NAN where it was calculated, not measured
 * @color: index in the palette, or PLOT_CHART_YARDSTICK
 */
void plot_measure_add (
    PlotMeasure *self, const char *label, double value, double low, double high, guint color);

G_END_DECLS
