/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row that chooses a network's structure by its name in the paper.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_MODEL_ROW (lab_model_row_get_type ())
G_DECLARE_FINAL_TYPE (LabModelRow, lab_model_row, LAB, MODEL_ROW, AdwPreferencesRow)

G_END_DECLS
