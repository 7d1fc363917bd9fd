/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An experiment, its canonical text and its name.
 */
#include "lab/experiment/lab-experiment.h"

#include <string.h>

#include "lab/experiment/lab-number.h"
#include "lab/experiment/lab-rate-changes.h"

struct _LabExperiment
{
  gatomicrefcount count;
  NcSetup setup;
  LabStopRule stop;
  char *text; /* both on demand: panel edits make many experiments that nobody trains */
  char *hash;
};

G_DEFINE_BOXED_TYPE (LabExperiment, lab_experiment, lab_experiment_ref, lab_experiment_unref)

static void
append_number (GString *text, const char *key, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  lab_number_write (number, digits);
  g_string_append_printf (text, "%s=%s\n", key, digits);
}

static void
append_boolean (GString *text, const char *key, gboolean value)
{
  g_string_append_printf (text, "%s=%s\n", key, value ? "true" : "false");
}

static void
append_count (GString *text, const char *key, guint count)
{
  g_string_append_printf (text, "%s=%u\n", key, count);
}

static void
append_topology (GString *text, NcParty party, const NcTopology *topology)
{
  g_string_append_printf (text, "\n[%s]\ndense=", nc_party_get_name (party));
  for (guint layer = 0; layer < topology->n_dense; layer++)
    g_string_append_printf (text, "%s%s", layer > 0 ? ";" : "",
                            nc_activation_names[topology->activation[layer]]);
  g_string_append (text, "\nwidth=");
  for (guint layer = 0; layer < topology->n_dense; layer++)
    g_string_append_printf (text, "%s%u", layer > 0 ? ";" : "", topology->width[layer]);
  g_string_append (text, "\n");
  append_boolean (text, "batch-norm", topology->batch_norm);
  g_string_append_printf (
      text, "convolution-activation=%s\n",
      topology->convolutions ? nc_activation_names[topology->convolution_activation] : "none");
  append_boolean (text, "biases", topology->biases);
  g_string_append_printf (text, "initialisation=%s\n",
                          nc_initialisation_names[topology->initialisation]);
  append_number (text, "norm-epsilon", topology->norm_epsilon);
  append_number (text, "norm-momentum", topology->norm_momentum);
  append_number (text, "leaky-slope", topology->leaky_slope);
}

static void
append_training (GString *text, const NcSetup *setup)
{
  g_string_append (text, "\n[training]\n");
  append_count (text, "rounds", setup->rounds);
  append_count (text, "iterations", setup->iterations);
  append_count (text, "batch", setup->batch);
  append_number (text, "learning-rate", setup->learning_rate);
  append_number (text, "beta1", setup->beta1);
  append_number (text, "beta2", setup->beta2);
  append_number (text, "epsilon", setup->epsilon);
  g_string_append_printf (text, "schedule=%s\n", nc_schedule_names[setup->schedule]);
  if (setup->schedule == NC_SCHEDULE_BY_STEP)
    append_count (text, "eve-steps", setup->eve_steps);
  if (setup->eve)
    append_count (text, "eve-batch-factor", setup->eve_batch_factor);
  g_string_append_printf (text, "bob-objective=%s\n", nc_objective_names[setup->bob_objective]);
  append_number (text, "bob-weight", setup->bob_weight);
  if (setup->eve)
    g_string_append_printf (text, "eve-term=%s\n", nc_eve_term_names[setup->eve_term]);
}

/* These two write only what differs from none: a hash of before there were these keys stays the
 * same. */
static void
append_rate_changes (GString *text, const NcSetup *setup)
{
  g_autofree char *changes = lab_rate_changes_write (setup);

  if (setup->n_rate_changes > 0)
    g_string_append_printf (text, "learning-rate-changes=%s\n", changes);
}

static void
append_stop_rule (GString *text, const LabStopRule *stop)
{
  const LabStopRule none = LAB_STOP_RULE_NONE;

  if (stop->bob_loss_rate != none.bob_loss_rate)
    append_number (text, "stop-bob-loss-rate", stop->bob_loss_rate);
  if (stop->eve_loss_rate != none.eve_loss_rate)
    append_number (text, "stop-eve-loss-rate", stop->eve_loss_rate);
  if (stop->window != none.window)
    append_count (text, "stop-window", stop->window);
  if (stop->plateau_rounds != none.plateau_rounds)
    append_count (text, "stop-plateau-rounds", stop->plateau_rounds);
}

static char *
write_text (const NcSetup *setup, const LabStopRule *stop)
{
  GString *text = g_string_new ("[parties]\n");

  append_count (text, "key-bits", setup->key_bits);
  append_count (text, "key-difference", setup->key_difference);
  g_string_append_printf (text, "fuzzing=%s\n", nc_fuzzing_names[setup->fuzzing]);
  append_boolean (text, "eve", setup->eve);
  for (NcParty party = NC_ALICE; party <= (setup->eve ? NC_EVE : NC_BOB); party++)
    append_topology (text, party, &setup->topologies[party]);
  append_training (text, setup);
  append_rate_changes (text, setup);
  append_stop_rule (text, stop);
  return g_string_free (text, FALSE);
}

LabExperiment *
lab_experiment_new (const NcSetup *setup)
{
  const LabStopRule none = LAB_STOP_RULE_NONE;

  return lab_experiment_new_stopping (setup, &none);
}

LabExperiment *
lab_experiment_new_stopping (const NcSetup *setup, const LabStopRule *stop)
{
  LabExperiment *experiment = g_new0 (LabExperiment, 1);

  g_assert (nc_setup_check (setup, NULL));
  g_atomic_ref_count_init (&experiment->count);
  experiment->setup = *setup;
  experiment->stop = *stop;
  if (!setup->eve)
    experiment->stop.eve_loss_rate = 0; /* has no effect, so it must not tell them apart */
  return experiment;
}

LabExperiment *
lab_experiment_ref (LabExperiment *experiment)
{
  g_atomic_ref_count_inc (&experiment->count);
  return experiment;
}

void
lab_experiment_unref (LabExperiment *experiment)
{
  if (!g_atomic_ref_count_dec (&experiment->count))
    return;
  g_free (experiment->text);
  g_free (experiment->hash);
  g_free (experiment);
}

gboolean
lab_experiment_equal (LabExperiment *a, LabExperiment *b)
{
  return a == b
         || (nc_setup_equal (&a->setup, &b->setup) && lab_stop_rule_equal (&a->stop, &b->stop));
}

const NcSetup *
lab_experiment_get_setup (LabExperiment *experiment)
{
  return &experiment->setup;
}

const LabStopRule *
lab_experiment_get_stop_rule (LabExperiment *experiment)
{
  return &experiment->stop;
}

const char *
lab_experiment_get_text (LabExperiment *experiment)
{
  if (g_once_init_enter (&experiment->text))
    g_once_init_leave (&experiment->text, write_text (&experiment->setup, &experiment->stop));
  return experiment->text;
}

const char *
lab_experiment_get_hash (LabExperiment *experiment)
{
  if (g_once_init_enter (&experiment->hash))
    g_once_init_leave (&experiment->hash,
                       g_compute_checksum_for_string (G_CHECKSUM_SHA256,
                                                      lab_experiment_get_text (experiment), -1));
  return experiment->hash;
}

static gboolean
has_dense (const NcTopology *topology, guint n_dense, NcActivation first)
{
  if (topology->n_dense != n_dense || topology->activation[0] != first
      || topology->width[0] != 2 * topology->outputs || !topology->convolutions)
    return FALSE;
  return n_dense == 1 || topology->activation[1] == NC_ACTIVATION_SIGMOID;
}

char *
lab_experiment_describe_model (LabExperiment *experiment, NcParty party)
{
  const NcTopology *topology = &experiment->setup.topologies[party];
  g_autoptr (GString) model = g_string_new (NULL);

  if (party == NC_BOB && has_dense (topology, 1, NC_ACTIVATION_SIGMOID))
    g_string_append (model, "Bob");
  else if (party == NC_BOB && has_dense (topology, 2, NC_ACTIVATION_SIGMOID))
    g_string_append (model, "Bob1");
  else if (party == NC_BOB && has_dense (topology, 2, NC_ACTIVATION_TANH))
    g_string_append (model, "Bob2");
  else
    {
      g_string_append_printf (model, "%u dense", topology->n_dense);
      for (guint layer = 0; layer < topology->n_dense; layer++)
        g_string_append_printf (model, "%s%s", layer == 0 ? ", " : " ",
                                nc_activation_names[topology->activation[layer]]);
      if (!topology->convolutions)
        g_string_append (model, ", no convolutions");
    }
  if (topology->batch_norm)
    g_string_append (model, " + BN");
  return g_strdup (model->str);
}
