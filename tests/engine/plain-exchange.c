/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The exchange between the parties, one network after the other.
 */
#include "plain-exchange.h"

#include <string.h>

#include "plain-objective.h"

NcExchange *
plain_exchange_new (const NcSetup *setup, const NcKernels *kernels)
{
  const NcMemory memory[NC_N_PARTIES] = { NC_MEMORY_BATCH, NC_MEMORY_BATCH, NC_MEMORY_BATCH };

  return nc_exchange_new (setup, kernels, memory);
}

nc_real *
plain_exchange_get_alice_input (NcExchange *exchange, guint tile)
{
  return nc_pass_get_tile (exchange->passes[NC_ALICE]->input, 2 * exchange->setup.key_bits, tile);
}

nc_real *
plain_exchange_get_bob_key (NcExchange *exchange, guint tile)
{
  guint n = exchange->setup.key_bits;

  return nc_pass_get_tile (exchange->passes[NC_BOB]->input, 2 * n, tile) + n * NC_LANES;
}

void
plain_exchange_encrypt (NcExchange *exchange, guint batch, NcMode mode)
{
  nc_pass_forward (exchange->passes[NC_ALICE], batch, mode, exchange->parameters[NC_ALICE],
                   exchange->statistics[NC_ALICE]);
}

NcLoss
plain_exchange_decrypt (NcExchange *exchange, NcParty party, NcMode mode)
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
plain_exchange_alice_bob_value (NcExchange *exchange)
{
  const NcSetup *setup = &exchange->setup;
  const nc_real *plaintext = exchange->passes[NC_ALICE]->input;
  double value = setup->bob_weight
                 * plain_objective_value (exchange->passes[NC_BOB], plaintext, 2 * setup->key_bits,
                                          setup->bob_objective);

  if (setup->eve)
    value += plain_objective_eve_value (exchange->passes[NC_EVE], plaintext, 2 * setup->key_bits,
                                        setup->eve_term);
  return value;
}

void
plain_exchange_alice_bob_gradient (NcExchange *exchange)
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
      plain_objective_set_eve_delta (eve, alice->input, 2 * setup->key_bits, setup->eve_term);
      nc_pass_backward (eve, exchange->parameters[NC_EVE]);
      for (gsize i = 0; i < n_ciphertext; i++)
        alice->output_delta[i] += eve->input_delta[i];
    }
  nc_pass_backward (alice, exchange->parameters[NC_ALICE]);
}

void
plain_exchange_eve_gradient (NcExchange *exchange)
{
  NcPass *eve = exchange->passes[NC_EVE];

  nc_objective_set_delta (eve, exchange->passes[NC_ALICE]->input, 2 * exchange->setup.key_bits,
                          NC_OBJECTIVE_ABSOLUTE, 1);
  nc_pass_backward (eve, exchange->parameters[NC_EVE]);
}
