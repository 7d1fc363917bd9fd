/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fresh Eves: each in turn learns and is measured; the best is kept and measured once more.
 */
#include "audit/nc-audit-fresh.h"

#include "audit/nc-audit-features.h"

#define SCALING_MESSAGES 4096

typedef enum
{
  PHASE_TRAINING,
  PHASE_CHOOSING,
  PHASE_MEASURING,
  PHASE_DONE,
} Phase;

struct _NcAuditFresh
{
  NcAuditFreshKind kind;
  NcAuditFreshOptions options;
  guint32 seed;
  const NcKernels *kernels;
  NcAuditSamples samples;
  NcAuditScaling scaling; /* for the wide one's inputs */

  Phase phase;
  guint nth;
  guint n_done; /* steps or batches of the current phase */
  NcAuditLearner *learner;
  NcAuditLearner *best;
  NcLoss point; /* sums of the current point */
  NcAuditShares bit_errors;
  guint64 n_whole;
  NcAuditFreshResult result;
};

NcAuditFreshOptions
nc_audit_fresh_get_options (NcAuditFreshKind kind, gboolean quick)
{
  NcAuditFreshOptions options = {
    .training = { .batch = 256, .n_steps = quick ? 1500 : 20000, .learning_rate = 0.005 },
    .n_eves = 5,
    .n_choosing = 8192,
    .n_measured = 51200,
    .n_points = 200,
  };

  if (kind != NC_AUDIT_FRESH_WIDE)
    return options;
  options.training.n_steps = quick ? 400 : 3000;
  options.training.learning_rate = 0.005;
  options.n_layers = 2;
  options.width = 256;
  return options;
}

static NcTopology
get_topology (const NcAuditFresh *fresh)
{
  guint inputs = fresh->samples.cipher->ciphertext_length;
  guint outputs = fresh->samples.cipher->plaintext_bits;
  guint widths[NC_MAX_DENSE] = { 2 * outputs, 2 * outputs };
  NcTopology topology;

  if (fresh->kind == NC_AUDIT_FRESH_GIVEN)
    return fresh->options.topology;
  if (fresh->kind == NC_AUDIT_FRESH_WIDE)
    {
      for (guint layer = 0; layer < fresh->options.n_layers; layer++)
        widths[layer] = fresh->options.width;
      inputs = nc_audit_features_count (inputs);
      return nc_audit_learner_dense_topology (inputs, outputs, fresh->options.n_layers, widths);
    }
  topology = nc_audit_learner_dense_topology (inputs, outputs,
                                              fresh->kind == NC_AUDIT_FRESH_PAPER ? 2 : 1, widths);
  topology.convolutions = TRUE;
  topology.convolution_activation = NC_ACTIVATION_SIGMOID;
  topology.output = NC_OUTPUT_TANH;
  topology.activation[0] = NC_ACTIVATION_SIGMOID;
  if (fresh->kind == NC_AUDIT_FRESH_PAPER)
    {
      topology.batch_norm = TRUE;
      topology.activation[0] = NC_ACTIVATION_TANH;
      topology.activation[1] = NC_ACTIVATION_SIGMOID;
    }
  return topology;
}

static guint
get_task (const NcAuditFresh *fresh)
{
  if (fresh->kind == NC_AUDIT_FRESH_GIVEN)
    return NC_AUDIT_TASK_FRESH_GIVEN + fresh->nth;
  return NC_AUDIT_TASK_FRESH + NC_AUDIT_FRESH_MAX_EVES * fresh->kind + fresh->nth;
}

/* The current Eve, with her own weights and messages. */
static void
begin_eve (NcAuditFresh *fresh)
{
  NcTopology topology = get_topology (fresh);

  fresh->samples.task = get_task (fresh);
  fresh->learner = nc_audit_learner_new (&topology, &fresh->options.training, fresh->seed,
                                         get_task (fresh), fresh->kernels);
}

NcAuditFresh *
nc_audit_fresh_new (NcAuditCipher *cipher,
                    NcAuditFreshKind kind,
                    const NcAuditFreshOptions *options,
                    guint32 seed,
                    const NcKernels *kernels)
{
  NcAuditFresh *fresh;

  g_return_val_if_fail (options->n_eves > 0 && options->n_eves <= NC_AUDIT_FRESH_MAX_EVES, NULL);
  g_return_val_if_fail (options->n_choosing > 0 && options->n_measured > 0, NULL);
  g_return_val_if_fail (options->training.n_steps > 0 && options->n_points > 0, NULL);
  g_return_val_if_fail (kind != NC_AUDIT_FRESH_GIVEN
                            || (options->topology.inputs == cipher->ciphertext_length
                                && options->topology.outputs == cipher->plaintext_bits),
                        NULL);

  fresh = g_new0 (NcAuditFresh, 1);
  fresh->kind = kind;
  fresh->options = *options;
  fresh->options.n_points = MIN (options->n_points, options->training.n_steps);
  fresh->seed = seed;
  fresh->kernels = kernels;
  nc_audit_samples_init (&fresh->samples, cipher, kernels, seed, get_task (fresh),
                         NC_TILES (options->training.batch), FALSE);
  if (kind == NC_AUDIT_FRESH_WIDE)
    nc_audit_scaling_init (&fresh->scaling, &fresh->samples, SCALING_MESSAGES);
  fresh->result.n_points = fresh->options.n_points;
  fresh->result.n_points_done = g_new0 (guint, options->n_eves);
  fresh->result.chosen_by = g_new0 (double, options->n_eves);
  fresh->result.series = g_new0 (NcLoss, (gsize) options->n_eves * fresh->options.n_points);
  begin_eve (fresh);
  return fresh;
}

void
nc_audit_fresh_free (NcAuditFresh *fresh)
{
  if (fresh == NULL)
    return;
  nc_audit_samples_clear (&fresh->samples);
  nc_audit_scaling_clear (&fresh->scaling);
  nc_audit_learner_free (fresh->learner);
  nc_audit_learner_free (fresh->best);
  g_free (fresh->result.n_points_done);
  g_free (fresh->result.chosen_by);
  g_free (fresh->result.series);
  g_free (fresh);
}

/* Trains @learner on batch @number. */
static void
fill (NcAuditFresh *fresh, NcAuditLearner *learner, guint32 number)
{
  guint n = fresh->samples.cipher->plaintext_bits;
  guint length = fresh->samples.cipher->ciphertext_length;

  nc_audit_samples_draw (&fresh->samples, number);
  for (guint tile = 0; tile < fresh->samples.n_tiles; tile++)
    {
      const nc_real *ciphertext = nc_pass_get_tile (fresh->samples.ciphertext, length, tile);
      const nc_real *plaintext = nc_pass_get_tile (fresh->samples.plaintext, n, tile);
      nc_real *inputs = nc_audit_learner_get_inputs (learner, tile);
      nc_real *targets = nc_audit_learner_get_targets (learner, tile);

      if (fresh->kind == NC_AUDIT_FRESH_WIDE)
        nc_audit_features_write (&fresh->scaling, ciphertext, inputs);
      else
        for (guint i = 0; i < length * NC_LANES; i++)
          inputs[i] = ciphertext[i];
      for (guint i = 0; i < n * NC_LANES; i++)
        targets[i] = plaintext[i];
    }
}

/* Wrong bits of each message of a batch new to @learner. */
static void
measure_batch (NcAuditFresh *fresh, NcAuditLearner *learner, guint32 number)
{
  guint n = fresh->samples.cipher->plaintext_bits;
  nc_real threshold = nc_audit_learner_get_threshold (learner);

  fill (fresh, learner, number);
  nc_audit_learner_forward (learner);
  for (guint tile = 0; tile < fresh->samples.n_tiles; tile++)
    {
      const nc_real *outputs = nc_audit_learner_get_outputs (learner, tile);
      const nc_real *targets = nc_audit_learner_get_targets (learner, tile);

      for (guint lane = 0; lane < NC_LANES; lane++)
        {
          guint wrong = 0;

          for (guint i = lane; i < n * NC_LANES; i += NC_LANES)
            wrong += (outputs[i] > threshold) != (targets[i] > 0);
          nc_audit_shares_add (&fresh->bit_errors, (double) wrong / n);
          fresh->n_whole += wrong == 0;
        }
    }
}

static guint
get_n_batches (const NcAuditFresh *fresh, guint n_messages)
{
  return (n_messages + fresh->options.training.batch - 1) / fresh->options.training.batch;
}

static void
train (NcAuditFresh *fresh)
{
  guint n_steps = fresh->options.training.n_steps, n_points = fresh->options.n_points;
  guint *n_points_done = &fresh->result.n_points_done[fresh->nth];
  /* Where point k ends: after step (k + 1) n_steps / n_points. */
  guint begins = (guint) ((guint64) *n_points_done * n_steps / n_points);
  guint ends = (guint) ((guint64) (*n_points_done + 1) * n_steps / n_points);
  NcLoss loss, *point;

  fill (fresh, fresh->learner, fresh->n_done);
  loss = nc_audit_learner_step (fresh->learner);
  fresh->point.loss_rate += loss.loss_rate;
  fresh->point.bit_error += loss.bit_error;
  fresh->n_done++;
  if (fresh->n_done < ends)
    return;
  point = &fresh->result.series[(gsize) fresh->nth * n_points + *n_points_done];
  point->loss_rate = fresh->point.loss_rate / (ends - begins);
  point->bit_error = fresh->point.bit_error / (ends - begins);
  fresh->point = (NcLoss){ 0 };
  ++*n_points_done;
}

static void
begin_phase (NcAuditFresh *fresh, Phase phase)
{
  fresh->phase = phase;
  fresh->n_done = 0;
  fresh->bit_errors = (NcAuditShares){ 0 };
  fresh->n_whole = 0;
}

/* Keeps her or drops her; then the next one begins, or the best is measured. */
static void
choose (NcAuditFresh *fresh)
{
  NcAuditFreshResult *result = &fresh->result;
  double bit_error = fresh->bit_errors.sum / (double) fresh->bit_errors.n;

  result->chosen_by[fresh->nth] = bit_error;
  result->n_done = fresh->nth + 1;
  if (fresh->best == NULL || bit_error < result->chosen_by[result->best])
    {
      result->best = fresh->nth;
      nc_audit_learner_free (fresh->best);
      fresh->best = g_steal_pointer (&fresh->learner);
    }
  g_clear_pointer (&fresh->learner, nc_audit_learner_free);
  if (++fresh->nth < fresh->options.n_eves)
    {
      begin_phase (fresh, PHASE_TRAINING);
      begin_eve (fresh);
      return;
    }
  fresh->nth = result->best;
  fresh->samples.task = get_task (fresh);
  begin_phase (fresh, PHASE_MEASURING);
}

gboolean
nc_audit_fresh_step (NcAuditFresh *fresh)
{
  switch (fresh->phase)
    {
    case PHASE_TRAINING:
      train (fresh);
      if (fresh->n_done == fresh->options.training.n_steps)
        begin_phase (fresh, PHASE_CHOOSING);
      return TRUE;
    case PHASE_CHOOSING:
      measure_batch (fresh, fresh->learner, NC_AUDIT_BATCH_CHOOSING + fresh->n_done++);
      if (fresh->n_done == get_n_batches (fresh, fresh->options.n_choosing))
        choose (fresh);
      return TRUE;
    case PHASE_MEASURING:
      measure_batch (fresh, fresh->best, NC_AUDIT_BATCH_MEASURING + fresh->n_done++);
      if (fresh->n_done < get_n_batches (fresh, fresh->options.n_measured))
        return TRUE;
      fresh->result.bit_error = nc_audit_interval_of_shares (&fresh->bit_errors);
      fresh->result.whole
          = nc_audit_interval_of_share ((double) fresh->n_whole, (double) fresh->bit_errors.n);
      begin_phase (fresh, PHASE_DONE);
      return FALSE;
    case PHASE_DONE:
    default:
      return FALSE;
    }
}

double
nc_audit_fresh_get_progress (const NcAuditFresh *fresh)
{
  guint steps = fresh->options.training.n_steps;
  guint choosing = get_n_batches (fresh, fresh->options.n_choosing);
  guint measuring = get_n_batches (fresh, fresh->options.n_measured);
  double each = (double) steps + choosing, all = each * fresh->options.n_eves + measuring;

  switch (fresh->phase)
    {
    case PHASE_TRAINING:
      return (each * fresh->nth + fresh->n_done) / all;
    case PHASE_CHOOSING:
      return (each * fresh->nth + steps + fresh->n_done) / all;
    case PHASE_MEASURING:
      return (each * fresh->options.n_eves + fresh->n_done) / all;
    case PHASE_DONE:
    default:
      return 1;
    }
}

const NcAuditFreshResult *
nc_audit_fresh_get_result (const NcAuditFresh *fresh)
{
  return &fresh->result;
}
