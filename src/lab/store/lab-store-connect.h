/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Connections to a store's file, before it is known whether it can be used; for
 * lab-store-open.c and lab-store-check.c alone.
 */
#pragma once

#include "lab/store/lab-store-database.h"

G_BEGIN_DECLS

/* How long to wait for another process that writes, milliseconds. */
#define LAB_BUSY_TIMEOUT 2000

/**
 * lab_connect_to:
 * @name: of the file, or its URI
 *
 * The connection alone, with lab_sum ().
 */
LabDatabase *lab_connect_to (const char *name, const char *path, int flags, GError **error);

/* As a file that nobody changes: without its log, and with nothing made beside it. */
LabDatabase *lab_connect_to_unchanging (const char *path, GError **error);

/* The same where nothing can be made beside it, and else with its log. */
LabDatabase *lab_connect_to_read (const char *path, GError **error);

/* Whether it cannot even be read but as a file that does not change: it has no index and
 * gets none. On a full disk only where nothing is in a log. */
gboolean lab_connection_lacks_index (LabDatabase *database);

/* Whether there is anything in its log. */
gboolean lab_connection_has_log (const char *path);

/**
 * lab_connect_to_copy:
 * @database: (transfer full): of an older version
 *
 * A copy that is brought up to date, gone when it is closed: what is only read is not
 * changed for it.
 */
LabDatabase *lab_connect_to_copy (LabDatabase *database, gint64 version, GError **error);

/* Steps from @version on, inside a transaction, with the sums of what had none. */
gboolean lab_database_step_up (LabDatabase *database, gint64 version, GError **error);

G_END_DECLS
