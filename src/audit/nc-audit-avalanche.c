/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Avalanche.
 */
#include "audit/nc-audit-avalanche.h"

#include <math.h>

typedef struct
{
  NcAuditSamples samples;
  nc_real *changed; /* [tile][ciphertext_length][lane] */
  NcAuditAvalanche *avalanche;
} Work;

/* rows [tile][n_bits][lane]: flips `bit` in every sample. */
static void
flip (nc_real *rows, guint n_tiles, guint n_bits, guint bit)
{
  for (guint tile = 0; tile < n_tiles; tile++)
    for (guint lane = 0; lane < NC_LANES; lane++)
      rows[((gsize) tile * n_bits + bit) * NC_LANES + lane] *= -1;
}

/* Adds how output `row` differs between the two ciphertexts. */
static void
add_row (NcAuditAvalanche *avalanche, gsize cell, const nc_real *before, const nc_real *after)
{
  nc_real sum = 0, square = 0;
  guint reversed = 0;

  for (guint lane = 0; lane < NC_LANES; lane++)
    {
      nc_real change = after[lane] - before[lane];

      sum += change < 0 ? -change : change;
      square += change * change;
      reversed += (after[lane] > 0) != (before[lane] > 0);
    }
  avalanche->sums[cell] += (double) sum;
  avalanche->squares[cell] += (double) square;
  avalanche->reversed[cell] += reversed;
}

static void
measure_input (Work *work, guint input)
{
  NcAuditSamples *samples = &work->samples;
  NcAuditCipher *cipher = samples->cipher;
  NcAuditAvalanche *avalanche = work->avalanche;
  gboolean is_key = input >= cipher->plaintext_bits;
  nc_real *rows = is_key ? samples->key : samples->plaintext;
  guint n_bits = is_key ? cipher->key_bits : cipher->plaintext_bits;
  guint bit = is_key ? input - cipher->plaintext_bits : input;

  flip (rows, samples->n_tiles, n_bits, bit);
  cipher->encrypt (cipher, samples->n_tiles, samples->plaintext, samples->key, work->changed);
  flip (rows, samples->n_tiles, n_bits, bit);
  for (guint tile = 0; tile < samples->n_tiles; tile++)
    for (guint output = 0; output < avalanche->n_outputs; output++)
      {
        gsize at = ((gsize) tile * avalanche->n_outputs + output) * NC_LANES;

        add_row (avalanche, (gsize) output * avalanche->n_inputs + input, samples->ciphertext + at,
                 work->changed + at);
      }
}

gboolean
nc_audit_avalanche_measure (NcAuditCipher *cipher,
                            const NcKernels *kernels,
                            guint32 seed,
                            guint n_messages,
                            const NcAuditProgress *progress,
                            NcAuditAvalanche *avalanche)
{
  guint n_batches = (n_messages + NC_AUDIT_BATCH_MESSAGES - 1) / NC_AUDIT_BATCH_MESSAGES;
  guint n_inputs = cipher->plaintext_bits + cipher->key_bits, n_outputs = cipher->ciphertext_length;
  gboolean goes_on = TRUE;
  Work work = { .avalanche = avalanche };

  g_return_val_if_fail (avalanche != NULL && n_messages > 0, FALSE);

  *avalanche = (NcAuditAvalanche){
    .plaintext_bits = cipher->plaintext_bits,
    .key_bits = cipher->key_bits,
    .n_inputs = n_inputs,
    .n_outputs = n_outputs,
    .n_messages = (guint64) n_batches * NC_AUDIT_BATCH_MESSAGES,
    .sums = g_new0 (double, (gsize) n_inputs *n_outputs),
    .squares = g_new0 (double, (gsize) n_inputs *n_outputs),
    .reversed = g_new0 (guint64, (gsize) n_inputs * n_outputs),
  };
  nc_audit_samples_init (&work.samples, cipher, kernels, seed, NC_AUDIT_TASK_AVALANCHE,
                         NC_AUDIT_BATCH_TILES, FALSE);
  work.changed = nc_real_new0 ((gsize) n_outputs * NC_AUDIT_BATCH_MESSAGES);
  for (guint number = 0; goes_on && number < n_batches; number++)
    {
      nc_audit_samples_draw (&work.samples, number);
      for (guint input = 0; input < n_inputs; input++)
        measure_input (&work, input);
      goes_on = nc_audit_progress_report (progress, (number + 1.0) / n_batches);
    }
  nc_audit_samples_clear (&work.samples);
  nc_real_free (work.changed);
  return goes_on;
}

void
nc_audit_avalanche_clear (NcAuditAvalanche *avalanche)
{
  g_free (avalanche->sums);
  g_free (avalanche->squares);
  g_free (avalanche->reversed);
  *avalanche = (NcAuditAvalanche){ 0 };
}

static gsize
get_cell (const NcAuditAvalanche *avalanche, guint output, guint input)
{
  g_assert (output < avalanche->n_outputs && input < avalanche->n_inputs);
  return (gsize) output * avalanche->n_inputs + input;
}

NcAuditInterval
nc_audit_avalanche_get_change (const NcAuditAvalanche *avalanche, guint output, guint input)
{
  gsize cell = get_cell (avalanche, output, input);

  return nc_audit_interval_of_mean (avalanche->sums[cell], avalanche->squares[cell],
                                    avalanche->n_messages);
}

NcAuditInterval
nc_audit_avalanche_get_reversed (const NcAuditAvalanche *avalanche, guint output, guint input)
{
  return nc_audit_interval_of_share (
      (double) avalanche->reversed[get_cell (avalanche, output, input)],
      (double) avalanche->n_messages);
}

double
nc_audit_avalanche_get_mean (const NcAuditAvalanche *avalanche, guint first_input, guint n_inputs)
{
  double sum = 0;

  g_return_val_if_fail (n_inputs > 0 && first_input + n_inputs <= avalanche->n_inputs, NAN);

  for (guint output = 0; output < avalanche->n_outputs; output++)
    for (guint input = first_input; input < first_input + n_inputs; input++)
      sum += (double) avalanche->reversed[get_cell (avalanche, output, input)];
  return sum / (double) avalanche->n_messages / avalanche->n_outputs / n_inputs;
}
