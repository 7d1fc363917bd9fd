/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Text of a figure: one font, few sizes, digits of one width, measured the same for every target.
 */
#pragma once

#include <pango/pangocairo.h>

#include "plot/draw/plot-style.h"

G_BEGIN_DECLS

/* (transfer full) The same for screen and files: no hinting, so that sizes do not depend on the
 * resolution. */
PangoContext *plot_text_create_context (void);

/* (transfer full) One line of plain text, @size pixels high letters; cut with an ellipsis at
 * @max_width pixels, negative: never. It begins at the left, whichever way its script runs. */
PangoLayout *plot_text_create (
    PangoContext *context, const char *text, double size, gboolean bold, double max_width);

void plot_text_measure (PangoLayout *layout, double *width, double *height);

/* @x, @y: upper left corner. */
void plot_text_draw (PangoLayout *layout, cairo_t *cr, double x, double y, const PlotColor *color);

/* As plot_text_draw () with a rim of @rim, so that it can be read over lines. */
void plot_text_draw_rimmed (PangoLayout *layout,
                            cairo_t *cr,
                            double x,
                            double y,
                            const PlotColor *color,
                            const PlotColor *rim);

void plot_set_color (cairo_t *cr, const PlotColor *color);

G_END_DECLS
