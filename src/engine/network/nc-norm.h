/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Batch normalisation of one dense layer over a whole mini-batch: what must be known from every
 * tile before any tile can continue. The per-tile part is in kernel-norm.h, which names the plain
 * version.
 */
#pragma once

#include "engine/kernels/nc-kernels.h"

G_BEGIN_DECLS

typedef struct
{
  guint width;
  nc_real *shifts;        /* [group][width], subtracted before summing */
  nc_real *sums;          /* [group][width][lane], of x - shift */
  nc_real *squares;       /* [group][width][lane], of (x - shift)^2 */
  double *variance;       /* [width], biased, of the current batch */
  nc_real *mean;          /* [width], subtracted */
  nc_real *inverse;       /* [width], 1 / sqrt (variance + epsilon) */
  nc_real *scale;         /* [width], gamma inverse */
  nc_real *delta_scale;   /* [width], the a of NcKernels.norm_backward */
  nc_real *delta_product; /* [width], its b */
  nc_real *delta_shift;   /* [width], its c */
} NcNorm;

void nc_norm_init (NcNorm *norm, guint width, guint n_groups);
void nc_norm_clear (NcNorm *norm);

/**
 * nc_norm_begin_group:
 * @x: [width][lane], the group's first tile
 *
 * Zeroes the group's sums. The first sample serves as the shift: it lies within a few deviations
 * of the mean, which is close enough for the sums.
 */
void nc_norm_begin_group (NcNorm *norm, guint group, const nc_real *x);

/**
 * nc_norm_combine:
 * @batch: samples in the groups' sums
 * @gamma: [width]
 *
 * Mean and variance of the mini-batch from those of its groups (Chan, Golub & LeVeque 1983), in
 * order of group, in double.
 */
void nc_norm_combine (
    NcNorm *norm, const NcKernels *kernels, guint batch, double epsilon, const nc_real *gamma);

/**
 * nc_norm_use_running:
 *
 * Evaluation mode: takes mean and variance from the running statistics.
 */
void nc_norm_use_running (NcNorm *norm,
                          const nc_real *running_mean,
                          const nc_real *running_var,
                          double epsilon,
                          const nc_real *gamma);

/**
 * nc_norm_update_running:
 *
 * running = (1 - momentum) running + momentum batch, with the unbiased variance
 * (PyTorch's BatchNorm1d); @batch is 2 or more.
 */
void nc_norm_update_running (
    const NcNorm *norm, guint batch, double momentum, nc_real *running_mean, nc_real *running_var);

/**
 * nc_norm_prepare_backward:
 * @sums: [width], sum of dy over the batch: the gradient of beta
 * @products: [width], sum of dy x^: the gradient of gamma
 *
 * Sets the factors from which every tile computes dx. With x^ = (x - mean) inverse and y = gamma
 * x^ + beta, mean and variance depending on x, dx = gamma inverse (dy - sums / B - x^ products /
 * B).
 */
void nc_norm_prepare_backward (
    NcNorm *norm, guint batch, const nc_real *gamma, const nc_real *sums, const nc_real *products);

G_END_DECLS
