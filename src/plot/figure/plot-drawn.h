/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is drawn of curves: their values, or smoothed copies of them, and of several seeds the
 * numbers of every column. Kept from one drawing to the next.
 */
#pragma once

#include "plot/figure/plot-band-columns.h"
#include "plot/figure/plot-curve.h"

G_BEGIN_DECLS

typedef struct
{
  double smoothing;
  GHashTable *smooths; /* PlotSource (the PlotSmooth owns it) to PlotSmooth */
  GHashTable *bands;   /* PlotCurve (not owned) to PlotBandColumns */
} PlotDrawn;

void plot_drawn_init (PlotDrawn *self, double smoothing);
void plot_drawn_clear (PlotDrawn *self);

/* Lets go of all curves. */
void plot_drawn_forget (PlotDrawn *self);

/* (transfer none) What is drawn of @source, no band: itself, or a smoothed copy of it. */
PlotSource *plot_drawn_get_source (PlotDrawn *self, PlotSource *source);

/* (transfer none) The numbers of a curve of several seeds in @columns, up to date. Valid until the
 * next call for this curve. */
PlotBandColumns *
plot_drawn_get_band_columns (PlotDrawn *self, PlotCurve *curve, const PlotColumns *columns);

/* Median, low and high of the seeds at @index, and how many have a value there; of what is drawn
 * (smoothed if smoothing is on). */
PlotBandValue plot_drawn_get_band_value (PlotDrawn *self, PlotBand *band, gsize index);

G_END_DECLS
