/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How much arithmetic a training needs, to report its speed.
 */
#pragma once

#include "engine/model/nc-setup.h"

G_BEGIN_DECLS

/**
 * nc_setup_count_flops:
 *
 * The multiply-adds that one iteration cannot do without, each counted as two
 * operations: with M multiply-adds of a layer's product and sample
 *
 *   dense layer          M = inputs * width
 *   convolution          M = pairs of channels * taps that meet no padding
 *   forward              M
 *   gradient by weights  M, of networks that are trained
 *   gradient by inputs   M, of layers whose input somebody trained made; of the
 *                        first layer only for the N inputs that are the
 *                        ciphertext: nothing for Alice, nothing when Eve is trained
 *
 * over all samples of the iteration's mini-batches: Alice and Bob's step with
 * Eve's forward pass and her gradient by the ciphertext, and each of Eve's steps
 * with Alice's forward pass. Activations, norms, random numbers, the objective
 * and Adam are left out.
 */
double nc_setup_count_flops (const NcSetup *setup, NcTurn turn);

G_END_DECLS
