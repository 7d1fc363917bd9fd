/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is measured, and what is minimised.
 *
 * With P the plaintext (+-1) and P^ the recovered values, both [tile][N][lane]: the loss rate is L
 * = 1 / (2N) sum over i of |P_i - P^_i|, averaged over the mini-batch (eq. 1 of the paper), and
 * the bit error is the share of i with the wrong sign, where P^_i > 0 reads as +1 and all else as
 * -1.
 */
#pragma once

#include "engine/network/nc-pass.h"

G_BEGIN_DECLS

typedef struct
{
  double loss_rate;
  double bit_error;
} NcLoss;

/**
 * nc_objective_measure:
 * @pass: after its forward pass
 * @plaintext: [tile][plaintext_rows][lane], P being the first N rows
 * @plaintext_rows: rows of a tile of @plaintext
 *
 * A logistic output p counts as P^ = 2p - 1.
 *
 * Returns: loss rate and bit error over the mini-batch
 */
NcLoss nc_objective_measure (const NcPass *pass, const nc_real *plaintext, guint plaintext_rows);

/**
 * nc_objective_set_delta:
 * @weight: the objective's
 *
 * Writes the pass's output_delta, zero past the last sample: weight times the derivative, with
 * respect to every output, of the mean over mini-batch and bits of |P - P^| / 2 (absolute), of ((P
 * - P^) / 2)^2 (squared), or, with respect to its logit, of -ln of the probability given to the
 * right bit (cross-entropy, in nats, for a logistic output).
 */
void nc_objective_set_delta (NcPass *pass,
                             const nc_real *plaintext,
                             guint plaintext_rows,
                             NcObjective objective,
                             double weight);

/* The same a tile at a time, for passes that keep only one tile. */

/**
 * nc_objective_measure_tile:
 * @sums: (inout): loss rates of the samples and wrong signs; zero before the first tile
 */
void nc_objective_measure_tile (
    const NcPass *pass, const nc_real *plaintext, guint plaintext_rows, guint tile, NcLoss *sums);

/**
 * nc_objective_measure_samples:
 * @losses: (out): [lane] loss rate of each sample, 0 to 1
 * @wrong: (out): [lane] its bits with the wrong sign
 */
void nc_objective_measure_samples (const NcPass *pass,
                                   const nc_real *plaintext,
                                   guint plaintext_rows,
                                   guint tile,
                                   nc_real losses[NC_LANES],
                                   gint32 wrong[NC_LANES]);

/**
 * nc_objective_get_mean:
 *
 * Returns: the result of nc_objective_measure(), once every tile is in @sums
 */
NcLoss nc_objective_get_mean (const NcPass *pass, const NcLoss *sums);

void nc_objective_set_delta_tile (NcPass *pass,
                                  const nc_real *plaintext,
                                  guint plaintext_rows,
                                  guint tile,
                                  NcObjective objective,
                                  double weight);

/**
 * nc_objective_set_eve_delta_tile:
 * @eve: Eve's pass, whose output_delta is set to the derivative of what Alice and Bob pay for what
 * she knows, see NcEveTerm
 * @loss_rate: Eve's over the mini-batch, for NC_EVE_TERM_SQUARED
 */
void nc_objective_set_eve_delta_tile (NcPass *eve,
                                      const nc_real *plaintext,
                                      guint plaintext_rows,
                                      guint tile,
                                      NcEveTerm term,
                                      double loss_rate);

G_END_DECLS
