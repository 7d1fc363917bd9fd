/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ciphertext distribution: what can be seen of a cipher without knowing any plaintext.
 *
 * Skewed or correlated numbers betray a cipher; even ones prove nothing: random plaintext bits
 * sent in the clear look just as good.
 */
#pragma once

#include "audit/nc-audit-bits.h"
#include "audit/nc-audit-progress.h"

G_BEGIN_DECLS

#define NC_AUDIT_DISTRIBUTION_MESSAGES 20480

/* Of equal width from -1 to 1; the outermost ones also count what lies outside. */
#define NC_AUDIT_DISTRIBUTION_BINS 32

typedef struct
{
  guint n_outputs; /* numbers of a ciphertext */
  guint64 n_messages;
  guint64 n_not_finite; /* numbers that are not finite; they count as 0 */
  guint64 *histogram;   /* [n_outputs][NC_AUDIT_DISTRIBUTION_BINS] */
  guint64 *positive;    /* [n_outputs], messages in which the number was above 0 */
  double *mean;         /* [n_outputs] */
  double *deviation;    /* [n_outputs] */
  double *correlation;  /* [n_outputs][n_outputs], 0 for a number that never changes */
  guint n_constant;     /* numbers that never change */

  /* Bit balance of sign (C): each number's (positive - n/2)^2 / (n/4), one degree of freedom each.
   * The sum's p-value holds if the numbers are independent; that of the worst number, times
   * n_outputs (Bonferroni), always holds. */
  double chi_square;
  double chi_square_p;
  guint worst_output;
  double worst_p;

  /* The largest absolute correlation between two numbers, and its p-value times the number of
   * couples. Both outputs are 0 if there is only one number. */
  guint linked_outputs[2];
  double linked_correlation;
  double linked_p;
} NcAuditDistribution;

/**
 * nc_audit_distribution_measure:
 * @n_messages: rounded up to batches
 * @distribution: (out): free with nc_audit_distribution_clear(), whatever is returned
 *
 * Returns: FALSE if told to stop; the result is then unusable
 */
gboolean nc_audit_distribution_measure (NcAuditCipher *cipher,
                                        const NcKernels *kernels,
                                        guint32 seed,
                                        guint n_messages,
                                        const NcAuditProgress *progress,
                                        NcAuditDistribution *distribution);
void nc_audit_distribution_clear (NcAuditDistribution *distribution);

/**
 * nc_audit_distribution_get_balance:
 *
 * Returns: the share of messages in which number @output was above 0
 */
NcAuditInterval
nc_audit_distribution_get_balance (const NcAuditDistribution *distribution, guint output);

/**
 * nc_audit_distribution_get_correlation:
 *
 * Returns: with its interval by Fisher's transformation (Fisher 1921)
 */
NcAuditInterval
nc_audit_distribution_get_correlation (const NcAuditDistribution *distribution, guint a, guint b);

G_END_DECLS
