/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a setup, one function per group of keys.
 */
#include "config.h"

#include "lab/experiment/lab-setup.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#include "lab/experiment/lab-rate-changes.h"

typedef struct
{
  LabLookup lookup;
  gpointer data;
  guint key_bits;
} Values;

static const char *
get (Values *values, const char *group, const char *key)
{
  const char *groups[] = { group, "networks" }, *value = NULL;

  /* A study of a hundred curves asks thousands of times. */
  for (guint i = 0; i < G_N_ELEMENTS (groups) && value == NULL; i++)
    {
      char name[64];

      g_assert (strlen (groups[i]) + strlen (key) + 2 <= sizeof name);
      g_stpcpy (g_stpcpy (g_stpcpy (name, groups[i]), "."), key);
      value = values->lookup (values->data, name);
    }
  g_assert (value != NULL);
  return value;
}

static gboolean
get_boolean (Values *values, const char *group, const char *key)
{
  return g_str_equal (get (values, group, key), "true");
}

static guint
get_count (Values *values, const char *group, const char *key)
{
  return lab_key_parse_count (get (values, group, key), values->key_bits);
}

static double
get_number (Values *values, const char *group, const char *key)
{
  const char *text = get (values, group, key);

  if (g_str_has_suffix (text, "N"))
    return lab_key_parse_count (text, values->key_bits);
  return g_ascii_strtod (text, NULL) + 0.0; /* avoids -0.0, which would name another experiment */
}

static guint
find_name (const char *const *names, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return i;
  g_assert_not_reached ();
}

static guint
get_choice (Values *values, const char *group, const char *key, const char *const *names)
{
  return find_name (names, get (values, group, key));
}

/* One width per dense layer, or one for all; then the layer before the convolutions keeps the only
 * width that they can read. */
static gboolean
read_widths (Values *values, const char *group, NcTopology *topology, GError **error)
{
  g_auto (GStrv) widths = g_strsplit (get (values, group, "width"), ";", -1);
  guint n_widths = g_strv_length (widths);
  guint last = topology->n_dense - 1;

  if (n_widths != 1 && n_widths != topology->n_dense)
    {
      g_set_error (
          error, NC_ERROR, NC_ERROR_WIDTH,
          g_dngettext (GETTEXT_PACKAGE,
                       "%u widths are given for %u dense layer; give one per layer or one for all",
                       "%u widths are given for %u dense layers; give one per layer or one for all",
                       topology->n_dense),
          n_widths, topology->n_dense);
      return FALSE;
    }
  for (guint layer = 0; layer < topology->n_dense; layer++)
    topology->width[layer]
        = lab_key_parse_count (widths[n_widths == 1 ? 0 : layer], values->key_bits);
  if (n_widths == 1 && last > 0 && topology->convolutions)
    topology->width[last] = 2 * values->key_bits;
  return TRUE;
}

static gboolean
read_topology (Values *values, NcParty party, NcTopology *topology, GError **error)
{
  const char *group = nc_party_get_name (party);
  const char *convolutions = get (values, group, "convolution-activation");
  g_auto (GStrv) dense = g_strsplit (get (values, group, "dense"), ";", -1);

  topology->inputs = nc_setup_get_inputs (values->key_bits, party);
  topology->outputs = values->key_bits;
  topology->output = NC_OUTPUT_TANH;
  topology->n_dense = g_strv_length (dense);
  for (guint layer = 0; layer < topology->n_dense; layer++)
    topology->activation[layer] = find_name (nc_activation_names, dense[layer]);
  topology->convolutions = !g_str_equal (convolutions, "none");
  if (topology->convolutions)
    topology->convolution_activation = find_name (nc_activation_names, convolutions);
  topology->batch_norm = get_boolean (values, group, "batch-norm");
  topology->biases = get_boolean (values, group, "biases");
  topology->initialisation = get_choice (values, group, "initialisation", nc_initialisation_names);
  topology->norm_epsilon = get_number (values, group, "norm-epsilon");
  topology->norm_momentum = get_number (values, group, "norm-momentum");
  topology->leaky_slope = get_number (values, group, "leaky-slope");
  return read_widths (values, group, topology, error);
}

static void
read_training (Values *values, NcSetup *setup)
{
  setup->rounds = get_count (values, "training", "rounds");
  setup->iterations = get_count (values, "training", "iterations");
  setup->batch = get_count (values, "training", "batch");
  setup->learning_rate = get_number (values, "training", "learning-rate");
  lab_rate_changes_read (get (values, "training", "learning-rate-changes"), setup->rate_changes,
                         &setup->n_rate_changes);
  setup->beta1 = get_number (values, "training", "beta1");
  setup->beta2 = get_number (values, "training", "beta2");
  setup->epsilon = get_number (values, "training", "epsilon");
  setup->schedule = get_choice (values, "training", "schedule", nc_schedule_names);
  setup->eve_steps = get_count (values, "training", "eve-steps");
  setup->eve_batch_factor = get_count (values, "training", "eve-batch-factor");
  setup->bob_objective = get_choice (values, "training", "bob-objective", nc_objective_names);
  setup->bob_weight = get_number (values, "training", "bob-weight");
  setup->eve_term = get_choice (values, "training", "eve-term", nc_eve_term_names);
}

/* The key whose value the engine rejected. */
static const LabKey *
find_culprit (int code, const char *party)
{
  static const struct
  {
    NcError code;
    const char *key; /* a key of the party if it begins with a point */
  } culprits[] = {
    { NC_ERROR_KEY_BITS, "parties.key-bits" },
    { NC_ERROR_KEY_DIFFERENCE, "parties.key-difference" },
    { NC_ERROR_DENSE, ".dense" },
    { NC_ERROR_WIDTH, ".width" },
    { NC_ERROR_LEAKY_SLOPE, ".leaky-slope" },
    { NC_ERROR_NORM_EPSILON, ".norm-epsilon" },
    { NC_ERROR_NORM_MOMENTUM, ".norm-momentum" },
    { NC_ERROR_BATCH, "training.batch" },
    { NC_ERROR_SCHEDULE, "training.schedule" },
    { NC_ERROR_ROUNDS, "training.rounds" },
    { NC_ERROR_ITERATIONS, "training.iterations" },
    { NC_ERROR_EVE_STEPS, "training.eve-steps" },
    { NC_ERROR_EVE_BATCH_FACTOR, "training.eve-batch-factor" },
    { NC_ERROR_BOB_OBJECTIVE, "training.bob-objective" },
    { NC_ERROR_BOB_WEIGHT, "training.bob-weight" },
    { NC_ERROR_LEARNING_RATE, "training.learning-rate" },
    { NC_ERROR_LEARNING_RATE_CHANGES, "training.learning-rate-changes" },
    { NC_ERROR_BETA1, "training.beta1" },
    { NC_ERROR_BETA2, "training.beta2" },
    { NC_ERROR_EPSILON, "training.epsilon" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (culprits); i++)
    if ((int) culprits[i].code == code)
      {
        g_autofree char *name
            = g_strconcat (*culprits[i].key == '.' ? party : "", culprits[i].key, NULL);

        return lab_key_find (name);
      }
  g_return_val_if_reached (NULL);
}

gboolean
lab_setup_read (
    LabLookup lookup, gpointer data, NcSetup *setup, const LabKey **culprit, GError **error)
{
  static const char *const who[] = { "Alice", "Bob", "Eve" };
  Values values = { lookup, data, 0 };
  g_autoptr (GError) refusal = NULL;

  *setup = (NcSetup){ 0 };
  setup->key_bits = values.key_bits = get_count (&values, "parties", "key-bits");
  setup->key_difference = get_count (&values, "parties", "key-difference");
  setup->fuzzing = get_choice (&values, "parties", "fuzzing", nc_fuzzing_names);
  setup->eve = get_boolean (&values, "parties", "eve");
  read_training (&values, setup);

  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      gboolean fits = read_topology (&values, party, &setup->topologies[party], &refusal)
                      && nc_topology_check (&setup->topologies[party], who[party], &refusal);

      if (!fits && (party != NC_EVE || setup->eve))
        {
          *culprit = find_culprit (refusal->code, nc_party_get_name (party));
          g_propagate_error (error, g_steal_pointer (&refusal));
          return FALSE;
        }
      g_clear_error (&refusal);
    }

  if (nc_setup_check (setup, &refusal))
    return TRUE;
  *culprit = find_culprit (refusal->code, "bob");
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}
