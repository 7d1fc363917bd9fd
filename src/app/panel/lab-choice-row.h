/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row that offers the choices of a key of the study, or the readings.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_CHOICE_ROW (lab_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (LabChoiceRow, lab_choice_row, LAB, CHOICE_ROW, AdwComboRow)

G_END_DECLS
