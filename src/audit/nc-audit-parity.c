/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Parities: the networks learn and are compared with the result of counting, and the parity that
 * leaked most is measured on new messages.
 */
#include "audit/nc-audit-parity.h"

#include <math.h>
#include <string.h>

#include "audit/nc-audit-features.h"

#define SCALING_MESSAGES 4096

/* The counter's batches are larger than the network's: they are numbered separately, so that a
 * choice is never measured on the messages it was made from. */
#define BATCH_COUNTING (NC_AUDIT_BATCH_CHOOSING + 0x10000000u)
#define BATCH_COMPARING_COUNTS (NC_AUDIT_BATCH_CHOOSING + 0x20000000u)
#define BATCH_MEASURING_COUNTS (NC_AUDIT_BATCH_MEASURING + 0x10000000u)

typedef enum
{
  PHASE_TRAINING,
  PHASE_COMPARING_NETWORKS,
  PHASE_COUNTING,
  PHASE_COMPARING_COUNTS,
  PHASE_MEASURING_NETWORKS,
  PHASE_MEASURING_COUNTS,
} Phase;
#define N_PHASES 6

struct _NcAuditParity
{
  NcAuditParityOptions options;
  guint n_parities;
  NcAuditProduct *targets; /* [n_parities] */
  NcAuditChoice *choices;  /* [n_parities] */
  NcAuditSamples samples;  /* the networks' batches */
  NcAuditSamples counted;  /* the counter's */
  NcAuditScaling scaling;
  nc_real *products;       /* [n_parities][lane] */
  NcAuditLearner *learner; /* of parities */
  NcAuditLearner *reader;  /* of single bits */
  NcAuditCounter *counter;

  guint phase;
  guint n_done; /* batches of the current phase */
  guint n_batches[N_PHASES];
  guint64 *n_wrong[NC_AUDIT_PARITY_N_ATTACKERS]; /* [n_parities], in the current phase */
  NcAuditParityResult result;
};

NcAuditParityOptions
nc_audit_parity_get_options (gboolean quick)
{
  return (NcAuditParityOptions){
    .training = { .batch = 256, .n_steps = quick ? 500 : 2400, .learning_rate = 0.005 },
    .n_layers = 2,
    .width = 256,
    .triples = TRUE,
    .n_counted = quick ? 8192 : 16384,
    .n_compared = 16384,
    .n_measured = 51200,
  };
}

/* Pairs in the order of nc_audit_parity_get_pair(), then triples in the same order. */
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
  parity->n_batches[PHASE_COMPARING_NETWORKS] = (options->n_compared + batch - 1) / batch;
  parity->n_batches[PHASE_COUNTING] = (options->n_counted + many - 1) / many;
  parity->n_batches[PHASE_COMPARING_COUNTS] = (options->n_compared + many - 1) / many;
  parity->n_batches[PHASE_MEASURING_NETWORKS] = (options->n_measured + batch - 1) / batch;
  parity->n_batches[PHASE_MEASURING_COUNTS] = (options->n_measured + many - 1) / many;
}

static void
make_learners (NcAuditParity *parity, guint length, guint32 seed, const NcKernels *kernels)
{
  const NcAuditParityOptions *options = &parity->options;
  guint widths[NC_MAX_DENSE], inputs = nc_audit_features_count (length);
  NcTopology topology;

  for (guint layer = 0; layer < options->n_layers; layer++)
    widths[layer] = options->width;
  topology
      = nc_audit_learner_dense_topology (inputs, parity->n_parities, options->n_layers, widths);
  parity->learner
      = nc_audit_learner_new (&topology, &options->training, seed, NC_AUDIT_TASK_PARITY, kernels);
  topology.outputs = parity->result.n_bits;
  parity->reader = nc_audit_learner_new (&topology, &options->training, seed,
                                         NC_AUDIT_TASK_PARITY_READING, kernels);
}

NcAuditParity *
nc_audit_parity_new (NcAuditCipher *cipher,
                     const NcAuditParityOptions *options,
                     guint32 seed,
                     const NcKernels *kernels)
{
  NcAuditParity *parity;
  guint n = MIN (cipher->plaintext_bits, NC_AUDIT_PARITY_MAX_BITS);

  g_return_val_if_fail (n >= 2 && options->n_counted > 0 && options->n_compared > 0, NULL);
  g_return_val_if_fail (options->n_measured > 0 && options->training.n_steps > 0, NULL);
  g_return_val_if_fail (options->n_layers > 0 && options->n_layers <= NC_MAX_DENSE, NULL);

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
  for (guint attacker = 0; attacker < NC_AUDIT_PARITY_N_ATTACKERS; attacker++)
    parity->n_wrong[attacker] = g_new0 (guint64, parity->n_parities);
  nc_audit_samples_init (&parity->samples, cipher, kernels, seed, NC_AUDIT_TASK_PARITY,
                         NC_TILES (options->training.batch), FALSE);
  nc_audit_samples_init (&parity->counted, cipher, kernels, seed, NC_AUDIT_TASK_PARITY,
                         NC_AUDIT_COUNTER_TILES, FALSE);
  parity->products = nc_real_new0 ((gsize) parity->n_parities * NC_LANES);
  nc_audit_scaling_init (&parity->scaling, &parity->samples, SCALING_MESSAGES);
  make_learners (parity, cipher->ciphertext_length, seed, kernels);
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
  nc_real_free (parity->products);
  nc_audit_learner_free (parity->learner);
  nc_audit_learner_free (parity->reader);
  nc_audit_counter_free (parity->counter);
  g_free (parity->targets);
  g_free (parity->choices);
  for (guint attacker = 0; attacker < NC_AUDIT_PARITY_N_ATTACKERS; attacker++)
    g_free (parity->n_wrong[attacker]);
  g_free (parity->result.parities);
  g_free (parity);
}

/* products[target][lane] of rows[row][lane]. */
static void
multiply (const NcAuditParity *parity, const nc_real *rows, nc_real *products)
{
  for (guint t = 0; t < parity->n_parities; t++, products += NC_LANES)
    {
      const NcAuditProduct *product = &parity->targets[t];

      for (guint lane = 0; lane < NC_LANES; lane++)
        {
          products[lane] = rows[product->rows[0] * NC_LANES + lane];
          for (guint factor = 1; factor < product->n; factor++)
            products[lane] *= rows[product->rows[factor] * NC_LANES + lane];
        }
    }
}

/* Trains the networks on batch @number. */
static void
fill (NcAuditParity *parity, guint32 number)
{
  NcAuditSamples *samples = &parity->samples;
  guint bits = samples->cipher->plaintext_bits, length = samples->cipher->ciphertext_length;
  gsize n_features = nc_audit_features_count (length);

  nc_audit_samples_draw (samples, number);
  for (guint tile = 0; tile < samples->n_tiles; tile++)
    {
      const nc_real *plaintext = nc_pass_get_tile (samples->plaintext, bits, tile);
      nc_real *features = nc_audit_learner_get_inputs (parity->learner, tile);

      nc_audit_features_write (&parity->scaling,
                               nc_pass_get_tile (samples->ciphertext, length, tile), features);
      memcpy (nc_audit_learner_get_inputs (parity->reader, tile), features,
              n_features * NC_LANES * sizeof (nc_real));
      multiply (parity, plaintext, nc_audit_learner_get_targets (parity->learner, tile));
      memcpy (nc_audit_learner_get_targets (parity->reader, tile), plaintext,
              parity->result.n_bits * NC_LANES * sizeof (nc_real));
    }
}

/* Adds the networks' errors on batch @number. */
static void
measure_networks (NcAuditParity *parity, guint32 number)
{
  const nc_real half = nc_audit_learner_get_threshold (parity->learner);
  guint n_bits = parity->result.n_bits;

  fill (parity, number);
  nc_audit_learner_forward (parity->learner);
  nc_audit_learner_forward (parity->reader);
  for (guint tile = 0; tile < parity->samples.n_tiles; tile++)
    {
      const nc_real *outputs = nc_audit_learner_get_outputs (parity->learner, tile);
      const nc_real *read = nc_audit_learner_get_outputs (parity->reader, tile);
      const nc_real *targets = nc_audit_learner_get_targets (parity->learner, tile);
      nc_real readings[NC_AUDIT_PARITY_MAX_BITS * NC_LANES];

      for (guint i = 0; i < n_bits * NC_LANES; i++)
        readings[i] = read[i] > half ? 1 : -1;
      multiply (parity, readings, parity->products);
      for (guint i = 0; i < parity->n_parities * NC_LANES; i++)
        {
          gboolean is = targets[i] > 0;

          parity->n_wrong[NC_AUDIT_PARITY_BY_NETWORK][i / NC_LANES] += (outputs[i] > half) != is;
          parity->n_wrong[NC_AUDIT_PARITY_BY_READING][i / NC_LANES]
              += (parity->products[i] > 0) != is;
        }
    }
}

static void
measure_counts (NcAuditParity *parity, guint32 number)
{
  nc_audit_samples_draw (&parity->counted, number);
  nc_audit_counter_measure (parity->counter, &parity->counted, parity->choices,
                            parity->n_wrong[NC_AUDIT_PARITY_BY_COUNTING]);
}

static NcAuditParityWorst
find_worst (const NcAuditParity *parity, guint begin, guint end)
{
  NcAuditParityWorst worst = { .parity = begin };
  double least = 2;

  for (guint t = begin; t < end; t++)
    for (guint attacker = 0; attacker < NC_AUDIT_PARITY_N_ATTACKERS; attacker++)
      {
        double error = parity->result.parities[t].error[attacker];

        if (error >= least)
          continue;
        least = error;
        worst.parity = t;
        worst.attacker = attacker;
      }
  return worst;
}

static gboolean
is_by_counting (guint attacker)
{
  return attacker == NC_AUDIT_PARITY_BY_COUNTING;
}

/* Messages in the current phase. */
static double
get_n_messages (const NcAuditParity *parity, gboolean by_counting)
{
  return (double) parity->n_batches[parity->phase]
         * (by_counting ? NC_AUDIT_COUNTER_MESSAGES : parity->options.training.batch);
}

static void
compare (NcAuditParity *parity, gboolean by_counting)
{
  NcAuditParityResult *result = &parity->result;
  double n = get_n_messages (parity, by_counting);

  for (guint attacker = 0; attacker < NC_AUDIT_PARITY_N_ATTACKERS; attacker++)
    for (guint t = 0; t < parity->n_parities && is_by_counting (attacker) == by_counting; t++)
      result->parities[t].error[attacker] = (double) parity->n_wrong[attacker][t] / n;
  if (!by_counting)
    return;
  result->worst_pair = find_worst (parity, 0, result->n_pairs);
  result->worst_triple = find_worst (parity, result->n_pairs, parity->n_parities);
  result->surprising
      = 0.5
        - nc_audit_normal_quantile (0.05 / (NC_AUDIT_PARITY_N_ATTACKERS * parity->n_parities))
              / (2 * sqrt (parity->options.n_compared));
}

static void
conclude (NcAuditParity *parity, NcAuditParityWorst *worst, gboolean by_counting)
{
  if (is_by_counting (worst->attacker) == by_counting && worst->parity < parity->n_parities)
    worst->error
        = nc_audit_interval_of_share ((double) parity->n_wrong[worst->attacker][worst->parity],
                                      get_n_messages (parity, by_counting));
}

/* Evaluates a phase, once its last batch is in. */
static void
end_phase (NcAuditParity *parity)
{
  gboolean by_counting
      = parity->phase > PHASE_COUNTING && parity->phase != PHASE_MEASURING_NETWORKS;

  if (parity->phase == PHASE_COUNTING)
    for (guint t = 0; t < parity->n_parities; t++)
      parity->choices[t] = parity->result.parities[t].choice
          = nc_audit_counter_choose (parity->counter, t);
  else if (parity->phase == PHASE_COMPARING_NETWORKS || parity->phase == PHASE_COMPARING_COUNTS)
    compare (parity, by_counting);
  else if (parity->phase != PHASE_TRAINING)
    {
      conclude (parity, &parity->result.worst_pair, by_counting);
      conclude (parity, &parity->result.worst_triple, by_counting);
    }
  for (guint attacker = 0; attacker < NC_AUDIT_PARITY_N_ATTACKERS; attacker++)
    memset (parity->n_wrong[attacker], 0, parity->n_parities * sizeof (guint64));
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
      nc_audit_learner_step (parity->reader);
      break;
    case PHASE_COMPARING_NETWORKS:
      measure_networks (parity, NC_AUDIT_BATCH_CHOOSING + number);
      break;
    case PHASE_COUNTING:
      nc_audit_samples_draw (&parity->counted, BATCH_COUNTING + number);
      nc_audit_counter_count (parity->counter, &parity->counted);
      break;
    case PHASE_COMPARING_COUNTS:
      measure_counts (parity, BATCH_COMPARING_COUNTS + number);
      break;
    case PHASE_MEASURING_NETWORKS:
      measure_networks (parity, NC_AUDIT_BATCH_MEASURING + number);
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
