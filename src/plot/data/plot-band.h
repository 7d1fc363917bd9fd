/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Curves that differ only in the seed, combined: their median and spread.
 *
 * In every pixel column each member gives one number, the mean of its values there (smoothed
 * values where smoothing is on; a column of one iteration gives that iteration's value). The line
 * is the median of these numbers and the band runs from the smallest to the largest, or from
 * quartile to quartile, so line, band and faint single runs show the same numbers. Single
 * iterations may lie outside the band: a band of their extremes would grow with every iteration in
 * a pixel and show mini-batch noise instead of the effect of the seed. Curves drawn singly show
 * them.
 *
 * A member counts where it has a finite value: one that was paused or has diverged is left out from
 * there on. Where one that is being trained has not come yet there is no median.
 */
#pragma once

#include "plot/data/plot-band-value.h"
#include "plot/data/plot-source.h"

G_BEGIN_DECLS

#define PLOT_TYPE_BAND (plot_band_get_type ())
G_DECLARE_FINAL_TYPE (PlotBand, plot_band, PLOT, BAND, GObject)

/**
 * plot_band_new:
 *
 * A source without members. A #PlotCurve of this source is drawn as a band.
 *
 * Its length is that of the longest member, its value at an index the members' median there. Its
 * span has the smallest and largest value of any member, the median of the members' means, and the
 * largest count of any member. Unlike those of other sources, its values change while shorter
 * members grow; plot_band_get_stamp () changes when they do.
 */
PlotBand *plot_band_new (PlotBandKind kind);

/* plot_band_measure:
 * @values: [n]: one per member; only finite ones count. Reordered in place.
 *
 * Every result is some member's number, because a number between two of them may be one that no
 * seed comes near: with half of them at 0.01 and half at 0.5, the mean of the middle two is 0.255.
 * Of m values x_0 <= x_1 <= … the median is x_k, k = (m - 1) / 2 rounded down: for an even count,
 * the lower of the middle two. Quartiles leave out (m - 1) / 4, rounded down, at either end, so at
 * least half of the members lie between them. For 5, 9, 13, … members these are the usual
 * numbers. */
void plot_band_add_member (PlotBand *self, PlotSource *member);

PlotBandKind plot_band_get_kind (PlotBand *self);
guint plot_band_get_n_members (PlotBand *self);
/* (transfer none) */
PlotSource *plot_band_get_member (PlotBand *self, guint nth);

/* Where the shortest of the members that are growing ends; G_MAXSIZE if none is. From there on a
 * median would be that of the fastest seeds, and jump as the others come up: it has none. */
gsize plot_band_get_end (PlotBand *self);

/* plot_band_measure () of @values, one of every member at @index, with the median only before the
 * end. */
PlotBandValue plot_band_measure_at (PlotBand *self, double *values, gsize index);

/* Grows with every value of every member. */
guint64 plot_band_get_stamp (PlotBand *self);

/* Median and spread of the members' live numbers (plot-live.h), each at its own end. */
PlotBandValue plot_band_get_live (PlotBand *self);

/* (transfer full) (nullable) Where the members' live numbers fall into two groups (plot-groups.h):
 * how many are where. */
char *plot_band_describe_groups (PlotBand *self);

G_END_DECLS
