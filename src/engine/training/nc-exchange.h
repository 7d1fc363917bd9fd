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

#include "engine/training/nc-executor.h"
#include "engine/network/nc-objective.h"
#include "engine/model/nc-setup.h"

G_BEGIN_DECLS

typedef struct
{
  NcSetup setup;
  NcLayout layouts[NC_N_PARTIES];
  NcPass *passes[NC_N_PARTIES];      /* Eve's NULL without her */
  nc_real *parameters[NC_N_PARTIES]; /* [n_parameters] */
  nc_real *statistics[NC_N_PARTIES]; /* [n_statistics] */
  NcLoss *group_sums[NC_N_PARTIES];  /* [groups], of the step at hand */
  NcExecutor *executor;              /* the caller's, or NULL */
} NcExchange;

/**
 * nc_exchange_new:
 *
 * For the functions up to nc_exchange_eve_gradient(), each of which runs one
 * network after the other over the whole mini-batch.
 */
NcExchange *nc_exchange_new (const NcSetup *setup, const NcKernels *kernels);

/**
 * nc_exchange_new_for_steps:
 *
 * For nc_exchange_step_alice_bob() and nc_exchange_step_eve() alone, with no
 * more memory than they need.
 */
NcExchange *nc_exchange_new_for_steps (const NcSetup *setup, const NcKernels *kernels);

/**
 * nc_exchange_get_step_memory:
 * @memory: (out): what nc_exchange_new_for_steps() has each party's pass remember
 */
void nc_exchange_get_step_memory (const NcSetup *setup, NcMemory memory[NC_N_PARTIES]);

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

/* Writes the inputs of one tile: plaintexts and keys [2N][lane], and unless NULL
 * Bob's keys [N][lane]. */
typedef void (*NcFill) (gpointer data, guint tile, nc_real *alice_input, nc_real *bob_key);

/**
 * nc_exchange_step_alice_bob:
 * @bob_loss: (out)
 * @eve_loss: (out): left alone without her
 *
 * Encryption, decryption, losses and the gradients of Alice and Bob in as few
 * sweeps over the batch as batch norm allows: a tile is carried from one network
 * into the next while it is in the cache. The numbers are those of
 * nc_exchange_encrypt(), nc_exchange_decrypt() and
 * nc_exchange_alice_bob_gradient(), to the bit.
 */
void nc_exchange_step_alice_bob (NcExchange *exchange,
                                 guint batch,
                                 NcFill fill,
                                 gpointer data,
                                 NcLoss *bob_loss,
                                 NcLoss *eve_loss);

/**
 * nc_exchange_step_eve:
 *
 * Likewise for Eve's gradient: nc_exchange_encrypt(), nc_exchange_decrypt() and
 * nc_exchange_eve_gradient() in one.
 */
void nc_exchange_step_eve (
    NcExchange *exchange, guint batch, NcFill fill, gpointer data, NcLoss *eve_loss);

G_END_DECLS
