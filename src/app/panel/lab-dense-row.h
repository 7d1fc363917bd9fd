/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The row of one dense layer: whether it exists, and its activation.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_DENSE_ROW (lab_dense_row_get_type ())
G_DECLARE_FINAL_TYPE (LabDenseRow, lab_dense_row, LAB, DENSE_ROW, AdwActionRow)

G_END_DECLS
