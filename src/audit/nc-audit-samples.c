/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Freshly encrypted messages.
 */
#include "audit/nc-audit-samples.h"

#include <math.h>

#define MAX_WORDS (NC_AUDIT_MAX_BITS / 32)
#define KERNEL_SUBSET_BITS 32

/* Smaller deviations are rounding errors: a number that never changes says nothing. */
#define LEAST_DEVIATION 1e-6

void
nc_audit_samples_init (NcAuditSamples *samples,
                       NcAuditCipher *cipher,
                       const NcKernels *kernels,
                       guint32 seed,
                       guint task,
                       guint n_tiles,
                       gboolean with_bob)
{
  gsize lanes = (gsize) n_tiles * NC_LANES;

  g_return_if_fail (cipher->plaintext_bits <= NC_AUDIT_MAX_BITS);
  g_return_if_fail (cipher->key_bits <= NC_AUDIT_MAX_BITS);
  g_return_if_fail (task < NC_AUDIT_N_TASKS);

  *samples = (NcAuditSamples){
    .cipher = cipher,
    .kernels = kernels,
    .seed = seed,
    .task = task,
    .n_tiles = n_tiles,
    .plaintext = nc_real_new0 (cipher->plaintext_bits * lanes),
    .key = nc_real_new0 (cipher->key_bits * lanes),
    .ciphertext = nc_real_new0 (cipher->ciphertext_length * lanes),
  };
  if (!with_bob)
    return;
  samples->bob_key = nc_real_new0 (cipher->key_bits * lanes);
  samples->decrypted = nc_real_new0 (cipher->plaintext_bits * lanes);
}

void
nc_audit_samples_clear (NcAuditSamples *samples)
{
  nc_real_free (samples->plaintext);
  nc_real_free (samples->key);
  nc_real_free (samples->bob_key);
  nc_real_free (samples->ciphertext);
  nc_real_free (samples->decrypted);
  *samples = (NcAuditSamples){ 0 };
}

/* bits[word][lane] ^= n_flips bits of each sample; longer keys are drawn one by one. */
static void
flip_bits (const NcAuditSamples *samples, guint32 number, const guint32 *lanes, guint32 *bits)
{
  guint n_bits = samples->cipher->key_bits, n_flips = samples->cipher->key_difference;
  guint32 stream = NC_STREAM_AUDIT_TASK_FLIPS + samples->task;
  guint32 flips[NC_LANES], words[MAX_WORDS];

  if (n_bits <= KERNEL_SUBSET_BITS)
    {
      samples->kernels->random_subset (samples->seed, stream, number, lanes, n_flips, n_bits,
                                       flips);
      for (guint lane = 0; lane < NC_LANES; lane++)
        bits[lane] ^= flips[lane];
      return;
    }
  for (guint lane = 0; lane < NC_LANES; lane++)
    {
      nc_random_subset (samples->seed, stream, number, lanes[lane], n_flips, n_bits, words);
      for (guint word = 0; word < (n_bits + 31) / 32; word++)
        bits[word * NC_LANES + lane] ^= words[word];
    }
}

static void
draw_tile (NcAuditSamples *samples, guint32 number, guint tile)
{
  const NcKernels *kernels = samples->kernels;
  guint n_plain = samples->cipher->plaintext_bits, n_key = samples->cipher->key_bits;
  guint32 lanes[NC_LANES], bits[MAX_WORDS * NC_LANES];

  for (guint lane = 0; lane < NC_LANES; lane++)
    lanes[lane] = tile * NC_LANES + lane;
  kernels->random_bits (samples->seed, NC_STREAM_AUDIT_TASK_PLAINTEXT + samples->task, number,
                        lanes, (n_plain + 31) / 32, bits);
  kernels->write_signs (n_plain, bits, samples->plaintext + (gsize) tile * n_plain * NC_LANES);
  kernels->random_bits (samples->seed, NC_STREAM_AUDIT_TASK_KEY + samples->task, number, lanes,
                        (n_key + 31) / 32, bits);
  kernels->write_signs (n_key, bits, samples->key + (gsize) tile * n_key * NC_LANES);
  if (samples->bob_key == NULL)
    return;
  flip_bits (samples, number, lanes, bits);
  kernels->write_signs (n_key, bits, samples->bob_key + (gsize) tile * n_key * NC_LANES);
}

void
nc_audit_samples_draw (NcAuditSamples *samples, guint32 number)
{
  NcAuditCipher *cipher = samples->cipher;

  for (guint tile = 0; tile < samples->n_tiles; tile++)
    draw_tile (samples, number, tile);
  cipher->encrypt (cipher, samples->n_tiles, samples->plaintext, samples->key, samples->ciphertext);
  if (samples->bob_key != NULL)
    cipher->decrypt (cipher, samples->n_tiles, samples->ciphertext, samples->bob_key,
                     samples->decrypted);
}

void
nc_audit_scaling_init (NcAuditScaling *scaling, NcAuditSamples *samples, guint n_messages)
{
  guint n = samples->cipher->ciphertext_length;
  guint per_batch = samples->n_tiles * NC_LANES;
  guint n_batches = (n_messages + per_batch - 1) / per_batch;
  double count = (double) n_batches * per_batch;
  g_autofree double *sums = g_new0 (double, n), *squares = g_new0 (double, n);

  for (guint batch = 0; batch < n_batches; batch++)
    {
      nc_audit_samples_draw (samples, NC_AUDIT_BATCH_SCALING + batch);
      for (guint tile = 0; tile < samples->n_tiles; tile++)
        for (guint i = 0; i < n; i++)
          for (guint lane = 0; lane < NC_LANES; lane++)
            {
              double x = (double) samples->ciphertext[((gsize) tile * n + i) * NC_LANES + lane];

              sums[i] += x;
              squares[i] += x * x;
            }
    }
  *scaling = (NcAuditScaling){ n, nc_real_new0 (n), nc_real_new0 (n) };
  for (guint i = 0; i < n; i++)
    {
      double mean = sums[i] / count;
      double deviation = sqrt (fmax (squares[i] / count - mean * mean, 0));

      scaling->mean[i] = (nc_real) mean;
      scaling->factor[i] = deviation < LEAST_DEVIATION ? 0 : (nc_real) (1 / deviation);
    }
}

void
nc_audit_scaling_clear (NcAuditScaling *scaling)
{
  nc_real_free (scaling->mean);
  nc_real_free (scaling->factor);
  *scaling = (NcAuditScaling){ 0 };
}

void
nc_audit_scaling_apply (const NcAuditScaling *scaling, const nc_real *ciphertext, nc_real *scaled)
{
  for (guint i = 0; i < scaling->n; i++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      scaled[i * NC_LANES + lane]
          = (ciphertext[i * NC_LANES + lane] - scaling->mean[i]) * scaling->factor[i];
}
