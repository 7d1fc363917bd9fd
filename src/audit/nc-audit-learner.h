/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A network that learns to tell signs from numbers: what every attack by learning
 * has inside. The attack writes inputs and the signs to be told, and this takes
 * one step of Adam at a time, so that it can be watched, paused and stopped.
 *
 * It knows no cipher: what is shown to it is the attack's affair, and that what it
 * is measured on was never shown to it before.
 */
#pragma once

#include "engine/kernels/nc-kernels.h"
#include "engine/network/nc-objective.h"

G_BEGIN_DECLS

/* How long and how fast. The learning rate stands for the first half of the steps
 * and then falls evenly to nearly nothing: what is left of the noise of mini-batches
 * would count as ignorance. */
typedef struct
{
  guint batch; /* messages in a mini-batch, a multiple of NC_LANES */
  guint n_steps;
  double learning_rate;
} NcAuditTraining;

typedef struct _NcAuditLearner NcAuditLearner;

/**
 * nc_audit_learner_new:
 * @topology: checked, copied; with a logistic output cross-entropy is minimised,
 * with tanh the absolute error (eq. 1 of the paper)
 * @task: whose first weights, NcAuditTask and what is added to it
 */
NcAuditLearner *nc_audit_learner_new (const NcTopology *topology,
                                      const NcAuditTraining *training,
                                      guint32 seed,
                                      guint task,
                                      const NcKernels *kernels);
void nc_audit_learner_free (NcAuditLearner *learner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NcAuditLearner, nc_audit_learner_free)

/**
 * nc_audit_learner_set_mask:
 * @mask: [n_parameters], copied: where it is 0 the parameter is 0 and stays it
 */
void nc_audit_learner_set_mask (NcAuditLearner *learner, const nc_real *mask);

/**
 * nc_audit_learner_get_layout:
 *
 * Returns: (transfer none): where each parameter stands
 */
const NcLayout *nc_audit_learner_get_layout (NcAuditLearner *learner);

/**
 * nc_audit_learner_get_inputs: and nc_audit_learner_get_targets:
 *
 * Returns: (transfer none): [inputs][lane] and [outputs][lane] of @tile, which the
 * caller fills before a step; targets are +1 and -1
 */
nc_real *nc_audit_learner_get_inputs (NcAuditLearner *learner, guint tile);
nc_real *nc_audit_learner_get_targets (NcAuditLearner *learner, guint tile);

/**
 * nc_audit_learner_step:
 *
 * One step on the mini-batch that was filled in. Allocates nothing.
 *
 * Returns: loss rate and bit error on it, before the step
 */
NcLoss nc_audit_learner_step (NcAuditLearner *learner);

/**
 * nc_audit_learner_forward:
 *
 * What it makes of the inputs that were filled in; batch norm takes the statistics
 * of the batch, as while it learns.
 */
void nc_audit_learner_forward (NcAuditLearner *learner);

/**
 * nc_audit_learner_get_outputs:
 *
 * Returns: (transfer none): [outputs][lane] of @tile
 */
const nc_real *nc_audit_learner_get_outputs (NcAuditLearner *learner, guint tile);

/**
 * nc_audit_learner_get_threshold:
 *
 * Returns: what an output must be above to read as +1
 */
nc_real nc_audit_learner_get_threshold (NcAuditLearner *learner);

/**
 * nc_audit_learner_dense_topology:
 * @widths: [@n_layers], of layers of ReLU units
 *
 * Returns: dense layers and a logistic output, with biases and without batch norm
 */
NcTopology
nc_audit_learner_dense_topology (guint inputs, guint outputs, guint n_layers, const guint *widths);

G_END_DECLS
