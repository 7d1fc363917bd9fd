/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Training on from where a run is: longer, or at another learning rate, for which a dialog asks.
 */
#pragma once

#include "app/widgets/lab-frame.h"

G_BEGIN_DECLS

#define LAB_TYPE_BRANCH_ACTS (lab_branch_acts_get_type ())
G_DECLARE_FINAL_TYPE (LabBranchActs, lab_branch_acts, LAB, BRANCH_ACTS, LabPart)

G_END_DECLS
