/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Undo and redo, of whatever was done last.
 */
#pragma once

#include "app/widgets/lab-frame.h"

G_BEGIN_DECLS

#define LAB_TYPE_UNDO_ACTS (lab_undo_acts_get_type ())
G_DECLARE_FINAL_TYPE (LabUndoActs, lab_undo_acts, LAB, UNDO_ACTS, LabPart)

G_END_DECLS
