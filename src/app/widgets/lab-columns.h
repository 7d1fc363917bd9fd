/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page that scrolls: something across the top, and below it two columns side by side, or
 * one below the other where there is no room.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LAB_TYPE_COLUMNS (lab_columns_get_type ())
G_DECLARE_FINAL_TYPE (LabColumns, lab_columns, LAB, COLUMNS, GtkWidget)

GtkWidget *lab_columns_new (void);

/* @widget above both columns, below what is there already. */
void lab_columns_add_above (LabColumns *self, GtkWidget *widget);

/* (transfer none): to be filled */
GtkBox *lab_columns_get_left (LabColumns *self);
GtkBox *lab_columns_get_right (LabColumns *self);

G_END_DECLS
