/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a training may be.
 */
#include "config.h"

#include "engine/model/nc-setup.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
topologies_equal (const NcTopology *a, const NcTopology *b)
{
  if (a->inputs != b->inputs || a->outputs != b->outputs || a->n_dense != b->n_dense
      || a->batch_norm != b->batch_norm || a->convolutions != b->convolutions
      || (a->convolutions && a->convolution_activation != b->convolution_activation)
      || a->output != b->output || a->biases != b->biases || a->initialisation != b->initialisation
      || a->leaky_slope != b->leaky_slope || a->norm_epsilon != b->norm_epsilon
      || a->norm_momentum != b->norm_momentum)
    return FALSE;
  for (guint layer = 0; layer < a->n_dense; layer++)
    if (a->width[layer] != b->width[layer] || a->activation[layer] != b->activation[layer])
      return FALSE;
  return TRUE;
}

gboolean
nc_setup_equal (const NcSetup *a, const NcSetup *b)
{
  if (a->key_bits != b->key_bits || a->key_difference != b->key_difference
      || a->fuzzing != b->fuzzing || a->eve != b->eve || a->bob_objective != b->bob_objective
      || a->bob_weight != b->bob_weight || a->schedule != b->schedule || a->rounds != b->rounds
      || a->iterations != b->iterations || a->batch != b->batch
      || (a->schedule == NC_SCHEDULE_BY_STEP && a->eve_steps != b->eve_steps)
      || a->learning_rate != b->learning_rate || a->beta1 != b->beta1 || a->beta2 != b->beta2
      || a->epsilon != b->epsilon || a->n_rate_changes != b->n_rate_changes)
    return FALSE;
  for (guint i = 0; i < a->n_rate_changes; i++)
    if (a->rate_changes[i].iteration != b->rate_changes[i].iteration
        || a->rate_changes[i].learning_rate != b->rate_changes[i].learning_rate)
      return FALSE;
  if (a->eve && (a->eve_term != b->eve_term || a->eve_batch_factor != b->eve_batch_factor))
    return FALSE;
  for (NcParty party = NC_ALICE; party <= (a->eve ? NC_EVE : NC_BOB); party++)
    if (!topologies_equal (&a->topologies[party], &b->topologies[party]))
      return FALSE;
  return TRUE;
}

guint
nc_setup_get_inputs (guint key_bits, NcParty party)
{
  return party == NC_EVE ? key_bits : 2 * key_bits;
}

guint
nc_setup_get_round_length (const NcSetup *setup)
{
  return setup->schedule == NC_SCHEDULE_BY_ROUND ? 2 * setup->iterations : setup->iterations;
}

guint64
nc_setup_get_length (const NcSetup *setup)
{
  return (guint64) setup->rounds * nc_setup_get_round_length (setup);
}

NcTurn
nc_setup_get_turn (const NcSetup *setup, guint64 iteration)
{
  if (setup->schedule != NC_SCHEDULE_BY_ROUND)
    return NC_TURN_ALICE_BOB;
  return iteration % nc_setup_get_round_length (setup) < setup->iterations ? NC_TURN_ALICE_BOB
                                                                           : NC_TURN_EVE;
}

double
nc_setup_get_learning_rate (const NcSetup *setup, guint64 iteration)
{
  double rate = setup->learning_rate;

  for (guint i = 0; i < setup->n_rate_changes && setup->rate_changes[i].iteration <= iteration; i++)
    rate = setup->rate_changes[i].learning_rate;
  return rate;
}

/* One sentence for a value outside its range. */
static gboolean
check_count (const char *what, guint value, guint least, guint most, NcError code, GError **error)
{
  if (value >= least && value <= most)
    return TRUE;
  g_set_error (error, NC_ERROR, code, _ ("%s is %u; allowed: %u to %u"), _ (what), value, least,
               most);
  return FALSE;
}

static gboolean
check_key (const NcSetup *setup, GError **error)
{
  if (!check_count (N_ ("the number of key bits N"), setup->key_bits, NC_MIN_KEY_BITS,
                    NC_MAX_KEY_BITS, NC_ERROR_KEY_BITS, error))
    return FALSE;
  if (setup->key_bits % 2 != 0)
    {
      g_set_error (error, NC_ERROR, NC_ERROR_KEY_BITS,
                   _ ("the number of key bits N is %u; it must be even, %u to %u"), setup->key_bits,
                   NC_MIN_KEY_BITS, NC_MAX_KEY_BITS);
      return FALSE;
    }
  return check_count (N_ ("the number of differing key bits n"), setup->key_difference, 0,
                      setup->key_bits, NC_ERROR_KEY_DIFFERENCE, error);
}

static gboolean
check_parties (const NcSetup *setup, GError **error)
{
  static const char *const who[] = { "Alice", "Bob", "Eve" };
  NcParty last = setup->eve ? NC_EVE : NC_BOB;

  for (NcParty party = NC_ALICE; party <= last; party++)
    {
      const NcTopology *topology = &setup->topologies[party];

      g_return_val_if_fail (topology->inputs == nc_setup_get_inputs (setup->key_bits, party),
                            FALSE);
      g_return_val_if_fail (topology->outputs == setup->key_bits, FALSE);
      g_return_val_if_fail (topology->output == NC_OUTPUT_TANH, FALSE);
      if (!nc_topology_check (topology, who[party], error))
        return FALSE;
      if (topology->batch_norm && setup->batch < 2)
        {
          g_set_error (
              error, NC_ERROR, NC_ERROR_BATCH,
              _ ("the mini-batch is %u, but %s has batch norm, which needs at least 2 samples"),
              setup->batch, who[party]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_schedule (const NcSetup *setup, GError **error)
{
  if (setup->eve && setup->schedule == NC_SCHEDULE_TOGETHER)
    g_set_error_literal (
        error, NC_ERROR, NC_ERROR_SCHEDULE,
        _ ("the schedule “together” trains only Alice and Bob; with Eve, use by-step or "
           "by-round"));
  else if (!setup->eve && setup->schedule != NC_SCHEDULE_TOGETHER)
    g_set_error (error, NC_ERROR, NC_ERROR_SCHEDULE,
                 _ ("the schedule “%s” trains Eve, too; without Eve, use together"),
                 nc_schedule_names[setup->schedule]);
  else
    {
      guint most_steps = setup->schedule == NC_SCHEDULE_BY_STEP ? MAX (setup->eve_steps, 1) : 1;

      if (!check_count (N_ ("the number of rounds"), setup->rounds, 1, NC_MAX_ITERATIONS,
                        NC_ERROR_ROUNDS, error)
          || !check_count (N_ ("the number of iterations per round"), setup->iterations, 1,
                           NC_MAX_ITERATIONS, NC_ERROR_ITERATIONS, error)
          || (setup->eve
              && (!check_count (N_ ("the number of Eve’s steps"), setup->eve_steps, 1, 100,
                                NC_ERROR_EVE_STEPS, error)
                  || !check_count (N_ ("Eve’s batch factor"), setup->eve_batch_factor, 1, 2,
                                   NC_ERROR_EVE_BATCH_FACTOR, error))))
        return FALSE;
      if (nc_setup_get_length (setup) * most_steps <= NC_MAX_ITERATIONS)
        return TRUE;
      g_set_error (error, NC_ERROR, NC_ERROR_ROUNDS,
                   _ ("%u rounds of %u iterations are too many; a run has up to %u steps"),
                   setup->rounds, setup->iterations, NC_MAX_ITERATIONS);
    }
  return FALSE;
}

static gboolean
check_rate_changes (const NcSetup *setup, GError **error)
{
  if (!check_count (N_ ("the number of changes of the learning rate"), setup->n_rate_changes, 0,
                    NC_MAX_RATE_CHANGES, NC_ERROR_LEARNING_RATE_CHANGES, error))
    return FALSE;
  for (guint i = 0; i < setup->n_rate_changes; i++)
    {
      const NcRateChange *change = &setup->rate_changes[i];

      if (change->iteration > (i == 0 ? 0 : change[-1].iteration)
          && change->iteration < NC_MAX_ITERATIONS && change->learning_rate > 0
          && change->learning_rate <= 1)
        continue;
      g_set_error (error, NC_ERROR, NC_ERROR_LEARNING_RATE_CHANGES,
                   _ ("the learning rate changes to %g at iteration %.0f; allowed: iterations "
                      "ascending from 1, rates above 0, up to 1"),
                   change->learning_rate, (double) change->iteration);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_optimiser (const NcSetup *setup, GError **error)
{
  if (!(setup->learning_rate > 0 && setup->learning_rate <= 1))
    g_set_error (error, NC_ERROR, NC_ERROR_LEARNING_RATE,
                 _ ("the learning rate is %g; allowed: above 0, up to 1"), setup->learning_rate);
  else if (!(setup->beta1 >= 0 && setup->beta1 < 1))
    g_set_error (error, NC_ERROR, NC_ERROR_BETA1,
                 _ ("Adam’s beta1 is %g; allowed: from 0, below 1"), setup->beta1);
  else if (!(setup->beta2 >= 0 && setup->beta2 < 1))
    g_set_error (error, NC_ERROR, NC_ERROR_BETA2,
                 _ ("Adam’s beta2 is %g; allowed: from 0, below 1"), setup->beta2);
  else if (!(setup->epsilon > 0 && setup->epsilon <= 1))
    g_set_error (error, NC_ERROR, NC_ERROR_EPSILON,
                 _ ("Adam’s epsilon is %g; allowed: above 0, up to 1"), setup->epsilon);
  else
    return check_rate_changes (setup, error);
  return FALSE;
}

gboolean
nc_setup_check (const NcSetup *setup, GError **error)
{
  g_return_val_if_fail (setup != NULL, FALSE);

  if (!check_key (setup, error)
      || !check_count (N_ ("the mini-batch"), setup->batch, 1, NC_MAX_BATCH, NC_ERROR_BATCH, error)
      || !check_parties (setup, error) || !check_schedule (setup, error)
      || !check_optimiser (setup, error))
    return FALSE;
  if (setup->bob_objective == NC_OBJECTIVE_CROSS_ENTROPY)
    {
      g_set_error_literal (
          error, NC_ERROR, NC_ERROR_BOB_OBJECTIVE,
          _ ("Bob’s objective is absolute or squared; cross-entropy is for attackers"));
      return FALSE;
    }
  if (!(setup->bob_weight > 0 && setup->bob_weight <= 1e6))
    {
      g_set_error (error, NC_ERROR, NC_ERROR_BOB_WEIGHT,
                   _ ("the weight of Bob’s objective is %g; allowed: above 0, up to 1e6"),
                   setup->bob_weight);
      return FALSE;
    }
  return TRUE;
}
