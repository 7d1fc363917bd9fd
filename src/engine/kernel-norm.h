/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Batch normalisation, what it does to a tile (Ioffe & Szegedy 2015; the
 * derivation of the gradient stands in nc-norm.c).
 */
#pragma once

#include "kernel-vector.h"

static void
moments (guint rows, guint n_lanes, const nc_real *x, NcMoments *result)
{
  for (guint r = 0; r < rows; r++)
    {
      const nc_real *row = x + r * NC_LANES;
      nc_real taken[NC_LANES];
      nc_real mean;

      /* Lanes past the last sample count as zeros, so that one tree of sums
       * serves full tiles and the last. */
      for (guint lane = 0; lane < NC_LANES; lane++)
        taken[lane] = lane < n_lanes ? row[lane] : 0;
      mean = sum_lanes (taken) / (nc_real) n_lanes;
      for (guint lane = 0; lane < NC_LANES; lane++)
        {
          nc_real deviation = lane < n_lanes ? row[lane] - mean : 0;

          taken[lane] = deviation * deviation;
        }
      result[r].mean = mean;
      result[r].m2 = sum_lanes (taken);
    }
}

static void
normalise_rows (guint rows,
                const nc_real *mean,
                const nc_real *scale,
                const nc_real *shift,
                const nc_real *x,
                nc_real *y)
{
  for (guint r = 0; r < rows; r++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      y[r * NC_LANES + lane] = (x[r * NC_LANES + lane] - mean[r]) * scale[r] + shift[r];
}

static void
norm_backward_sums (guint rows,
                    const nc_real *mean,
                    const nc_real *inverse_deviation,
                    const nc_real *x,
                    const nc_real *dy,
                    nc_real *sums,
                    nc_real *products)
{
  for (guint r = 0; r < rows; r++)
    {
      const nc_real *row = x + r * NC_LANES;
      const nc_real *delta = dy + r * NC_LANES;
      nc_real product[NC_LANES];

      for (guint lane = 0; lane < NC_LANES; lane++)
        product[lane] = delta[lane] * ((row[lane] - mean[r]) * inverse_deviation[r]);
      sums[r] += sum_lanes (delta);
      products[r] += sum_lanes (product);
    }
}

static void
norm_backward_apply (guint rows,
                     guint n_lanes,
                     const nc_real *mean,
                     const nc_real *a,
                     const nc_real *b,
                     const nc_real *c,
                     const nc_real *x,
                     const nc_real *dy,
                     nc_real *dx)
{
  for (guint r = 0; r < rows; r++)
    {
      const nc_real *row = x + r * NC_LANES;
      const nc_real *delta = dy + r * NC_LANES;
      nc_real *to = dx + r * NC_LANES;

      for (guint lane = 0; lane < NC_LANES; lane++)
        to[lane] = lane < n_lanes ? a[r] * delta[lane] + b[r] * (row[lane] - mean[r]) + c[r] : 0;
    }
}
