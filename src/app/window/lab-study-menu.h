/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The acts of opening, saving and copying a study, and the menu of those that ship.
 */
#pragma once

#include "app/widgets/lab-frame.h"

G_BEGIN_DECLS

#define LAB_TYPE_STUDY_MENU (lab_study_menu_get_type ())
G_DECLARE_FINAL_TYPE (LabStudyMenu, lab_study_menu, LAB, STUDY_MENU, LabPart)

/* (transfer full): the studies that ship, then files. */
GMenuModel *lab_study_menu_make_model (void);

G_END_DECLS
