/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether the key is used, of pairs whose answers are known; the same from a saved
 * state; and that a finished run has one, however it was finished.
 */
#include <string.h>

#include "engine/training/nc-trainer.h"
#include "known-pair.h"
#include "lab-fixture.h"
#include "lab/training/lab-evaluation.h"

/* Bob's outputs for -1 are moved to just above 0: his signs are wrong half of the time, and
 * he still tells every bit. */
static void
move_up (Parties *parties)
{
  const NcLayout *layout = &parties->layouts[NC_BOB];

  for (guint i = 0; i < N; i++)
    parties->parameters[NC_BOB][layout->output_bias + i] += STEEP + (nc_real) 0.01;
}

/* And clears them. */
static LabEvaluation *
evaluate_parties (Parties *parties)
{
  g_autoptr (LabExperiment) experiment = lab_experiment_new (&parties->setup);
  LabEvaluation *evaluation
      = lab_evaluation_new (experiment, 1, parties->parameters, parties->statistics);

  clear_parties (parties);
  return evaluation;
}

static LabEvaluation *
evaluate (gboolean alice_uses_key, gboolean bob_uses_key, gboolean bob_is_blank)
{
  const NcSetup setup = known_pair_setup ();
  Parties parties;

  init_parties (&parties, &setup);
  build_party (&parties, NC_ALICE, alice_uses_key);
  if (!bob_is_blank)
    build_party (&parties, NC_BOB, bob_uses_key);
  return evaluate_parties (&parties);
}

static LabEvaluation *
evaluate_half (void)
{
  const NcSetup setup = known_pair_setup ();
  Parties parties;

  init_parties (&parties, &setup);
  build_party (&parties, NC_ALICE, FALSE);
  build_party (&parties, NC_BOB, FALSE);
  move_up (&parties);
  return evaluate_parties (&parties);
}

static void
assert_key_use (LabEvaluation *evaluation, LabKeyUse use, const char *words)
{
  g_autofree char *sentence = lab_evaluation_get_words (evaluation);

  g_assert_cmpint (lab_evaluation_get_key_use (evaluation), ==, use);
  if (strstr (sentence, words) == NULL)
    g_error ("“%s” lacks “%s”", sentence, words);
}

/* No verdict on the key while Bob has nothing to lose. */
static void
test_judged (void)
{
  static const struct
  {
    NcLoss fuzzy;
    NcLoss wrong;
    LabKeyUse use;
  } cases[] = {
    { { 0.5, 0.5 }, { 0.5, 0.5 }, LAB_KEY_USE_BOB_FAILS },
    { { 0.47, 0.44 }, { 0.47, 0.44 }, LAB_KEY_USE_BOB_FAILS }, /* seen, and called unused */
    { { 0.42, 0.41 }, { 0.425, 0.415 }, LAB_KEY_USE_BOB_FAILS },
    { { 0.42, 0.41 }, { 0.5, 0.5 }, LAB_KEY_USE_FULL },
    { { 0.39, 0.39 }, { 0.395, 0.395 }, LAB_KEY_USE_NONE },
    { { 0.25, 0.5 }, { 0.25, 0.5 }, LAB_KEY_USE_NONE }, /* outputs of 0 reveal each bit */
    { { 0.01, 0.01 }, { 0.011, 0.01 }, LAB_KEY_USE_NONE },
    { { 0.01, 0.01 }, { 0.3, 0.3 }, LAB_KEY_USE_FULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lab_key_use_judge (&cases[i].fuzzy, &cases[i].wrong), ==, cases[i].use);
}

static void
test_key_uses (void)
{
  g_autoptr (LabEvaluation) pad = evaluate (TRUE, TRUE, FALSE);
  g_autoptr (LabEvaluation) clear = evaluate (FALSE, FALSE, FALSE);
  g_autoptr (LabEvaluation) blank = evaluate (TRUE, TRUE, TRUE);
  g_autoptr (LabEvaluation) crossed = evaluate (TRUE, FALSE, FALSE);
  g_autoptr (LabEvaluation) half = evaluate_half ();
  const NcLoss *read = &lab_evaluation_get (half, NC_MODE_TRAINING)->bob[NC_KEY_FUZZY];

  g_assert_cmpfloat_with_epsilon (read->loss_rate, 0.25, 0.02);
  g_assert_cmpfloat_with_epsilon (read->bit_error, 0.5, 0.02);
  assert_key_use (half, LAB_KEY_USE_NONE, "this is not encryption");
  assert_key_use (pad, LAB_KEY_USE_FULL, "0.3750");
  assert_key_use (clear, LAB_KEY_USE_NONE, "this is not encryption");
  assert_key_use (blank, LAB_KEY_USE_BOB_FAILS, "0.500");
  assert_key_use (crossed, LAB_KEY_USE_BOB_FAILS, "guessing");
  g_assert_cmpstr (lab_key_use_get_name (LAB_KEY_USE_NONE), ==, "key-unused");
  /* Without batch norm the modes are one. */
  g_assert_cmpmem (lab_evaluation_get (pad, NC_MODE_TRAINING), sizeof (NcEvaluation),
                   lab_evaluation_get (pad, NC_MODE_EVALUATION), sizeof (NcEvaluation));
}

static void
test_of_a_run (void)
{
  g_autoptr (LabExperiment) experiment
      = fixture_experiment ("bob.batch-norm=true", "training.rounds=1", NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("run", experiment, 3);
  g_autoptr (LabEvaluation) again = NULL;
  g_autoptr (GBytes) state = NULL;
  g_autoptr (GError) error = NULL;
  guint64 iteration;

  lab_scheduler_step (scheduler, run, 5);
  fixture_wait (run, LAB_RUN_PAUSED);
  g_assert_null (lab_run_get_evaluation (run));
  lab_scheduler_start (scheduler, run);
  fixture_wait (run, LAB_RUN_FINISHED);
  g_assert_nonnull (lab_run_get_evaluation (run));

  state = lab_run_get_checkpoint (run, &iteration);
  again = lab_evaluation_new_from_state (experiment, 3, state, &error);
  g_assert_no_error (error);
  for (NcMode mode = NC_MODE_TRAINING; mode <= NC_MODE_EVALUATION; mode++)
    {
      const NcEvaluation *one = lab_evaluation_get (lab_run_get_evaluation (run), mode);
      const NcEvaluation *two = lab_evaluation_get (again, mode);

      for (NcKeyKind kind = NC_KEY_EXACT; kind < NC_N_KEY_KINDS; kind++)
        g_assert_true (one->bob[kind].loss_rate == two->bob[kind].loss_rate);
    }
  g_assert_false (lab_evaluation_get (again, NC_MODE_TRAINING)->bob[0].loss_rate
                  == lab_evaluation_get (again, NC_MODE_EVALUATION)->bob[0].loss_rate);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lab/evaluation/judged", test_judged);
  g_test_add_func ("/lab/evaluation/key-uses", test_key_uses);
  g_test_add_func ("/lab/evaluation/of-a-run", test_of_a_run);

  return g_test_run ();
}
