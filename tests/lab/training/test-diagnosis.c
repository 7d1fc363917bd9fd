/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A loss at rest is told from one that moves; a diagnosis is put into the right
 * words, comes to the owner while the run trains, and changes no number of it.
 */
#include <math.h>
#include <string.h>

#include "lab-fixture.h"
#include "lab/training/lab-diagnosis.h"

#define N_ITERATIONS 1000 /* a round of the made-up series */

/* A loss by its round, counted in fractions from 0. */
typedef double (*Curve) (double round);

static double
rest (double round)
{
  return 0.25;
}

static double
fall (double round)
{
  return 0.4 - 0.01 * round;
}

static double
fall_slowly (double round)
{
  return 0.4 - 0.003 * round;
}

static double
fall_then_rest (double round)
{
  return 0.25 + 0.25 * exp (-8 * round);
}

static double
vanish (double round)
{
  return 0.003;
}

/* One bit in every eighth message: the least step at which runs rest. */
static double
rest_lowest (double round)
{
  return 1.0 / 128;
}

static double
guess (double round)
{
  return 0.5;
}

/* Appends rounds of curve plus normal noise (Irwin and Hall's); by-round rounds
 * have as many iterations of Eve behind them. */
static LabSeries *
make_series (Curve curve, double rounds, double noise, gboolean by_round, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  LabSeries *series = lab_series_new ();
  guint round_length = N_ITERATIONS * (by_round ? 2 : 1);

  for (guint64 i = 0; i < (guint64) (rounds * round_length); i++)
    {
      gboolean eve = i % round_length >= N_ITERATIONS;
      double sum = -6, value;
      NcMeasurement measurement = { .iteration = i, .turn = eve ? NC_TURN_EVE : NC_TURN_ALICE_BOB };

      for (guint k = 0; k < 12; k++)
        sum += g_rand_double (rand);
      value = curve ((double) i / round_length) + noise * sum;
      measurement.bob_loss_rate = eve ? NAN : (float) value;
      lab_series_append (series, &measurement);
    }
  return series;
}

static LabFlatness
measure (Curve curve, double rounds, double noise, gboolean by_round, guint32 seed)
{
  g_autoptr (LabSeries) series = make_series (curve, rounds, noise, by_round, seed);
  NcSetup setup = { .key_bits = 16, .rounds = 10, .iterations = N_ITERATIONS };
  LabFlatness flatness;

  setup.schedule = by_round ? NC_SCHEDULE_BY_ROUND : NC_SCHEDULE_TOGETHER;
  lab_flatness_measure (series, &setup, &flatness);
  return flatness;
}

static void
test_flat (void)
{
  guint n_flat = 0, n_falling = 0;

  for (guint32 seed = 0; seed < 50; seed++)
    {
      n_flat += measure (rest, 3, 0.02, FALSE, seed).flat;
      g_assert_true (measure (guess, 2, 0, FALSE, seed).flat);
      /* At rest in the second round, but only known of it after the third. */
      g_assert_false (measure (fall_then_rest, 2, 0.001, FALSE, seed).flat);
      g_assert_true (measure (fall_then_rest, 3, 0.0001, FALSE, seed).flat);
      g_assert_false (measure (vanish, 3, 0.0005, FALSE, seed).flat);
      g_assert_true (measure (rest_lowest, 3, 0.0001, FALSE, seed).flat);
      g_assert_false (measure (fall, 3, 0.001, FALSE, seed).flat);
      g_assert_false (measure (fall, 3, 0, FALSE, seed).flat);
      g_assert_true (measure (fall_slowly, 3, 0, FALSE, seed).flat); /* under a hundredth */
      n_falling += measure (fall, 3, 0.5, FALSE, seed).flat;         /* drowned in noise */
      g_assert_true (measure (rest, 3, 0.001, TRUE, seed).flat);
      g_assert_false (measure (fall, 3, 0.001, TRUE, seed).flat);
    }
  g_assert_cmpuint (n_flat, >=, 47);
  g_assert_cmpuint (n_falling, >=, 40);
}

/* Which iterations are compared, and with which means. */
static void
test_stretch (void)
{
  LabFlatness flatness = measure (fall, 2.9, 0, FALSE, 1);
  NcSetup setup = { .key_bits = 16, .rounds = 10, .iterations = 2000 };

  g_assert_cmpuint (flatness.stretch, ==, N_ITERATIONS);
  g_assert_cmpuint (flatness.end, ==, 2 * N_ITERATIONS);
  g_assert_cmpfloat_with_epsilon (flatness.before, fall (0.5), 1e-5);
  g_assert_cmpfloat_with_epsilon (flatness.last, fall (1.5), 1e-5);
  /* As the header says of a loss that falls evenly. */
  g_assert_cmpfloat_with_epsilon (0.01 / flatness.noise, 7.4, 0.05);

  flatness = measure (fall, 1.9, 0, FALSE, 1);
  g_assert_cmpuint (flatness.end, ==, 0);
  g_assert_true (isnan (flatness.before) && !flatness.flat);
  flatness = measure (fall, 2.5, 0, TRUE, 1);
  g_assert_cmpuint (flatness.end, ==, 4 * N_ITERATIONS);

  g_assert_cmpuint (lab_flatness_get_stretch (&setup), ==, 2000);
  setup.iterations = 30;
  g_assert_cmpuint (lab_flatness_get_stretch (&setup), ==, 210);
  setup.schedule = NC_SCHEDULE_BY_ROUND;
  g_assert_cmpuint (lab_flatness_get_stretch (&setup), ==, 420);
  setup.rounds = 1;
  g_assert_cmpuint (lab_flatness_get_stretch (&setup), ==, 400);
  setup.iterations = 5000;
  g_assert_cmpuint (lab_flatness_get_stretch (&setup), ==, 1000);
}

static LabDiagnosis *
make_diagnosis (Curve curve, double rounds, const NcDiagnosis *found)
{
  g_autoptr (LabSeries) series = make_series (curve, rounds, 0.0001, FALSE, 3);
  NcSetup setup = { .key_bits = 8, .rounds = 10, .iterations = N_ITERATIONS };

  return lab_diagnosis_new (&setup, found, series);
}

static void
assert_words (Curve curve, double rounds, const NcDiagnosis *found, const char *words)
{
  g_autoptr (LabDiagnosis) diagnosis = make_diagnosis (curve, rounds, found);

  g_assert_cmpstr (lab_diagnosis_get_words (diagnosis), ==, words);
}

static void
set_outputs (NcPartyDiagnosis *party, const char *states)
{
  party->n_outputs = strlen (states);
  party->n_stuck = 0;
  for (guint i = 0; i < party->n_outputs; i++)
    {
      party->outputs[i] = states[i] == '+'   ? NC_OUTPUT_NEVER_NEGATIVE
                          : states[i] == '-' ? NC_OUTPUT_NEVER_POSITIVE
                          : states[i] == '0' ? NC_OUTPUT_SILENT
                                             : NC_OUTPUT_FREE;
      party->n_stuck += states[i] != '.';
    }
}

static void
set_dead (NcPartyDiagnosis *party, guint dead, guint units)
{
  party->n_layers = 2;
  party->n_dense = 1;
  party->dead[1] = party->n_dead = dead;
  party->units[1] = party->n_units = units;
}

static void
test_words (void)
{
  NcDiagnosis found = { 0 };

  assert_words (rest, 1, &found, NULL);
  assert_words (fall, 3, &found, NULL);
  assert_words (rest, 2, &found, "Bob’s loss rate has stayed at 0.2500 for a whole round");
  set_outputs (&found.parties[NC_BOB], "+++.+..0");
  assert_words (fall, 3, &found,
                "Bob’s bit 8 stays at 0; Bob’s bits 1–3, 5 never come out negative");
  set_outputs (&found.parties[NC_BOB], "--...-..");
  assert_words (fall, 3, &found, "Bob’s bits 1, 2, 6 never come out positive");
  set_outputs (&found.parties[NC_BOB], "-------+");
  assert_words (fall, 3, &found,
                "Bob’s bit 8 never comes out negative; Bob’s bits 1–7 never come out positive");
  set_outputs (&found.parties[NC_BOB], "........");
  set_outputs (&found.parties[NC_EVE], "++++++++");
  assert_words (fall, 3, &found, NULL);
  set_dead (&found.parties[NC_BOB], 1, 10);
  set_dead (&found.parties[NC_ALICE], 2, 10);
  assert_words (fall, 3, &found,
                "1 of Bob’s 10 ReLU units never fires; 2 of Alice’s 10 ReLU units never fire");
  assert_words (vanish, 3, &found, NULL); /* it works all the same */
  set_dead (&found.parties[NC_EVE], 9, 10);
  assert_words (vanish, 3, &found, "9 of Eve’s 10 ReLU units never fire");
}

static void
test_numbers (void)
{
  NcDiagnosis found = { 0 };
  g_autoptr (LabDiagnosis) diagnosis = NULL;
  g_autofree char *explanation = NULL;

  set_dead (&found.parties[NC_BOB], 3, 4);
  set_outputs (&found.parties[NC_BOB], "+.......");
  diagnosis = make_diagnosis (rest, 2.5, &found);
  g_assert_cmpuint (lab_diagnosis_get_iteration (diagnosis), ==, 2.5 * N_ITERATIONS);
  g_assert_cmpfloat (lab_diagnosis_get_dead_share (diagnosis, NC_BOB), ==, 0.75);
  g_assert_true (isnan (lab_diagnosis_get_dead_share (diagnosis, NC_ALICE)));
  g_assert_cmpuint (lab_diagnosis_get_party (diagnosis, NC_BOB)->n_stuck, ==, 1);
  explanation = lab_diagnosis_explain (diagnosis);
  g_assert_nonnull (strstr (explanation, "3 of 4 channels of convolution 1"));
  g_assert_nonnull (strstr (explanation, "after 2500 iterations"));
  g_assert_nonnull (strstr (explanation, "from 0.2500 to 0.2500"));
  g_assert_nonnull (strstr (explanation, "1 of Bob’s 8 bits"));
  g_assert_nonnull (strstr (explanation, "0.0625"));
  g_assert_false (g_str_has_suffix (explanation, "\n"));
}

/* What the owner was told. */
typedef struct
{
  GThread *owner;
  guint n;
  guint n_while_running;
} Told;

static void
note (LabRun *run, GParamSpec *pspec, Told *told)
{
  g_assert_true (g_thread_self () == told->owner);
  told->n++;
  told->n_while_running += lab_run_get_state (run) == LAB_RUN_RUNNING;
}

static guint64
get_diagnosed (LabRun *run)
{
  return lab_diagnosis_get_iteration (lab_run_get_diagnosis (run));
}

static void
test_run (void)
{
  g_autoptr (LabExperiment) experiment
      = fixture_experiment ("training.rounds=400", "training.iterations=500", NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("one", experiment, 1);
  Told told = { g_thread_self (), 0, 0 };

  g_signal_connect (run, "notify::diagnosis", G_CALLBACK (note), &told);
  g_assert_null (lab_run_get_diagnosis (run));
  lab_scheduler_step (scheduler, run, 7);
  fixture_wait (run, LAB_RUN_PAUSED);
  g_assert_cmpuint (get_diagnosed (run), ==, 7);
  g_assert_cmpuint (told.n, ==, 1);

  lab_scheduler_start (scheduler, run);
  while (told.n_while_running < 3)
    {
      g_assert_true (lab_run_is_active (run));
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (get_diagnosed (run) % 500, ==, 0);
  lab_scheduler_pause (scheduler, run);
  fixture_wait (run, LAB_RUN_PAUSED);
  g_assert_cmpuint (get_diagnosed (run), ==, lab_run_get_iteration (run));
  lab_scheduler_start (scheduler, run);
  fixture_wait (run, LAB_RUN_FINISHED);
  g_assert_cmpuint (get_diagnosed (run), ==, 200000);
  g_assert_cmpuint (told.n, <=, 1 + 400 + 2);
}

static void
test_diverged (void)
{
  g_autoptr (LabExperiment) experiment
      = fixture_experiment ("training.epsilon=1e-300", "networks.convolution-activation=relu",
                            "alice.dense=relu", "bob.dense=relu", NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("one", experiment, 1);

  lab_scheduler_start (scheduler, run);
  fixture_wait (run, LAB_RUN_DIVERGED);
  g_assert_null (lab_run_get_diagnosis (run));
}

/* A run that is looked at after every round has the numbers of a trainer that
 * nobody looks at: series, parameters, moments and statistics. */
static void
check_untouched (LabExperiment *experiment)
{
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  guint64 length = nc_setup_get_length (setup), iteration;
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("one", experiment, 5);
  g_autoptr (NcTrainer) trainer = nc_trainer_new (setup, 5, nc_kernels_get_best ());
  g_autoptr (LabSeries) series = lab_series_new ();
  g_autoptr (GBytes) checkpoint = NULL;
  g_autofree char *found = NULL, *expected = NULL;
  gsize size = nc_trainer_get_state_size (trainer);
  g_autofree guint8 *state = g_malloc (size);

  for (guint64 i = 0; i < length; i++)
    {
      NcMeasurement measurement;

      g_assert_true (nc_trainer_step (trainer, &measurement));
      lab_series_append (series, &measurement);
    }
  nc_trainer_save_state (trainer, state);
  lab_scheduler_start (scheduler, run);
  fixture_wait (run, LAB_RUN_FINISHED);
  g_assert_cmpuint (get_diagnosed (run), ==, length);
  checkpoint = lab_run_get_checkpoint (run, &iteration);
  g_assert_cmpuint (iteration, ==, length);
  g_assert_cmpmem (g_bytes_get_data (checkpoint, NULL), g_bytes_get_size (checkpoint), state, size);
  expected = fixture_fingerprint (series, length);
  found = fixture_fingerprint (lab_run_get_series (run), length);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_untouched (void)
{
  g_autoptr (LabExperiment) plain
      = fixture_experiment ("training.rounds=20", "training.iterations=200", NULL);
  g_autoptr (LabExperiment) norm = fixture_experiment (
      "training.rounds=20", "training.iterations=200", "parties.eve=true",
      "training.schedule=by-round", "alice.batch-norm=true", "bob.batch-norm=true",
      "eve.batch-norm=true", "networks.convolution-activation=relu", NULL);

  check_untouched (plain);
  check_untouched (norm);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/diagnosis/flat", test_flat);
  g_test_add_func ("/lab/diagnosis/stretch", test_stretch);
  g_test_add_func ("/lab/diagnosis/words", test_words);
  g_test_add_func ("/lab/diagnosis/numbers", test_numbers);
  g_test_add_func ("/lab/diagnosis/run", test_run);
  g_test_add_func ("/lab/diagnosis/diverged", test_diverged);
  g_test_add_func ("/lab/diagnosis/untouched", test_untouched);
  return g_test_run ();
}
