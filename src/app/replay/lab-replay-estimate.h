/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a replay will take: a row with runs, time and memory, from a few measured steps of each
 * experiment on this machine.
 */
#pragma once

#include <adwaita.h>

#include "report/replay/report-replay-plan.h"

G_BEGIN_DECLS

#define LAB_TYPE_REPLAY_ESTIMATE (lab_replay_estimate_get_type ())
G_DECLARE_FINAL_TYPE (LabReplayEstimate, lab_replay_estimate, LAB, REPLAY_ESTIMATE, AdwActionRow)

/* There is nothing to measure. */
void lab_replay_estimate_clear (LabReplayEstimate *self);

/* A measurement is about to start; the one under way is cancelled. */
void lab_replay_estimate_wait (LabReplayEstimate *self);

void lab_replay_estimate_measure (LabReplayEstimate *self, ReportReplayPlan *plan);

/* The measurement failed. */
void lab_replay_estimate_fail (LabReplayEstimate *self, const GError *error);

/* (nullable) (transfer none): measured so far, for #ReportReplayOptions. */
GHashTable *lab_replay_estimate_get_costs (LabReplayEstimate *self);

G_END_DECLS
