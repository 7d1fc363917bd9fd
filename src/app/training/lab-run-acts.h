/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The actions on runs: start, pause, step, remove and the like.
 */
#pragma once

#include "app/widgets/lab-frame.h"

G_BEGIN_DECLS

#define LAB_TYPE_RUN_ACTS (lab_run_acts_get_type ())
G_DECLARE_FINAL_TYPE (LabRunActs, lab_run_acts, LAB, RUN_ACTS, LabPart)

G_END_DECLS
