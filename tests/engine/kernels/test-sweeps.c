/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The trainer's fused sweeps: a step is the sum of its parts, with the batches it
 * should have, and the same to the bit in whatever order its jobs are done and
 * however wide the processor's vectors are.
 */
#include <math.h>

#include "engine-fixture.h"
#include "engine/training/nc-adam.h"
#include "engine/training/nc-batch.h"
#include "plain-exchange.h"
#include "engine/training/nc-trainer.h"

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
    nc_batch_draw (source, kernels, number, tile, plain_exchange_get_alice_input (exchange, tile),
                   bob ? plain_exchange_get_bob_key (exchange, tile) : NULL);
  plain_exchange_encrypt (exchange, batch, NC_MODE_TRAINING);
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
  *bob_loss = plain_exchange_decrypt (exchange, NC_BOB, NC_MODE_TRAINING);
  if (setup->eve)
    *eve_loss = plain_exchange_decrypt (exchange, NC_EVE, NC_MODE_TRAINING);
  plain_exchange_alice_bob_gradient (exchange);
  train (exchange, adams, NC_ALICE, kernels);
  train (exchange, adams, NC_BOB, kernels);
  for (guint step = 0; setup->eve && step < 2; step++)
    {
      draw_batch (exchange, &eve, kernels, 2 * i + step, setup->batch * setup->eve_batch_factor,
                  FALSE);
      plain_exchange_decrypt (exchange, NC_EVE, NC_MODE_TRAINING);
      plain_exchange_eve_gradient (exchange);
      train (exchange, adams, NC_EVE, kernels);
    }
}

/* The trainer, whose tiles go through all networks in one sweep, against the
 * exchange's parts and Adam: the same to the bit. */
static void
check_parts (const NcSetup *setup, const NcKernels *kernels)
{
  g_autoptr (NcTrainer) trainer = nc_trainer_new (setup, 5, kernels);
  g_autoptr (NcExchange) exchange = plain_exchange_new (setup, kernels);
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

/* Every way in which sweeps are fused: with and without Eve, batch norm of each
 * party, each of Eve's terms; more than one group of tiles. */
static void
test_parts (gconstpointer data)
{
  for (guint norms = 0; norms < 8; norms++)
    for (guint term = 0; term <= 3; term++)
      {
        NcSetup setup = fixture_setup_with_norm ();

        setup.batch = norms == 5 ? 300 : 70;
        for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
          setup.topologies[party].batch_norm = (norms >> party) & 1;
        setup.eve = term < 3;
        setup.schedule = setup.eve ? NC_SCHEDULE_BY_STEP : NC_SCHEDULE_TOGETHER;
        setup.eve_term = setup.eve ? term : 0;
        check_parts (&setup, data);
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
      NcSetup setup = fixture_setup_with_norm ();
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
          g_assert_true (fixture_same_measurement (&one, &other));
        }
      g_assert_true (fixture_same_networks (alone, shared));
    }
}

/* AVX2 and AVX-512 give the same bits: no sum's order depends on the width of a
 * vector, and both have fused multiply-add. Layers are too narrow for OpenBLAS. */
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
          setup.topologies[party].activation[0] = (i / 2 + 1) % 4;
          setup.topologies[party].activation[1] = (i / 2 + party) % 4;
        }
      one = nc_trainer_new (&setup, i, v3);
      other = nc_trainer_new (&setup, i, v4);
      for (guint step = 0; step < 20; step++)
        {
          NcMeasurement measurement;

          g_assert_true (nc_trainer_step (one, &measurement));
          g_assert_true (nc_trainer_step (other, &measurement));
        }
      g_assert_true (fixture_same_networks (one, other));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  fixture_add_for_kernels ("/engine/sweeps/parts", test_parts);
  fixture_add_for_kernels ("/engine/sweeps/executor", test_executor);
  g_test_add_func ("/engine/sweeps/widths", test_widths);

  return g_test_run ();
}
