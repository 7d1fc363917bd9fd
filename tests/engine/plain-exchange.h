/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The exchange between the parties as one would write it down: each network over the whole
 * mini-batch, one after the other. The sweeps of nc-exchange-step.c are held against it.
 */
#pragma once

#include "engine/training/nc-exchange.h"

G_BEGIN_DECLS

/* One that remembers all: for the functions below. */
NcExchange *plain_exchange_new (const NcSetup *setup, const NcKernels *kernels);

/**
 * plain_exchange_get_alice_input:
 *
 * Returns: (transfer none): [2N][lane] of @tile, to write P and K into
 */
nc_real *plain_exchange_get_alice_input (NcExchange *exchange, guint tile);

/**
 * plain_exchange_get_bob_key:
 *
 * Returns: (transfer none): [N][lane] of @tile, to write K' into
 */
nc_real *plain_exchange_get_bob_key (NcExchange *exchange, guint tile);

/**
 * plain_exchange_encrypt:
 * @batch: samples in Alice's input
 *
 * Alice's forward pass; the ciphertext becomes the input of Bob and Eve.
 */
void plain_exchange_encrypt (NcExchange *exchange, guint batch, NcMode mode);

/**
 * plain_exchange_decrypt:
 * @party: NC_BOB or NC_EVE
 *
 * The forward pass of @party on the last ciphertext.
 *
 * Returns: loss rate and bit error
 */
NcLoss plain_exchange_decrypt (NcExchange *exchange, NcParty party, NcMode mode);

/**
 * plain_exchange_alice_bob_value:
 *
 * Returns: the objective of Alice and Bob after plain_exchange_decrypt() of Bob
 * and, where she listens, of Eve: weight times Bob's, plus Eve's term (eq. 3)
 */
double plain_exchange_alice_bob_value (NcExchange *exchange);

/**
 * plain_exchange_alice_bob_gradient:
 *
 * The gradients of that by Alice's and Bob's parameters, in their passes.
 */
void plain_exchange_alice_bob_gradient (NcExchange *exchange);

/**
 * plain_exchange_eve_gradient:
 *
 * The gradient of Eve's loss rate by her parameters, in her pass.
 */
void plain_exchange_eve_gradient (NcExchange *exchange);

G_END_DECLS
