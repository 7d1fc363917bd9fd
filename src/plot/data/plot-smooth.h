/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A smoothed copy of a source, updated as the source grows.
 */
#pragma once

#include "plot/data/plot-source.h"

G_BEGIN_DECLS

typedef struct _PlotSmooth PlotSmooth;

/* Takes a reference to @source; 0 < @amount < 1. */
PlotSmooth *plot_smooth_new (PlotSource *source, double amount);
void plot_smooth_free (PlotSmooth *self);

/* (transfer none) The smoothed values, one for each value of the source there is now; another
 * source, without values, while none is measured. What lies before the first takes no memory. */
PlotSource *plot_smooth_update (PlotSmooth *self);

G_END_DECLS
