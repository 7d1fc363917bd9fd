/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cursor layer of a figure.
 */
#pragma once

#include "plot/figure/plot-cursor.h"

G_BEGIN_DECLS

/* A hairline in every panel, and the table of values beside the pointer at (@x, @y). */
void plot_cursor_draw (const PlotCursor *self, cairo_t *cr, double x, double y);

G_END_DECLS
