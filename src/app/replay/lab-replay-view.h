/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of the replay window that shows its progress. For display only.
 */
#pragma once

#include <adwaita.h>

#include "report/replay/report-replay.h"

G_BEGIN_DECLS

#define LAB_TYPE_REPLAY_VIEW (lab_replay_view_get_type ())
G_DECLARE_FINAL_TYPE (LabReplayView, lab_replay_view, LAB, REPLAY_VIEW, AdwBin)

/* @replay: started already */
void lab_replay_view_show (LabReplayView *self, ReportReplay *replay);

G_END_DECLS
