/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a band looks like in the columns of a picture, kept up as its members grow: a frame costs
 * the columns that changed, not the whole of the data.
 */
#pragma once

#include "plot/data/plot-band.h"
#include "plot/figure/plot-columns.h"

G_BEGIN_DECLS

typedef struct _PlotBandColumns PlotBandColumns;

PlotBandColumns *plot_band_columns_new (PlotBand *band);
void plot_band_columns_free (PlotBandColumns *self);

PlotBand *plot_band_columns_get_band (PlotBandColumns *self);

/* Brings all up to date. @sources: [members], what the members are drawn from: they themselves,
 * or smoothed copies of them; not kept. */
void plot_band_columns_update (PlotBandColumns *self,
                               const PlotColumns *columns,
                               PlotSource *const *sources);

const PlotColumns *plot_band_columns_get_columns (PlotBandColumns *self);

/* [n_columns] */
const PlotBandValue *plot_band_columns_get_values (PlotBandColumns *self);

/* [n_columns]: the mean of member @nth in every column, NaN where it has none. */
const double *plot_band_columns_get_means (PlotBandColumns *self, guint nth);

/* Everything a mask of the band depends on but its numbers. Set to zero before it is filled. */
typedef struct
{
  PlotRect area;
  PlotScale y;
  double x; /* of the first column */
  double area_alpha;
} PlotBandMaskKey;

/* (transfer none) (nullable) The mask that was kept for @key, if no number has changed since. */
cairo_surface_t *plot_band_columns_get_mask (PlotBandColumns *self, const PlotBandMaskKey *key);

/* Keeps a reference. */
void plot_band_columns_set_mask (PlotBandColumns *self,
                                 const PlotBandMaskKey *key,
                                 cairo_surface_t *mask);

/* Columns whose numbers were looked at anew so far, for tests. */
guint64 plot_band_columns_get_n_measured (PlotBandColumns *self);

G_END_DECLS
