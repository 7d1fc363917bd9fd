/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ciphertext distribution.
 */
#include "audit/nc-audit-distribution.h"

#include <math.h>

#include "audit/nc-audit-chi-square.h"

#define BINS NC_AUDIT_DISTRIBUTION_BINS

/* Smaller deviations are rounding errors. */
#define LEAST_DEVIATION 1e-7

typedef struct
{
  NcAuditSamples samples;
  nc_real *shift;   /* [n_outputs], the first message: sums of values near 0 are exact */
  nc_real *shifted; /* [n_outputs][lane] */
  double *sums;     /* [n_outputs] */
  double *products; /* [n_outputs][n_outputs], below and on the diagonal */
  NcAuditDistribution *distribution;
} Work;

static void
count (NcAuditDistribution *distribution, guint output, nc_real *x)
{
  guint64 *bins = distribution->histogram + (gsize) output * BINS;

  for (guint lane = 0; lane < NC_LANES; lane++)
    {
      nc_real place;

      if (!isfinite (x[lane]))
        {
          distribution->n_not_finite++;
          x[lane] = 0;
        }
      place = (x[lane] + 1) * (BINS / 2);
      bins[place < 0 ? 0 : place >= BINS ? BINS - 1 : (guint) place]++;
      distribution->positive[output] += x[lane] > 0;
    }
}

static void
add_products (Work *work)
{
  guint n = work->distribution->n_outputs;

  for (guint a = 0; a < n; a++)
    {
      const nc_real *x = work->shifted + (gsize) a * NC_LANES;
      nc_real sum = 0;

      for (guint lane = 0; lane < NC_LANES; lane++)
        sum += x[lane];
      work->sums[a] += (double) sum;
      for (guint b = 0; b <= a; b++)
        {
          const nc_real *y = work->shifted + (gsize) b * NC_LANES;
          nc_real product = 0;

          for (guint lane = 0; lane < NC_LANES; lane++)
            product += x[lane] * y[lane];
          work->products[(gsize) a * n + b] += (double) product;
        }
    }
}

static void
measure_batch (Work *work, guint32 number)
{
  NcAuditSamples *samples = &work->samples;
  guint n = work->distribution->n_outputs;

  nc_audit_samples_draw (samples, number);
  for (guint tile = 0; tile < samples->n_tiles; tile++)
    {
      nc_real *x = samples->ciphertext + (gsize) tile * n * NC_LANES;

      for (guint output = 0; output < n; output++)
        {
          count (work->distribution, output, x + output * NC_LANES);
          if (number == 0 && tile == 0)
            work->shift[output] = x[output * NC_LANES];
          for (guint lane = 0; lane < NC_LANES; lane++)
            work->shifted[output * NC_LANES + lane]
                = x[output * NC_LANES + lane] - work->shift[output];
        }
      add_products (work);
    }
}

static void
finish_moments (Work *work)
{
  NcAuditDistribution *own = work->distribution;
  guint n = own->n_outputs;
  double count = (double) own->n_messages;

  for (guint a = 0; a < n; a++)
    {
      double mean = work->sums[a] / count;
      double variance = work->products[(gsize) a * n + a] / count - mean * mean;

      own->mean[a] = (double) work->shift[a] + mean;
      own->deviation[a] = sqrt (fmax (variance, 0));
      own->n_constant += own->deviation[a] < LEAST_DEVIATION;
    }
  for (guint a = 0; a < n; a++)
    for (guint b = 0; b <= a; b++)
      {
        double covariance = work->products[(gsize) a * n + b] / count
                            - work->sums[a] / count * (work->sums[b] / count);
        double scale = own->deviation[a] * own->deviation[b];
        double r = MIN (own->deviation[a], own->deviation[b]) < LEAST_DEVIATION
                       ? 0
                       : CLAMP (covariance / scale, -1, 1);

        own->correlation[(gsize) a * n + b] = own->correlation[(gsize) b * n + a] = r;
      }
}

static void
finish_balance (NcAuditDistribution *own)
{
  double count = (double) own->n_messages;

  own->worst_p = 1;
  for (guint output = 0; output < own->n_outputs; output++)
    {
      double excess = (double) own->positive[output] - count / 2;
      double chi_square = excess * excess / (count / 4);
      double p = nc_audit_chi_square_get_p (chi_square, 1) * own->n_outputs;

      own->chi_square += chi_square;
      if (p < own->worst_p)
        {
          own->worst_p = p;
          own->worst_output = output;
        }
    }
  own->chi_square_p = nc_audit_chi_square_get_p (own->chi_square, own->n_outputs);
}

static void
find_linked (NcAuditDistribution *own)
{
  guint n = own->n_outputs;
  double n_couples = n * (n - 1.0) / 2;

  own->linked_p = 1;
  for (guint a = 1; a < n; a++)
    for (guint b = 0; b < a; b++)
      {
        double r = own->correlation[(gsize) a * n + b];

        if (fabs (r) <= fabs (own->linked_correlation))
          continue;
        own->linked_correlation = r;
        own->linked_outputs[0] = b;
        own->linked_outputs[1] = a;
      }
  own->linked_p = fmin (n_couples
                            * nc_audit_normal_get_p (atanh (own->linked_correlation)
                                                     * sqrt ((double) own->n_messages - 3)),
                        1);
}

gboolean
nc_audit_distribution_measure (NcAuditCipher *cipher,
                               const NcKernels *kernels,
                               guint32 seed,
                               guint n_messages,
                               const NcAuditProgress *progress,
                               NcAuditDistribution *distribution)
{
  guint n_batches = (n_messages + NC_AUDIT_BATCH_MESSAGES - 1) / NC_AUDIT_BATCH_MESSAGES;
  guint n = cipher->ciphertext_length;
  gboolean goes_on = TRUE;
  Work work = { .distribution = distribution };

  g_return_val_if_fail (distribution != NULL && n_messages > 0, FALSE);

  *distribution = (NcAuditDistribution){
    .n_outputs = n,
    .n_messages = (guint64) n_batches * NC_AUDIT_BATCH_MESSAGES,
    .histogram = g_new0 (guint64, (gsize) n * BINS),
    .positive = g_new0 (guint64, n),
    .mean = g_new0 (double, n),
    .deviation = g_new0 (double, n),
    .correlation = g_new0 (double, (gsize) n *n),
  };
  nc_audit_samples_init (&work.samples, cipher, kernels, seed, NC_AUDIT_TASK_DISTRIBUTION,
                         NC_AUDIT_BATCH_TILES, FALSE);
  work.shift = nc_real_new0 (n);
  work.shifted = nc_real_new0 ((gsize) n * NC_LANES);
  work.sums = g_new0 (double, n);
  work.products = g_new0 (double, (gsize) n *n);
  for (guint number = 0; goes_on && number < n_batches; number++)
    {
      measure_batch (&work, number);
      goes_on = nc_audit_progress_report (progress, (number + 1.0) / n_batches);
    }
  finish_moments (&work);
  finish_balance (distribution);
  find_linked (distribution);
  nc_audit_samples_clear (&work.samples);
  nc_real_free (work.shift);
  nc_real_free (work.shifted);
  g_free (work.sums);
  g_free (work.products);
  return goes_on;
}

void
nc_audit_distribution_clear (NcAuditDistribution *distribution)
{
  g_free (distribution->histogram);
  g_free (distribution->positive);
  g_free (distribution->mean);
  g_free (distribution->deviation);
  g_free (distribution->correlation);
  *distribution = (NcAuditDistribution){ 0 };
}

NcAuditInterval
nc_audit_distribution_get_balance (const NcAuditDistribution *distribution, guint output)
{
  return nc_audit_interval_of_share ((double) distribution->positive[output],
                                     (double) distribution->n_messages);
}

NcAuditInterval
nc_audit_distribution_get_correlation (const NcAuditDistribution *distribution, guint a, guint b)
{
  double r = distribution->correlation[(gsize) a * distribution->n_outputs + b];
  double half = NC_AUDIT_Z / sqrt ((double) distribution->n_messages - 3);

  return (NcAuditInterval){ r, tanh (atanh (r) - half), tanh (atanh (r) + half) };
}
