/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One exchange between the parties on a mini-batch: Alice encrypts, Bob
 * decrypts, Eve listens; and the gradients of what they want.
 *
 * The caller writes plaintexts and keys into Alice's input and Bob's key into
 * the second half of Bob's; the ciphertext is carried from Alice to the others
 * here. No random number, no optimiser, no schedule: see nc-trainer.h.
 */
#pragma once

#include "nc-objective.h"
#include "nc-setup.h"

G_BEGIN_DECLS

typedef struct
{
  NcSetup setup;
  NcLayout layouts[NC_N_PARTIES];
  NcPass *passes[NC_N_PARTIES];      /* Eve's NULL without her */
  nc_real *parameters[NC_N_PARTIES]; /* [n_parameters] */
  nc_real *statistics[NC_N_PARTIES]; /* [n_statistics] */
} NcExchange;

NcExchange *nc_exchange_new (const NcSetup *setup, const NcKernels *kernels);
void nc_exchange_free (NcExchange *exchange);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcExchange, nc_exchange_free)

/**
 * nc_exchange_get_alice_input:
 *
 * Returns: (transfer none): [2N][lane] of @tile, to write P and K into
 */
nc_real *nc_exchange_get_alice_input (NcExchange *exchange, guint tile);

/**
 * nc_exchange_get_bob_key:
 *
 * Returns: (transfer none): [N][lane] of @tile, to write K' into
 */
nc_real *nc_exchange_get_bob_key (NcExchange *exchange, guint tile);

/**
 * nc_exchange_encrypt:
 * @batch: samples in Alice's input
 *
 * Alice's forward pass; the ciphertext becomes the input of Bob and Eve.
 */
void nc_exchange_encrypt (NcExchange *exchange, guint batch, NcMode mode);

/**
 * nc_exchange_decrypt:
 * @party: NC_BOB or NC_EVE
 *
 * The forward pass of @party on the last ciphertext.
 *
 * Returns: loss rate and bit error
 */
NcLoss nc_exchange_decrypt (NcExchange *exchange, NcParty party, NcMode mode);

/**
 * nc_exchange_alice_bob_value:
 *
 * Returns: the objective of Alice and Bob after nc_exchange_decrypt() of Bob
 * and, where she listens, of Eve: weight times Bob's, plus Eve's term (eq. 3)
 */
double nc_exchange_alice_bob_value (NcExchange *exchange);

/**
 * nc_exchange_alice_bob_gradient:
 *
 * The gradients of that by Alice's and Bob's parameters, in their passes.
 */
void nc_exchange_alice_bob_gradient (NcExchange *exchange);

/**
 * nc_exchange_eve_gradient:
 *
 * The gradient of Eve's loss rate by her parameters, in her pass.
 */
void nc_exchange_eve_gradient (NcExchange *exchange);

G_END_DECLS
