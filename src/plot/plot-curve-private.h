// SPDX-License-Identifier: GPL-3.0-or-later
// What only this room may know of a curve.
#pragma once

#include "plot/plot-curve.h"

G_BEGIN_DECLS

/* Grows with every setting and with the data (a reset, too, changes a figure's stamp: the
 * figure counts in which source it is). */
guint64 plot_curve_get_stamp (PlotCurve *self);

G_END_DECLS
