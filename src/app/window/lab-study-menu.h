/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The actions that open, save and copy a study, and the menu of shipped ones.
 */
#pragma once

#include "app/widgets/lab-frame.h"

G_BEGIN_DECLS

#define LAB_TYPE_STUDY_MENU (lab_study_menu_get_type ())
G_DECLARE_FINAL_TYPE (LabStudyMenu, lab_study_menu, LAB, STUDY_MENU, LabPart)

/* (transfer full): the shipped studies, then the file items. */
GMenuModel *lab_study_menu_make_model (void);

G_END_DECLS
