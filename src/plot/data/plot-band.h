/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Curves that differ in nothing but the seed, seen as one: the median of them and how far they
 * lie apart.
 *
 * What is drawn: in every pixel column each member gives one number, the mean of what it measured
 * there (of its smoothed values where smoothing is on; a column of one iteration gives that
 * iteration's value). The line is the median of these numbers and the band goes from their least
 * to their greatest, or from quartile to quartile. So line, band and faint single runs speak of
 * the same numbers. The least and greatest single iterations lie outside of such a band: from them
 * a band would grow with every iteration that falls into a pixel, and tell the noise of
 * mini-batches where it is meant to tell what the seed decides. Drawn singly, curves show them.
 *
 * A member counts where it has a finite value: one that was stopped, or has diverged, or has not
 * come that far, is left out from there on, and median and band are those of the others.
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
 * Its length is that of the longest member and its value at an index the members' median there.
 * Its span has the least and the greatest value of any member, the median of the members' means,
 * and the count of that member which has most. Other than those of other sources its values change
 * while members grow that are not the longest; plot_band_get_stamp () tells when.
 */
PlotBand *plot_band_new (PlotBandKind kind);

/* Takes a reference. Before the band is drawn. */
void plot_band_add_member (PlotBand *self, PlotSource *member);

PlotBandKind plot_band_get_kind (PlotBand *self);
guint plot_band_get_n_members (PlotBand *self);
/* (transfer none) */
PlotSource *plot_band_get_member (PlotBand *self, guint nth);

/* Grows with every value of every member. */
guint64 plot_band_get_stamp (PlotBand *self);

/* Of each member's live number (plot-live.h), at its own end. */
PlotBandValue plot_band_get_live (PlotBand *self);

/* (transfer full) (nullable) Where the members' live numbers fall into two groups (plot-groups.h):
 * how many are where. */
char *plot_band_describe_groups (PlotBand *self);

G_END_DECLS
