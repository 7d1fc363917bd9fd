/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measuring pairs whose answers are known, and that batch norm's mode counts.
 */
#include <math.h>
#include <string.h>

#include "engine-fixture.h"
#include "engine/training/nc-batch.h"
#include "engine/training/nc-evaluation.h"
#include "known-pair.h"

static NcEvaluation
measure (Parties *parties, NcMode mode)
{
  g_autoptr (NcEvaluator) evaluator = nc_evaluator_new (&parties->setup, 5, nc_kernels_get_best ());
  NcEvaluation evaluation, again;

  nc_evaluator_measure (evaluator, parties->parameters, parties->statistics, mode, &evaluation);
  nc_evaluator_measure (evaluator, parties->parameters, parties->statistics, mode, &again);
  g_assert_cmpmem (&again, sizeof again, &evaluation, sizeof evaluation);
  return evaluation;
}

#define NEAR 0.004 /* five standard errors of a coin toss over 51200 x 8 bits */

static void
assert_loss (NcLoss loss, double expected, double tolerance)
{
  g_assert_cmpfloat_with_epsilon (loss.loss_rate, expected, tolerance);
  g_assert_cmpfloat_with_epsilon (loss.bit_error, expected, tolerance);
}

static void
test_one_time_pad (void)
{
  NcSetup setup = known_pair_setup ();
  Parties parties;
  NcEvaluation found;

  init_parties (&parties, &setup);
  build_party (&parties, NC_ALICE, TRUE);
  build_party (&parties, NC_BOB, TRUE);
  build_party (&parties, NC_EVE, FALSE); /* she takes C for P */
  found = measure (&parties, NC_MODE_TRAINING);
  g_assert_cmpuint (found.n_samples, ==, 51200);
  assert_loss (found.bob[NC_KEY_EXACT], 0, 1e-6);
  assert_loss (found.bob[NC_KEY_FUZZY], (double) FLIPS / N, 1e-6);
  assert_loss (found.bob[NC_KEY_WRONG], 0.5, NEAR);
  assert_loss (found.eve, 0.5, NEAR);
  clear_parties (&parties);
}

static void
test_in_the_clear (void)
{
  NcSetup setup = known_pair_setup ();
  Parties parties;
  NcEvaluation found;

  init_parties (&parties, &setup);
  build_party (&parties, NC_ALICE, FALSE);
  build_party (&parties, NC_BOB, FALSE);
  build_party (&parties, NC_EVE, FALSE);
  found = measure (&parties, NC_MODE_EVALUATION);
  for (NcKeyKind kind = NC_KEY_EXACT; kind < NC_N_KEY_KINDS; kind++)
    assert_loss (found.bob[kind], 0, 1e-6);
  assert_loss (found.eve, 0, 1e-6);
  clear_parties (&parties);

  setup.eve = FALSE;
  init_parties (&parties, &setup);
  g_assert_true (isnan (measure (&parties, NC_MODE_TRAINING).eve.loss_rate));
  clear_parties (&parties);
}

/* Running statistics of an untrained network are not those of a batch. */
static void
test_modes (void)
{
  NcSetup setup = fixture_setup_with_norm ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  Parties parties;
  NcEvaluation training, running;

  g_assert_true (nc_setup_has_norm (&setup));
  init_parties (&parties, &setup);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    fixture_draw_parameters (&parties.layouts[party], rand, parties.parameters[party],
                             parties.statistics[party]);
  training = measure (&parties, NC_MODE_TRAINING);
  running = measure (&parties, NC_MODE_EVALUATION);
  g_assert_cmpfloat (fabs (training.bob[0].loss_rate - running.bob[0].loss_rate), >, 1e-4);
  clear_parties (&parties);

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    setup.topologies[party].batch_norm = FALSE;
  g_assert_false (nc_setup_has_norm (&setup));
}

/* Plainly, a mini-batch after the other: the loss of Bob with the true key. */
static NcLoss
measure_plainly (Parties *parties)
{
  const NcSetup *setup = &parties->setup;
  guint n_batches = (NC_EVALUATION_SAMPLES + setup->batch - 1) / setup->batch;
  NcBatchSource source = {
    .seed = 5,
    .key_bits = N,
    .key_difference = setup->key_difference,
    .fuzzing = setup->fuzzing,
    .plaintext_stream = NC_STREAM_EVALUATION_PLAINTEXT,
    .key_stream = NC_STREAM_EVALUATION_KEY,
  };
  g_autoptr (NcPass) alice
      = nc_pass_new (&setup->topologies[NC_ALICE], &parties->layouts[NC_ALICE],
                     nc_kernels_get_best (), NC_MEMORY_FORWARD, setup->batch, 0);
  g_autoptr (NcPass) bob = nc_pass_new (&setup->topologies[NC_BOB], &parties->layouts[NC_BOB],
                                        nc_kernels_get_best (), NC_MEMORY_FORWARD, setup->batch, 0);
  NcLoss sum = { 0 };

  for (guint i = 0; i < n_batches; i++)
    {
      NcLoss loss;

      nc_batch_draw (&source, nc_kernels_get_best (), i, 0, alice->input, NULL);
      nc_pass_forward (alice, setup->batch, NC_MODE_TRAINING, parties->parameters[NC_ALICE], NULL);
      memcpy (bob->input, alice->output, sizeof (nc_real) * N * NC_LANES);
      memcpy (bob->input + N * NC_LANES, alice->input + N * NC_LANES,
              sizeof (nc_real) * N * NC_LANES);
      nc_pass_forward (bob, setup->batch, NC_MODE_TRAINING, parties->parameters[NC_BOB], NULL);
      loss = nc_objective_measure (bob, alice->input, 2 * N);
      sum.loss_rate += loss.loss_rate;
      sum.bit_error += loss.bit_error;
    }
  return (NcLoss){ sum.loss_rate / n_batches, sum.bit_error / n_batches };
}

/* Mini-batches that share a tile are measured as if each were alone, to the bit. */
static void
test_small_batches (void)
{
  static const guint batches[] = { 1, 2, 3, 7, 16, 31 };

  for (guint i = 0; i < G_N_ELEMENTS (batches); i++)
    {
      NcSetup setup = known_pair_setup ();
      g_autoptr (GRand) rand = g_rand_new_with_seed (i);
      Parties parties;
      NcLoss plain, found;

      setup.batch = batches[i];
      init_parties (&parties, &setup);
      for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
        fixture_draw_parameters (&parties.layouts[party], rand, parties.parameters[party],
                                 parties.statistics[party]);
      plain = measure_plainly (&parties);
      found = measure (&parties, NC_MODE_TRAINING).bob[NC_KEY_EXACT];
      g_assert_cmpmem (&found, sizeof found, &plain, sizeof plain);
      g_assert_cmpfloat (found.loss_rate, >, 0.1);
      clear_parties (&parties);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/evaluation/one-time-pad", test_one_time_pad);
  g_test_add_func ("/engine/evaluation/in-the-clear", test_in_the_clear);
  g_test_add_func ("/engine/evaluation/modes", test_modes);
  g_test_add_func ("/engine/evaluation/small-batches", test_small_batches);

  return g_test_run ();
}
