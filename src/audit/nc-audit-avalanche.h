/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Avalanche: how much each number of the ciphertext changes when one bit of the plaintext or of
 * the key is flipped.
 *
 * A key bit whose row is all zero is not used. In a one-time pad each bit changes only its own
 * number; in a good block cipher each changes the sign of half of them.
 */
#pragma once

#include "audit/nc-audit-bits.h"
#include "audit/nc-audit-progress.h"

G_BEGIN_DECLS

#define NC_AUDIT_AVALANCHE_MESSAGES 4096

typedef struct
{
  guint plaintext_bits;
  guint key_bits;
  guint n_inputs;  /* plaintext bits, then key bits */
  guint n_outputs; /* numbers of a ciphertext */
  guint64 n_messages;
  double *sums;      /* [n_outputs][n_inputs], of |change| */
  double *squares;   /* likewise, of its square */
  guint64 *reversed; /* likewise, messages in which the sign changed, 0 counting as -1 */
} NcAuditAvalanche;

/**
 * nc_audit_avalanche_measure:
 * @n_messages: for each input bit, rounded up to batches
 * @avalanche: (out): free with nc_audit_avalanche_clear(), whatever is returned
 *
 * Returns: FALSE if told to stop; the result is then unusable
 */
gboolean nc_audit_avalanche_measure (NcAuditCipher *cipher,
                                     const NcKernels *kernels,
                                     guint32 seed,
                                     guint n_messages,
                                     const NcAuditProgress *progress,
                                     NcAuditAvalanche *avalanche);
void nc_audit_avalanche_clear (NcAuditAvalanche *avalanche);

/**
 * nc_audit_avalanche_get_change:
 * @output: index of the ciphertext number
 * @input: which bit: of the plaintext; from plaintext_bits on, of the key
 *
 * Returns: the mean of |change|, 0 … 2 for numbers in -1 … 1
 */
NcAuditInterval
nc_audit_avalanche_get_change (const NcAuditAvalanche *avalanche, guint output, guint input);

/**
 * nc_audit_avalanche_get_reversed:
 *
 * Returns: the share of messages in which the sign changed
 */
NcAuditInterval
nc_audit_avalanche_get_reversed (const NcAuditAvalanche *avalanche, guint output, guint input);

/**
 * nc_audit_avalanche_get_mean:
 * @first_input: index of the first input
 * @n_inputs: how many from there
 *
 * Returns: the mean share of signs that change, over all numbers and those inputs
 */
double
nc_audit_avalanche_get_mean (const NcAuditAvalanche *avalanche, guint first_input, guint n_inputs);

G_END_DECLS
