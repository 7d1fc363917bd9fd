/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row that switches a key of the study on or off.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_SWITCH_ROW (lab_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (LabSwitchRow, lab_switch_row, LAB, SWITCH_ROW, AdwActionRow)

G_END_DECLS
