/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One exchange between the parties on a mini-batch: Alice encrypts, Bob decrypts, Eve listens; and
 * the gradients of their objectives.
 *
 * The caller supplies plaintexts and keys, a tile at a time; this code carries the ciphertext from
 * Alice to the others. No random numbers, no optimiser, no schedule: see nc-trainer.h.
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
  NcLoss *group_sums[NC_N_PARTIES];  /* [groups], of the current step */
  NcExecutor *executor;              /* the caller's, or NULL */
} NcExchange;

/**
 * nc_exchange_get_step_memory:
 * @memory: (out): the least that each party's pass must keep for the steps below
 */
void nc_exchange_get_step_memory (const NcSetup *setup, NcMemory memory[NC_N_PARTIES]);

NcExchange *nc_exchange_new (const NcSetup *setup,
                             const NcKernels *kernels,
                             const NcMemory memory[NC_N_PARTIES]);
void nc_exchange_free (NcExchange *exchange);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcExchange, nc_exchange_free)

/* Writes the inputs of one tile: plaintexts and keys [2N][lane], and, unless NULL, Bob's keys
 * [N][lane]. */
typedef void (*NcFill) (gpointer data, guint tile, nc_real *alice_input, nc_real *bob_key);

/**
 * nc_exchange_step_alice_bob:
 * @bob_loss: (out)
 * @eve_loss: (out): untouched without her
 *
 * Encryption, decryption, losses and the gradients of Alice and Bob in as few sweeps over the
 * batch as batch norm allows: a tile is carried from one network into the next while it is in the
 * cache. The numbers are bit-identical to running one network after the other over the whole batch
 * (tests/engine/plain-exchange.h).
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
 * Likewise for Eve's gradient.
 */
void nc_exchange_step_eve (
    NcExchange *exchange, guint batch, NcFill fill, gpointer data, NcLoss *eve_loss);

G_END_DECLS
