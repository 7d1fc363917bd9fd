/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Key tolerance: how well Bob reads with a key that differs from Alice's in d bits.
 *
 * If the curve is flat up to a random key, the key is not used. For a one-time pad it is the line
 * d/N.
 */
#pragma once

#include "audit/nc-audit-bits.h"
#include "audit/nc-audit-progress.h"

G_BEGIN_DECLS

/* Enough messages for a bit error's interval below +-0.01, and far below if bits fail
 * independently. */
#define NC_AUDIT_TOLERANCE_MESSAGES 10240

#define NC_AUDIT_MAX_DISTANCES (NC_AUDIT_MAX_BITS + 1)

typedef struct
{
  guint n_distances; /* key bits + 1 */
  guint64 n_messages;
  NcAuditInterval loss_rate[NC_AUDIT_MAX_DISTANCES]; /* by d, each 0 … 1 */
  NcAuditInterval bit_error[NC_AUDIT_MAX_DISTANCES];
  double one_time_pad[NC_AUDIT_MAX_DISTANCES]; /* d / key bits */

  /* With an independently drawn key. */
  NcAuditInterval random_loss_rate;
  NcAuditInterval random_bit_error;

  /* The bit error with a random key less that with the exact one, message by message: 0 if the key
   * is not used. */
  NcAuditInterval key_use;
} NcAuditTolerance;

/**
 * nc_audit_tolerance_measure:
 * @n_messages: for each d, rounded up to batches
 * @tolerance: (out)
 *
 * The same ciphertexts for every d; the d positions are new for every message.
 *
 * Returns: FALSE if told to stop; the result is then unusable
 */
gboolean nc_audit_tolerance_measure (NcAuditCipher *cipher,
                                     const NcKernels *kernels,
                                     guint32 seed,
                                     guint n_messages,
                                     const NcAuditProgress *progress,
                                     NcAuditTolerance *tolerance);

G_END_DECLS
