/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run's name in the list, which can be edited in place.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal "renamed" (char *name): a new name was entered; neither empty nor the old one. */
#define LAB_TYPE_RUN_NAME (lab_run_name_get_type ())
G_DECLARE_FINAL_TYPE (LabRunName, lab_run_name, LAB, RUN_NAME, AdwBin)

void lab_run_name_show (LabRunName *self, const char *name);

/* Whether to say that the run was trained with earlier settings. */
void lab_run_name_show_earlier (LabRunName *self, gboolean is_earlier);

/* Starts editing @name; Return or leaving the entry applies the text, Escape discards it. */
void lab_run_name_edit (LabRunName *self, const char *name);

G_END_DECLS
