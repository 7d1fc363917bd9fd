/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Names of the engine's enumeration values.
 */
#include "engine/model/nc-types.h"

GQuark
nc_error_quark (void)
{
  return g_quark_from_static_string ("nc-error-quark");
}

const char *const nc_activation_names[] = { "sigmoid", "tanh", "relu", "leaky-relu", NULL };
const char *const nc_initialisation_names[] = { "xavier-uniform", "xavier-normal", NULL };
const char *const nc_fuzzing_names[] = { "per-sample", "per-batch", "fixed", NULL };
const char *const nc_objective_names[] = { "absolute", "squared", "cross-entropy", NULL };
const char *const nc_eve_term_names[] = { "linear", "squared", "squared-per-sample", NULL };
const char *const nc_schedule_names[] = { "together", "by-step", "by-round", NULL };

const char *
nc_party_get_name (NcParty party)
{
  static const char *const names[] = { "alice", "bob", "eve" };

  g_return_val_if_fail (party < NC_N_PARTIES, NULL);
  return names[party];
}

const char *
nc_turn_get_name (NcTurn turn)
{
  return turn == NC_TURN_EVE ? "eve" : "alice-bob";
}
