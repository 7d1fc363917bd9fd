/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Connections to a store's file, before it is known whether it can be used; for
 * lab-store-open.c and lab-store-check.c alone.
 */
#pragma once

#include "lab/store/lab-store-database.h"

G_BEGIN_DECLS

/* How long to wait for another process to finish writing, milliseconds. */
#define LAB_BUSY_TIMEOUT 2000

/**
 * lab_connect_to:
 * @name: of the file, or its URI
 *
 * Only connects, and defines lab_sum ().
 */
LabDatabase *lab_connect_to (const char *name, const char *path, int flags, GError **error);

/* Read as a file that nobody changes: without its log, and creating nothing beside it. */
LabDatabase *lab_connect_to_unchanging (const char *path, GError **error);

/* Likewise if nothing can be created beside it, else with its log. */
LabDatabase *lab_connect_to_read (const char *path, GError **error);

/* Whether it can be read only as an unchanging file, because its log has no index and none can be
 * created. On a full disk, only if the log is empty. */
gboolean lab_connection_lacks_index (LabDatabase *database);

/* Whether its log holds anything. */
gboolean lab_connection_has_log (const char *path);

/**
 * lab_connect_to_copy:
 * @database: (transfer full): of an older version
 *
 * Migrates a copy, which disappears when it is closed: reading does not change a store.
 */
LabDatabase *lab_connect_to_copy (LabDatabase *database, gint64 version, GError **error);

/* Runs the steps after @version inside a transaction, and adds the missing checksums. */
gboolean lab_database_step_up (LabDatabase *database, gint64 version, GError **error);

G_END_DECLS
