/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is minimised, as a number: the engine needs its derivatives alone.
 */
#pragma once

#include "engine/network/nc-objective.h"

G_BEGIN_DECLS

/* What a bit costs at most, in nats: a probability that float rounds to 0 would
 * make the mean infinite (PyTorch has the same bound). The gradient, taken by the
 * logit, needs none. */
#define NC_MAX_CROSS_ENTROPY 100

/**
 * plain_objective_value:
 *
 * Returns: the mean over mini-batch and bits of |P - P^| / 2 (absolute), of
 * ((P - P^) / 2)^2 (squared), or of -ln of the probability given to the right bit
 * (cross-entropy, in nats, for a logistic output)
 */
double plain_objective_value (const NcPass *pass,
                              const nc_real *plaintext,
                              guint plaintext_rows,
                              NcObjective objective);

/**
 * plain_objective_eve_value:
 * @eve: Eve's pass
 *
 * Returns: what Alice and Bob pay for what Eve knows, see NcEveTerm
 */
double plain_objective_eve_value (const NcPass *eve,
                                  const nc_real *plaintext,
                                  guint plaintext_rows,
                                  NcEveTerm term);

/**
 * plain_objective_set_eve_delta:
 *
 * Writes Eve's output_delta: the derivative of plain_objective_eve_value() by each
 * of her outputs.
 */
void plain_objective_set_eve_delta (NcPass *eve,
                                    const nc_real *plaintext,
                                    guint plaintext_rows,
                                    NcEveTerm term);

G_END_DECLS
