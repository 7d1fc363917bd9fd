/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The trainer: the same setup and seed give the same bits, alone or beside others
 * and on whatever thread; turns and lengths of the schedules; and that a step is
 * the sum of its parts, with the batches it should have.
 */
#include <math.h>
#include <string.h>

#include "engine-fixture.h"
#include "engine/nc-adam.h"
#include "engine/nc-batch.h"
#include "engine/nc-exchange.h"
#include "engine/nc-trainer.h"

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

/* Batch norm, three tiles with a gap, Eve twice a step with twice the batch. */
static NcSetup
make_setup (void)
{
  NcSetup setup = fixture_setup (10, 70, TRUE);

  setup.eve_steps = 2;
  setup.eve_batch_factor = 2;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    setup.topologies[party].batch_norm = TRUE;
  return setup;
}

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

/* NaN is the same as NaN. */
static gboolean
same_bits (float a, float b)
{
  return memcmp (&a, &b, sizeof a) == 0;
}

static gboolean
same_measurements (const Run *a, const Run *b)
{
  g_assert_cmpuint (a->n_measurements, ==, b->n_measurements);
  for (guint i = 0; i < a->n_measurements; i++)
    {
      const NcMeasurement *x = &a->measurements[i], *y = &b->measurements[i];

      if (x->iteration != y->iteration || x->turn != y->turn
          || !same_bits (x->bob_loss_rate, y->bob_loss_rate)
          || !same_bits (x->bob_bit_error, y->bob_bit_error)
          || !same_bits (x->eve_loss_rate, y->eve_loss_rate)
          || !same_bits (x->eve_bit_error, y->eve_bit_error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
same_party (NcTrainer *a, NcTrainer *b, NcParty party)
{
  const NcLayout *layout = nc_trainer_get_layout (a, party);

  return memcmp (nc_trainer_get_parameters (a, party), nc_trainer_get_parameters (b, party),
                 layout->n_parameters * sizeof (nc_real))
             == 0
         && memcmp (nc_trainer_get_statistics (a, party), nc_trainer_get_statistics (b, party),
                    layout->n_statistics * sizeof (nc_real))
                == 0;
}

static gboolean
same_networks (NcTrainer *a, NcTrainer *b)
{
  return same_party (a, b, NC_ALICE) && same_party (a, b, NC_BOB) && same_party (a, b, NC_EVE);
}

static void
test_same_bits (gconstpointer data)
{
  NcSetup setup = make_setup ();
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
  g_assert_true (same_networks (alone->trainer, again->trainer));

  /* On a thread, another on its own thread; then on this one. */
  {
    GThread *one = g_thread_new ("one", run_in_thread, beside);
    GThread *two = g_thread_new ("two", run_in_thread, other);

    g_thread_join (one);
    g_thread_join (two);
    run_steps (beside, N_STEPS / 2);
  }
  g_assert_true (same_measurements (alone, beside));
  g_assert_true (same_networks (alone->trainer, beside->trainer));

  g_assert_false (same_measurements (alone, other));
  g_assert_false (same_party (alone->trainer, other->trainer, NC_ALICE));
  g_assert_false (same_party (alone->trainer, other->trainer, NC_BOB));
  g_assert_false (same_party (alone->trainer, other->trainer, NC_EVE));
}

/* What the promise of equal bits says nothing of: only told. */
static void
test_variants (void)
{
  NcSetup setup = make_setup ();
  g_autoptr (Run) first = run_new (&setup, 7, nc_kernels_get_all ()[0]);

  run_steps (first, N_STEPS);
  for (const NcKernels *const *kernels = nc_kernels_get_all () + 1; *kernels != NULL; kernels++)
    {
      g_autoptr (Run) run = run_new (&setup, 7, *kernels);
      const NcMeasurement *last = &run->measurements[N_STEPS - 1];

      run_steps (run, N_STEPS);
      g_test_message ("%s and %s: %s", first->kernels->name, run->kernels->name,
                      same_networks (first->trainer, run->trainer) ? "the same bits"
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
  NcSetup setup = make_setup ();
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
      g_assert_true (same_party (trainer, before, NC_ALICE) == eve);
      g_assert_true (same_party (trainer, before, NC_BOB) == eve);
      g_assert_true (same_party (trainer, before, NC_EVE) == !eve);
      g_assert_true (nc_trainer_step (before, &measurement));
      g_assert_true (same_networks (trainer, before));
    }
}

static void
train (NcExchange *exchange, NcAdam *adams, NcParty party, const NcKernels *kernels)
{
  const NcSetup *setup = &exchange->setup;

  nc_pass_update_statistics (exchange->passes[party], exchange->statistics[party]);
  nc_adam_step (&adams[party], kernels, setup->learning_rate, setup->beta1, setup->beta2,
                setup->epsilon, exchange->passes[party]->gradient, exchange->parameters[party]);
}

static void
draw_batch (NcExchange *exchange,
            const NcBatchSource *source,
            const NcKernels *kernels,
            guint number,
            guint batch,
            gboolean bob)
{
  for (guint tile = 0; tile < NC_TILES (batch); tile++)
    nc_batch_draw (source, kernels, number, tile, nc_exchange_get_alice_input (exchange, tile),
                   bob ? nc_exchange_get_bob_key (exchange, tile) : NULL);
  nc_exchange_encrypt (exchange, batch, NC_MODE_TRAINING);
}

/* AVX2 and AVX-512 give the same bits: no sum's order depends on the width of a
 * vector, and both have fused multiply-add. */
static void
test_widths (void)
{
  static const guint sizes[] = { 8, 16, 34, 64 };
  const NcKernels *v3 = nc_kernels_get_by_name ("v3"), *v4 = nc_kernels_get_by_name ("v4");

  if (v3 == NULL || v4 == NULL)
    {
      g_test_skip ("this processor has no AVX-512");
      return;
    }
  for (guint i = 0; i < 2 * G_N_ELEMENTS (sizes); i++)
    {
      NcSetup setup = fixture_setup (sizes[i / 2], 300, TRUE);
      g_autoptr (NcTrainer) one = NULL, other = NULL;

      for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
        {
          setup.topologies[party].batch_norm = i % 2;
          setup.topologies[party].convolution_activation = i % 4;
        }
      one = nc_trainer_new (&setup, i, v3);
      other = nc_trainer_new (&setup, i, v4);
      for (guint step = 0; step < 20; step++)
        {
          NcMeasurement measurement;

          g_assert_true (nc_trainer_step (one, &measurement));
          g_assert_true (nc_trainer_step (other, &measurement));
        }
      g_assert_true (same_networks (one, other));
    }
}

/* Alice and Bob's step and Eve's two, written out one network after the other. */
static void
step_in_parts (NcExchange *exchange,
               NcAdam *adams,
               const NcKernels *kernels,
               guint i,
               NcLoss *bob_loss,
               NcLoss *eve_loss)
{
  const NcSetup *setup = &exchange->setup;
  NcBatchSource pair = { 5,
                         setup->key_bits,
                         setup->key_difference,
                         NC_FUZZING_PER_SAMPLE,
                         NC_STREAM_PLAINTEXT,
                         NC_STREAM_KEY };
  NcBatchSource eve = { 5,
                        setup->key_bits,
                        setup->key_difference,
                        NC_FUZZING_PER_SAMPLE,
                        NC_STREAM_EVE_PLAINTEXT,
                        NC_STREAM_EVE_KEY };

  draw_batch (exchange, &pair, kernels, i, setup->batch, TRUE);
  *bob_loss = nc_exchange_decrypt (exchange, NC_BOB, NC_MODE_TRAINING);
  if (setup->eve)
    *eve_loss = nc_exchange_decrypt (exchange, NC_EVE, NC_MODE_TRAINING);
  nc_exchange_alice_bob_gradient (exchange);
  train (exchange, adams, NC_ALICE, kernels);
  train (exchange, adams, NC_BOB, kernels);
  for (guint step = 0; setup->eve && step < 2; step++)
    {
      draw_batch (exchange, &eve, kernels, 2 * i + step, setup->batch * setup->eve_batch_factor,
                  FALSE);
      nc_exchange_decrypt (exchange, NC_EVE, NC_MODE_TRAINING);
      nc_exchange_eve_gradient (exchange);
      train (exchange, adams, NC_EVE, kernels);
    }
}

/* The trainer, whose tiles go through all networks in one sweep, against the
 * exchange's parts and Adam: the same to the bit. */
static void
check_parts (const NcSetup *setup, const NcKernels *kernels)
{
  g_autoptr (NcTrainer) trainer = nc_trainer_new (setup, 5, kernels);
  g_autoptr (NcExchange) exchange = nc_exchange_new (setup, kernels);
  NcParty last = setup->eve ? NC_EVE : NC_BOB;
  NcAdam adams[NC_N_PARTIES];
  NcMeasurement measurement;

  for (NcParty party = NC_ALICE; party <= last; party++)
    {
      nc_layout_initialise (&exchange->layouts[party], &setup->topologies[party], 5, party,
                            exchange->parameters[party], exchange->statistics[party]);
      nc_adam_init (&adams[party], exchange->layouts[party].n_parameters);
    }
  for (guint i = 0; i < 4; i++)
    {
      NcLoss bob_loss, eve_loss = { (double) NAN, (double) NAN };

      step_in_parts (exchange, adams, kernels, i, &bob_loss, &eve_loss);
      g_assert_true (nc_trainer_step (trainer, &measurement));
      g_assert_true (measurement.bob_loss_rate == (float) bob_loss.loss_rate);
      g_assert_true (measurement.bob_bit_error == (float) bob_loss.bit_error);
      g_assert_true (isnan (measurement.eve_loss_rate) == !setup->eve);
      if (setup->eve)
        {
          g_assert_true (measurement.eve_loss_rate == (float) eve_loss.loss_rate);
          g_assert_true (measurement.eve_bit_error == (float) eve_loss.bit_error);
        }
    }
  for (NcParty party = NC_ALICE; party <= last; party++)
    {
      gsize n = exchange->layouts[party].n_parameters;

      g_assert_cmpmem (nc_trainer_get_parameters (trainer, party), n * sizeof (nc_real),
                       exchange->parameters[party], n * sizeof (nc_real));
      nc_adam_clear (&adams[party]);
    }
}

/* Does jobs from the last to the first: nothing may depend on their order. */
static void
run_reversed (NcExecutor *executor, guint n_jobs, NcJob job, gpointer data)
{
  for (guint i = n_jobs; i-- > 0;)
    job (data, i);
}

static void
test_executor (gconstpointer data)
{
  NcExecutor reversed = { run_reversed };

  for (NcEveTerm term = NC_EVE_TERM_LINEAR; term <= NC_EVE_TERM_SQUARED_PER_SAMPLE; term++)
    {
      NcSetup setup = make_setup ();
      g_autoptr (NcTrainer) alone = NULL, shared = NULL;
      NcMeasurement one, other;

      setup.batch = 700;
      setup.eve_term = term;
      alone = nc_trainer_new (&setup, 3, data);
      shared = nc_trainer_new (&setup, 3, data);
      for (guint i = 0; i < 4; i++)
        {
          nc_trainer_set_executor (shared, i == 2 ? NULL : &reversed);
          g_assert_true (nc_trainer_step (alone, &one));
          g_assert_true (nc_trainer_step (shared, &other));
          g_assert_cmpmem (&one, sizeof one, &other, sizeof other);
        }
      g_assert_true (same_networks (alone, shared));
    }
}

/* Every way in which sweeps are fused: with and without Eve, batch norm of each
 * party, each of Eve's terms; more than one group of tiles. */
static void
test_parts (gconstpointer data)
{
  for (guint norms = 0; norms < 8; norms++)
    for (guint term = 0; term <= 3; term++)
      {
        NcSetup setup = make_setup ();

        setup.batch = norms == 5 ? 300 : 70;
        for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
          setup.topologies[party].batch_norm = (norms >> party) & 1;
        setup.eve = term < 3;
        setup.schedule = setup.eve ? NC_SCHEDULE_BY_STEP : NC_SCHEDULE_TOGETHER;
        setup.eve_term = setup.eve ? term : 0;
        check_parts (&setup, data);
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
  g_test_add_func ("/engine/trainer/widths", test_widths);
  g_test_add_func ("/engine/trainer/schedules", test_schedules);
  g_test_add_func ("/engine/trainer/who-learns", test_who_learns);
  fixture_add_for_kernels ("/engine/trainer/parts", test_parts);
  fixture_add_for_kernels ("/engine/trainer/executor", test_executor);
  g_test_add_func ("/engine/trainer/initialisation", test_initialisation);

  return g_test_run ();
}
