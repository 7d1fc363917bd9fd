/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A chart over any x axis: numbers or words. Lines, points and bars, each with intervals if there
 * are any; legend; lines of reference with words.
 */
#pragma once

#include "plot/picture/plot-chart-data.h"
#include "plot/picture/plot-picture.h"
#include "plot/draw/plot-rect.h"

G_BEGIN_DECLS

#define PLOT_TYPE_CHART (plot_chart_get_type ())
G_DECLARE_FINAL_TYPE (PlotChart, plot_chart, PLOT, CHART, PlotPicture)

PlotChart *plot_chart_new (const char *title, const char *note);

/* A numeric axis; @whole: only whole numbers have ticks. The default is from 0 to 1. */
void plot_chart_set_x (PlotChart *self, const char *title, double min, double max, gboolean whole);

/* An axis of words: the first has x = 0, the next 1 … NULL-terminated. */
void plot_chart_set_x_names (PlotChart *self, const char *title, const char *const *names);

/* At least from @min to @max, further if values or reference lines lie outside. */
void plot_chart_set_y (PlotChart *self, const char *title, double min, double max);

/**
 * plot_chart_add_series:
 * @x: [n] (nullable): NULL is 0, 1, 2 …; else ascending
 * @y: [n], NAN where there is no value
 * @low: [n] (nullable)
 * @high: [n] (nullable)
 *
 * All is copied.
 */
void plot_chart_add_series (PlotChart *self,
                            const PlotChartStyle *style,
                            guint n,
                            const double *x,
                            const double *y,
                            const double *low,
                            const double *high);

/* A horizontal line; its label stands on it: put the number in it. */
void plot_chart_add_reference (PlotChart *self, const char *label, double y, PlotLineStyle style);

/* Where the data are drawn. */
void plot_chart_get_area (PlotChart *self, double width, double height, PlotRect *area);

/* The pixel of a value, within the area or
 * outside. */
void plot_chart_get_point (PlotChart *self,
                           double width,
                           double height,
                           double x,
                           double y,
                           double *pixel_x,
                           double *pixel_y);

G_END_DECLS
