/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A source whose values begin later. The unmeasured start takes no memory.
 */
#pragma once

#include "plot/data/plot-source.h"

G_BEGIN_DECLS

#define PLOT_TYPE_SHIFTED_SOURCE (plot_shifted_source_get_type ())
G_DECLARE_FINAL_TYPE (PlotShiftedSource, plot_shifted_source, PLOT, SHIFTED_SOURCE, GObject)

/* Takes a reference to @source, whose first value stands at @shift; may grow. */
PlotShiftedSource *plot_shifted_source_new (PlotSource *source, gsize shift);

G_END_DECLS
