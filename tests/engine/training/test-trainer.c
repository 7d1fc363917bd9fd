/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The trainer: the same setup and seed give the same bits, alone or beside others
 * and on whatever thread; turns and lengths of the schedules; who learns; and
 * what the parameters begin with.
 */
#include <math.h>

#include "engine-fixture.h"
#include "engine/model/nc-random.h"
#include "engine/training/nc-trainer.h"

#define N_STEPS 200

typedef struct
{
  NcSetup setup;
  guint32 seed;
  const NcKernels *kernels;
  guint n_measurements;
  NcMeasurement measurements[N_STEPS];
  NcTrainer *trainer;
} Run;

static Run *
run_new (const NcSetup *setup, guint32 seed, const NcKernels *kernels)
{
  Run *run = g_new0 (Run, 1);

  run->setup = *setup;
  run->seed = seed;
  run->kernels = kernels;
  run->trainer = nc_trainer_new (setup, seed, kernels);
  return run;
}

static void
run_free (Run *run)
{
  nc_trainer_free (run->trainer);
  g_free (run);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Run, run_free)

static void
run_steps (Run *run, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (nc_trainer_step (run->trainer, &run->measurements[run->n_measurements]));
      run->n_measurements++;
    }
}

static gpointer
run_in_thread (gpointer data)
{
  run_steps (data, N_STEPS / 2);
  return NULL;
}

static gboolean
same_measurements (const Run *a, const Run *b)
{
  g_assert_cmpuint (a->n_measurements, ==, b->n_measurements);
  for (guint i = 0; i < a->n_measurements; i++)
    if (!fixture_same_measurement (&a->measurements[i], &b->measurements[i]))
      return FALSE;
  return TRUE;
}

static void
test_same_bits (gconstpointer data)
{
  NcSetup setup = fixture_setup_with_norm ();
  g_autoptr (Run) alone = run_new (&setup, 7, data);
  g_autoptr (Run) again = run_new (&setup, 7, data);
  g_autoptr (Run) other = run_new (&setup, 8, data);
  g_autoptr (Run) beside = run_new (&setup, 7, data);

  run_steps (alone, N_STEPS);

  /* One step of each in turn. */
  for (guint i = 0; i < N_STEPS; i++)
    {
      run_steps (again, 1);
      if (i < N_STEPS / 2)
        run_steps (other, 1);
    }
  g_assert_true (same_measurements (alone, again));
  g_assert_true (fixture_same_networks (alone->trainer, again->trainer));

  /* On a thread, another on its own thread; then on this one. */
  {
    GThread *one = g_thread_new ("one", run_in_thread, beside);
    GThread *two = g_thread_new ("two", run_in_thread, other);

    g_thread_join (one);
    g_thread_join (two);
    run_steps (beside, N_STEPS / 2);
  }
  g_assert_true (same_measurements (alone, beside));
  g_assert_true (fixture_same_networks (alone->trainer, beside->trainer));

  g_assert_false (same_measurements (alone, other));
  g_assert_false (fixture_same_party (alone->trainer, other->trainer, NC_ALICE));
  g_assert_false (fixture_same_party (alone->trainer, other->trainer, NC_BOB));
  g_assert_false (fixture_same_party (alone->trainer, other->trainer, NC_EVE));
}

/* What the promise of equal bits says nothing of: only told. */
static void
test_variants (void)
{
  NcSetup setup = fixture_setup_with_norm ();
  g_autoptr (Run) first = run_new (&setup, 7, nc_kernels_get_all ()[0]);

  run_steps (first, N_STEPS);
  for (const NcKernels *const *kernels = nc_kernels_get_all () + 1; *kernels != NULL; kernels++)
    {
      g_autoptr (Run) run = run_new (&setup, 7, *kernels);
      const NcMeasurement *last = &run->measurements[N_STEPS - 1];

      run_steps (run, N_STEPS);
      g_test_message ("%s and %s: %s", first->kernels->name, run->kernels->name,
                      fixture_same_networks (first->trainer, run->trainer) ? "the same bits"
                                                                           : "other bits");
      g_assert_cmpfloat_with_epsilon ((double) last->bob_loss_rate,
                                      (double) first->measurements[N_STEPS - 1].bob_loss_rate,
                                      0.02);
      g_clear_pointer (&first, run_free);
      first = g_steal_pointer (&run);
    }
}

/* A whole short run: turns, iterations and what is not measured. */
static void
check_schedule (NcSchedule schedule, guint length, guint64 eves_turns)
{
  NcSetup setup = fixture_setup (8, 5, schedule != NC_SCHEDULE_TOGETHER);
  g_autoptr (NcTrainer) trainer = NULL;

  setup.schedule = schedule;
  setup.rounds = 2;
  setup.iterations = 3;
  g_assert_cmpuint (nc_setup_get_length (&setup), ==, length);
  g_assert_cmpuint (nc_setup_get_round_length (&setup), ==, length / 2);
  trainer = nc_trainer_new (&setup, 1, nc_kernels_get_best ());
  for (guint i = 0; i < length; i++)
    {
      gboolean eves_turn = (eves_turns >> i) & 1;
      NcMeasurement measurement;

      g_assert_cmpuint (nc_trainer_get_iteration (trainer), ==, i);
      g_assert_true (nc_trainer_step (trainer, &measurement));
      g_assert_cmpuint (measurement.iteration, ==, i);
      g_assert_cmpint (measurement.turn, ==, eves_turn ? NC_TURN_EVE : NC_TURN_ALICE_BOB);
      g_assert_cmpint (nc_setup_get_turn (&setup, i), ==, measurement.turn);
      g_assert_true (isnan (measurement.bob_loss_rate) == eves_turn);
      g_assert_true (isnan (measurement.bob_bit_error) == eves_turn);
      g_assert_true (isnan (measurement.eve_loss_rate) == !setup.eve);
      g_assert_true (isnan (measurement.eve_bit_error) == !setup.eve);
    }
  g_assert_false (nc_trainer_get_diverged (trainer, NULL));
}

static void
test_schedules (void)
{
  check_schedule (NC_SCHEDULE_TOGETHER, 6, 0);
  check_schedule (NC_SCHEDULE_BY_STEP, 6, 0);
  check_schedule (NC_SCHEDULE_BY_ROUND, 12, 070 | 070 << 6);
}

/* A turn trains its own parties and leaves the others alone, statistics too. */
static void
test_who_learns (void)
{
  NcSetup setup = fixture_setup_with_norm ();
  g_autoptr (NcTrainer) trainer = NULL;
  g_autoptr (NcTrainer) before = NULL;
  NcMeasurement measurement;

  setup.schedule = NC_SCHEDULE_BY_ROUND;
  setup.rounds = 2;
  setup.iterations = 2;
  trainer = nc_trainer_new (&setup, 3, nc_kernels_get_best ());
  before = nc_trainer_new (&setup, 3, nc_kernels_get_best ());
  for (guint i = 0; i < 8; i++)
    {
      gboolean eve = i % 4 >= 2;

      g_assert_true (nc_trainer_step (trainer, &measurement));
      g_assert_true (fixture_same_party (trainer, before, NC_ALICE) == eve);
      g_assert_true (fixture_same_party (trainer, before, NC_BOB) == eve);
      g_assert_true (fixture_same_party (trainer, before, NC_EVE) == !eve);
      g_assert_true (nc_trainer_step (before, &measurement));
      g_assert_true (fixture_same_networks (trainer, before));
    }
}

/* Xavier: bounds of the uniform, variance of both, nothing else random. */
static void
test_initialisation (void)
{
  for (NcInitialisation kind = 0; kind <= NC_INITIALISATION_XAVIER_NORMAL; kind++)
    {
      NcTopology topology = fixture_topology (64, 64, 1);
      g_autoptr (Fixture) fixture = NULL;
      double limit = sqrt (6.0 / (64 + 128)), sum = 0, squares = 0, largest = 0;
      guint n = 64 * 128;

      topology.initialisation = kind;
      topology.batch_norm = TRUE;
      fixture = fixture_new (&topology, nc_kernels_get_best (), 1, 1);
      nc_layout_initialise (&fixture->layout, &fixture->topology, 9, NC_STREAM_BOB_WEIGHTS,
                            fixture->parameters, fixture->statistics);
      for (guint i = 0; i < n; i++)
        {
          double weight = (double) fixture->parameters[fixture->layout.dense_weight[0] + i];

          sum += weight;
          squares += weight * weight;
          largest = MAX (largest, fabs (weight));
        }
      g_assert_cmpfloat (fabs (sum / n), <, 5 * limit / sqrt (3.0 * n));
      g_assert_cmpfloat_with_epsilon (squares / n / (limit * limit / 3), 1, 5 * sqrt (2.0 / n));
      if (kind == NC_INITIALISATION_XAVIER_UNIFORM)
        g_assert_cmpfloat (largest, <=, limit * (1 + 1e-6));
      else
        g_assert_cmpfloat (largest, >, 1.5 * limit);
      for (guint i = 0; i < 128; i++)
        {
          g_assert_true (fixture->parameters[fixture->layout.norm_weight[0] + i] == 1);
          g_assert_true (fixture->parameters[fixture->layout.norm_bias[0] + i] == 0);
          g_assert_true (fixture->statistics[fixture->layout.running_mean[0] + i] == 0);
          g_assert_true (fixture->statistics[fixture->layout.running_var[0] + i] == 1);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_for_kernels ("/engine/trainer/same-bits", test_same_bits);
  g_test_add_func ("/engine/trainer/variants", test_variants);
  g_test_add_func ("/engine/trainer/schedules", test_schedules);
  g_test_add_func ("/engine/trainer/who-learns", test_who_learns);
  g_test_add_func ("/engine/trainer/initialisation", test_initialisation);

  return g_test_run ();
}
