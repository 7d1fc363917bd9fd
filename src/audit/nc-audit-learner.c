/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A network that learns signs from numbers.
 */
#include "audit/nc-audit-learner.h"

#include <string.h>

#include "engine/training/nc-adam.h"
#include "engine/model/nc-random.h"

/* Kingma & Ba 2015. */
#define BETA1 0.9
#define BETA2 0.999
#define EPSILON 1e-8

/* Of the learning rate, at the last step. */
#define LAST_RATE 0.01

struct _NcAuditLearner
{
  NcTopology topology;
  NcLayout layout;
  NcAuditTraining training;
  const NcKernels *kernels;
  NcPass *pass;
  NcAdam adam;
  nc_real *parameters; /* [n_parameters] */
  nc_real *statistics; /* [n_statistics] */
  nc_real *targets;    /* [tile][outputs][lane] */
  nc_real *mask;       /* [n_parameters], or NULL */
};

NcAuditLearner *
nc_audit_learner_new (const NcTopology *topology,
                      const NcAuditTraining *training,
                      guint32 seed,
                      guint task,
                      const NcKernels *kernels)
{
  NcAuditLearner *learner;

  g_return_val_if_fail (training->batch > 0 && training->batch % NC_LANES == 0, NULL);
  g_return_val_if_fail (nc_topology_check (topology, "an attack", NULL), NULL);

  learner = g_new0 (NcAuditLearner, 1);
  learner->topology = *topology;
  learner->training = *training;
  learner->kernels = kernels;
  nc_layout_init (&learner->layout, topology);
  learner->parameters = nc_real_new0 (learner->layout.n_parameters);
  learner->statistics = nc_real_new0 (learner->layout.n_statistics);
  learner->targets = nc_real_new0 ((gsize) topology->outputs * training->batch);
  nc_layout_initialise (&learner->layout, topology, seed, NC_STREAM_AUDIT_TASK_WEIGHTS + task,
                        learner->parameters, learner->statistics);
  learner->pass = nc_pass_new (&learner->topology, &learner->layout, kernels, NC_MEMORY_BATCH,
                               training->batch, 0);
  nc_adam_init (&learner->adam, learner->layout.n_parameters);
  return learner;
}

void
nc_audit_learner_free (NcAuditLearner *learner)
{
  if (learner == NULL)
    return;
  nc_pass_free (learner->pass);
  nc_adam_clear (&learner->adam);
  nc_real_free (learner->parameters);
  nc_real_free (learner->statistics);
  nc_real_free (learner->targets);
  nc_real_free (learner->mask);
  g_free (learner);
}

static void
apply_mask (const NcAuditLearner *learner, nc_real *numbers)
{
  if (learner->mask == NULL)
    return;
  for (gsize i = 0; i < learner->layout.n_parameters; i++)
    numbers[i] *= learner->mask[i];
}

void
nc_audit_learner_set_mask (NcAuditLearner *learner, const nc_real *mask)
{
  gsize n = learner->layout.n_parameters;

  nc_real_free (learner->mask);
  learner->mask = nc_real_new0 (n);
  memcpy (learner->mask, mask, n * sizeof (nc_real));
  apply_mask (learner, learner->parameters);
}

const NcLayout *
nc_audit_learner_get_layout (NcAuditLearner *learner)
{
  return &learner->layout;
}

nc_real *
nc_audit_learner_get_inputs (NcAuditLearner *learner, guint tile)
{
  return nc_pass_get_tile (learner->pass->input, learner->topology.inputs, tile);
}

nc_real *
nc_audit_learner_get_targets (NcAuditLearner *learner, guint tile)
{
  return nc_pass_get_tile (learner->targets, learner->topology.outputs, tile);
}

static double
get_learning_rate (const NcAuditLearner *learner)
{
  double done = (double) learner->adam.steps / MAX (learner->training.n_steps, 1);

  return learner->training.learning_rate * CLAMP (2 * (1 - done), LAST_RATE, 1);
}

NcLoss
nc_audit_learner_step (NcAuditLearner *learner)
{
  NcPass *pass = learner->pass;
  guint outputs = learner->topology.outputs;
  NcObjective objective = learner->topology.output == NC_OUTPUT_LOGISTIC
                              ? NC_OBJECTIVE_CROSS_ENTROPY
                              : NC_OBJECTIVE_ABSOLUTE;
  NcLoss loss;

  nc_audit_learner_forward (learner);
  loss = nc_objective_measure (pass, learner->targets, outputs);
  nc_objective_set_delta (pass, learner->targets, outputs, objective, 1);
  nc_pass_backward (pass, learner->parameters);
  apply_mask (learner, pass->gradient);
  nc_adam_step (&learner->adam, learner->kernels, get_learning_rate (learner), BETA1, BETA2,
                EPSILON, pass->gradient, learner->parameters);
  return loss;
}

void
nc_audit_learner_forward (NcAuditLearner *learner)
{
  nc_pass_forward (learner->pass, learner->training.batch, NC_MODE_TRAINING, learner->parameters,
                   learner->statistics);
}

const nc_real *
nc_audit_learner_get_outputs (NcAuditLearner *learner, guint tile)
{
  return nc_pass_get_tile (learner->pass->output, learner->topology.outputs, tile);
}

nc_real
nc_audit_learner_get_threshold (NcAuditLearner *learner)
{
  return learner->topology.output == NC_OUTPUT_LOGISTIC ? (nc_real) 0.5 : 0;
}

NcTopology
nc_audit_learner_dense_topology (guint inputs, guint outputs, guint n_layers, const guint *widths)
{
  NcTopology topology = {
    .inputs = inputs,
    .outputs = outputs,
    .n_dense = n_layers,
    .biases = TRUE,
    .output = NC_OUTPUT_LOGISTIC,
    .initialisation = NC_INITIALISATION_XAVIER_UNIFORM,
    .norm_epsilon = 1e-5,
    .norm_momentum = 0.1,
  };

  g_return_val_if_fail (n_layers <= NC_MAX_DENSE, topology);

  for (guint layer = 0; layer < n_layers; layer++)
    {
      topology.width[layer] = widths[layer];
      topology.activation[layer] = NC_ACTIVATION_RELU;
    }
  return topology;
}
