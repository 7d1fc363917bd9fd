/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Key tolerance.
 */
#include "audit/nc-audit-tolerance.h"

#include <math.h>

#define STREAM_FLIPS NC_STREAM_AUDIT_TOLERANCE
#define STREAM_RANDOM_KEYS (NC_STREAM_AUDIT_TOLERANCE + 1)

typedef struct
{
  NcAuditSamples samples;
  nc_real *key;    /* Bob's, [tile][key_bits][lane] */
  nc_real *output; /* [tile][plaintext_bits][lane] */
  nc_real *exact;  /* with the exact key, likewise */
  NcAuditScore scores[NC_AUDIT_MAX_DISTANCES];
  NcAuditScore random;
  double use_sum; /* per message: errors with a random key less those with the exact one */
  double use_squares;
} Work;

static void
decrypt (Work *work, nc_real *output, NcAuditScore *score)
{
  NcAuditSamples *samples = &work->samples;
  NcAuditCipher *cipher = samples->cipher;

  cipher->decrypt (cipher, samples->n_tiles, samples->ciphertext, work->key, output);
  nc_audit_score_add (score, samples->kernels, samples->n_tiles, cipher->plaintext_bits,
                      samples->plaintext, output);
}

static void
add_key_use (Work *work)
{
  const NcAuditSamples *samples = &work->samples;
  guint n = samples->cipher->plaintext_bits;
  gint32 exact[NC_LANES], random[NC_LANES];
  nc_real losses[NC_LANES];

  for (guint tile = 0; tile < samples->n_tiles; tile++)
    {
      gsize at = (gsize) tile * n * NC_LANES;

      samples->kernels->measure (n, 1, 0, samples->plaintext + at, work->exact + at, losses, exact);
      samples->kernels->measure (n, 1, 0, samples->plaintext + at, work->output + at, losses,
                                 random);
      for (guint lane = 0; lane < NC_LANES; lane++)
        {
          double use = (double) (random[lane] - exact[lane]) / n;

          work->use_sum += use;
          work->use_squares += use * use;
        }
    }
}

static void
measure_batch (Work *work, guint32 number)
{
  NcAuditSamples *samples = &work->samples;
  guint n_key = samples->cipher->key_bits;
  NcAuditBits bits = { samples->kernels, samples->seed, STREAM_FLIPS, 0, 0 };

  nc_audit_samples_draw (samples, number);
  for (guint d = 0; d <= n_key; d++)
    {
      bits.iteration = number * (n_key + 1) + d;
      nc_audit_bits_flip (&bits, samples->n_tiles, n_key, d, samples->key, work->key);
      decrypt (work, d == 0 ? work->exact : work->output, &work->scores[d]);
    }
  bits.stream = STREAM_RANDOM_KEYS;
  bits.iteration = number;
  nc_audit_bits_draw (&bits, samples->n_tiles, n_key, work->key);
  decrypt (work, work->output, &work->random);
  add_key_use (work);
}

static void
finish (const Work *work, NcAuditTolerance *tolerance)
{
  guint n_key = work->samples.cipher->key_bits;

  *tolerance = (NcAuditTolerance){
    .n_distances = n_key + 1,
    .n_messages = work->random.bit_error.n,
    .random_loss_rate = nc_audit_interval_of_shares (&work->random.loss_rate),
    .random_bit_error = nc_audit_interval_of_shares (&work->random.bit_error),
    .key_use
    = nc_audit_interval_of_mean (work->use_sum, work->use_squares, work->random.bit_error.n),
  };
  for (guint d = 0; d <= n_key; d++)
    {
      tolerance->loss_rate[d] = nc_audit_interval_of_shares (&work->scores[d].loss_rate);
      tolerance->bit_error[d] = nc_audit_interval_of_shares (&work->scores[d].bit_error);
      tolerance->one_time_pad[d] = (double) d / n_key;
    }
}

gboolean
nc_audit_tolerance_measure (NcAuditCipher *cipher,
                            const NcKernels *kernels,
                            guint32 seed,
                            guint n_messages,
                            const NcAuditProgress *progress,
                            NcAuditTolerance *tolerance)
{
  guint n_batches = (n_messages + NC_AUDIT_BATCH_MESSAGES - 1) / NC_AUDIT_BATCH_MESSAGES;
  gsize lanes = (gsize) NC_AUDIT_BATCH_MESSAGES;
  gboolean goes_on = TRUE;
  Work *work;

  g_return_val_if_fail (cipher != NULL && tolerance != NULL && n_messages > 0, FALSE);
  g_return_val_if_fail (cipher->key_bits <= NC_AUDIT_MAX_BITS, FALSE);

  work = g_new0 (Work, 1);
  nc_audit_samples_init (&work->samples, cipher, kernels, seed, NC_AUDIT_TASK_TOLERANCE,
                         NC_AUDIT_BATCH_TILES, FALSE);
  work->key = nc_real_new0 (cipher->key_bits * lanes);
  work->output = nc_real_new0 (cipher->plaintext_bits * lanes);
  work->exact = nc_real_new0 (cipher->plaintext_bits * lanes);
  for (guint number = 0; goes_on && number < n_batches; number++)
    {
      measure_batch (work, number);
      goes_on = nc_audit_progress_report (progress, (number + 1.0) / n_batches);
    }
  if (goes_on)
    finish (work, tolerance);
  nc_audit_samples_clear (&work->samples);
  nc_real_free (work->key);
  nc_real_free (work->output);
  nc_real_free (work->exact);
  g_free (work);
  return goes_on;
}
