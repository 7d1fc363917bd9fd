/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * 95% intervals.
 */
#include "audit/nc-audit-interval.h"

#include <math.h>

/* Rounding in sums of squares can leave a value slightly below its minimum. */
static double
get_variance_of_mean (double sum, double squares, guint64 n)
{
  double count = (double) n, mean = sum / count;

  return n < 2 ? 0 : fmax (squares / count - mean * mean, 0) / (count - 1);
}

NcAuditInterval
nc_audit_interval_of_share (double successes, double trials)
{
  double z2 = NC_AUDIT_Z * NC_AUDIT_Z;
  double share, centre, half;

  g_return_val_if_fail (trials > 0, ((NcAuditInterval){ NAN, 0, 1 }));

  share = successes / trials;
  centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  half = NC_AUDIT_Z * sqrt (share * (1 - share) / trials + z2 / (4 * trials * trials))
         / (1 + z2 / trials);
  return (NcAuditInterval){
    .value = share,
    .low = fmax (fmin (centre - half, share), 0),
    .high = fmin (fmax (centre + half, share), 1),
  };
}

NcAuditInterval
nc_audit_interval_of_shares (const NcAuditShares *shares)
{
  double mean, variance, trials;

  g_return_val_if_fail (shares->n > 0, ((NcAuditInterval){ NAN, 0, 1 }));

  mean = shares->sum / (double) shares->n;
  variance = get_variance_of_mean (shares->sum, shares->squares, shares->n);
  trials = (double) shares->n;
  if (variance > 0)
    trials = fmax (mean * (1 - mean) / variance, trials);
  return nc_audit_interval_of_share (mean * trials, trials);
}

NcAuditInterval
nc_audit_interval_of_mean (double sum, double squares, guint64 n)
{
  double mean, half;

  g_return_val_if_fail (n > 1, ((NcAuditInterval){ NAN, -INFINITY, INFINITY }));

  mean = sum / (double) n;
  half = NC_AUDIT_Z * sqrt (get_variance_of_mean (sum, squares, n));
  return (NcAuditInterval){ mean, mean - half, mean + half };
}

double
nc_audit_normal_quantile (double tail)
{
  double low = 0, high = 40;

  g_return_val_if_fail (tail > 0 && tail < 0.5, NAN);

  for (guint i = 0; i < 60; i++)
    {
      double middle = (low + high) / 2;

      if (erfc (middle / G_SQRT2) / 2 > tail)
        low = middle;
      else
        high = middle;
    }
  return low;
}
