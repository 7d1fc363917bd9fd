/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The studies in the store: search, select, open, rename, delete.
 */
#pragma once

#include "lab/session/lab-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_LIBRARY (lab_library_get_type ())
G_DECLARE_FINAL_TYPE (LabLibrary, lab_library, LAB, LIBRARY, AdwBin)

/* To be called once; the store is the session's, which may get it later. */
void lab_library_set_session (LabLibrary *self, LabSession *session);

/* Reloads the list if it is visible. This also happens whenever the store changes, and
 * periodically for changes by other programs. */
void lab_library_refresh (LabLibrary *self);

/* Moves the focus to the search entry. */
void lab_library_search (LabLibrary *self);

/* (transfer full) (nullable): the title of a listed study. */
char *lab_library_find_title (LabLibrary *self, gint64 number);

/* The listed studies after the search; of LabLibraryItem. */
GListModel *lab_library_get_model (LabLibrary *self); /* (transfer none) */

G_END_DECLS
