/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opens a store's file for writing, changing or reading.
 */
#include "config.h"

#include "lab/store/lab-store-connect.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "lab/experiment/lab-error.h"
#include "lab/store/lab-store-check.h"
#include "lab/store/lab-store-place.h"
#include "lab/store/lab-store-statement.h"
#include "lab/store/lab-store-sums.h"

/* How often to set a file aside, or to find another in its place, before giving up. */
#define MAX_ATTEMPTS 5

/* One transaction: a crash leaves the former version. The version is read again inside it, because
 * another process may have migrated the file meanwhile. */
static gboolean
migrate (LabDatabase *database, GError **error)
{
  g_autofree char *finish
      = g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d; COMMIT",
                         LAB_SCHEMA_VERSION, LAB_STORE_APPLICATION_ID);
  gint64 version;

  if (!lab_database_execute (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  version = lab_statement_ask (database, "PRAGMA user_version", error);
  if (version >= 0 && lab_database_step_up (database, version, error)
      && lab_database_execute (database, finish, error))
    return TRUE;
  sqlite3_exec (database->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

/* A store, or a file that can become one. Nothing is written yet, so that a damaged file is kept
 * as it is. @flags: SQLITE_OPEN_CREATE to create it */
static LabDatabase *
connect_to_ours (const char *path, int flags, gint64 *version, GError **error)
{
  g_autoptr (LabDatabase) database
      = lab_connect_to (path, path, SQLITE_OPEN_READWRITE | flags, error);

  if (database != NULL)
    lab_files_move_former_log (path); /* no log has been read yet */
  if (database != NULL
      && (sqlite3_db_readonly (database->db, "main") == 1
          || (lab_connection_lacks_index (database) && !lab_connection_has_log (path))))
    {
      lab_database_close (database);
      database = lab_connect_to_read (path, error);
      if (database != NULL)
        database->read_only = TRUE;
    }
  if (database == NULL)
    return NULL;
  sqlite3_db_config (database->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return lab_database_check_kind (database, version, error) ? g_steal_pointer (&database) : NULL;
}

/* SQLite does not wait when a reader becomes a writer, as here if two processes make a store of
 * the same new file. So this waits, as long as SQLite does elsewhere. */
static gboolean
execute_patiently (LabDatabase *database, const char *sql, GError **error)
{
  gint64 end = g_get_monotonic_time () + LAB_BUSY_TIMEOUT * G_TIME_SPAN_MILLISECOND;

  while (sqlite3_exec (database->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    {
      if ((sqlite3_errcode (database->db) & 0xff) != SQLITE_BUSY || g_get_monotonic_time () > end)
        return lab_database_fail (database, error);
      g_usleep (5 * G_TIME_SPAN_MILLISECOND);
    }
  return TRUE;
}

static gboolean
prepare (LabDatabase *database, gint64 version, GError **error)
{
  if (database->read_only)
    {
      if (version != LAB_SCHEMA_VERSION)
        lab_database_refuse_older (database->path, version, error);
      return version == LAB_SCHEMA_VERSION;
    }
  sqlite3_db_config (database->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  /* Has an effect only before the first table; later it would merely wait for other writers. */
  if (version == 0 && !execute_patiently (database, "PRAGMA auto_vacuum = INCREMENTAL", error))
    return FALSE;
  /* FULL: a commit survives a power cut. */
  if (!execute_patiently (database,
                          "PRAGMA journal_mode = WAL;"
                          "PRAGMA synchronous = FULL;"
                          "PRAGMA foreign_keys = ON;"
                          "PRAGMA journal_size_limit = 4194304",
                          error))
    return FALSE;
  if (version < LAB_SCHEMA_VERSION && !migrate (database, error))
    return FALSE;
  lab_files_note_log (database->path, database->id);
  return TRUE;
}

LabDatabase *
lab_database_open_to_change (const char *path, GError **error)
{
  g_auto (LabFileLock) lock = lab_files_lock_to_open (path);
  gint64 version;
  g_autoptr (LabDatabase) database = connect_to_ours (path, 0, &version, error);

  return database != NULL && prepare (database, version, error) ? g_steal_pointer (&database)
                                                                : NULL;
}

/* So that a failed attempt to create a store leaves no empty file behind. */
static gboolean
holds_nothing (const char *path)
{
  LabPlace place;

  return lab_place_look (path, &place, NULL)
         && (place == LAB_PLACE_NOTHING || place == LAB_PLACE_EMPTY
             || (place == LAB_PLACE_UNNAMED && !lab_connection_has_log (path)));
}

static LabDatabase *
open_and_check (const char *path, LabPlace place, GError **error)
{
  g_auto (LabFileLock) lock
      = place != LAB_PLACE_UNNAMED ? lab_files_lock_to_make (path) : lab_files_lock_to_open (path);
  gint64 version;
  g_autoptr (LabDatabase) database = connect_to_ours (path, SQLITE_OPEN_CREATE, &version, error);

  return database != NULL && lab_database_check_schema (database, error)
                 && lab_database_check_soundness (database, error)
                 && prepare (database, version, error)
             ? g_steal_pointer (&database)
             : NULL;
}

gboolean
lab_database_set_aside (
    const char *path, LabFileId id, const char *what, char **notice, GError **error)
{
  g_autofree char *aside = lab_files_set_aside (path, id);

  if (aside != NULL)
    {
      g_free (*notice);
      *notice = g_strdup_printf (
          _ ("%s: it is kept as %s, where “fuzzy-key runs --store” shows what is intact, and a new "
             "one was begun; put a backup in its place to have its studies back"),
          what, aside);
      return TRUE;
    }
  if (errno == 0)
    return TRUE;
  if (errno == EAGAIN)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                   _ ("the store %s is damaged, and another program is just opening it; try again "
                      "when that program has ended"),
                   path);
      return FALSE;
    }
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
               _ ("the store %s is damaged and cannot be renamed (%s); move it away, or "
                  "choose another store"),
               path, g_strerror (errno));
  return FALSE;
}

/* If it was set aside, or the file that failed is no longer the one there. */
static gboolean
can_try_again (const char *path, LabFileId id, const GError *failure)
{
  return lab_database_is_damage (failure) || !lab_file_id_is_same (id, lab_file_id_look (path));
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  return lab_database_fail_with (path, SQLITE_CANTOPEN, errno, g_strerror (errno), error);
}

/* A file that is not a store is rejected before anything is created or opened. */
static LabDatabase *
try_to_open (const char *path, GError **error)
{
  LabPlace place;

  g_autoptr (GError) failure = NULL;
  LabDatabase *database;

  if (!lab_place_look (path, &place, error)
      || (place == LAB_PLACE_NOTHING && !make_folder (path, error)))
    return NULL;
  database = open_and_check (path, place, &failure);
  if (database == NULL && place == LAB_PLACE_NOTHING)
    lab_files_remove_begun (path, holds_nothing);
  if (place == LAB_PLACE_UNNAMED && lab_database_is_damage (failure))
    lab_place_refuse_other (path, error); /* nothing shows that it is a store */
  else if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return database;
}

LabDatabase *
lab_database_open_to_write (const char *path, GError **error)
{
  g_autofree char *notice = NULL;
  g_autoptr (GError) failure = NULL;
  LabFileId id = lab_file_id_look (path);
  LabDatabase *database = try_to_open (path, &failure);

  for (guint i = 0; database == NULL && i < MAX_ATTEMPTS && can_try_again (path, id, failure); i++)
    {
      if (lab_database_is_damage (failure)
          && !lab_database_set_aside (path, id, failure->message, &notice, error))
        return NULL;
      g_clear_error (&failure);
      id = lab_file_id_look (path);
      database = try_to_open (path, &failure);
    }
  if (database == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    database->notice = g_steal_pointer (&notice);
  return database;
}

/* There must be a store; a file that was only just created is not one yet. */
static gboolean
check_place (const char *path, GError **error)
{
  LabPlace place;

  if (!lab_place_look (path, &place, error))
    return FALSE;
  if (place != LAB_PLACE_NOTHING && place != LAB_PLACE_EMPTY)
    return TRUE;
  lab_place_refuse_nothing (path, place, error);
  return FALSE;
}

static gboolean
check_version (LabDatabase *database, gint64 *version, GError **error)
{
  if (!lab_database_check_kind (database, version, error))
    return FALSE;
  if (*version > 0)
    return TRUE;
  if (database->notice != NULL)
    g_set_error (
        error, LAB_ERROR, LAB_ERROR_STORE,
        _ ("%s holds nothing without the log beside it, %s-wal, which belongs to a file that was "
           "there before; put that file back under its name, or choose another store"),
        database->path, database->path);
  else
    lab_place_refuse_nothing (database->path, LAB_PLACE_EMPTY, error);
  return FALSE;
}

/* The lock goes once its log, too, is open. */
static LabDatabase *
open_any_version (const char *path, gint64 *version, GError **error)
{
  g_auto (LabFileLock) lock = lab_files_lock_to_open (path);
  g_autoptr (LabDatabase) database
      = check_place (path, error) ? lab_connect_to_read (path, error) : NULL;

  return database != NULL && check_version (database, version, error) ? g_steal_pointer (&database)
                                                                      : NULL;
}

LabDatabase *
lab_database_open_to_read (const char *path, GError **error)
{
  gint64 version;
  LabDatabase *database = open_any_version (path, &version, error);

  return database != NULL && version != LAB_SCHEMA_VERSION
             ? lab_connect_to_copy (database, version, error)
             : database;
}

/* SQLite creates log and index even for a reader, but only a connection that may write removes
 * them when it closes. */
static LabDatabase *
connect_to_look (const char *path, GError **error)
{
  gboolean has_log = lab_connection_has_log (path);
  LabDatabase *database;

  if (lab_files_have_former_log (path))
    return lab_connect_to_read (path, error);
  database = lab_connect_to (path, path, SQLITE_OPEN_READWRITE, error);
  if (database == NULL)
    return NULL;
  if (sqlite3_db_readonly (database->db, "main") == 1
      || (lab_connection_lacks_index (database) && !has_log))
    {
      lab_database_close (database);
      return lab_connect_to_read (path, error);
    }
  sqlite3_db_config (database->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, has_log, NULL);
  sqlite3_exec (database->db, "PRAGMA query_only = ON", NULL, NULL, NULL);
  return database;
}

static gboolean
look_at (LabDatabase *database, GError **error)
{
  g_autoptr (GError) damage = NULL;
  gint64 version;

  if (!check_version (database, &version, error) || !lab_database_check_schema (database, error))
    return FALSE;
  if (lab_database_check_soundness (database, &damage))
    return TRUE;
  if (!lab_database_is_damage (damage))
    {
      g_propagate_error (error, g_steal_pointer (&damage));
      return FALSE;
    }
  g_free (database->notice);
  database->notice = g_strdup_printf (
      _ ("%s; it is left as it is, and whatever can be read is read"), damage->message);
  return TRUE;
}

LabDatabase *
lab_database_open_to_look (const char *path, GError **error)
{
  g_auto (LabFileLock) lock = lab_files_lock_to_open (path);
  g_autoptr (LabDatabase) database
      = check_place (path, error) ? connect_to_look (path, error) : NULL;

  return database != NULL && look_at (database, error) ? g_steal_pointer (&database) : NULL;
}
