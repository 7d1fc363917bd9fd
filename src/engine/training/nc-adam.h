/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Adam (Kingma & Ba 2015, algorithm 1) in PyTorch's form:
 *   m = beta1 m + (1 - beta1) g
 *   v = beta2 v + (1 - beta2) g^2
 *   p = p - rate / (1 - beta1^t) m / (sqrt (v) / sqrt (1 - beta2^t) + epsilon)
 * The loop is in kernel-adam.h.
 */
#pragma once

#include "engine/kernels/nc-kernels.h"

G_BEGIN_DECLS

typedef struct
{
  gsize n;
  guint64 steps; /* t, steps done so far */
  nc_real *m;    /* [n] */
  nc_real *v;    /* [n] */
} NcAdam;

void nc_adam_init (NcAdam *adam, gsize n);
void nc_adam_clear (NcAdam *adam);

/**
 * nc_adam_step:
 * @gradient: [n]
 * @parameters: [n], changed
 *
 * Returns: FALSE if a parameter or a moment is NaN or infinite afterwards: an infinite v would
 * freeze its parameter for ever
 */
gboolean nc_adam_step (NcAdam *adam,
                       const NcKernels *kernels,
                       double learning_rate,
                       double beta1,
                       double beta2,
                       double epsilon,
                       const nc_real *gradient,
                       nc_real *parameters);

G_END_DECLS
