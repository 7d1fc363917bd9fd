/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row of n, the number of flipped bits of Bob's key: a slider from 0 to N.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_KEY_DIFFERENCE_ROW (lab_key_difference_row_get_type ())
G_DECLARE_FINAL_TYPE (
    LabKeyDifferenceRow, lab_key_difference_row, LAB, KEY_DIFFERENCE_ROW, AdwPreferencesRow)

G_END_DECLS
