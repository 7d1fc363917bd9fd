/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The SQLite file of a store: opening it, bringing it up to date, setting a
 * damaged one aside (lab-store-open.c), and SQLite's errors as sentences. Knows tables, no objects;
 * for lab-store*.c alone.
 */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "lab/store/lab-store-files.h"

G_BEGIN_DECLS

/* Points of a series a row, at most. */
#define LAB_CHUNK_POINTS 4096

typedef struct
{
  sqlite3 *db;
  char *path;
  gboolean read_only;
  gboolean lacks_room; /* and is read only for this reason */
  char *notice;        /* of a file that was set aside, or is damaged */
  LabFileId id;        /* of the file that was opened */
} LabDatabase;

/**
 * lab_database_open_to_write:
 *
 * Makes folder and file where they are missing, migrates an older one, sets a
 * damaged one aside. What can only be read comes back with read_only set.
 *
 * Returns: NULL with LAB_ERROR_STORE
 */
LabDatabase *lab_database_open_to_write (const char *path, GError **error);

/**
 * lab_database_open_to_change:
 *
 * For a moment, a file that another connection has open: the whole of it is not
 * looked through again. Makes none.
 *
 * Returns: NULL with an error
 */
LabDatabase *lab_database_open_to_change (const char *path, GError **error);

/**
 * lab_database_open_to_read:
 *
 * Changes nothing. One of an older version comes back as a copy of today's.
 *
 * Returns: NULL with LAB_ERROR_STORE
 */
LabDatabase *lab_database_open_to_read (const char *path, GError **error);

/**
 * lab_database_open_to_look:
 *
 * For as long as the store is read: looks through all of it, changes nothing, and has
 * nothing left beside it in the end. Of one that is damaged the notice says so.
 *
 * Returns: NULL with LAB_ERROR_STORE
 */
LabDatabase *lab_database_open_to_look (const char *path, GError **error);

void lab_database_close (LabDatabase *database);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabDatabase, lab_database_close)

/* Whether the file that was opened no longer stands under its name. */
gboolean lab_database_is_gone (LabDatabase *database);

/* Whether @error, of this database, says that the file itself is damaged. */
gboolean lab_database_is_damage (const GError *error);

/**
 * lab_database_set_aside:
 * @what: is wrong with it, a sentence without its full stop
 * @notice: (inout): replaced, by what to say of it once a new one is begun
 *
 * Renames a damaged file and what belongs to it, never deletes it. One that is no
 * longer @id was set aside by another process: that is no error.
 *
 * Returns: FALSE with LAB_ERROR_STORE
 */
gboolean lab_database_set_aside (
    const char *path, LabFileId id, const char *what, char **notice, GError **error);

/* FALSE with the sentence for SQLite's @code and @words; @reason: an errno, 0 for none. */
gboolean
lab_database_fail_with (const char *path, int code, int reason, const char *words, GError **error);

/* ENOSPC or EDQUOT, 0 for another error. A full disk shows in other calls than those that
 * write, too: the index of the log needs room. */
int lab_database_get_lack_of_room (LabDatabase *database);

/* One or more statements without results. */
gboolean lab_database_execute (LabDatabase *database, const char *sql, GError **error);

/* FALSE with the sentence for SQLite's last error on this connection. */
gboolean lab_database_fail (LabDatabase *database, GError **error);

/* The same, for what only another process can end. */
gboolean lab_database_fail_busy (LabDatabase *database, GError **error);

/* lab-store-schema.c: what makes version @version of the one before. */
const char *lab_database_get_schema_step (guint version);
#define LAB_SCHEMA_VERSION 4

/* From this version on rows have checksums (lab-store-sums.h). */
#define LAB_FIRST_WITH_SUMS 4

G_END_DECLS
