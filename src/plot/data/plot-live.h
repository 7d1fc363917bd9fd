/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The number beside a curve: its source's current value.
 */
#pragma once

#include "plot/data/plot-source.h"

G_BEGIN_DECLS

/* The mean of the finite ones of the first @length values that were measured in the last 100
 * iterations of these, pauses not counted, or what the source itself says; NaN if there is none. */
double plot_live_measure (PlotSource *source, gsize length);

G_END_DECLS
