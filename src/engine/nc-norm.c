/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Batch normalisation over a mini-batch.
 */
#include "nc-norm.h"

#include <math.h>

void
nc_norm_init (NcNorm *norm, guint width, guint n_tiles)
{
  norm->width = width;
  norm->moments = g_new0 (NcMoments, (gsize) n_tiles * width);
  norm->variance = g_new0 (double, width);
  norm->mean = nc_real_new0 (width);
  norm->inverse = nc_real_new0 (width);
  norm->scale = nc_real_new0 (width);
  norm->delta_scale = nc_real_new0 (width);
  norm->delta_product = nc_real_new0 (width);
  norm->delta_shift = nc_real_new0 (width);
}

void
nc_norm_clear (NcNorm *norm)
{
  g_free (norm->moments);
  g_free (norm->variance);
  nc_real_free (norm->mean);
  nc_real_free (norm->inverse);
  nc_real_free (norm->scale);
  nc_real_free (norm->delta_scale);
  nc_real_free (norm->delta_product);
  nc_real_free (norm->delta_shift);
}

static guint
samples_in_tile (guint batch, guint tile)
{
  return MIN (batch - tile * NC_LANES, NC_LANES);
}

void
nc_norm_combine (NcNorm *norm, guint batch, double epsilon, const nc_real *gamma)
{
  guint n_tiles = NC_TILES (batch);

  for (guint i = 0; i < norm->width; i++)
    {
      double mean = 0, m2 = 0;

      for (guint tile = 0; tile < n_tiles; tile++)
        mean += (double) norm->moments[tile * norm->width + i].mean * samples_in_tile (batch, tile);
      mean /= batch;
      for (guint tile = 0; tile < n_tiles; tile++)
        {
          const NcMoments *part = &norm->moments[tile * norm->width + i];
          double shift = (double) part->mean - mean;

          m2 += (double) part->m2 + shift * shift * samples_in_tile (batch, tile);
        }

      norm->variance[i] = m2 / batch;
      norm->mean[i] = (nc_real) mean;
      norm->inverse[i] = (nc_real) (1 / sqrt (norm->variance[i] + epsilon));
      norm->scale[i] = gamma[i] * norm->inverse[i];
    }
}

void
nc_norm_use_running (NcNorm *norm,
                     const nc_real *running_mean,
                     const nc_real *running_var,
                     double epsilon,
                     const nc_real *gamma)
{
  for (guint i = 0; i < norm->width; i++)
    {
      norm->mean[i] = running_mean[i];
      norm->inverse[i] = (nc_real) (1 / sqrt ((double) running_var[i] + epsilon));
      norm->scale[i] = gamma[i] * norm->inverse[i];
    }
}

void
nc_norm_update_running (
    const NcNorm *norm, guint batch, double momentum, nc_real *running_mean, nc_real *running_var)
{
  double unbias = batch / (batch - 1.0);

  for (guint i = 0; i < norm->width; i++)
    {
      running_mean[i] += (nc_real) (momentum * ((double) norm->mean[i] - (double) running_mean[i]));
      running_var[i]
          += (nc_real) (momentum * (norm->variance[i] * unbias - (double) running_var[i]));
    }
}

void
nc_norm_prepare_backward (
    NcNorm *norm, guint batch, const nc_real *gamma, const nc_real *sums, const nc_real *products)
{
  for (guint i = 0; i < norm->width; i++)
    {
      nc_real factor = gamma[i] * norm->inverse[i];

      norm->delta_scale[i] = factor;
      norm->delta_product[i] = -factor * norm->inverse[i] * products[i] / (nc_real) batch;
      norm->delta_shift[i] = -factor * sums[i] / (nc_real) batch;
    }
}
