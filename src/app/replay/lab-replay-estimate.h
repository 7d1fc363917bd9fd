/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a replay will take: a row with runs, time and memory, by a few steps of each
 * experiment measured on this machine.
 */
#pragma once

#include <adwaita.h>

#include "report/replay/report-replay-plan.h"

G_BEGIN_DECLS

#define LAB_TYPE_REPLAY_ESTIMATE (lab_replay_estimate_get_type ())
G_DECLARE_FINAL_TYPE (LabReplayEstimate, lab_replay_estimate, LAB, REPLAY_ESTIMATE, AdwActionRow)

/* There is nothing to measure. */
void lab_replay_estimate_clear (LabReplayEstimate *self);

/* Something is going to be measured: what is being measured is no longer wanted. */
void lab_replay_estimate_wait (LabReplayEstimate *self);

void lab_replay_estimate_measure (LabReplayEstimate *self, ReportReplayPlan *plan);

/* It cannot be measured. */
void lab_replay_estimate_fail (LabReplayEstimate *self, const GError *error);

/* (nullable) (transfer none): measured so far, for #ReportReplayOptions. */
GHashTable *lab_replay_estimate_get_costs (LabReplayEstimate *self);

G_END_DECLS
