/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A trained pair as a cipher that can be audited. Nothing is trained here: the learnt parameters
 * stay unchanged.
 */
#pragma once

#include "audit/nc-audit-cipher.h"
#include "engine/kernels/nc-kernels.h"
#include "engine/model/nc-setup.h"

G_BEGIN_DECLS

/* Mini-batches over which the statistics of batch norm are recomputed, and their size. */
#define NC_AUDIT_PAIR_BATCHES 100
#define NC_AUDIT_PAIR_BATCH 512

/**
 * nc_audit_pair_new:
 * @setup: checked with nc_setup_check(); what is needed of it is copied
 * @parameters: by party, [n_parameters] of Alice and of Bob, copied; Eve's is not read
 * @seed: of the run; determines fixed positions of the flips
 *
 * A pair in evaluation mode. With batch norm, the running statistics left by training are not
 * used, because they lag behind the weights, but plain means over NC_AUDIT_PAIR_BATCHES fresh
 * mini-batches: Alice's first, then Bob's on what Alice sends with hers and on fuzzy keys.
 *
 * Ciphertexts are Alice's unchanged outputs; a logistic output p of Bob's is turned into 2p - 1. A
 * message's ciphertext does not depend on the other messages in a batch.
 *
 * Returns: (transfer full): freed by its own free(); copies share nothing
 */
NcAuditCipher *nc_audit_pair_new (const NcSetup *setup,
                                  const nc_real *const parameters[NC_N_PARTIES],
                                  guint32 seed,
                                  const NcKernels *kernels);

G_END_DECLS
