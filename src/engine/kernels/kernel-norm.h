/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Batch normalisation of a tile (Ioffe & Szegedy 2015; the formula of the gradient is in
 * nc-norm.h). The plain versions are forward_norm() and backward_norm() of
 * tests/engine/reference-network.c; test-kernels.c and test-norm.c compare the two.
 *
 * x, y, dy, dx, sums, squares and products are [rows][lane], of one tile or, for the sums, of a
 * group; per-feature values are [rows]. Sums over samples are kept per lane while a group's tiles
 * go by, and folded once per group: see add_row_sums().
 */
#pragma once

#include "engine/kernels/kernel-activation.h"

NC_INLINE void
add_moments_of (const guint n_lanes,
                nc_real shift,
                const nc_real *restrict x,
                nc_real *restrict sums,
                nc_real *restrict squares)
{
  for (guint lane = 0; lane < n_lanes; lane++)
    {
      nc_real deviation = x[lane] - shift;

      sums[lane] += deviation;
      squares[lane] += deviation * deviation;
    }
}

/* sums[r][lane] += x - shift[r] and squares[r][lane] += (x - shift[r])^2, in the first n_lanes
 * lanes. A shift near the mean avoids cancellation in the variance. */
static void
add_moments (guint rows,
             guint n_lanes,
             const nc_real *shift,
             const nc_real *restrict x,
             nc_real *restrict sums,
             nc_real *restrict squares)
{
  for (guint r = 0; r < rows; r++)
    {
      const nc_real row_shift = shift[r];
      const nc_real *row = x + r * NC_LANES;
      nc_real *sum = sums + r * NC_LANES, *square = squares + r * NC_LANES;

      if (n_lanes == NC_LANES) /* a constant, for unrolling */
        add_moments_of (NC_LANES, row_shift, row, sum, square);
      else
        add_moments_of (n_lanes, row_shift, row, sum, square);
    }
}

NC_INLINE void
normalise_activate_rows (const NcActivation activation,
                         nc_real leaky_slope,
                         guint rows,
                         const nc_real *mean,
                         const nc_real *scale,
                         const nc_real *shift,
                         const nc_real *restrict x,
                         nc_real *restrict y)
{
  const guint n = MIN (NC_ABREAST, NC_TILE_VECTORS);

  for (guint r = 0; r < rows; r++)
    {
      const nc_real row_mean = mean[r], row_scale = scale[r], row_shift = shift[r];
      const nc_real *from = x + r * NC_LANES;
      nc_real *to = y + r * NC_LANES;

      for (guint lane = 0; lane < NC_LANES; lane += n * NC_VECTOR_LENGTH)
        {
          NcVector vectors[NC_ABREAST];

          NC_EACH (n, vectors[v] = vector_load (from + lane + v * NC_VECTOR_LENGTH));
          NC_EACH (n, vectors[v] = (vectors[v] - row_mean) * row_scale + row_shift);
          activate_vectors (activation, leaky_slope, n, vectors);
          NC_EACH (n, vector_store (to + lane + v * NC_VECTOR_LENGTH, vectors[v]));
        }
    }
}

/* y[r] = f ((x[r] - mean[r]) scale[r] + shift[r]) */
static void
normalise_activate (NcActivation activation,
                    nc_real leaky_slope,
                    guint rows,
                    const nc_real *mean,
                    const nc_real *scale,
                    const nc_real *shift,
                    const nc_real *x,
                    nc_real *y)
{
  NC_FOR_ACTIVATION (activation, normalise_activate_rows (ACTIVATION, leaky_slope, rows, mean,
                                                          scale, shift, x, y));
}

NC_INLINE void
activate_norm_backward_rows (const NcActivation activation,
                             nc_real leaky_slope,
                             guint rows,
                             const nc_real *mean,
                             const nc_real *inverse_deviation,
                             const nc_real *restrict x,
                             const nc_real *y,
                             const nc_real *restrict dy,
                             nc_real *dx,
                             nc_real *restrict sums,
                             nc_real *restrict products)
{
  for (guint r = 0; r < rows; r++)
    {
      const nc_real row_mean = mean[r], row_inverse = inverse_deviation[r];

      for (guint i = r * NC_LANES; i < (r + 1) * NC_LANES; i += NC_VECTOR_LENGTH)
        {
          NcVector delta
              = vector_load (dy + i) * slope_vector (activation, leaky_slope, vector_load (y + i));

          vector_store (dx + i, delta);
          vector_store (sums + i, vector_load (sums + i) + delta);
          vector_store (products + i,
                        vector_load (products + i)
                            + delta * ((vector_load (x + i) - row_mean) * row_inverse));
        }
    }
}

/* From dy = dL / df to dx = dL / d (norm's output), with the two sums that the
 * norm's own gradient needs: sums[r][lane] += dx, products[r][lane] += dx x^,
 * x^ = (x - mean[r]) inverse_deviation[r]; dx may be y. */
static void
activate_norm_backward (NcActivation activation,
                        nc_real leaky_slope,
                        guint rows,
                        const nc_real *mean,
                        const nc_real *inverse_deviation,
                        const nc_real *x,
                        const nc_real *y,
                        const nc_real *dy,
                        nc_real *dx,
                        nc_real *sums,
                        nc_real *products)
{
  NC_FOR_ACTIVATION (activation,
                     activate_norm_backward_rows (ACTIVATION, leaky_slope, rows, mean,
                                                  inverse_deviation, x, y, dy, dx, sums, products));
}

/* dx[r] = a[r] dy[r] + b[r] (x[r] - mean[r]) + c[r] in the first n_lanes lanes, else 0 */
static void
norm_backward (guint rows,
               guint n_lanes,
               const nc_real *mean,
               const nc_real *a,
               const nc_real *b,
               const nc_real *c,
               const nc_real *restrict x,
               const nc_real *restrict dy,
               nc_real *restrict dx)
{
  for (guint r = 0; r < rows; r++)
    {
      const nc_real row_mean = mean[r], row_a = a[r], row_b = b[r], row_c = c[r];
      const nc_real *row = x + r * NC_LANES, *delta = dy + r * NC_LANES;
      nc_real *to = dx + r * NC_LANES;

      for (guint lane = 0; lane < NC_LANES; lane++)
        to[lane] = row_a * delta[lane] + (row_b * (row[lane] - row_mean) + row_c);
    }
  if (n_lanes < NC_LANES)
    for (guint r = 0; r < rows; r++)
      for (guint lane = n_lanes; lane < NC_LANES; lane++)
        dx[r * NC_LANES + lane] = 0;
}
