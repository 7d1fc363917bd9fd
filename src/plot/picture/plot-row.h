/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pictures beside each other, or below each other where that gives them a better shape.
 */
#pragma once

#include "plot/picture/plot-picture.h"

G_BEGIN_DECLS

#define PLOT_TYPE_ROW (plot_row_get_type ())
G_DECLARE_FINAL_TYPE (PlotRow, plot_row, PLOT, ROW, PlotPicture)

PlotRow *plot_row_new (void);

/* Takes a reference. */
void plot_row_add (PlotRow *self, PlotPicture *picture);

/* Returns: (transfer none) (nullable): the @nth from the left */
PlotPicture *plot_row_get (PlotRow *self, guint nth);

G_END_DECLS
