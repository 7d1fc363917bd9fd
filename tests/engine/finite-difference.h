/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Derivatives by finite differences, against which gradients are held.
 */
#pragma once

#include "engine/network/nc-pass.h"

G_BEGIN_DECLS

typedef struct
{
  /* The objective at the numbers as they stand. */
  double (*value) (gpointer data);

  /* A hash of which side of its kink every ReLU was on in the last value(): where
   * it changes between two points, the objective is not smooth between them. */
  guint (*pattern) (gpointer data);

  gpointer data;
} Objective;

/* Adds to hash the signs of what follows a ReLU or leaky ReLU in pass. */
guint finite_difference_hash_pattern (NcPass *pass, guint hash);

/**
 * finite_difference_error:
 * @numbers: [n], moved and put back
 * @gradient: [n], to be judged
 *
 * Compares derivatives along single numbers and along random directions.
 *
 * Returns: norm of what they differ by over their norm
 */
double finite_difference_error (
    const Objective *objective, GRand *rand, nc_real *numbers, const nc_real *gradient, gsize n);

G_END_DECLS
