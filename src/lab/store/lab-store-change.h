/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The small changes of what is stored: titles, and deleting. Each is made by the call
 * itself, also in a store that was opened to read.
 */
#pragma once

#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/* Gives a stored study another title, whether it is open or not. */
gboolean lab_store_rename (LabStore *store, gint64 number, const char *title, GError **error);

/**
 * lab_store_delete:
 *
 * Out of the lists at once, out of the file when it is opened an hour or more
 * later; until then lab_store_restore() has it back.
 *
 * Returns: FALSE with LAB_ERROR_HELD when a process has one of its runs
 */
gboolean lab_store_delete (LabStore *store, gint64 number, GError **error);
gboolean lab_store_restore (LabStore *store, gint64 number, GError **error);

/**
 * lab_store_erase_runs:
 * @numbers: of runs, [n_numbers]
 *
 * At once and for good, with their points, networks and audits: all of them or none. A
 * study of which no run is left goes too. What is damaged can be erased.
 *
 * Returns: FALSE with LAB_ERROR_NOT_FOUND where one is not there, LAB_ERROR_HELD where a
 * process has one, or LAB_ERROR_STORE
 */
gboolean
lab_store_erase_runs (LabStore *store, const gint64 *numbers, guint n_numbers, GError **error);

/* The same for whole studies. */
gboolean
lab_store_erase_studies (LabStore *store, const gint64 *numbers, guint n_numbers, GError **error);

/* The same for audits, which nobody holds. */
gboolean
lab_store_erase_audits (LabStore *store, const gint64 *numbers, guint n_numbers, GError **error);

G_END_DECLS
