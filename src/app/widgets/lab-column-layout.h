/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Children in columns of one width, as many as there is room for: each child goes to the
 * bottom of the next column in turn. Nothing is moved from parent to parent, so that the
 * focus stays.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LAB_TYPE_COLUMN_LAYOUT (lab_column_layout_get_type ())
G_DECLARE_FINAL_TYPE (LabColumnLayout, lab_column_layout, LAB, COLUMN_LAYOUT, GtkLayoutManager)

/**
 * lab_column_layout_new:
 * @least_width: of a column, unless there is just one
 * @most: how many columns there may be
 * @spacing: between columns, and between children
 */
GtkLayoutManager *lab_column_layout_new (int least_width, guint most, int spacing);

G_END_DECLS
