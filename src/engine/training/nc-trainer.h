/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A training: three networks, their optimisers and a place in the schedule.
 *
 * A trainer is used by one thread at a time; between two steps it may move from one thread to
 * another. A step allocates nothing.
 */
#pragma once

#include "engine/training/nc-executor.h"
#include "engine/kernels/nc-kernels.h"
#include "engine/model/nc-setup.h"

G_BEGIN_DECLS

typedef struct _NcTrainer NcTrainer;

/* The measurements of one iteration, on its own mini-batch, with the weights from before its step
 * and batch norm in training mode. NAN if nothing was measured: Bob in Eve's turn, Eve if she is
 * absent. Loss rates are eq. 1, 0 to 1; bit errors are the share of wrong signs, 0 to 1. */
typedef struct
{
  guint64 iteration; /* from 0 */
  NcTurn turn;
  float bob_loss_rate;
  float bob_bit_error;
  float eve_loss_rate;
  float eve_bit_error;
} NcMeasurement;

/**
 * nc_trainer_new:
 * @setup: checked with nc_setup_check() and copied
 * @seed: decides weights, plaintexts, keys and flips
 * @kernels: from nc_kernels_get_best() or nc_kernels_get_by_name()
 */
NcTrainer *nc_trainer_new (const NcSetup *setup, guint32 seed, const NcKernels *kernels);
void nc_trainer_free (NcTrainer *trainer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcTrainer, nc_trainer_free)

/**
 * nc_trainer_set_executor:
 * @executor: (nullable) (transfer none): for the steps from now on; NULL for this thread only. The
 * results do not depend on it.
 */
void nc_trainer_set_executor (NcTrainer *trainer, NcExecutor *executor);

/**
 * nc_trainer_step:
 * @measurement: (out)
 *
 * One iteration. Must not be called at the end of the run or after divergence.
 *
 * Returns: FALSE if a NaN or an infinity appeared; nc_trainer_get_diverged() says in whose
 * network. The measurement is filled in either way.
 */
gboolean nc_trainer_step (NcTrainer *trainer, NcMeasurement *measurement);

/**
 * nc_trainer_get_iteration:
 *
 * Returns: iterations done so far
 */
guint64 nc_trainer_get_iteration (NcTrainer *trainer);

/**
 * nc_trainer_get_diverged:
 * @party: (out): whose network
 *
 * Returns: whether the last step met a NaN or an infinity
 */
gboolean nc_trainer_get_diverged (NcTrainer *trainer, NcParty *party);

const NcSetup *nc_trainer_get_setup (NcTrainer *trainer);

/**
 * nc_trainer_get_parameters:
 *
 * Returns: (transfer none): the trained parameters of @party, [n_parameters] of its layout; may be
 * written between two steps
 */
nc_real *nc_trainer_get_parameters (NcTrainer *trainer, NcParty party);

/**
 * nc_trainer_get_statistics:
 *
 * Returns: (transfer none): the running statistics of @party, [n_statistics]
 */
nc_real *nc_trainer_get_statistics (NcTrainer *trainer, NcParty party);

/**
 * nc_trainer_get_state_size:
 *
 * Returns: bytes that nc_trainer_save_state() writes
 */
gsize nc_trainer_get_state_size (NcTrainer *trainer);

/**
 * nc_trainer_save_state:
 * @bytes: (out): [nc_trainer_get_state_size()]
 *
 * Everything that the next step depends on besides setup and seed: the iteration, and for each
 * party its optimiser's step count, parameters, both moments and running statistics.
 * Little-endian, in the size of nc_real; see nc-trainer-state.c. Allocates nothing.
 */
void nc_trainer_save_state (NcTrainer *trainer, guint8 *bytes);

/**
 * nc_trainer_restore_state:
 * @n_bytes: of @bytes, which may come from a damaged file
 *
 * Resumes from a state that a trainer of an equal setup saved: the following steps give the same
 * bits as if it had never been interrupted.
 *
 * Returns: FALSE with NC_ERROR_STATE, and nothing changed, if the bytes are not a state of this
 * setup
 */
gboolean
nc_trainer_restore_state (NcTrainer *trainer, const guint8 *bytes, gsize n_bytes, GError **error);

/**
 * nc_state_read_networks:
 * @parameters: (out): (transfer full): by party, free with nc_real_free(); NULL for an absent
 * party
 * @statistics: (out): likewise
 *
 * The networks of a saved state, without the memory that training needs.
 *
 * Returns: FALSE with NC_ERROR_STATE, and all NULL
 */
gboolean nc_state_read_networks (const NcSetup *setup,
                                 const guint8 *bytes,
                                 gsize n_bytes,
                                 nc_real *parameters[NC_N_PARTIES],
                                 nc_real *statistics[NC_N_PARTIES],
                                 GError **error);

G_END_DECLS
