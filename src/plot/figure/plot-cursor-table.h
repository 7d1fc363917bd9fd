/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of values at the cursor.
 */
#pragma once

#include "plot/figure/plot-cursor.h"

G_BEGIN_DECLS

/* Beside the pointer at (@x, @y), within the figure. */
void plot_cursor_draw_table (const PlotCursor *self, cairo_t *cr, double x, double y);

G_END_DECLS
