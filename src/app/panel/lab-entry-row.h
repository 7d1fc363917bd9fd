/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row with a number or another short text: applied on Enter and on leaving, restored on Escape,
 * stepped with Up and Down.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_ENTRY_ROW (lab_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (LabEntryRow, lab_entry_row, LAB, ENTRY_ROW, AdwActionRow)

G_END_DECLS
