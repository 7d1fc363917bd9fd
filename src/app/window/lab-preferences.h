/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The preferences: the processor cores to use, and the store's place.
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_PREFERENCES (lab_preferences_get_type ())
G_DECLARE_FINAL_TYPE (LabPreferences, lab_preferences, LAB, PREFERENCES, AdwPreferencesWindow)

/* @settings: changed at once */
LabPreferences *lab_preferences_new (GtkWindow *parent, GSettings *settings);

/* As if the user had chosen @folder; for tests. */
void lab_preferences_set_store_folder (LabPreferences *self, const char *folder);

G_END_DECLS
