/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure and the pointer over it: from pixels to panels, iterations and values, and the cursor.
 */
#pragma once

#include "plot/figure/plot-figure.h"
#include "plot/figure/plot-pick.h"

G_BEGIN_DECLS

/* The cursor layer for the pointer at (x, y): a hairline in every panel and the table of values,
 * nearest curve first. Draws nothing if the pointer is in no panel. @width, @height and
 * @theme as for plot_picture_draw (). */
void plot_figure_draw_cursor (PlotFigure *self,
                              cairo_t *cr,
                              double width,
                              double height,
                              const PlotTheme *theme,
                              double x,
                              double y);

/* The same as text, one curve a line; NULL if the pointer is in no panel. */
char *
plot_figure_get_cursor_text (PlotFigure *self, double width, double height, double x, double y);

/* The panel at (x, y), or -1. */
int plot_figure_get_panel_at (PlotFigure *self, double width, double height, double x, double y);

/* Where the curves of @panel are drawn (without axes and titles). */
gboolean
plot_figure_get_area (PlotFigure *self, double width, double height, guint panel, PlotRect *area);

/* Iteration (a fraction is possible) and y value at a pixel of @panel; also outside of its area,
 * so that a drag may leave it. FALSE if there is no such panel. */
gboolean plot_figure_get_position (PlotFigure *self,
                                   double width,
                                   double height,
                                   guint panel,
                                   double x,
                                   double y,
                                   double *iteration,
                                   double *value);

/* The pixel of an iteration and a value in @panel; also outside of its area. NaN where @value is
 * none. FALSE if there is no such panel. */
gboolean plot_figure_get_point (PlotFigure *self,
                                double width,
                                double height,
                                guint panel,
                                double iteration,
                                double value,
                                double *x,
                                double *y);

/* See plot_layout_pick (). */
GArray *plot_figure_pick (
    PlotFigure *self, double width, double height, double x, double y, guint64 *iteration);

G_END_DECLS
