/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parities: the network learns and is compared with what counting finds, and what
 * leaked most is measured on messages that neither has seen.
 */
#include "nc-audit-parity.h"

#include <math.h>

#include "nc-audit-features.h"

#define SCALING_MESSAGES 4096

/* The counter's batches are larger than the network's: they have numbers of their own,
 * so that what is chosen is never measured on the same messages. */
#define BATCH_COUNTING (NC_AUDIT_BATCH_CHOOSING + 0x10000000u)
#define BATCH_COMPARING_COUNTS (NC_AUDIT_BATCH_CHOOSING + 0x20000000u)
#define BATCH_MEASURING_COUNTS (NC_AUDIT_BATCH_MEASURING + 0x10000000u)

typedef enum
{
  PHASE_TRAINING,
  PHASE_COMPARING_NETWORK,
  PHASE_COUNTING,
  PHASE_COMPARING_COUNTS,
  PHASE_MEASURING_NETWORK,
  PHASE_MEASURING_COUNTS,
} Phase;
#define N_PHASES 6

struct _NcAuditParity
{
  NcAuditParityOptions options;
  guint n_parities;
  NcAuditProduct *targets; /* [n_parities] */
  NcAuditChoice *choices;  /* [n_parities] */
  NcAuditSamples samples;  /* the network's batches */
  NcAuditSamples counted;  /* the counter's */
  NcAuditScaling scaling;
  NcAuditLearner *learner;
  NcAuditCounter *counter;

  guint phase;
  guint n_done; /* batches of the phase at hand */
  guint n_batches[N_PHASES];
  guint64 *n_wrong; /* [n_parities], in the phase at hand */
  NcAuditParityResult result;
};

NcAuditParityOptions
nc_audit_parity_get_options (gboolean quick)
{
  return (NcAuditParityOptions){
    .training = { .batch = 256, .n_steps = quick ? 200 : 800, .learning_rate = 0.003 },
    .width = 256,
    .triples = TRUE,
    .n_counted = quick ? 8192 : 16384,
    .n_compared = 16384,
    .n_measured = 51200,
  };
}

/* Pairs in the order of nc_audit_parity_get_pair(), then triples likewise. */
static void
list_targets (NcAuditParity *parity)
{
  guint n = parity->result.n_bits, at = 0;

  parity->targets = g_new0 (NcAuditProduct, parity->n_parities);
  for (guint16 j = 0; j < n; j++)
    for (guint16 i = 0; i < j; i++)
      parity->targets[at++] = (NcAuditProduct){ 2, { i, j } };
  for (guint16 k = 0; k < n && parity->result.n_triples > 0; k++)
    for (guint16 j = 0; j < k; j++)
      for (guint16 i = 0; i < j; i++)
        parity->targets[at++] = (NcAuditProduct){ 3, { i, j, k } };
  g_assert (at == parity->n_parities);
  parity->result.parities = g_new0 (NcAuditParityOf, parity->n_parities);
  for (guint t = 0; t < parity->n_parities; t++)
    parity->result.parities[t].bits = parity->targets[t];
}

static void
plan (NcAuditParity *parity)
{
  const NcAuditParityOptions *options = &parity->options;
  guint batch = options->training.batch, many = NC_AUDIT_COUNTER_MESSAGES;

  parity->n_batches[PHASE_TRAINING] = options->training.n_steps;
  parity->n_batches[PHASE_COMPARING_NETWORK] = (options->n_compared + batch - 1) / batch;
  parity->n_batches[PHASE_COUNTING] = (options->n_counted + many - 1) / many;
  parity->n_batches[PHASE_COMPARING_COUNTS] = (options->n_compared + many - 1) / many;
  parity->n_batches[PHASE_MEASURING_NETWORK] = (options->n_measured + batch - 1) / batch;
  parity->n_batches[PHASE_MEASURING_COUNTS] = (options->n_measured + many - 1) / many;
}

NcAuditParity *
nc_audit_parity_new (NcAuditCipher *cipher,
                     const NcAuditParityOptions *options,
                     guint32 seed,
                     const NcKernels *kernels)
{
  NcAuditParity *parity;
  NcTopology topology;
  guint n = MIN (cipher->plaintext_bits, NC_AUDIT_PARITY_MAX_BITS);

  g_return_val_if_fail (n >= 2 && options->n_counted > 0 && options->n_compared > 0, NULL);
  g_return_val_if_fail (options->n_measured > 0 && options->training.n_steps > 0, NULL);

  parity = g_new0 (NcAuditParity, 1);
  parity->options = *options;
  parity->result.n_bits = n;
  parity->result.n_pairs = n * (n - 1) / 2;
  if (options->triples && n <= NC_AUDIT_PARITY_MAX_TRIPLE_BITS)
    parity->result.n_triples = n * (n - 1) * (n - 2) / 6;
  parity->n_parities = parity->result.n_pairs + parity->result.n_triples;
  list_targets (parity);
  plan (parity);
  parity->choices = g_new0 (NcAuditChoice, parity->n_parities);
  parity->n_wrong = g_new0 (guint64, parity->n_parities);
  nc_audit_samples_init (&parity->samples, cipher, kernels, seed, NC_AUDIT_TASK_PARITY,
                         NC_TILES (options->training.batch), FALSE);
  nc_audit_samples_init (&parity->counted, cipher, kernels, seed, NC_AUDIT_TASK_PARITY,
                         NC_AUDIT_COUNTER_TILES, FALSE);
  nc_audit_scaling_init (&parity->scaling, &parity->samples, SCALING_MESSAGES);
  topology = nc_audit_learner_dense_topology (nc_audit_features_count (cipher->ciphertext_length),
                                              parity->n_parities, 1, &options->width);
  parity->learner
      = nc_audit_learner_new (&topology, &options->training, seed, NC_AUDIT_TASK_PARITY, kernels);
  parity->counter = nc_audit_counter_new (cipher->plaintext_bits, cipher->ciphertext_length,
                                          parity->n_parities, parity->targets);
  return parity;
}

void
nc_audit_parity_free (NcAuditParity *parity)
{
  if (parity == NULL)
    return;
  nc_audit_samples_clear (&parity->samples);
  nc_audit_samples_clear (&parity->counted);
  nc_audit_scaling_clear (&parity->scaling);
  nc_audit_learner_free (parity->learner);
  nc_audit_counter_free (parity->counter);
  g_free (parity->targets);
  g_free (parity->choices);
  g_free (parity->n_wrong);
  g_free (parity->result.parities);
  g_free (parity);
}

/* Shows batch @number to the network. */
static void
fill (NcAuditParity *parity, guint32 number)
{
  NcAuditSamples *samples = &parity->samples;
  guint bits = samples->cipher->plaintext_bits, length = samples->cipher->ciphertext_length;

  nc_audit_samples_draw (samples, number);
  for (guint tile = 0; tile < samples->n_tiles; tile++)
    {
      const nc_real *plaintext = nc_pass_get_tile (samples->plaintext, bits, tile);
      nc_real *targets = nc_audit_learner_get_targets (parity->learner, tile);

      nc_audit_features_write (&parity->scaling,
                               nc_pass_get_tile (samples->ciphertext, length, tile),
                               nc_audit_learner_get_inputs (parity->learner, tile));
      for (guint t = 0; t < parity->n_parities; t++, targets += NC_LANES)
        {
          const NcAuditProduct *product = &parity->targets[t];

          for (guint lane = 0; lane < NC_LANES; lane++)
            {
              targets[lane] = plaintext[product->rows[0] * NC_LANES + lane];
              for (guint factor = 1; factor < product->n; factor++)
                targets[lane] *= plaintext[product->rows[factor] * NC_LANES + lane];
            }
        }
    }
}

/* Adds what the network tells wrong of batch @number. */
static void
measure_network (NcAuditParity *parity, guint32 number)
{
  nc_real threshold = nc_audit_learner_get_threshold (parity->learner);

  fill (parity, number);
  nc_audit_learner_forward (parity->learner);
  for (guint tile = 0; tile < parity->samples.n_tiles; tile++)
    {
      const nc_real *outputs = nc_audit_learner_get_outputs (parity->learner, tile);
      const nc_real *targets = nc_audit_learner_get_targets (parity->learner, tile);

      for (guint t = 0; t < parity->n_parities; t++)
        for (guint i = t * NC_LANES; i < (t + 1) * NC_LANES; i++)
          parity->n_wrong[t] += (outputs[i] > threshold) != (targets[i] > 0);
    }
}

static void
measure_counts (NcAuditParity *parity, guint32 number)
{
  nc_audit_samples_draw (&parity->counted, number);
  nc_audit_counter_measure (parity->counter, &parity->counted, parity->choices, parity->n_wrong);
}

static NcAuditParityWorst
find_worst (const NcAuditParity *parity, guint begin, guint end)
{
  NcAuditParityWorst worst = { .parity = begin };
  double least = 2;

  for (guint t = begin; t < end; t++)
    {
      const NcAuditParityOf *of = &parity->result.parities[t];
      double error = fmin (of->by_network, of->by_counting);

      if (error >= least)
        continue;
      least = error;
      worst.parity = t;
      worst.by_counting = of->by_counting < of->by_network;
    }
  return worst;
}

static void
find_worst_of_all (NcAuditParity *parity)
{
  NcAuditParityResult *result = &parity->result;
  double messages
      = (double) parity->n_batches[PHASE_COMPARING_NETWORK] * parity->options.training.batch;

  result->worst_pair = find_worst (parity, 0, result->n_pairs);
  result->worst_triple = find_worst (parity, result->n_pairs, parity->n_parities);
  result->surprising
      = 0.5 - nc_audit_normal_quantile (0.05 / (2 * parity->n_parities)) / (2 * sqrt (messages));
}

static void
conclude_worst (NcAuditParity *parity, NcAuditParityWorst *worst, gboolean by_counting)
{
  if (worst->by_counting != by_counting || worst->parity >= parity->n_parities)
    return;
  worst->error = nc_audit_interval_of_share (
      (double) parity->n_wrong[worst->parity],
      by_counting
          ? (double) parity->n_batches[PHASE_MEASURING_COUNTS] * NC_AUDIT_COUNTER_MESSAGES
          : (double) parity->n_batches[PHASE_MEASURING_NETWORK] * parity->options.training.batch);
}

/* What a phase has found, once its last batch is in. */
static void
end_phase (NcAuditParity *parity)
{
  NcAuditParityResult *result = &parity->result;
  double n = parity->n_batches[parity->phase];

  for (guint t = 0; t < parity->n_parities; t++)
    {
      NcAuditParityOf *of = &result->parities[t];

      if (parity->phase == PHASE_COMPARING_NETWORK)
        of->by_network = (double) parity->n_wrong[t] / (n * parity->options.training.batch);
      else if (parity->phase == PHASE_COUNTING)
        parity->choices[t] = of->choice = nc_audit_counter_choose (parity->counter, t);
      else if (parity->phase == PHASE_COMPARING_COUNTS)
        of->by_counting = (double) parity->n_wrong[t] / (n * NC_AUDIT_COUNTER_MESSAGES);
    }
  if (parity->phase == PHASE_COMPARING_COUNTS)
    find_worst_of_all (parity);
  if (parity->phase == PHASE_MEASURING_NETWORK || parity->phase == PHASE_MEASURING_COUNTS)
    {
      gboolean by_counting = parity->phase == PHASE_MEASURING_COUNTS;

      conclude_worst (parity, &result->worst_pair, by_counting);
      conclude_worst (parity, &result->worst_triple, by_counting);
    }
  for (guint t = 0; t < parity->n_parities; t++)
    parity->n_wrong[t] = 0;
  parity->n_done = 0;
  parity->phase++;
}

gboolean
nc_audit_parity_step (NcAuditParity *parity)
{
  guint number = parity->n_done;

  switch (parity->phase)
    {
    case PHASE_TRAINING:
      fill (parity, number);
      nc_audit_learner_step (parity->learner);
      break;
    case PHASE_COMPARING_NETWORK:
      measure_network (parity, NC_AUDIT_BATCH_CHOOSING + number);
      break;
    case PHASE_COUNTING:
      nc_audit_samples_draw (&parity->counted, BATCH_COUNTING + number);
      nc_audit_counter_count (parity->counter, &parity->counted);
      break;
    case PHASE_COMPARING_COUNTS:
      measure_counts (parity, BATCH_COMPARING_COUNTS + number);
      break;
    case PHASE_MEASURING_NETWORK:
      measure_network (parity, NC_AUDIT_BATCH_MEASURING + number);
      break;
    case PHASE_MEASURING_COUNTS:
      measure_counts (parity, BATCH_MEASURING_COUNTS + number);
      break;
    default:
      return FALSE;
    }
  if (++parity->n_done == parity->n_batches[parity->phase])
    end_phase (parity);
  return parity->phase < N_PHASES;
}

double
nc_audit_parity_get_progress (const NcAuditParity *parity)
{
  double done = parity->n_done, all = 0;

  for (guint phase = 0; phase < N_PHASES; phase++)
    {
      all += parity->n_batches[phase];
      if (phase < parity->phase)
        done += parity->n_batches[phase];
    }
  return done / all;
}

const NcAuditParityResult *
nc_audit_parity_get_result (const NcAuditParity *parity)
{
  return &parity->result;
}
