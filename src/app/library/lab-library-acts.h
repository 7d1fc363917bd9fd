/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page “Library”, and the actions on stored studies by store number: open, rename, delete,
 * undo.
 */
#pragma once

#include "app/widgets/lab-frame.h"
#include "app/library/lab-library.h"

G_BEGIN_DECLS

#define LAB_TYPE_LIBRARY_ACTS (lab_library_acts_get_type ())
G_DECLARE_FINAL_TYPE (LabLibraryActs, lab_library_acts, LAB, LIBRARY_ACTS, LabPart)

G_END_DECLS
