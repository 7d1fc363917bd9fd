/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The studies in the store: found, chosen, opened, renamed, deleted.
 */
#pragma once

#include "lab/session/lab-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define LAB_TYPE_LIBRARY (lab_library_get_type ())
G_DECLARE_FINAL_TYPE (LabLibrary, lab_library, LAB, LIBRARY, AdwBin)

/* Once; the store is the session's, and may come later. */
void lab_library_set_session (LabLibrary *self, LabSession *session);

/* Reads the list anew, if it is seen; it does so by itself when the store has
 * changed, and now and then for what other programs change. */
void lab_library_refresh (LabLibrary *self);

/* The keyboard goes to the words to look for. */
void lab_library_search (LabLibrary *self);

/* (transfer full) (nullable): the title of a study that is listed. */
char *lab_library_find_title (LabLibrary *self, gint64 number);

/* What is listed, after the search; of LabLibraryItem. */
GListModel *lab_library_get_model (LabLibrary *self); /* (transfer none) */

G_END_DECLS
