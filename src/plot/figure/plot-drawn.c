/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Smoothed copies of sources, and bands in columns. Draws nothing.
 */
#include "plot/figure/plot-drawn.h"
#include "plot/data/plot-smooth.h"

void
plot_drawn_init (PlotDrawn *self, double smoothing)
{
  self->smoothing = smoothing;
  self->smooths = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) plot_smooth_free);
  self->bands = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) plot_band_columns_free);
}

void
plot_drawn_clear (PlotDrawn *self)
{
  g_hash_table_unref (self->bands);
  g_hash_table_unref (self->smooths);
}

void
plot_drawn_forget (PlotDrawn *self)
{
  g_hash_table_remove_all (self->bands);
  g_hash_table_remove_all (self->smooths);
}

PlotSource *
plot_drawn_get_source (PlotDrawn *self, PlotSource *source)
{
  g_assert (!PLOT_IS_BAND (source));

  if (self->smoothing == 0.0 || plot_source_is_summary (source))
    return source;

  PlotSmooth *smooth = g_hash_table_lookup (self->smooths, source);

  if (smooth == NULL)
    {
      smooth = plot_smooth_new (source, self->smoothing);
      g_hash_table_insert (self->smooths, source, smooth);
    }
  return plot_smooth_update (smooth);
}

PlotBandColumns *
plot_drawn_get_band_columns (PlotDrawn *self, PlotCurve *curve, const PlotColumns *columns)
{
  PlotBand *band = PLOT_BAND (plot_curve_get_source (curve));
  guint n = plot_band_get_n_members (band);
  g_autofree PlotSource **sources = g_new (PlotSource *, n);
  PlotBandColumns *kept = g_hash_table_lookup (self->bands, curve);

  if (kept == NULL || plot_band_columns_get_band (kept) != band)
    {
      kept = plot_band_columns_new (band);
      g_hash_table_insert (self->bands, curve, kept);
    }
  for (guint i = 0; i < n; i++)
    sources[i] = plot_drawn_get_source (self, plot_band_get_member (band, i));
  plot_band_columns_update (kept, columns, sources);
  return kept;
}

PlotBandValue
plot_drawn_get_band_value (PlotDrawn *self, PlotBand *band, gsize index)
{
  guint n = plot_band_get_n_members (band);
  g_autofree double *values = g_new (double, n);

  for (guint i = 0; i < n; i++)
    {
      PlotSource *member = plot_band_get_member (band, i);

      values[i] = plot_source_get_value (plot_drawn_get_source (self, member), index);
    }
  return plot_band_measure_at (band, values, index);
}
