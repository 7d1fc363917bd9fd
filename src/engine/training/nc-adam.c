/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Adam.
 */
#include "engine/training/nc-adam.h"

#include <math.h>

void
nc_adam_init (NcAdam *adam, gsize n)
{
  adam->n = n;
  adam->steps = 0;
  adam->m = nc_real_new0 (n);
  adam->v = nc_real_new0 (n);
}

void
nc_adam_clear (NcAdam *adam)
{
  nc_real_free (adam->m);
  nc_real_free (adam->v);
}

gboolean
nc_adam_step (NcAdam *adam,
              const NcKernels *kernels,
              double learning_rate,
              double beta1,
              double beta2,
              double epsilon,
              const nc_real *gradient,
              nc_real *parameters)
{
  double t = (double) ++adam->steps;
  double step_size = learning_rate / (1 - pow (beta1, t));
  double root_correction = sqrt (1 - pow (beta2, t));
  nc_real nothing = kernels->adam (adam->n, (nc_real) beta1, (nc_real) beta2, (nc_real) step_size,
                                   (nc_real) root_correction, (nc_real) epsilon, gradient, adam->m,
                                   adam->v, parameters);

  return nothing == 0;
}
