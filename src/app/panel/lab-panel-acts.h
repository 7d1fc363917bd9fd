/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The action that sets a value of the open study, which the panel shows.
 */
#pragma once

#include "app/widgets/lab-frame.h"
#include "app/panel/lab-panel.h"

G_BEGIN_DECLS

#define LAB_TYPE_PANEL_ACTS (lab_panel_acts_get_type ())
G_DECLARE_FINAL_TYPE (LabPanelActs, lab_panel_acts, LAB, PANEL_ACTS, LabPart)

LabPart *lab_panel_acts_new (LabPanel *panel);

G_END_DECLS
