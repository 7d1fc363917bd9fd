/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fresh Eves on the frozen networks of a run: several new ones with the structure and learning
 * rate of the run's own Eve, each trained separately; the best one counts. The attack itself is
 * nc-audit-fresh.h.
 */
#pragma once

#include <gio/gio.h>

#include "audit/nc-audit-fresh.h"
#include "lab/experiment/lab-experiment.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_eves;
  guint64 n_steps;           /* of each */
  NcAuditInterval bit_error; /* of the best, on messages not used for training or choosing */
  NcAuditInterval whole;     /* the share of messages in which she gets every bit right */
} LabFreshEves;

void lab_fresh_eves_free (LabFreshEves *eves);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabFreshEves, lab_fresh_eves_free)

/**
 * lab_fresh_eves_train:
 * @state: of the run's training, see nc_trainer_save_state()
 * @progress: (nullable): counts steps of all Eves, atomically
 * @cancellable: (nullable): checked between steps
 *
 * Slow: call it on a thread that may block.
 *
 * Returns: NULL with NC_ERROR_STATE, LAB_ERROR_VALUE for a run without Eve, or
 * G_IO_ERROR_CANCELLED
 */
LabFreshEves *lab_fresh_eves_train (LabExperiment *experiment,
                                    guint32 seed,
                                    GBytes *state,
                                    guint n_eves,
                                    guint64 n_steps,
                                    guint64 *progress,
                                    GCancellable *cancellable,
                                    GError **error);

G_END_DECLS
