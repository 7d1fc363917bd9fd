/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The exchange in fused sweeps. tests/engine/plain-exchange.c does the same, one network after the
 * other, and a test compares the two.
 *
 * A sweep takes each tile through as many stages of as many networks as can follow one another
 * without sums over the batch. For Alice without and Bob with batch norm on two layers there are
 * five: P K -> C -> Bob's first layer | second layer | convolutions, loss and back to the second
 * norm | back to the first | back to C and through Alice.
 */
#include "engine/training/nc-exchange.h"

#include <string.h>

typedef struct _Step Step;

/* What is done with a tile. */
typedef void (*Act) (Step *step, guint tile);

struct _Step
{
  NcExchange *exchange;
  guint n_tiles;
  NcFill fill;
  gpointer data;
  Act turn[NC_N_PARTIES]; /* what follows a party's last forward stage */
  double eve_loss_rate;   /* for Alice and Bob's objective, once it is known */

  /* The current sweep; set before it starts, read by every thread in it. */
  Act act;
  NcParty party;
  guint stage;
  Act then; /* what follows the party's last backward stage, or NULL */
};

static NcPass *
get_pass (Step *step, NcParty party)
{
  return step->exchange->passes[party];
}

static guint
get_last_stage (Step *step, NcParty party)
{
  return nc_pass_get_n_stages (get_pass (step, party)) - 1;
}

static void
forward_tile (Step *step, NcParty party, guint stage, guint tile)
{
  nc_pass_forward_tile (get_pass (step, party), stage, tile, step->exchange->parameters[party]);
}

static void
backward_tile (Step *step, NcParty party, guint stage, guint tile)
{
  nc_pass_backward_tile (get_pass (step, party), stage, tile, step->exchange->parameters[party]);
}

static void
end_forward_stage (Step *step, NcParty party, guint stage)
{
  nc_pass_end_forward_stage (get_pass (step, party), stage, NC_MODE_TRAINING,
                             step->exchange->parameters[party], NULL);
}

static void
end_backward_stage (Step *step, NcParty party, guint stage)
{
  nc_pass_end_backward_stage (get_pass (step, party), stage, step->exchange->parameters[party]);
}

/* The ciphertext of a tile becomes the first inputs of the party. */
static void
deliver (Step *step, NcParty party, guint tile)
{
  NcPass *alice = get_pass (step, NC_ALICE), *pass = get_pass (step, party);
  guint n = step->exchange->setup.key_bits;

  memcpy (nc_pass_get_tile (pass->input, pass->topology->inputs, tile),
          nc_pass_get_passing (alice, alice->output, n, tile), sizeof (nc_real) * n * NC_LANES);
}

static void
measure (Step *step, NcParty party, guint tile)
{
  nc_objective_measure_tile (get_pass (step, party), get_pass (step, NC_ALICE)->input,
                             2 * step->exchange->setup.key_bits, tile,
                             &step->exchange->group_sums[party][tile / NC_TILES_PER_GROUP]);
}

static void
clear_sums (Step *step)
{
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    for (guint group = 0; group < NC_GROUPS (step->n_tiles); group++)
      step->exchange->group_sums[party][group] = (NcLoss){ 0 };
}

static NcLoss
get_loss (Step *step, NcParty party)
{
  NcLoss sums = { 0 };

  for (guint group = 0; group < NC_GROUPS (step->n_tiles); group++)
    {
      sums.loss_rate += step->exchange->group_sums[party][group].loss_rate;
      sums.bit_error += step->exchange->group_sums[party][group].bit_error;
    }
  return nc_objective_get_mean (get_pass (step, party), &sums);
}

/* Bob's backward pass begins where his forward pass ends. */
static void
turn_bob (Step *step, guint tile)
{
  const NcSetup *setup = &step->exchange->setup;

  measure (step, NC_BOB, tile);
  nc_objective_set_delta_tile (get_pass (step, NC_BOB), get_pass (step, NC_ALICE)->input,
                               2 * setup->key_bits, tile, setup->bob_objective, setup->bob_weight);
  backward_tile (step, NC_BOB, 0, tile);
}

/* Eve's, when she is trained. */
static void
turn_eve (Step *step, guint tile)
{
  measure (step, NC_EVE, tile);
  nc_objective_set_delta_tile (get_pass (step, NC_EVE), get_pass (step, NC_ALICE)->input,
                               2 * step->exchange->setup.key_bits, tile, NC_OBJECTIVE_ABSOLUTE, 1);
  backward_tile (step, NC_EVE, 0, tile);
}

/* Eve's, when Alice and Bob are trained against her. */
static void
return_from_eve (Step *step, guint tile)
{
  const NcSetup *setup = &step->exchange->setup;

  nc_objective_set_eve_delta_tile (get_pass (step, NC_EVE), get_pass (step, NC_ALICE)->input,
                                   2 * setup->key_bits, tile, setup->eve_term, step->eve_loss_rate);
  backward_tile (step, NC_EVE, 0, tile);
}

static void
turn_eve_against_alice (Step *step, guint tile)
{
  measure (step, NC_EVE, tile);
  if (step->exchange->setup.eve_term != NC_EVE_TERM_SQUARED)
    return_from_eve (step, tile);
}

/* Alice's delta with respect to the ciphertext is Bob's plus Eve's. */
static void
return_to_alice (Step *step, guint tile)
{
  NcPass *alice = get_pass (step, NC_ALICE), *bob = get_pass (step, NC_BOB);
  NcPass *eve = get_pass (step, NC_EVE);
  guint n = step->exchange->setup.key_bits;
  nc_real *delta = nc_pass_get_passing (alice, alice->output_delta, n, tile);

  memcpy (delta, nc_pass_get_tile (bob->input_delta, n, tile), sizeof (nc_real) * n * NC_LANES);
  if (eve != NULL)
    alice->kernels->add_numbers (n * NC_LANES, nc_pass_get_tile (eve->input_delta, n, tile), delta);
  backward_tile (step, NC_ALICE, 0, tile);
}

/* All that a tile writes belongs to it or to its group, so groups can go through a sweep in
 * parallel. */
static void
sweep_group (gpointer data, guint group)
{
  Step *step = data;
  guint end = MIN ((group + 1) * NC_TILES_PER_GROUP, step->n_tiles);

  for (guint tile = group * NC_TILES_PER_GROUP; tile < end; tile++)
    step->act (step, tile);
}

static void
sweep (Step *step, Act act)
{
  NcExecutor *executor = step->exchange->executor;
  guint n_groups = NC_GROUPS (step->n_tiles);

  step->act = act;
  if (executor != NULL && n_groups > 1)
    executor->run (executor, n_groups, sweep_group, step);
  else
    for (guint group = 0; group < n_groups; group++)
      sweep_group (step, group);
}

/* One forward stage for one tile, then, after the last one, the party's follow-up. */
static void
go_forward (Step *step, NcParty party, guint stage, guint tile)
{
  forward_tile (step, party, stage, tile);
  if (stage == get_last_stage (step, party))
    step->turn[party](step, tile);
}

static void
go_forward_in_sweep (Step *step, guint tile)
{
  go_forward (step, step->party, step->stage, tile);
}

/* The stages of Bob or Eve except the first, which the ciphertext's sweep has done. */
static void
finish_forward (Step *step, NcParty party)
{
  end_forward_stage (step, party, 0);
  step->party = party;
  for (step->stage = 1; step->stage <= get_last_stage (step, party); step->stage++)
    {
      sweep (step, go_forward_in_sweep);
      end_forward_stage (step, party, step->stage);
    }
}

static void
go_backward_in_sweep (Step *step, guint tile)
{
  backward_tile (step, step->party, step->stage, tile);
  if (step->stage == get_last_stage (step, step->party) && step->then != NULL)
    step->then (step, tile);
}

/* The backward stages of a party except the first; after the last one, its follow-up for the tile,
 * unless NULL. */
static void
finish_backward (Step *step, NcParty party, Act then)
{
  end_backward_stage (step, party, 0);
  step->party = party;
  step->then = then;
  for (step->stage = 1; step->stage <= get_last_stage (step, party); step->stage++)
    {
      sweep (step, go_backward_in_sweep);
      end_backward_stage (step, party, step->stage);
    }
}

static void
encrypt_in_sweep (Step *step, guint tile)
{
  guint n = step->exchange->setup.key_bits;
  nc_real *alice_input = get_pass (step, NC_ALICE)->input;
  nc_real *bob_input = get_pass (step, NC_BOB)->input;

  /* If Bob does not take part, his key is not drawn. */
  if (step->stage == 0)
    step->fill (step->data, tile, nc_pass_get_tile (alice_input, 2 * n, tile),
                step->turn[NC_BOB] != NULL
                    ? nc_pass_get_tile (bob_input, 2 * n, tile) + n * NC_LANES
                    : NULL);
  forward_tile (step, NC_ALICE, step->stage, tile);
  if (step->stage == get_last_stage (step, NC_ALICE))
    step->then (step, tile);
}

/* Alice's stages, from new inputs; her last one passes each tile on. */
static void
encrypt (Step *step, Act hand_on)
{
  step->then = hand_on;
  for (step->stage = 0; step->stage <= get_last_stage (step, NC_ALICE); step->stage++)
    {
      sweep (step, encrypt_in_sweep);
      end_forward_stage (step, NC_ALICE, step->stage);
    }
}

/* Whether Alice's backward pass can begin in the sweep of the ciphertext. */
static gboolean
returns_at_once (Step *step)
{
  return !step->exchange->setup.eve && get_last_stage (step, NC_BOB) == 0;
}

static void
hand_on_to_bob_and_eve (Step *step, guint tile)
{
  deliver (step, NC_BOB, tile);
  go_forward (step, NC_BOB, 0, tile);
  if (step->exchange->setup.eve)
    {
      deliver (step, NC_EVE, tile);
      go_forward (step, NC_EVE, 0, tile);
    }
  if (returns_at_once (step))
    return_to_alice (step, tile);
}

static void
hand_on_to_eve (Step *step, guint tile)
{
  deliver (step, NC_EVE, tile);
  go_forward (step, NC_EVE, 0, tile);
}

static void
come_back_from_eve (Step *step)
{
  if (step->exchange->setup.eve_term == NC_EVE_TERM_SQUARED)
    {
      step->eve_loss_rate = get_loss (step, NC_EVE).loss_rate;
      sweep (step, return_from_eve);
    }
  finish_backward (step, NC_EVE, NULL);
}

void
nc_exchange_step_alice_bob (NcExchange *exchange,
                            guint batch,
                            NcFill fill,
                            gpointer data,
                            NcLoss *bob_loss,
                            NcLoss *eve_loss)
{
  Step step = {
    .exchange = exchange,
    .n_tiles = NC_TILES (batch),
    .fill = fill,
    .data = data,
    .turn = { [NC_BOB] = turn_bob, [NC_EVE] = turn_eve_against_alice },
  };

  clear_sums (&step);
  for (NcParty party = NC_ALICE; party <= (exchange->setup.eve ? NC_EVE : NC_BOB); party++)
    {
      nc_pass_begin_forward (exchange->passes[party], batch);
      nc_pass_begin_backward (exchange->passes[party], party != NC_EVE);
    }

  encrypt (&step, hand_on_to_bob_and_eve);
  finish_forward (&step, NC_BOB);
  *bob_loss = get_loss (&step, NC_BOB);
  if (exchange->setup.eve)
    {
      finish_forward (&step, NC_EVE);
      *eve_loss = get_loss (&step, NC_EVE);
      come_back_from_eve (&step);
    }
  finish_backward (&step, NC_BOB, return_to_alice);
  if (get_last_stage (&step, NC_BOB) == 0 && !returns_at_once (&step))
    sweep (&step, return_to_alice);
  finish_backward (&step, NC_ALICE, NULL);
}

void
nc_exchange_step_eve (
    NcExchange *exchange, guint batch, NcFill fill, gpointer data, NcLoss *eve_loss)
{
  Step step = {
    .exchange = exchange,
    .n_tiles = NC_TILES (batch),
    .fill = fill,
    .data = data,
    .turn = { [NC_EVE] = turn_eve },
  };

  clear_sums (&step);
  nc_pass_begin_forward (exchange->passes[NC_ALICE], batch);
  nc_pass_begin_forward (exchange->passes[NC_EVE], batch);
  nc_pass_begin_backward (exchange->passes[NC_EVE], TRUE);
  encrypt (&step, hand_on_to_eve);
  finish_forward (&step, NC_EVE);
  *eve_loss = get_loss (&step, NC_EVE);
  finish_backward (&step, NC_EVE, NULL);
}
