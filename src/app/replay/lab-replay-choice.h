/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of the replay's window on which it is chosen what to replay, with what that
 * will take. Starts nothing.
 */
#pragma once

#include <adwaita.h>

#include "report/replay/report-replay-plan.h"

G_BEGIN_DECLS

#define LAB_TYPE_REPLAY_CHOICE (lab_replay_choice_get_type ())
G_DECLARE_FINAL_TYPE (LabReplayChoice, lab_replay_choice, LAB, REPLAY_CHOICE, AdwBin)

/* Signal "changed": something else is chosen. */

gboolean lab_replay_choice_has_some (LabReplayChoice *self);

/* (transfer full): NULL with an error when a study cannot be read. */
ReportReplayPlan *lab_replay_choice_make_plan (LabReplayChoice *self, GError **error);
char *lab_replay_choice_describe_command (LabReplayChoice *self); /* (transfer full) */

/* (nullable) (transfer none): for #ReportReplayOptions. */
GHashTable *lab_replay_choice_get_costs (LabReplayChoice *self);

char *lab_replay_choice_get_folder (LabReplayChoice *self); /* (transfer full) */

/* In place of the one that is proposed. */
void lab_replay_choice_set_folder (LabReplayChoice *self, const char *folder);

/* @study: a shipped one that is offered */
void lab_replay_choice_choose (LabReplayChoice *self, const char *study, gboolean chosen);

G_END_DECLS
