/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of runs under the plot, in columns.
 */
#pragma once

#include <gtk/gtk.h>

#include "app/plot/lab-figures.h"

G_BEGIN_DECLS

#define LAB_TYPE_RUN_LIST (lab_run_list_get_type ())
G_DECLARE_FINAL_TYPE (LabRunList, lab_run_list, LAB, RUN_LIST, GtkWidget)

void lab_run_list_set_session (LabRunList *self, LabSession *session, LabFigures *figures);

/* Height of the visible rows in pixels; the rest scrolls. */
void lab_run_list_set_max_height (LabRunList *self, int height);

G_END_DECLS
