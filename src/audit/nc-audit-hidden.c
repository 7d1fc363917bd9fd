/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hidden bits, by one network for all N probabilities, in which a bit's output does not depend on
 * that bit (nc-audit-mask.h).
 *
 * Her confidence is calibrated afterwards: each bit's log odds are multiplied by the factor that
 * works best on messages set aside for this, and by 0, a coin toss, unless she is significantly
 * better than that. So she never counts as knowing less than nothing.
 */
#include "audit/nc-audit-hidden.h"

#include <math.h>

#include "audit/nc-audit-features.h"
#include "audit/nc-audit-mask.h"

#define SCALING_MESSAGES 4096

/* Log odds are clamped to ±this: probabilities within 1e-5 of 0 and 1. */
#define MOST_LOG_ODDS 11.5

/* By how many standard errors she must beat a coin toss to be believed. */
#define SURELY 4

/* Factors tried on the log odds; the first is the coin toss. */
static const double factors[] = { 0, 0.25, 0.5, 0.75, 1, 1.5, 2, 4 };
#define N_FACTORS G_N_ELEMENTS (factors)

typedef struct
{
  double sum;
  double squares;
} Sums;

typedef enum
{
  PHASE_TRAINING,
  PHASE_CHOOSING,
  PHASE_MEASURING,
} Phase;
#define N_PHASES 3

struct _NcAuditHidden
{
  NcAuditHiddenFrom from;
  NcAuditHiddenOptions options;
  guint bits;           /* N */
  guint first_told_row; /* of the inputs: the plaintext and, from Bob's point of view, where he was
                         * right; then his key and output */
  NcAuditSamples samples;
  NcAuditScaling scaling;
  NcAuditLearner *learner;

  guint phase;
  guint n_done; /* batches of the current phase */
  guint n_batches[N_PHASES];
  Sums *choosing;  /* [bits][N_FACTORS], surprise in bits */
  double *chosen;  /* [bits], factors */
  Sums of_message; /* of the surprise per message */
  NcAuditHiddenResult result;
};

NcAuditHiddenOptions
nc_audit_hidden_get_options (gboolean quick)
{
  return (NcAuditHiddenOptions){
    .training = { .batch = 256, .n_steps = quick ? 500 : 12000, .learning_rate = 0.005 },
    .n_layers = 2,
    .width = 256,
    .n_choosing = 16384,
    .n_measured = 65536,
  };
}

/* Inputs that carry plaintext bits, [n_told][bits]. */
static guint
get_n_told (const NcAuditHidden *hidden)
{
  return hidden->from == NC_AUDIT_HIDDEN_FROM_BOB ? 2 : 1;
}

static void
make_learner (NcAuditHidden *hidden, guint32 seed, guint task, const NcKernels *kernels)
{
  const NcAuditCipher *cipher = hidden->samples.cipher;
  guint widths[NC_MAX_DENSE], n_inputs;
  NcAuditMask mask;
  NcTopology topology;

  hidden->first_told_row = nc_audit_features_count (cipher->ciphertext_length);
  n_inputs = hidden->first_told_row + get_n_told (hidden) * hidden->bits;
  if (hidden->from == NC_AUDIT_HIDDEN_FROM_BOB)
    n_inputs += cipher->key_bits + hidden->bits;
  for (guint layer = 0; layer < hidden->options.n_layers; layer++)
    widths[layer] = hidden->options.width;
  topology
      = nc_audit_learner_dense_topology (n_inputs, hidden->bits, hidden->options.n_layers, widths);
  hidden->learner
      = nc_audit_learner_new (&topology, &hidden->options.training, seed, task, kernels);
  mask = (NcAuditMask){
    .bits = hidden->bits,
    .n_layers = hidden->options.n_layers,
    .width = hidden->options.width,
    .n_inputs = n_inputs,
    .first_told = hidden->first_told_row,
    .n_told = get_n_told (hidden),
  };
  nc_audit_mask_set (&mask, hidden->learner);
}

NcAuditHidden *
nc_audit_hidden_new (NcAuditCipher *cipher,
                     NcAuditHiddenFrom from,
                     const NcAuditHiddenOptions *options,
                     guint32 seed,
                     const NcKernels *kernels)
{
  NcAuditHidden *hidden;
  guint batch = options->training.batch;
  guint task
      = from == NC_AUDIT_HIDDEN_FROM_BOB ? NC_AUDIT_TASK_HIDDEN_WITH_KEY : NC_AUDIT_TASK_HIDDEN;

  g_return_val_if_fail (options->n_layers > 0 && options->n_layers <= NC_MAX_DENSE, NULL);
  g_return_val_if_fail (options->width >= 4, NULL);
  g_return_val_if_fail (options->training.n_steps > 0 && options->n_choosing > 0, NULL);
  g_return_val_if_fail (options->n_measured > 1, NULL);

  hidden = g_new0 (NcAuditHidden, 1);
  hidden->from = from;
  hidden->options = *options;
  hidden->bits = cipher->plaintext_bits;
  hidden->n_batches[PHASE_TRAINING] = options->training.n_steps;
  hidden->n_batches[PHASE_CHOOSING] = (options->n_choosing + batch - 1) / batch;
  hidden->n_batches[PHASE_MEASURING] = (options->n_measured + batch - 1) / batch;
  hidden->choosing = g_new0 (Sums, hidden->bits * N_FACTORS);
  hidden->chosen = g_new0 (double, hidden->bits);
  hidden->result.n_bits = hidden->bits;
  hidden->result.of_bits = g_new0 (double, hidden->bits);
  nc_audit_samples_init (&hidden->samples, cipher, kernels, seed, task, NC_TILES (batch),
                         from == NC_AUDIT_HIDDEN_FROM_BOB);
  nc_audit_scaling_init (&hidden->scaling, &hidden->samples, SCALING_MESSAGES);
  make_learner (hidden, seed, task, kernels);
  return hidden;
}

void
nc_audit_hidden_free (NcAuditHidden *hidden)
{
  if (hidden == NULL)
    return;
  nc_audit_samples_clear (&hidden->samples);
  nc_audit_scaling_clear (&hidden->scaling);
  nc_audit_learner_free (hidden->learner);
  g_free (hidden->choosing);
  g_free (hidden->chosen);
  g_free (hidden->result.of_bits);
  g_free (hidden);
}

static nc_real *
append (nc_real *to, const nc_real *rows, guint n_rows, guint tile)
{
  const nc_real *from = rows + (gsize) tile * n_rows * NC_LANES;

  for (guint i = 0; i < n_rows * NC_LANES; i++)
    to[i] = from[i];
  return to + (gsize) n_rows * NC_LANES;
}

/* +1 where Bob read a bit correctly, -1 where not: otherwise it is hard to see how many errors are
 * still to come. */
static nc_real *
append_right (
    nc_real *to, const nc_real *plaintext, const nc_real *decrypted, guint n_rows, guint tile)
{
  gsize begin = (gsize) tile * n_rows * NC_LANES;

  for (guint i = 0; i < n_rows * NC_LANES; i++)
    to[i] = decrypted[begin + i] > 0 ? plaintext[begin + i] : -plaintext[begin + i];
  return to + (gsize) n_rows * NC_LANES;
}

static void
fill (NcAuditHidden *hidden, guint32 number)
{
  NcAuditSamples *samples = &hidden->samples;
  guint length = samples->cipher->ciphertext_length, key_bits = samples->cipher->key_bits;

  nc_audit_samples_draw (samples, number);
  for (guint tile = 0; tile < samples->n_tiles; tile++)
    {
      nc_real *inputs = nc_audit_learner_get_inputs (hidden->learner, tile);

      nc_audit_features_write (&hidden->scaling,
                               samples->ciphertext + (gsize) tile * length * NC_LANES, inputs);
      inputs += (gsize) hidden->first_told_row * NC_LANES;
      inputs = append (inputs, samples->plaintext, hidden->bits, tile);
      if (hidden->from == NC_AUDIT_HIDDEN_FROM_BOB)
        {
          inputs
              = append_right (inputs, samples->plaintext, samples->decrypted, hidden->bits, tile);
          inputs = append (inputs, samples->bob_key, key_bits, tile);
          append (inputs, samples->decrypted, hidden->bits, tile);
        }
      append (nc_audit_learner_get_targets (hidden->learner, tile), samples->plaintext,
              hidden->bits, tile);
    }
}

/* Log odds that she gave to the actual bit: above 0 if she expected it. */
static double
get_log_odds (nc_real output, nc_real target)
{
  double p = (double) output, odds = log (p / (1 - p)); /* infinite if rounded to 0 or 1 */

  return CLAMP (target > 0 ? odds : -odds, -MOST_LOG_ODDS, MOST_LOG_ODDS);
}

/* In bits, with her log odds multiplied by @factor. */
static double
get_surprise (double log_odds, double factor)
{
  double product = CLAMP (factor * log_odds, -MOST_LOG_ODDS, MOST_LOG_ODDS);

  return log1p (exp (-product)) / G_LN2;
}

static void
add (Sums *sums, double number)
{
  sums->sum += number;
  sums->squares += number * number;
}

static void
choose_batch (NcAuditHidden *hidden)
{
  for (guint tile = 0; tile < hidden->samples.n_tiles; tile++)
    {
      const nc_real *outputs = nc_audit_learner_get_outputs (hidden->learner, tile);
      const nc_real *targets = nc_audit_learner_get_targets (hidden->learner, tile);

      for (guint i = 0; i < hidden->bits * NC_LANES; i++)
        {
          Sums *sums = hidden->choosing + (gsize) (i / NC_LANES) * N_FACTORS;
          double log_odds = get_log_odds (outputs[i], targets[i]);

          for (guint f = 0; f < N_FACTORS; f++)
            add (&sums[f], get_surprise (log_odds, factors[f]));
        }
    }
}

static void
choose (NcAuditHidden *hidden)
{
  guint64 n = (guint64) hidden->n_batches[PHASE_CHOOSING] * hidden->options.training.batch;

  for (guint bit = 0; bit < hidden->bits; bit++)
    {
      const Sums *sums = hidden->choosing + (gsize) bit * N_FACTORS;
      NcAuditInterval surprise;
      guint best = 1;

      for (guint f = 2; f < N_FACTORS; f++)
        if (sums[f].sum < sums[best].sum)
          best = f;
      surprise = nc_audit_interval_of_mean (sums[best].sum, sums[best].squares, n);
      if (surprise.value + SURELY * (surprise.high - surprise.value) / NC_AUDIT_Z < 1)
        hidden->chosen[bit] = factors[best];
    }
}

static void
measure_batch (NcAuditHidden *hidden)
{
  for (guint tile = 0; tile < hidden->samples.n_tiles; tile++)
    {
      const nc_real *outputs = nc_audit_learner_get_outputs (hidden->learner, tile);
      const nc_real *targets = nc_audit_learner_get_targets (hidden->learner, tile);

      for (guint lane = 0; lane < NC_LANES; lane++)
        {
          double of_message = 0;

          for (guint bit = 0; bit < hidden->bits; bit++)
            {
              guint i = bit * NC_LANES + lane;
              double surprise
                  = get_surprise (get_log_odds (outputs[i], targets[i]), hidden->chosen[bit]);

              hidden->result.of_bits[bit] += surprise;
              of_message += surprise;
            }
          add (&hidden->of_message, of_message);
        }
    }
}

static void
conclude (NcAuditHidden *hidden)
{
  NcAuditHiddenResult *result = &hidden->result;
  guint64 n = (guint64) hidden->n_batches[PHASE_MEASURING] * hidden->options.training.batch;

  for (guint bit = 0; bit < hidden->bits; bit++)
    result->of_bits[bit] /= (double) n;
  result->total = nc_audit_interval_of_mean (hidden->of_message.sum, hidden->of_message.squares, n);
  result->standard_error = (result->total.high - result->total.value) / NC_AUDIT_Z;
  result->total.low = fmax (result->total.low, 0);
  result->done = TRUE;
}

gboolean
nc_audit_hidden_step (NcAuditHidden *hidden)
{
  static const guint32 first_batches[N_PHASES]
      = { 0, NC_AUDIT_BATCH_CHOOSING, NC_AUDIT_BATCH_MEASURING };

  if (hidden->phase == N_PHASES)
    return FALSE;
  fill (hidden, first_batches[hidden->phase] + hidden->n_done);
  if (hidden->phase == PHASE_TRAINING)
    nc_audit_learner_step (hidden->learner);
  else
    nc_audit_learner_forward (hidden->learner);
  if (hidden->phase == PHASE_CHOOSING)
    choose_batch (hidden);
  else if (hidden->phase == PHASE_MEASURING)
    measure_batch (hidden);
  if (++hidden->n_done < hidden->n_batches[hidden->phase])
    return TRUE;
  if (hidden->phase == PHASE_CHOOSING)
    choose (hidden);
  else if (hidden->phase == PHASE_MEASURING)
    conclude (hidden);
  hidden->n_done = 0;
  hidden->phase++;
  return hidden->phase < N_PHASES;
}

double
nc_audit_hidden_get_progress (const NcAuditHidden *hidden)
{
  double done = hidden->n_done, all = 0;

  for (guint phase = 0; phase < N_PHASES; phase++)
    {
      all += hidden->n_batches[phase];
      if (phase < hidden->phase)
        done += hidden->n_batches[phase];
    }
  return done / all;
}

const NcAuditHiddenResult *
nc_audit_hidden_get_result (const NcAuditHidden *hidden)
{
  return &hidden->result;
}

NcAuditLearner *
nc_audit_hidden_get_learner (NcAuditHidden *hidden)
{
  return hidden->learner;
}
