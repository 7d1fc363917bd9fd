/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The structure of a trainer; for nc-trainer.c, which steps, and nc-trainer-state.c, which saves
 * and restores.
 */
#pragma once

#include "engine/training/nc-adam.h"
#include "engine/training/nc-batch.h"
#include "engine/training/nc-exchange.h"
#include "engine/training/nc-trainer.h"

G_BEGIN_DECLS

struct _NcTrainer
{
  NcExchange *exchange;
  const NcKernels *kernels;
  NcAdam adams[NC_N_PARTIES];
  NcBatchSource alice_bob_batches;
  NcBatchSource eve_batches;
  guint64 iteration;
  gboolean diverged;
  NcParty diverged_party;
};

G_END_DECLS
