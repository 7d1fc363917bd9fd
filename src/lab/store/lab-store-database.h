/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The SQLite file of a store: opening, migrating, setting a damaged one aside (lab-store-open.c),
 * and SQLite's errors as sentences. Knows tables but no objects; only for lab-store*.c.
 */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "lab/store/lab-store-files.h"

G_BEGIN_DECLS

/* The most points of a series per row. */
#define LAB_CHUNK_POINTS 4096

typedef struct
{
  sqlite3 *db;
  char *path;
  gboolean read_only;
  gboolean lacks_room; /* this is why it is read only */
  char *notice;        /* of a file that was set aside, or is damaged */
  LabFileId id;        /* of the file that was opened */
} LabDatabase;

/**
 * lab_database_open_to_write:
 *
 * Creates folder and file if missing, migrates an older file, sets a damaged one aside. A file
 * that can only be read is returned with read_only set.
 *
 * Returns: NULL with LAB_ERROR_STORE
 */
LabDatabase *lab_database_open_to_write (const char *path, GError **error);

/**
 * lab_database_open_to_change:
 *
 * Briefly opens a file that another connection has open, without checking all of it again. Never
 * creates one.
 *
 * Returns: NULL with an error
 */
LabDatabase *lab_database_open_to_change (const char *path, GError **error);

/**
 * lab_database_open_to_read:
 *
 * Changes nothing. An older version is returned as a migrated copy.
 *
 * Returns: NULL with LAB_ERROR_STORE
 */
LabDatabase *lab_database_open_to_read (const char *path, GError **error);

/**
 * lab_database_open_to_look:
 *
 * For as long as the store is read: checks all of it, changes nothing, and leaves nothing beside
 * it in the end. If it is damaged, the notice says so.
 *
 * Returns: NULL with LAB_ERROR_STORE
 */
LabDatabase *lab_database_open_to_look (const char *path, GError **error);

void lab_database_close (LabDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabDatabase, lab_database_close)

/* Whether the opened file is no longer the one at its path. */
gboolean lab_database_is_gone (LabDatabase *database);

/* Whether @error, from this database, means that the file is damaged. */
gboolean lab_database_is_damage (const GError *error);

/**
 * lab_database_set_aside:
 * @what: is wrong with it, a sentence without a full stop
 * @notice: (inout): replaced by what to report once a new file is begun
 *
 * Renames a damaged file and those that belong to it; never deletes it. If the file is no longer
 * @id, another process has set it aside: not an error.
 *
 * Returns: FALSE with LAB_ERROR_STORE
 */
gboolean lab_database_set_aside (
    const char *path, LabFileId id, const char *what, char **notice, GError **error);

/* FALSE with the sentence for SQLite's @code and @words; @reason: an errno, or 0. */
gboolean
lab_database_fail_with (const char *path, int code, int reason, const char *words, GError **error);

/* ENOSPC, EDQUOT or EFBIG, or 0 for another error. A full disk also fails reads: the log's index
 * needs space. */
int lab_database_get_lack_of_room (LabDatabase *database);

/* One or more statements without results. */
gboolean lab_database_execute (LabDatabase *database, const char *sql, GError **error);

/* FALSE with a sentence for SQLite's last error on this connection. */
gboolean lab_database_fail (LabDatabase *database, GError **error);

/* Likewise, for what only another process can end. */
gboolean lab_database_fail_busy (LabDatabase *database, GError **error);

/* lab-store-schema.c: the step from the version before to @version. */
const char *lab_database_get_schema_step (guint version);
#define LAB_SCHEMA_VERSION 5

/* From this version on rows have checksums (lab-store-sums.h). */
#define LAB_FIRST_WITH_SUMS 4

G_END_DECLS
