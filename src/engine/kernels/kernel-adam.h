/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Adam's step over flat arrays (Kingma & Ba 2015, algorithm 1, with epsilon where PyTorch has it;
 * the formula is in nc-adam.h). The plain version is reference_network_step() of
 * tests/engine/reference-network.c; test-kernels.c compares the two.
 */
#pragma once

#include <math.h>

#include "engine/kernels/kernel-vector.h"

/* gradient, m, v and parameters are [n]; step_size = rate / (1 - beta1^t) and root_correction =
 * sqrt (1 - beta2^t), so that nothing here depends on t. NC_LANES numbers at a time, because the
 * search for a NaN keeps one sum per lane: a single sum could not be vectorised without changing
 * its order. */
static nc_real
adam (gsize n,
      nc_real beta1,
      nc_real beta2,
      nc_real step_size,
      nc_real root_correction,
      nc_real epsilon,
      const nc_real *gradient,
      nc_real *m,
      nc_real *v,
      nc_real *parameters)
{
  nc_real nothing[NC_LANES] = { 0 };
  nc_real found = 0;

  for (gsize start = 0; start < n; start += NC_LANES)
    {
      gsize count = MIN (n - start, NC_LANES);

      for (gsize lane = 0; lane < count; lane++)
        {
          gsize i = start + lane;
          nc_real g = gradient[i];
          nc_real p;

          m[i] = beta1 * m[i] + (1 - beta1) * g;
          v[i] = beta2 * v[i] + (1 - beta2) * (g * g);
#ifdef NC_REAL_IS_DOUBLE
          p = parameters[i] - step_size * m[i] / (sqrt (v[i]) / root_correction + epsilon);
#else
          p = parameters[i] - step_size * m[i] / (sqrtf (v[i]) / root_correction + epsilon);
#endif
          parameters[i] = p;
          nothing[lane] += (p - p) + (v[i] - v[i]); /* 0, or NaN if any is NaN or infinite */
        }
    }

  for (guint lane = 0; lane < NC_LANES; lane++)
    found += nothing[lane];
  return found;
}
