/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands under the pointer.
 */
#pragma once

#include "plot/figure/plot-layout.h"

G_BEGIN_DECLS

/**
 * PlotPick:
 * @panel: index of the panel
 * @curve: the curve, owned by the figure
 * @value: its value at the iteration, NaN if not measured there; of several seeds the median
 * @smoothed: the same of the smoothed curve; @value if smoothing is off
 * @drawn: where its line passes the iteration: in a pixel column with several values the column's
 *   number, otherwise @smoothed
 * @distance: of @drawn from the pointer in pixels, vertically; infinite if there is none
 * @low: where the band of several seeds begins there, smoothed as @smoothed; else NaN
 * @high: where it ends
 * @n_seeds: how many seeds have a value there; 0 for a curve of one run
 */
typedef struct
{
  guint panel;
  PlotCurve *curve;
  double value;
  double smoothed;
  double drawn;
  double distance;
  double low;
  double high;
  guint n_seeds;
} PlotPick;

/* (transfer full) (element-type PlotPick) All visible curves, nearest first, and the iteration
 * meant: that of the pointer, or where values are few and none is there the nearest that has one;
 * NULL if the pointer is in no panel. Curves of the panel under the pointer come before
 * the others. */
GArray *plot_layout_pick (PlotLayout *layout, double x, double y, guint64 *iteration);

G_END_DECLS
