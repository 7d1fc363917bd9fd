/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Training, step by step.
 */
#include "engine/training/nc-trainer-private.h"

#include <math.h>

NcTrainer *
nc_trainer_new (const NcSetup *setup, guint32 seed, const NcKernels *kernels)
{
  NcTrainer *trainer = g_new0 (NcTrainer, 1);
  NcMemory memory[NC_N_PARTIES];

  trainer->kernels = kernels;
  nc_exchange_get_step_memory (setup, memory);
  trainer->exchange = nc_exchange_new (setup, kernels, memory);
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

/* Whose numbers spoiled Alice's gradient: of those who sent one back to her through the
 * ciphertext, the first whose gradient was not finite. */
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
  if (!nc_adam_step (&trainer->adams[party], trainer->kernels,
                     nc_setup_get_learning_rate (setup, trainer->iteration), setup->beta1,
                     setup->beta2, setup->epsilon, pass->gradient, exchange->parameters[party]))
    note_divergence (trainer, party == NC_ALICE ? find_spoiler (trainer) : party);
}

/* Whose NaN a loss is: the sender's if the ciphertext, which is the party's input, already has
 * one. */
static void
check_loss (NcTrainer *trainer, NcParty party, const NcLoss *loss)
{
  NcPass *pass = trainer->exchange->passes[party];

  if (isfinite (loss->loss_rate))
    return;
  note_divergence (trainer, is_finite (pass->input, (gsize) NC_TILES (pass->batch) * NC_LANES
                                                        * pass->topology->inputs)
                                ? party
                                : NC_ALICE);
}

/* The source from which nc_exchange_step_alice_bob() and nc_exchange_step_eve() draw a tile. */
typedef struct
{
  const NcBatchSource *source;
  const NcKernels *kernels;
  guint32 number;
} Batch;

static void
fill_tile (gpointer data, guint tile, nc_real *alice_input, nc_real *bob_key)
{
  Batch *batch = data;

  nc_batch_draw (batch->source, batch->kernels, batch->number, tile, alice_input, bob_key);
}

static void
step_alice_bob (NcTrainer *trainer, guint32 batch_number, NcMeasurement *measurement)
{
  NcExchange *exchange = trainer->exchange;
  Batch batch = { &trainer->alice_bob_batches, trainer->kernels, batch_number };
  NcLoss bob_loss, eve_loss;

  nc_exchange_step_alice_bob (exchange, exchange->setup.batch, fill_tile, &batch, &bob_loss,
                              &eve_loss);
  check_loss (trainer, NC_BOB, &bob_loss);
  measurement->bob_loss_rate = (float) bob_loss.loss_rate;
  measurement->bob_bit_error = (float) bob_loss.bit_error;
  if (exchange->setup.eve)
    {
      check_loss (trainer, NC_EVE, &eve_loss);
      measurement->eve_loss_rate = (float) eve_loss.loss_rate;
      measurement->eve_bit_error = (float) eve_loss.bit_error;
    }
  train_party (trainer, NC_ALICE);
  train_party (trainer, NC_BOB);
}

static NcLoss
step_eve (NcTrainer *trainer, guint32 batch_number)
{
  NcExchange *exchange = trainer->exchange;
  Batch batch = { &trainer->eve_batches, trainer->kernels, batch_number };
  NcLoss loss;

  nc_exchange_step_eve (exchange, exchange->setup.batch * exchange->setup.eve_batch_factor,
                        fill_tile, &batch, &loss);
  check_loss (trainer, NC_EVE, &loss);
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

void
nc_trainer_set_executor (NcTrainer *trainer, NcExecutor *executor)
{
  trainer->exchange->executor = executor;
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
