/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * “Replay the Paper”: what to replay, its progress, and the report. A window of its own beside the
 * lab's; when closed, it keeps the choice, and the folder keeps what is trained.
 */
#pragma once

#include <adwaita.h>

#include "app/replay/lab-replay-choice.h"
#include "report/replay/report-replay.h"

G_BEGIN_DECLS

#define LAB_TYPE_REPLAY_WINDOW (lab_replay_window_get_type ())
G_DECLARE_FINAL_TYPE (LabReplayWindow, lab_replay_window, LAB, REPLAY_WINDOW, AdwWindow)

/* Signal "left" (sentence: string): closed during a replay; the sentence says what became of it. */

/* Actions of the widget: "replay.start", "replay.pause", "replay.resume", "replay.stop",
 * "replay.again", "replay.open-report", "replay.show-folder", "replay.choose-folder". Each is
 * enabled only when it would do something. */

LabReplayWindow *lab_replay_window_new (GtkWindow *parent);

/* How many processor cores a replay started from now on may use; 0, the default: all. */
void lab_replay_window_set_cores (LabReplayWindow *self, guint n_cores);

/* Whether the lab's window is training too. */
void lab_replay_window_set_shared (LabReplayWindow *self, gboolean shared);

LabReplayChoice *lab_replay_window_get_choice (LabReplayWindow *self); /* (transfer none) */
ReportReplay *lab_replay_window_get_replay (LabReplayWindow *self);    /* (transfer none) */

G_END_DECLS
