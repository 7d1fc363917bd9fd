/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The action that opens “Replay the Paper”.
 */
#pragma once

#include "app/widgets/lab-frame.h"

G_BEGIN_DECLS

#define LAB_TYPE_REPLAY_ACTS (lab_replay_acts_get_type ())
G_DECLARE_FINAL_TYPE (LabReplayActs, lab_replay_acts, LAB, REPLAY_ACTS, LabPart)

G_END_DECLS
