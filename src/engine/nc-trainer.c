/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A training, step by step.
 */
#include "nc-trainer.h"

#include <math.h>

#include "nc-adam.h"
#include "nc-batch.h"
#include "nc-exchange.h"

struct _NcTrainer
{
  NcExchange *exchange;
  const NcKernels *kernels;
  NcAdam adams[NC_N_PARTIES];
  NcBatchSource alice_bob_batches;
  NcBatchSource eve_batches;
  guint64 iteration;
  gboolean diverged;
  NcParty diverged_party;
};

NcTrainer *
nc_trainer_new (const NcSetup *setup, guint32 seed, const NcKernels *kernels)
{
  NcTrainer *trainer = g_new0 (NcTrainer, 1);

  trainer->kernels = kernels;
  trainer->exchange = nc_exchange_new (setup, kernels);
  trainer->alice_bob_batches = (NcBatchSource){
    .seed = seed,
    .key_bits = setup->key_bits,
    .key_difference = setup->key_difference,
    .fuzzing = setup->fuzzing,
    .plaintext_stream = NC_STREAM_PLAINTEXT,
    .key_stream = NC_STREAM_KEY,
  };
  trainer->eve_batches = trainer->alice_bob_batches;
  trainer->eve_batches.plaintext_stream = NC_STREAM_EVE_PLAINTEXT;
  trainer->eve_batches.key_stream = NC_STREAM_EVE_KEY;

  for (NcParty party = NC_ALICE; party <= (setup->eve ? NC_EVE : NC_BOB); party++)
    {
      const NcLayout *layout = &trainer->exchange->layouts[party];

      nc_layout_initialise (layout, &trainer->exchange->setup.topologies[party], seed,
                            NC_STREAM_ALICE_WEIGHTS + party, trainer->exchange->parameters[party],
                            trainer->exchange->statistics[party]);
      nc_adam_init (&trainer->adams[party], layout->n_parameters);
    }
  return trainer;
}

void
nc_trainer_free (NcTrainer *trainer)
{
  if (trainer == NULL)
    return;
  nc_exchange_free (trainer->exchange);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    nc_adam_clear (&trainer->adams[party]);
  g_free (trainer);
}

static void
note_divergence (NcTrainer *trainer, NcParty party)
{
  if (trainer->diverged)
    return;
  trainer->diverged = TRUE;
  trainer->diverged_party = party;
}

static gboolean
is_finite (const nc_real *numbers, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (!isfinite (numbers[i]))
      return FALSE;
  return TRUE;
}

/* Whose numbers spoiled Alice's gradient: of those who sent one back to her
 * through the ciphertext, the first who sent no number. */
static NcParty
find_spoiler (NcTrainer *trainer)
{
  NcPass *const *passes = trainer->exchange->passes;

  for (NcParty party = NC_BOB; party < NC_N_PARTIES && passes[party] != NULL; party++)
    if (!is_finite (passes[party]->input_delta, (gsize) NC_TILES (passes[party]->batch) * NC_LANES
                                                    * passes[party]->input_delta_rows))
      return party;
  return NC_ALICE;
}

/* Adam's step for one party with the gradient in its pass. */
static void
train_party (NcTrainer *trainer, NcParty party)
{
  NcExchange *exchange = trainer->exchange;
  const NcSetup *setup = &exchange->setup;
  NcPass *pass = exchange->passes[party];

  nc_pass_update_statistics (pass, exchange->statistics[party]);
  if (!is_finite (exchange->statistics[party], exchange->layouts[party].n_statistics))
    note_divergence (trainer, party);
  if (!nc_adam_step (&trainer->adams[party], trainer->kernels, setup->learning_rate, setup->beta1,
                     setup->beta2, setup->epsilon, pass->gradient, exchange->parameters[party]))
    note_divergence (trainer, party == NC_ALICE ? find_spoiler (trainer) : party);
}

/* Whose NaN a loss is: the sender's if the ciphertext has one already. */
static void
check_loss (NcTrainer *trainer, NcParty party, const NcLoss *loss)
{
  NcPass *alice = trainer->exchange->passes[NC_ALICE];
  gsize n = (gsize) NC_TILES (alice->batch) * alice->topology->outputs * NC_LANES;

  if (isfinite (loss->loss_rate))
    return;
  note_divergence (trainer, is_finite (alice->output, n) ? party : NC_ALICE);
}

static void
step_alice_bob (NcTrainer *trainer, guint32 batch_number, NcMeasurement *measurement)
{
  NcExchange *exchange = trainer->exchange;
  guint batch = exchange->setup.batch;
  NcLoss loss;

  for (guint tile = 0; tile < NC_TILES (batch); tile++)
    nc_batch_draw (&trainer->alice_bob_batches, batch_number, tile,
                   nc_exchange_get_alice_input (exchange, tile),
                   nc_exchange_get_bob_key (exchange, tile));

  nc_exchange_encrypt (exchange, batch, NC_MODE_TRAINING);
  loss = nc_exchange_decrypt (exchange, NC_BOB, NC_MODE_TRAINING);
  check_loss (trainer, NC_BOB, &loss);
  measurement->bob_loss_rate = (float) loss.loss_rate;
  measurement->bob_bit_error = (float) loss.bit_error;
  if (exchange->setup.eve)
    {
      loss = nc_exchange_decrypt (exchange, NC_EVE, NC_MODE_TRAINING);
      check_loss (trainer, NC_EVE, &loss);
      measurement->eve_loss_rate = (float) loss.loss_rate;
      measurement->eve_bit_error = (float) loss.bit_error;
    }

  nc_exchange_alice_bob_gradient (exchange);
  train_party (trainer, NC_ALICE);
  train_party (trainer, NC_BOB);
}

static NcLoss
step_eve (NcTrainer *trainer, guint32 batch_number)
{
  NcExchange *exchange = trainer->exchange;
  guint batch = exchange->setup.batch * exchange->setup.eve_batch_factor;
  NcLoss loss;

  for (guint tile = 0; tile < NC_TILES (batch); tile++)
    nc_batch_draw (&trainer->eve_batches, batch_number, tile,
                   nc_exchange_get_alice_input (exchange, tile), NULL);

  nc_exchange_encrypt (exchange, batch, NC_MODE_TRAINING);
  loss = nc_exchange_decrypt (exchange, NC_EVE, NC_MODE_TRAINING);
  check_loss (trainer, NC_EVE, &loss);
  nc_exchange_eve_gradient (exchange);
  train_party (trainer, NC_EVE);
  return loss;
}

gboolean
nc_trainer_step (NcTrainer *trainer, NcMeasurement *measurement)
{
  const NcSetup *setup = &trainer->exchange->setup;
  guint32 iteration = (guint32) trainer->iteration;

  g_return_val_if_fail (!trainer->diverged, FALSE);
  g_return_val_if_fail (trainer->iteration < nc_setup_get_length (setup), FALSE);

  *measurement = (NcMeasurement){
    .iteration = trainer->iteration,
    .turn = nc_setup_get_turn (setup, trainer->iteration),
    .bob_loss_rate = NAN,
    .bob_bit_error = NAN,
    .eve_loss_rate = NAN,
    .eve_bit_error = NAN,
  };

  if (measurement->turn == NC_TURN_ALICE_BOB)
    {
      step_alice_bob (trainer, iteration, measurement);
      if (setup->schedule == NC_SCHEDULE_BY_STEP)
        for (guint step = 0; step < setup->eve_steps && !trainer->diverged; step++)
          step_eve (trainer, iteration * setup->eve_steps + step);
    }
  else
    {
      NcLoss loss = step_eve (trainer, iteration);

      measurement->eve_loss_rate = (float) loss.loss_rate;
      measurement->eve_bit_error = (float) loss.bit_error;
    }

  trainer->iteration++;
  return !trainer->diverged;
}

guint64
nc_trainer_get_iteration (NcTrainer *trainer)
{
  return trainer->iteration;
}

gboolean
nc_trainer_get_diverged (NcTrainer *trainer, NcParty *party)
{
  if (trainer->diverged && party != NULL)
    *party = trainer->diverged_party;
  return trainer->diverged;
}

const NcSetup *
nc_trainer_get_setup (NcTrainer *trainer)
{
  return &trainer->exchange->setup;
}

const NcLayout *
nc_trainer_get_layout (NcTrainer *trainer, NcParty party)
{
  return &trainer->exchange->layouts[party];
}

nc_real *
nc_trainer_get_parameters (NcTrainer *trainer, NcParty party)
{
  return trainer->exchange->parameters[party];
}

nc_real *
nc_trainer_get_statistics (NcTrainer *trainer, NcParty party)
{
  return trainer->exchange->statistics[party];
}
