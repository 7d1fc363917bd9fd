/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trained networks and the tensors in their file. Writing is in lab-weights-write.c, reading in
 * lab-weights-read.c.
 */
#include "config.h"

#include "lab/weights/lab-weights-private.h"

#include <math.h>
#include <string.h>

static NcParty
get_last_party (LabWeights *weights)
{
  return lab_experiment_get_setup (weights->experiment)->eve ? NC_EVE : NC_BOB;
}

LabWeights *
lab_weights_new_empty (LabExperiment *experiment)
{
  LabWeights *weights = g_new0 (LabWeights, 1);
  const NcSetup *setup = lab_experiment_get_setup (experiment);

  weights->experiment = lab_experiment_ref (experiment);
  for (NcParty party = NC_ALICE; party <= get_last_party (weights); party++)
    nc_layout_init (&weights->layouts[party], &setup->topologies[party]);
  return weights;
}

gboolean
lab_weights_allocate (LabWeights *weights)
{
  for (NcParty party = NC_ALICE; party <= get_last_party (weights); party++)
    {
      const NcLayout *layout = &weights->layouts[party];

      /* One extra element: allocating none would also return NULL. */
      weights->parameters[party] = g_try_new0 (float, layout->n_parameters + 1);
      weights->statistics[party] = g_try_new0 (float, layout->n_statistics + 1);
      if (weights->parameters[party] == NULL || weights->statistics[party] == NULL)
        return FALSE;
    }
  return TRUE;
}

LabWeights *
lab_weights_new (LabExperiment *experiment,
                 guint32 seed,
                 guint64 iterations,
                 const float *const parameters[NC_N_PARTIES],
                 const float *const statistics[NC_N_PARTIES])
{
  LabWeights *weights;

  g_return_val_if_fail (experiment != NULL && parameters != NULL && statistics != NULL, NULL);

  weights = lab_weights_new_empty (experiment);
  weights->seed = seed;
  weights->iterations = iterations;
  weights->version = g_strdup (LAB_VERSION);
  if (!lab_weights_allocate (weights))
    g_error ("not enough memory for a copy of the networks");
  for (NcParty party = NC_ALICE; party <= get_last_party (weights); party++)
    {
      const NcLayout *layout = &weights->layouts[party];

      memcpy (weights->parameters[party], parameters[party], layout->n_parameters * sizeof (float));
      if (layout->n_statistics > 0)
        memcpy (weights->statistics[party], statistics[party],
                layout->n_statistics * sizeof (float));
    }
  return weights;
}

void
lab_weights_free (LabWeights *weights)
{
  if (weights == NULL)
    return;
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      g_free (weights->parameters[party]);
      g_free (weights->statistics[party]);
    }
  g_free (weights->version);
  lab_experiment_unref (weights->experiment);
  g_free (weights);
}

LabExperiment *
lab_weights_get_experiment (LabWeights *weights)
{
  return weights->experiment;
}

gboolean
lab_weights_is_training_known (LabWeights *weights)
{
  return !weights->training_unknown;
}

guint32
lab_weights_get_seed (LabWeights *weights)
{
  return weights->seed;
}

guint64
lab_weights_get_iterations (LabWeights *weights)
{
  return weights->iterations;
}

const char *
lab_weights_get_version (LabWeights *weights)
{
  return weights->version;
}

const float *const *
lab_weights_get_parameters (LabWeights *weights)
{
  return (const float *const *) weights->parameters;
}

const float *const *
lab_weights_get_statistics (LabWeights *weights)
{
  return (const float *const *) weights->statistics;
}

/* The counter that PyTorch keeps with the running variance. */
static void
add_counter (GArray *tensors, NcParty party, const NcTensor *variance)
{
  LabWeightsTensor counter = { .party = party };
  int place = (int) (strrchr (variance->name, '.') - variance->name);

  g_snprintf (counter.name, sizeof counter.name, "%s.%.*s.num_batches_tracked",
              nc_party_get_name (party), place, variance->name);
  g_array_append_val (tensors, counter);
}

GArray *
lab_weights_list_tensors (LabWeights *weights)
{
  GArray *tensors = g_array_new (FALSE, TRUE, sizeof (LabWeightsTensor));

  for (NcParty party = NC_ALICE; party <= get_last_party (weights); party++)
    for (guint i = 0; i < weights->layouts[party].n_tensors; i++)
      if (weights->layouts[party].tensors[i].kind == NC_TENSOR_RUNNING_VAR)
        add_counter (tensors, party, &weights->layouts[party].tensors[i]);
  for (NcParty party = NC_ALICE; party <= get_last_party (weights); party++)
    for (guint i = 0; i < weights->layouts[party].n_tensors; i++)
      {
        LabWeightsTensor tensor = { .party = party, .tensor = &weights->layouts[party].tensors[i] };

        g_snprintf (tensor.name, sizeof tensor.name, "%s.%s", nc_party_get_name (party),
                    tensor.tensor->name);
        g_array_append_val (tensors, tensor);
      }
  return tensors;
}

const char *
lab_weights_tensor_get_type (const LabWeightsTensor *tensor)
{
  return tensor->tensor == NULL ? "I64" : "F32";
}

gsize
lab_weights_tensor_get_size (const LabWeightsTensor *tensor)
{
  return tensor->tensor == NULL ? sizeof (gint64) : tensor->tensor->size * sizeof (float);
}

float *
lab_weights_get_numbers (LabWeights *weights, const LabWeightsTensor *tensor)
{
  NcTensorKind kind = tensor->tensor->kind;
  gboolean statistic = kind == NC_TENSOR_RUNNING_MEAN || kind == NC_TENSOR_RUNNING_VAR;

  return (statistic ? weights->statistics : weights->parameters)[tensor->party]
         + tensor->tensor->offset;
}

const char *
lab_weights_find_flaw (LabWeights *weights, const LabWeightsTensor *tensor)
{
  const float *numbers = lab_weights_get_numbers (weights, tensor);

  for (gsize i = 0; i < tensor->tensor->size; i++)
    if (!isfinite (numbers[i]))
      return "a number that is not finite";
    else if (tensor->tensor->kind == NC_TENSOR_RUNNING_VAR && numbers[i] < 0)
      return "a variance below 0";
  return NULL;
}
