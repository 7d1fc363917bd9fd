/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a file that was opened is a store, of which version, and whole; for
 * lab-store-open.c alone. Changes nothing.
 */
#pragma once

#include "lab/store/lab-store-database.h"

G_BEGIN_DECLS

/* All of it at one moment: another process may just make a store of it. */
gboolean lab_database_check_kind (LabDatabase *database, gint64 *version, GError **error);

/* Before all of it is looked through. The application's number, the version and SQLite's own
 * checks do not do: each of those evaluates the CHECK constraints and the expressions of
 * indexes and generated columns that somebody may have put into our tables, for hours if he
 * likes (see test-store-hostile.c). So the tables and indexes are compared with those that
 * the steps up to its version make, which have none. */
gboolean lab_database_check_schema (LabDatabase *database, GError **error);

/* Its pages, and that each index is that of its table: through a wrong one rows are missed. */
gboolean lab_database_check_soundness (LabDatabase *database, GError **error);

/* The sentence for one that would have to be brought up to date and cannot be written. */
void lab_database_refuse_older (const char *path, gint64 version, GError **error);

G_END_DECLS
