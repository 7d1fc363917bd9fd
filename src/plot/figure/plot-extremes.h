/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A curve that is not smoothed where a pixel column has several values: each column from the least
 * to the greatest of them.
 */
#pragma once

#include "plot/draw/plot-style.h"
#include "plot/figure/plot-columns.h"

G_BEGIN_DECLS

/**
 * plot_extremes_draw:
 * @begin: [@begin, @end) is what is visible of @source
 *
 * Fills the columns, faintly between the dashes of @cr, and strokes the lines between columns that
 * have none between them. Asks for one span a column.
 *
 * Returns: (transfer full) (element-type PlotPoint): the means of the columns, for markers
 */
GArray *plot_extremes_draw (const PlotColumns *columns,
                            PlotSource *source,
                            gsize begin,
                            gsize end,
                            double line_width,
                            const PlotColor *color,
                            cairo_t *cr);

G_END_DECLS
