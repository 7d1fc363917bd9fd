/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measuring a trained pair, with passes that have no room for a way back.
 */
#include "nc-evaluation.h"

#include <math.h>
#include <string.h>

#include "nc-batch.h"
#include "nc-pass.h"

#define MAX_BATCH 4096

struct _NcEvaluator
{
  NcSetup setup;
  NcLayout layouts[NC_N_PARTIES];
  NcPass *passes[NC_N_PARTIES]; /* Eve's NULL without her */
  const NcKernels *kernels;
  NcBatchSource messages;
  NcBatchSource wrong_keys; /* of which only the keys are used */
  guint batch;
  nc_real *fuzzy;   /* [tile][N][lane] */
  nc_real *scratch; /* [2N][lane] */
};

NcEvaluator *
nc_evaluator_new (const NcSetup *setup, guint32 seed, const NcKernels *kernels)
{
  NcEvaluator *evaluator = g_new0 (NcEvaluator, 1);
  guint n = setup->key_bits;

  evaluator->setup = *setup;
  evaluator->kernels = kernels;
  evaluator->batch = MIN (setup->batch, MAX_BATCH);
  evaluator->messages = (NcBatchSource){
    .seed = seed,
    .key_bits = n,
    .key_difference = setup->key_difference,
    .fuzzing = setup->fuzzing,
    .plaintext_stream = NC_STREAM_EVALUATION_PLAINTEXT,
    .key_stream = NC_STREAM_EVALUATION_KEY,
  };
  evaluator->wrong_keys = evaluator->messages;
  evaluator->wrong_keys.key_stream = NC_STREAM_EVALUATION_WRONG_KEY;
  for (NcParty party = NC_ALICE; party <= (setup->eve ? NC_EVE : NC_BOB); party++)
    {
      const NcTopology *topology = &evaluator->setup.topologies[party];

      nc_layout_init (&evaluator->layouts[party], topology);
      evaluator->passes[party] = nc_pass_new (topology, &evaluator->layouts[party], kernels,
                                              NC_MEMORY_FORWARD, evaluator->batch, 0);
    }
  evaluator->fuzzy = nc_real_new0 ((gsize) NC_TILES (evaluator->batch) * n * NC_LANES);
  evaluator->scratch = nc_real_new0 ((gsize) 2 * n * NC_LANES);
  return evaluator;
}

void
nc_evaluator_free (NcEvaluator *evaluator)
{
  if (evaluator == NULL)
    return;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    nc_pass_free (evaluator->passes[party]);
  nc_real_free (evaluator->fuzzy);
  nc_real_free (evaluator->scratch);
  g_free (evaluator);
}

static void
draw (NcEvaluator *evaluator, guint32 number)
{
  guint n = evaluator->setup.key_bits;

  for (guint tile = 0; tile < NC_TILES (evaluator->batch); tile++)
    nc_batch_draw (&evaluator->messages, evaluator->kernels, number, tile,
                   nc_pass_get_tile (evaluator->passes[NC_ALICE]->input, 2 * n, tile),
                   nc_pass_get_tile (evaluator->fuzzy, n, tile));
}

/* The ciphertext becomes the first inputs of Bob or Eve. */
static void
deliver (NcEvaluator *evaluator, NcParty party)
{
  NcPass *alice = evaluator->passes[NC_ALICE], *pass = evaluator->passes[party];
  guint n = evaluator->setup.key_bits;

  for (guint tile = 0; tile < NC_TILES (evaluator->batch); tile++)
    memcpy (nc_pass_get_tile (pass->input, pass->topology->inputs, tile),
            nc_pass_get_tile (alice->output, n, tile), sizeof (nc_real) * n * NC_LANES);
}

static void
give_key (NcEvaluator *evaluator, NcKeyKind kind, guint32 number)
{
  NcPass *alice = evaluator->passes[NC_ALICE], *bob = evaluator->passes[NC_BOB];
  guint n = evaluator->setup.key_bits;

  for (guint tile = 0; tile < NC_TILES (evaluator->batch); tile++)
    {
      nc_real *key = nc_pass_get_tile (bob->input, 2 * n, tile) + (gsize) n * NC_LANES;
      const nc_real *from = nc_pass_get_tile (alice->input, 2 * n, tile) + (gsize) n * NC_LANES;

      if (kind == NC_KEY_FUZZY)
        from = nc_pass_get_tile (evaluator->fuzzy, n, tile);
      else if (kind == NC_KEY_WRONG)
        {
          nc_batch_draw (&evaluator->wrong_keys, evaluator->kernels, number, tile,
                         evaluator->scratch, NULL);
          from = evaluator->scratch + (gsize) n * NC_LANES;
        }
      memcpy (key, from, sizeof (nc_real) * n * NC_LANES);
    }
}

static void
add_measured (NcEvaluator *evaluator,
              NcParty party,
              nc_real *const parameters[NC_N_PARTIES],
              nc_real *const statistics[NC_N_PARTIES],
              NcMode mode,
              NcLoss *sum)
{
  NcPass *pass = evaluator->passes[party];
  NcLoss loss;

  nc_pass_forward (pass, evaluator->batch, mode, parameters[party], statistics[party]);
  loss = nc_objective_measure (pass, evaluator->passes[NC_ALICE]->input,
                               2 * evaluator->setup.key_bits);
  sum->loss_rate += loss.loss_rate;
  sum->bit_error += loss.bit_error;
}

static void
divide (NcLoss *sum, guint n_batches)
{
  sum->loss_rate /= n_batches;
  sum->bit_error /= n_batches;
}

void
nc_evaluator_measure (NcEvaluator *evaluator,
                      nc_real *const parameters[NC_N_PARTIES],
                      nc_real *const statistics[NC_N_PARTIES],
                      NcMode mode,
                      NcEvaluation *evaluation)
{
  guint n_batches = (NC_EVALUATION_SAMPLES + evaluator->batch - 1) / evaluator->batch;

  *evaluation = (NcEvaluation){ .n_samples = (guint64) n_batches * evaluator->batch };
  for (guint number = 0; number < n_batches; number++)
    {
      draw (evaluator, number);
      nc_pass_forward (evaluator->passes[NC_ALICE], evaluator->batch, mode, parameters[NC_ALICE],
                       statistics[NC_ALICE]);
      deliver (evaluator, NC_BOB);
      for (NcKeyKind kind = NC_KEY_EXACT; kind < NC_N_KEY_KINDS; kind++)
        {
          give_key (evaluator, kind, number);
          add_measured (evaluator, NC_BOB, parameters, statistics, mode, &evaluation->bob[kind]);
        }
      if (evaluator->setup.eve)
        {
          deliver (evaluator, NC_EVE);
          add_measured (evaluator, NC_EVE, parameters, statistics, mode, &evaluation->eve);
        }
    }
  for (NcKeyKind kind = NC_KEY_EXACT; kind < NC_N_KEY_KINDS; kind++)
    divide (&evaluation->bob[kind], n_batches);
  divide (&evaluation->eve, n_batches);
  if (!evaluator->setup.eve)
    evaluation->eve = (NcLoss){ (double) NAN, (double) NAN };
}

gboolean
nc_setup_has_norm (const NcSetup *setup)
{
  gboolean has_norm = FALSE;

  for (NcParty party = NC_ALICE; party <= (setup->eve ? NC_EVE : NC_BOB); party++)
    has_norm |= setup->topologies[party].batch_norm;
  return has_norm;
}
