/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A measured number and its 95% interval. An instrument never gives a number without one.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The quantile of the normal distribution that leaves 2.5% on each side. */
#define NC_AUDIT_Z 1.959963984540054

typedef struct
{
  double value;
  double low;
  double high;
} NcAuditInterval;

/**
 * nc_audit_interval_of_share:
 * @successes: 0 to @trials
 * @trials: independent ones, more than 0; neither needs to be an integer
 *
 * Returns: the share and its 95% interval (Wilson 1927), which stays within 0 … 1 and has a width
 * even if nothing, or everything, succeeded
 */
NcAuditInterval nc_audit_interval_of_share (double successes, double trials);

/* Per-message shares, each the mean of several outcomes that may be dependent (bits of one
 * message): sums over the messages. */
typedef struct
{
  guint64 n;
  double sum;
  double squares;
} NcAuditShares;

static inline void
nc_audit_shares_add (NcAuditShares *shares, double share)
{
  shares->n++;
  shares->sum += share;
  shares->squares += share * share;
}

/**
 * nc_audit_interval_of_shares:
 * @shares: of at least one message, each 0 … 1
 *
 * Returns: their mean and its 95% interval: Wilson's with the number of trials that would spread
 * the mean as the messages do (Kish 1965: the effective sample size), and never fewer than there
 * are messages
 */
NcAuditInterval nc_audit_interval_of_shares (const NcAuditShares *shares);

/**
 * nc_audit_interval_of_mean:
 * @sum: of @n independent numbers; @squares is the sum of their squares
 * @n: at least 2
 *
 * Returns: their mean and its 95% interval by the central limit theorem
 */
NcAuditInterval nc_audit_interval_of_mean (double sum, double squares, guint64 n);

/**
 * nc_audit_normal_quantile:
 * @tail: above 0, below 0.5
 *
 * Returns: the value that a standard normal variable exceeds with probability @tail
 */
double nc_audit_normal_quantile (double tail);

G_END_DECLS
