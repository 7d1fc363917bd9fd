/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether an open file is a store, of which version, and intact; only for lab-store-open.c.
 * Changes nothing.
 */
#pragma once

#include "lab/store/lab-store-database.h"

G_BEGIN_DECLS

/* In one transaction: another process may be creating a store in it. */
gboolean lab_database_check_kind (LabDatabase *database, gint64 *version, GError **error);

/* Before all of it is looked through. The application's number, the version and SQLite's own
 * checks do not do: each of those evaluates the CHECK constraints and the expressions of
 * indexes and generated columns that somebody may have put into our tables, for hours if he
 * likes (see test-store-hostile.c). So the tables and indexes are compared with those that
 * the steps up to its version make, which have none. */
gboolean lab_database_check_schema (LabDatabase *database, GError **error);

/* Checks its pages, and that each index matches its table: a wrong one hides rows. */
gboolean lab_database_check_soundness (LabDatabase *database, GError **error);

/* The error for a store that would have to be migrated but cannot be written. */
void lab_database_refuse_older (const char *path, gint64 version, GError **error);

G_END_DECLS
