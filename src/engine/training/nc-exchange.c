/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The memory of an exchange; its steps are in nc-exchange-step.c.
 */
#include "engine/training/nc-exchange.h"

NcExchange *
nc_exchange_new (const NcSetup *setup,
                 const NcKernels *kernels,
                 const NcMemory memory[NC_N_PARTIES])
{
  NcExchange *exchange = g_new0 (NcExchange, 1);
  guint n = setup->key_bits;
  guint max_batch = setup->batch * (setup->eve ? setup->eve_batch_factor : 1);
  /* Inputs for which each party computes a gradient: Bob and Eve for the ciphertext, which Alice
   * needs. */
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

void
nc_exchange_get_step_memory (const NcSetup *setup, NcMemory memory[NC_N_PARTIES])
{
  /* Alice's backward pass begins in the sweep of her forward pass only if neither Bob nor Eve has
   * to wait for sums; Eve does if Alice and Bob's objective needs her mean loss first. */
  gboolean alice_waits = setup->eve || setup->topologies[NC_BOB].batch_norm;
  gboolean eve_waits = setup->eve_term == NC_EVE_TERM_SQUARED;

  memory[NC_ALICE] = alice_waits ? NC_MEMORY_BATCH : NC_MEMORY_TILE;
  memory[NC_BOB] = NC_MEMORY_TILE;
  memory[NC_EVE] = eve_waits ? NC_MEMORY_BATCH : NC_MEMORY_TILE;
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
