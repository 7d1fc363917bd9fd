/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fresh Eve on a frozen Alice.
 */
#include "nc-audit-eve.h"

#include <string.h>

#include "engine/nc-adam.h"
#include "engine/nc-batch.h"
#include "engine/nc-exchange.h"

/* Batches of measuring count down from here: no step comes so far. */
#define MEASURING 0xffffffffu

struct _NcAuditEve
{
  NcExchange *exchange;
  const NcKernels *kernels;
  NcAdam adam;
  NcBatchSource messages;
  guint32 n_steps;
};

/* What a batch is drawn from while it is trained on. */
typedef struct
{
  NcAuditEve *eve;
  guint32 number;
} Batch;

NcAuditEve *
nc_audit_eve_new (const NcSetup *setup,
                  const NcTopology *topology,
                  const nc_real *alice_parameters,
                  const nc_real *alice_statistics,
                  guint32 seed,
                  guint nth,
                  const NcKernels *kernels)
{
  NcAuditEve *eve = g_new0 (NcAuditEve, 1);
  NcSetup own = *setup;
  const NcLayout *alice, *hers;

  g_return_val_if_fail (nth < NC_AUDIT_MAX_EVES, NULL);

  own.eve = TRUE;
  own.eve_batch_factor = 1;
  own.topologies[NC_EVE] = *topology;
  eve->kernels = kernels;
  eve->exchange = nc_exchange_new (&own, kernels);
  alice = &eve->exchange->layouts[NC_ALICE];
  hers = &eve->exchange->layouts[NC_EVE];
  memcpy (eve->exchange->parameters[NC_ALICE], alice_parameters,
          alice->n_parameters * sizeof (nc_real));
  if (alice->n_statistics > 0)
    memcpy (eve->exchange->statistics[NC_ALICE], alice_statistics,
            alice->n_statistics * sizeof (nc_real));
  nc_layout_initialise (hers, topology, seed, NC_STREAM_AUDIT_EVE_WEIGHTS + nth,
                        eve->exchange->parameters[NC_EVE], eve->exchange->statistics[NC_EVE]);
  nc_adam_init (&eve->adam, hers->n_parameters);
  eve->messages = (NcBatchSource){
    .seed = seed,
    .key_bits = setup->key_bits,
    .plaintext_stream = NC_STREAM_AUDIT_EVE_PLAINTEXT + nth,
    .key_stream = NC_STREAM_AUDIT_EVE_KEY + nth,
  };
  return eve;
}

void
nc_audit_eve_free (NcAuditEve *eve)
{
  if (eve == NULL)
    return;
  nc_exchange_free (eve->exchange);
  nc_adam_clear (&eve->adam);
  g_free (eve);
}

static void
fill_tile (gpointer data, guint tile, nc_real *alice_input, nc_real *bob_key)
{
  Batch *batch = data;

  nc_batch_draw (&batch->eve->messages, batch->eve->kernels, batch->number, tile, alice_input,
                 NULL);
}

NcLoss
nc_audit_eve_step (NcAuditEve *eve)
{
  const NcSetup *setup = &eve->exchange->setup;
  NcPass *pass = eve->exchange->passes[NC_EVE];
  Batch batch = { eve, eve->n_steps++ };
  NcLoss loss;

  nc_exchange_step_eve (eve->exchange, setup->batch, fill_tile, &batch, &loss);
  nc_adam_step (&eve->adam, eve->kernels, setup->learning_rate, setup->beta1, setup->beta2,
                setup->epsilon, pass->gradient, eve->exchange->parameters[NC_EVE]);
  return loss;
}

NcLoss
nc_audit_eve_measure (NcAuditEve *eve)
{
  guint size = eve->exchange->setup.batch;
  guint n_batches = (NC_AUDIT_EVE_SAMPLES + size - 1) / size;
  NcLoss mean = { 0, 0 };

  for (guint number = 0; number < n_batches; number++)
    {
      Batch batch = { eve, MEASURING - number };
      NcLoss loss;

      for (guint tile = 0; tile < NC_TILES (size); tile++)
        fill_tile (&batch, tile, nc_exchange_get_alice_input (eve->exchange, tile), NULL);
      nc_exchange_encrypt (eve->exchange, size, NC_MODE_TRAINING);
      loss = nc_exchange_decrypt (eve->exchange, NC_EVE, NC_MODE_TRAINING);
      mean.loss_rate += loss.loss_rate / n_batches;
      mean.bit_error += loss.bit_error / n_batches;
    }
  return mean;
}
