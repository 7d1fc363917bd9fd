/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Batch normalisation over a mini-batch.
 */
#include "engine/network/nc-norm.h"

#include <math.h>
#include <string.h>

void
nc_norm_init (NcNorm *norm, guint width, guint n_groups)
{
  norm->width = width;
  norm->shifts = nc_real_new0 ((gsize) n_groups * width);
  norm->sums = nc_real_new0 ((gsize) n_groups * width * NC_LANES);
  norm->squares = nc_real_new0 ((gsize) n_groups * width * NC_LANES);
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
  g_free (norm->variance);
  nc_real_free (norm->shifts);
  nc_real_free (norm->sums);
  nc_real_free (norm->squares);
  nc_real_free (norm->mean);
  nc_real_free (norm->inverse);
  nc_real_free (norm->scale);
  nc_real_free (norm->delta_scale);
  nc_real_free (norm->delta_product);
  nc_real_free (norm->delta_shift);
}

void
nc_norm_begin_group (NcNorm *norm, guint group, const nc_real *x)
{
  gsize start = (gsize) group * norm->width, size = (gsize) norm->width * NC_LANES;

  for (guint i = 0; i < norm->width; i++)
    norm->shifts[start + i] = x[i * NC_LANES];
  memset (norm->sums + start * NC_LANES, 0, size * sizeof (nc_real));
  memset (norm->squares + start * NC_LANES, 0, size * sizeof (nc_real));
}

/* Mean and sum of squared deviations of one feature over one group. */
static void
get_group_moments (const NcNorm *norm,
                   const NcKernels *kernels,
                   guint group,
                   guint i,
                   double n,
                   double *mean,
                   double *m2)
{
  gsize feature = (gsize) group * norm->width + i;
  nc_real sum = 0, square = 0;
  double shifted;

  kernels->add_row_sums (1, norm->sums + feature * NC_LANES, &sum);
  kernels->add_row_sums (1, norm->squares + feature * NC_LANES, &square);
  shifted = (double) sum / n;
  *mean = (double) norm->shifts[feature] + shifted;
  *m2 = MAX ((double) square - shifted * shifted * n, 0);
}

void
nc_norm_combine (
    NcNorm *norm, const NcKernels *kernels, guint batch, double epsilon, const nc_real *gamma)
{
  const guint group_size = NC_TILES_PER_GROUP * NC_LANES;

  for (guint i = 0; i < norm->width; i++)
    {
      double mean = 0, m2 = 0;

      for (guint group = 0, before = 0; before < batch; group++, before += group_size)
        {
          double n = MIN (batch - before, group_size), group_mean, group_m2, step;

          get_group_moments (norm, kernels, group, i, n, &group_mean, &group_m2);
          step = group_mean - mean;
          mean += step * n / (before + n);
          m2 += group_m2 + step * step * before * n / (before + n);
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
