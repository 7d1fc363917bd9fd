/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Connections to a store's file, and how much can be read if it cannot be written.
 */
#include "config.h"

#include "lab/store/lab-store-connect.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "lab/store/lab-store-statement.h"
#include "lab/store/lab-store-sums.h"

/* A hostile file may contain triggers and views. Ours contains none, and nothing in the file may
 * call a function. */
static void
set_up (sqlite3 *db)
{
  sqlite3_extended_result_codes (db, 1);
  sqlite3_busy_timeout (db, LAB_BUSY_TIMEOUT);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
}

LabDatabase *
lab_connect_to (const char *name, const char *path, int flags, GError **error)
{
  LabDatabase *database = g_new0 (LabDatabase, 1);
  int code;

  database->path = g_strdup (path);
  code = sqlite3_open_v2 (name, &database->db, flags | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_URI,
                          NULL);
  if (code == SQLITE_OK)
    code = lab_sums_register (database->db);
  if (code != SQLITE_OK)
    {
      sqlite3 *db = database->db;

      lab_database_fail_with (path, db != NULL ? sqlite3_extended_errcode (db) : SQLITE_NOMEM,
                              db != NULL ? sqlite3_system_errno (db) : 0,
                              db != NULL ? sqlite3_errmsg (db) : "out of memory", error);
      lab_database_close (database);
      return NULL;
    }
  set_up (database->db);
  database->id = lab_file_id_look (path);
  return database;
}

/* The log belongs to another file: read into this one, it would change what this one says. A
 * writer moves it out of the way. */
static LabDatabase *
connect_without_log (const char *path, GError **error)
{
  LabDatabase *database = lab_connect_to_unchanging (path, error);

  if (database != NULL)
    database->notice = g_strdup_printf (
        _ ("the store %s is read without the log beside it, %s-wal, which belongs to a file that "
           "was there before; “fuzzy-key train” or the window moves that log out of the way"),
        path, path);
  return database;
}

LabDatabase *
lab_connect_to_unchanging (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, error);
  g_autofree char *name = NULL;

  if (uri == NULL)
    return NULL;
  name = g_strconcat (uri, "?immutable=1", NULL);
  return lab_connect_to (name, path, SQLITE_OPEN_READONLY, error);
}

gboolean
lab_connection_has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf status;

  return g_stat (log, &status) == 0 && status.st_size > 0;
}

/* SQLite failed to open a file because the program has too many open, or no memory; otherwise it
 * might have opened the log and its index. */
static gboolean
is_own_lack (LabDatabase *database)
{
  int reason = sqlite3_system_errno (database->db);

  return reason == EMFILE || reason == ENFILE || reason == ENOMEM;
}

gboolean
lab_connection_lacks_index (LabDatabase *database)
{
  int code;

  if (lab_statement_ask (database, "SELECT count (*) FROM sqlite_schema", NULL) >= 0)
    return FALSE;
  code = sqlite3_errcode (database->db) & 0xff;
  if (code == SQLITE_CANTOPEN && is_own_lack (database))
    return FALSE;
  database->lacks_room
      = lab_database_get_lack_of_room (database) != 0 && !lab_connection_has_log (database->path);
  return code == SQLITE_CANTOPEN || code == SQLITE_READONLY || database->lacks_room;
}

LabDatabase *
lab_connect_to_read (const char *path, GError **error)
{
  LabDatabase *database;
  gboolean lacks_room;

  if (lab_files_have_former_log (path))
    return connect_without_log (path, error);
  database = lab_connect_to (path, path, SQLITE_OPEN_READONLY, error);
  if (database == NULL || !lab_connection_lacks_index (database))
    return database;
  lacks_room = database->lacks_room;
  lab_database_close (database);
  database = lab_connect_to_unchanging (path, error);
  if (database != NULL)
    database->lacks_room = lacks_room;
  return database;
}

/* On the disk for temporary files, without a name. */
static gboolean
copy_all (LabDatabase *copy, LabDatabase *database, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (copy->db, "main", database->db, "main");

  if (backup == NULL)
    return lab_database_fail (copy, error);
  sqlite3_backup_step (backup, -1);
  return sqlite3_backup_finish (backup) == SQLITE_OK || lab_database_fail (copy, error);
}

LabDatabase *
lab_connect_to_copy (LabDatabase *database, gint64 version, GError **error)
{
  g_autoptr (LabDatabase) original = database;
  g_autoptr (LabDatabase) copy = NULL;

  copy = lab_connect_to ("", original->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (copy == NULL || !copy_all (copy, original, error)
      || !lab_database_execute (copy, "PRAGMA journal_mode = MEMORY; BEGIN", error)
      || !lab_database_step_up (copy, version, error)
      || !lab_database_execute (copy, "COMMIT", error))
    return NULL;
  copy->id = original->id;
  return g_steal_pointer (&copy);
}
