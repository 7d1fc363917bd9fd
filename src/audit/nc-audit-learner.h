/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A network that learns signs from numbers: the core of every learning attack. The attack writes
 * inputs and target signs, and this takes one step of Adam at a time, so that it can be watched,
 * paused and stopped.
 *
 * It knows nothing of ciphers: the attack decides what it is shown, and must measure it on new
 * messages.
 */
#pragma once

#include "engine/kernels/nc-kernels.h"
#include "engine/network/nc-objective.h"

G_BEGIN_DECLS

/* How long and how fast. The learning rate is constant for the first half of the steps and then
 * falls linearly to nearly nothing: remaining mini-batch noise would count as ignorance. */
typedef struct
{
  guint batch; /* messages in a mini-batch, a multiple of NC_LANES */
  guint n_steps;
  double learning_rate;
} NcAuditTraining;

typedef struct _NcAuditLearner NcAuditLearner;

/**
 * nc_audit_learner_new:
 * @topology: checked, copied; with a logistic output cross-entropy is minimised, with tanh the
 * absolute error (eq. 1 of the paper)
 * @task: selects the initial weights: NcAuditTask plus an offset
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
 * @mask: [n_parameters], copied: parameters where it is 0 are 0 and stay 0
 */
void nc_audit_learner_set_mask (NcAuditLearner *learner, const nc_real *mask);

/**
 * nc_audit_learner_get_layout:
 *
 * Returns: (transfer none): the offset of each parameter
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
 * One step on the mini-batch in the inputs. Allocates nothing.
 *
 * Returns: loss rate and bit error on it, before the step
 */
NcLoss nc_audit_learner_step (NcAuditLearner *learner);

/**
 * nc_audit_learner_forward:
 *
 * Computes the outputs for the current inputs; batch norm uses the batch's statistics, as in
 * training.
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
 * Returns: the value above which an output reads as +1
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
