/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One exchange between the parties.
 */
#include "engine/training/nc-exchange.h"

#include <string.h>

static NcExchange *
new_exchange (const NcSetup *setup, const NcKernels *kernels, const NcMemory *memory)
{
  NcExchange *exchange = g_new0 (NcExchange, 1);
  guint n = setup->key_bits;
  guint max_batch = setup->batch * (setup->eve ? setup->eve_batch_factor : 1);
  /* Whose gradient by the ciphertext Alice needs: all of Bob's and Eve's. */
  const guint delta_rows[NC_N_PARTIES] = { 0, n, n };

  exchange->setup = *setup;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      const NcTopology *topology = &exchange->setup.topologies[party];
      guint batch = party == NC_BOB ? setup->batch : max_batch;

      exchange->group_sums[party] = g_new0 (NcLoss, NC_GROUPS (NC_TILES (max_batch)));
      if (party == NC_EVE && !setup->eve)
        continue;
      nc_layout_init (&exchange->layouts[party], topology);
      exchange->passes[party] = nc_pass_new (topology, &exchange->layouts[party], kernels,
                                             memory[party], batch, delta_rows[party]);
      exchange->parameters[party] = nc_real_new0 (exchange->layouts[party].n_parameters);
      exchange->statistics[party] = nc_real_new0 (exchange->layouts[party].n_statistics);
    }
  return exchange;
}

NcExchange *
nc_exchange_new (const NcSetup *setup, const NcKernels *kernels)
{
  const NcMemory memory[NC_N_PARTIES] = { NC_MEMORY_BATCH, NC_MEMORY_BATCH, NC_MEMORY_BATCH };

  return new_exchange (setup, kernels, memory);
}

void
nc_exchange_get_step_memory (const NcSetup *setup, NcMemory memory[NC_N_PARTIES])
{
  /* Alice's way back begins in the sweep of her way forth only where neither
   * Bob nor Eve has to wait for sums; Eve's unless Alice and Bob's objective
   * needs her mean loss first. */
  gboolean alice_waits = setup->eve || setup->topologies[NC_BOB].batch_norm;
  gboolean eve_waits = setup->eve_term == NC_EVE_TERM_SQUARED;

  memory[NC_ALICE] = alice_waits ? NC_MEMORY_BATCH : NC_MEMORY_TILE;
  memory[NC_BOB] = NC_MEMORY_TILE;
  memory[NC_EVE] = eve_waits ? NC_MEMORY_BATCH : NC_MEMORY_TILE;
}

NcExchange *
nc_exchange_new_for_steps (const NcSetup *setup, const NcKernels *kernels)
{
  NcMemory memory[NC_N_PARTIES];

  nc_exchange_get_step_memory (setup, memory);
  return new_exchange (setup, kernels, memory);
}

void
nc_exchange_free (NcExchange *exchange)
{
  if (exchange == NULL)
    return;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      nc_pass_free (exchange->passes[party]);
      nc_real_free (exchange->parameters[party]);
      nc_real_free (exchange->statistics[party]);
      g_free (exchange->group_sums[party]);
    }
  g_free (exchange);
}

nc_real *
nc_exchange_get_alice_input (NcExchange *exchange, guint tile)
{
  return nc_pass_get_tile (exchange->passes[NC_ALICE]->input, 2 * exchange->setup.key_bits, tile);
}

nc_real *
nc_exchange_get_bob_key (NcExchange *exchange, guint tile)
{
  guint n = exchange->setup.key_bits;

  return nc_pass_get_tile (exchange->passes[NC_BOB]->input, 2 * n, tile) + n * NC_LANES;
}

void
nc_exchange_encrypt (NcExchange *exchange, guint batch, NcMode mode)
{
  nc_pass_forward (exchange->passes[NC_ALICE], batch, mode, exchange->parameters[NC_ALICE],
                   exchange->statistics[NC_ALICE]);
}

NcLoss
nc_exchange_decrypt (NcExchange *exchange, NcParty party, NcMode mode)
{
  NcPass *alice = exchange->passes[NC_ALICE], *pass = exchange->passes[party];
  guint n = exchange->setup.key_bits;
  guint inputs = pass->topology->inputs;

  for (guint tile = 0; tile < NC_TILES (alice->batch); tile++)
    memcpy (nc_pass_get_tile (pass->input, inputs, tile), nc_pass_get_tile (alice->output, n, tile),
            sizeof (nc_real) * n * NC_LANES);
  nc_pass_forward (pass, alice->batch, mode, exchange->parameters[party],
                   exchange->statistics[party]);
  return nc_objective_measure (pass, alice->input, 2 * n);
}

double
nc_exchange_alice_bob_value (NcExchange *exchange)
{
  const NcSetup *setup = &exchange->setup;
  const nc_real *plaintext = exchange->passes[NC_ALICE]->input;
  double value = setup->bob_weight
                 * nc_objective_value (exchange->passes[NC_BOB], plaintext, 2 * setup->key_bits,
                                       setup->bob_objective);

  if (setup->eve)
    value += nc_objective_eve_value (exchange->passes[NC_EVE], plaintext, 2 * setup->key_bits,
                                     setup->eve_term);
  return value;
}

void
nc_exchange_alice_bob_gradient (NcExchange *exchange)
{
  const NcSetup *setup = &exchange->setup;
  NcPass *alice = exchange->passes[NC_ALICE], *bob = exchange->passes[NC_BOB];
  NcPass *eve = exchange->passes[NC_EVE];
  gsize n_ciphertext = (gsize) NC_TILES (alice->batch) * setup->key_bits * NC_LANES;

  nc_objective_set_delta (bob, alice->input, 2 * setup->key_bits, setup->bob_objective,
                          setup->bob_weight);
  nc_pass_backward (bob, exchange->parameters[NC_BOB]);
  memcpy (alice->output_delta, bob->input_delta, n_ciphertext * sizeof (nc_real));
  if (setup->eve)
    {
      nc_objective_set_eve_delta (eve, alice->input, 2 * setup->key_bits, setup->eve_term);
      nc_pass_backward_data (eve, exchange->parameters[NC_EVE]);
      for (gsize i = 0; i < n_ciphertext; i++)
        alice->output_delta[i] += eve->input_delta[i];
    }
  nc_pass_backward (alice, exchange->parameters[NC_ALICE]);
}

void
nc_exchange_eve_gradient (NcExchange *exchange)
{
  NcPass *eve = exchange->passes[NC_EVE];

  nc_objective_set_delta (eve, exchange->passes[NC_ALICE]->input, 2 * exchange->setup.key_bits,
                          NC_OBJECTIVE_ABSOLUTE, 1);
  nc_pass_backward (eve, exchange->parameters[NC_EVE]);
}
