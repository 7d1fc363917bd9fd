/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small changes to a store: titles, and deleting. Each is made by the call itself, even in a store
 * opened for reading.
 */
#pragma once

#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/* Renames a stored study, open or not. */
gboolean lab_store_rename (LabStore *store, gint64 number, const char *title, GError **error);

/**
 * lab_store_delete:
 *
 * Removes it from the lists at once, and from the file when that is opened an hour or more later;
 * until then lab_store_restore() can undo it.
 *
 * A study that is kept is deleted, too; any change of it brings it back.
 *
 * Returns: FALSE with LAB_ERROR_HELD if it trains, or another process holds one of its runs
 */
gboolean lab_store_delete (LabStore *store, gint64 number, GError **error);
gboolean lab_store_restore (LabStore *store, gint64 number, GError **error);

/**
 * lab_store_erase_runs:
 * @numbers: of runs, [n_numbers]
 *
 * Erases them at once and for good, with their points, networks and audits: all of them or none. A
 * study without runs left is erased, too. Damaged runs can be erased.
 *
 * Returns: FALSE with LAB_ERROR_NOT_FOUND if one is missing, LAB_ERROR_HELD if a process holds
 * one, or LAB_ERROR_STORE
 */
gboolean
lab_store_erase_runs (LabStore *store, const gint64 *numbers, guint n_numbers, GError **error);

/* Likewise for complete studies. */
gboolean
lab_store_erase_studies (LabStore *store, const gint64 *numbers, guint n_numbers, GError **error);

/* Likewise for audits, which no process holds. */
gboolean
lab_store_erase_audits (LabStore *store, const gint64 *numbers, guint n_numbers, GError **error);

G_END_DECLS
