/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A trained pair as a cipher that can be audited. Nothing is trained here: the
 * numbers that were learnt stay as they are.
 */
#pragma once

#include "audit/nc-audit-cipher.h"
#include "engine/kernels/nc-kernels.h"
#include "engine/model/nc-setup.h"

G_BEGIN_DECLS

/* Mini-batches over which the statistics of batch norm are taken anew, and their
 * size. */
#define NC_AUDIT_PAIR_BATCHES 100
#define NC_AUDIT_PAIR_BATCH 512

/**
 * nc_audit_pair_new:
 * @setup: checked with nc_setup_check(); what is needed of it is copied
 * @parameters: by party, [n_parameters] of Alice and of Bob, copied; Eve's is not
 * read
 * @seed: of the run: fixed positions of the flips depend on it
 *
 * A pair in evaluation mode. Where there is batch norm, its running statistics
 * are not those that training left, which lag behind the weights: they are the
 * plain means over NC_AUDIT_PAIR_BATCHES fresh mini-batches, Alice's first, then
 * Bob's on what Alice sends with hers and on fuzzy keys.
 *
 * Ciphertexts are Alice's outputs as they are; a logistic output p of Bob's is
 * turned into 2p - 1. What a message becomes does not depend on the messages
 * beside it in a batch.
 *
 * Returns: (transfer full): freed by its own free(); copies share nothing
 */
NcAuditCipher *nc_audit_pair_new (const NcSetup *setup,
                                  const nc_real *const parameters[NC_N_PARTIES],
                                  guint32 seed,
                                  const NcKernels *kernels);

G_END_DECLS
