/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loss and bit error of a tile, and the derivative where a backward pass begins; nc-objective.c
 * has the formulas and chooses slope, offset, a, b and c. The plain versions are check_loss() and
 * set_logit_deltas() of tests/engine/kernels/test-kernels.c, and test-objective.c.
 *
 * plaintext, output and delta are [outputs][lane].
 */
#pragma once

#include "engine/kernels/kernel-vector.h"

/* losses[lane] = sum over i of |plaintext[i] - (slope output[i] + offset)|, and wrong[lane] the
 * number of wrong signs. */
static void
measure (guint outputs,
         nc_real slope,
         nc_real offset,
         const nc_real *restrict plaintext,
         const nc_real *restrict output,
         nc_real *restrict losses,
         gint32 *restrict wrong)
{
  for (guint lane = 0; lane < NC_LANES; lane++)
    {
      losses[lane] = 0;
      wrong[lane] = 0;
    }
  for (guint i = 0; i < outputs; i++)
    {
      const nc_real *signs = plaintext + i * NC_LANES, *values = output + i * NC_LANES;

      for (guint lane = 0; lane < NC_LANES; lane++)
        {
          nc_real recovered = slope * values[lane] + offset;
          nc_real difference = signs[lane] - recovered;

          losses[lane] += difference < 0 ? -difference : difference;
          wrong[lane] += (recovered > 0 ? (nc_real) 1 : (nc_real) -1) != signs[lane] ? 1 : 0;
        }
    }
}

/* delta[i] = a plaintext[i] + b output[i] + c in the first n_lanes lanes, else 0. */
static void
set_delta (guint outputs,
           guint n_lanes,
           nc_real a,
           nc_real b,
           nc_real c,
           const nc_real *plaintext,
           const nc_real *output,
           nc_real *delta)
{
  if (n_lanes == NC_LANES)
    for (guint i = 0; i < outputs * NC_LANES; i++)
      delta[i] = a * plaintext[i] + (b * output[i] + c);
  else
    for (guint i = 0; i < outputs * NC_LANES; i++)
      delta[i] = i % NC_LANES < n_lanes ? a * plaintext[i] + (b * output[i] + c) : 0;
}
