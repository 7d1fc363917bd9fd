/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run's name in the list, which can be changed in place.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Signal "renamed" (char *name): another name was typed; neither empty nor the former. */
#define LAB_TYPE_RUN_NAME (lab_run_name_get_type ())
G_DECLARE_FINAL_TYPE (LabRunName, lab_run_name, LAB, RUN_NAME, AdwBin)

void lab_run_name_show (LabRunName *self, const char *name);

/* Whether a line says that the run was trained with earlier settings. */
void lab_run_name_show_earlier (LabRunName *self, gboolean is_earlier);

/* Lets @name be changed; Return or leaving the entry takes what is typed, Escape does not. */
void lab_run_name_edit (LabRunName *self, const char *name);

G_END_DECLS
