/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The curves of one study of a replay, while it trains and afterwards.
 */
#pragma once

#include <adwaita.h>

#include "report/replay/report-replay.h"

G_BEGIN_DECLS

#define LAB_TYPE_REPLAY_CURVES (lab_replay_curves_get_type ())
G_DECLARE_FINAL_TYPE (LabReplayCurves, lab_replay_curves, LAB, REPLAY_CURVES, AdwBin)

/* Shows the curves of a study as they are now; hidden as long as there are none. */
void lab_replay_curves_show (LabReplayCurves *self, ReportReplay *replay);

/* Shows part @nth instead of the one that trains. */
void lab_replay_curves_choose (LabReplayCurves *self, guint nth);

G_END_DECLS
