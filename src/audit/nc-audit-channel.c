/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Binary channel.
 */
#include "audit/nc-audit-channel.h"

#include <math.h>

/* Levels of rounding, 0 for none. */
static const guint levels[NC_AUDIT_N_CHANNELS] = {
  [NC_AUDIT_CHANNEL_REAL] = 0,   [NC_AUDIT_CHANNEL_8_BITS] = 256, [NC_AUDIT_CHANNEL_4_BITS] = 16,
  [NC_AUDIT_CHANNEL_2_BITS] = 4, [NC_AUDIT_CHANNEL_SIGN] = 2,
};

void
nc_audit_channel_send (NcAuditChannelKind kind, gsize n, const nc_real *sent, nc_real *received)
{
  nc_real steps;

  g_return_if_fail (kind < NC_AUDIT_N_CHANNELS);

  steps = (nc_real) levels[kind] - 1;
  for (gsize i = 0; i < n; i++)
    {
      nc_real x = sent[i];

      if (kind == NC_AUDIT_CHANNEL_REAL)
        received[i] = x;
      else if (kind == NC_AUDIT_CHANNEL_SIGN)
        received[i] = x > 0 ? 1 : -1;
      else
        {
          x = x < -1 ? -1 : x > 1 ? 1 : x;
          received[i] = (nc_real) rint (((double) x + 1) / 2 * (double) steps) * 2 / steps - 1;
        }
    }
}

/* The measurements of one channel. */
typedef struct
{
  NcAuditScore fuzzy;
  NcAuditScore exact;
} Scores;

static void
measure_batch (NcAuditSamples *samples,
               nc_real *received,
               nc_real *output,
               Scores scores[NC_AUDIT_N_CHANNELS])
{
  NcAuditCipher *cipher = samples->cipher;
  guint n = cipher->plaintext_bits, n_tiles = samples->n_tiles;

  for (NcAuditChannelKind kind = 0; kind < NC_AUDIT_N_CHANNELS; kind++)
    {
      nc_audit_channel_send (kind, (gsize) n_tiles * cipher->ciphertext_length * NC_LANES,
                             samples->ciphertext, received);
      cipher->decrypt (cipher, n_tiles, received, samples->bob_key, output);
      nc_audit_score_add (&scores[kind].fuzzy, samples->kernels, n_tiles, n, samples->plaintext,
                          output);
      cipher->decrypt (cipher, n_tiles, received, samples->key, output);
      nc_audit_score_add (&scores[kind].exact, samples->kernels, n_tiles, n, samples->plaintext,
                          output);
    }
}

static void
finish (const Scores scores[NC_AUDIT_N_CHANNELS], NcAuditChannel *channel)
{
  channel->n_messages = scores[0].fuzzy.bit_error.n;
  for (NcAuditChannelKind kind = 0; kind < NC_AUDIT_N_CHANNELS; kind++)
    {
      const Scores *own = &scores[kind];

      channel->loss_rate[kind] = nc_audit_interval_of_shares (&own->fuzzy.loss_rate);
      channel->bit_error[kind] = nc_audit_interval_of_shares (&own->fuzzy.bit_error);
      channel->exact_loss_rate[kind] = nc_audit_interval_of_shares (&own->exact.loss_rate);
      channel->exact_bit_error[kind] = nc_audit_interval_of_shares (&own->exact.bit_error);
    }
}

gboolean
nc_audit_channel_measure (NcAuditCipher *cipher,
                          const NcKernels *kernels,
                          guint32 seed,
                          guint n_messages,
                          const NcAuditProgress *progress,
                          NcAuditChannel *channel)
{
  guint n_batches = (n_messages + NC_AUDIT_BATCH_MESSAGES - 1) / NC_AUDIT_BATCH_MESSAGES;
  Scores scores[NC_AUDIT_N_CHANNELS] = { 0 };
  gboolean goes_on = TRUE;
  NcAuditSamples samples;
  nc_real *received, *output;

  g_return_val_if_fail (cipher != NULL && channel != NULL && n_messages > 0, FALSE);

  nc_audit_samples_init (&samples, cipher, kernels, seed, NC_AUDIT_TASK_CHANNEL,
                         NC_AUDIT_BATCH_TILES, TRUE);
  received = nc_real_new0 ((gsize) cipher->ciphertext_length * NC_AUDIT_BATCH_MESSAGES);
  output = nc_real_new0 ((gsize) cipher->plaintext_bits * NC_AUDIT_BATCH_MESSAGES);
  for (guint number = 0; goes_on && number < n_batches; number++)
    {
      nc_audit_samples_draw (&samples, number);
      measure_batch (&samples, received, output, scores);
      goes_on = nc_audit_progress_report (progress, (number + 1.0) / n_batches);
    }
  if (goes_on)
    finish (scores, channel);
  nc_audit_samples_clear (&samples);
  nc_real_free (received);
  nc_real_free (output);
  return goes_on;
}
