/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of the replay window where the user chooses what to replay and sees what it will take.
 * Starts nothing.
 */
#pragma once

#include <adwaita.h>

#include "report/replay/report-replay-plan.h"

G_BEGIN_DECLS

#define LAB_TYPE_REPLAY_CHOICE (lab_replay_choice_get_type ())
G_DECLARE_FINAL_TYPE (LabReplayChoice, lab_replay_choice, LAB, REPLAY_CHOICE, AdwBin)

/* Signal "changed": the choice has changed. */

gboolean lab_replay_choice_has_some (LabReplayChoice *self);

/* (transfer full): NULL with an error if a study cannot be read. */
ReportReplayPlan *lab_replay_choice_make_plan (LabReplayChoice *self, GError **error);
char *lab_replay_choice_describe_command (LabReplayChoice *self); /* (transfer full) */

/* (nullable) (transfer none): for #ReportReplayOptions. */
GHashTable *lab_replay_choice_get_costs (LabReplayChoice *self);

char *lab_replay_choice_get_folder (LabReplayChoice *self); /* (transfer full) */

/* Replaces the default folder. */
void lab_replay_choice_set_folder (LabReplayChoice *self, const char *folder);

/* @study: one of the shipped studies on offer */
void lab_replay_choice_choose (LabReplayChoice *self, const char *study, gboolean chosen);

G_END_DECLS
