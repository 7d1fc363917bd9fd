/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The SQLite file of a store.
 */
#include "config.h"

#include "lab-store-database.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "lab-error.h"
#include "lab-sentence.h"

/* In the file's header, so that no other program's file is taken for a store. */
#define APPLICATION_ID 0x464b4c62 /* "FKLb" */

/* How long to wait for another process that writes, milliseconds. */
#define BUSY_TIMEOUT 2000

/* How often a file is set aside, or found to be another by now, before it is given up. */
#define MAX_ATTEMPTS 5

/* Set on errors of a damaged file, which is set aside. */
static G_DEFINE_QUARK (lab - store - damage, damage)

    static gboolean fail_with (const char *path, int code, const char *words, GError **error)
{
  const char *then;

  if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
    {
      g_set_error (error, damage_quark (), code, _ ("the store %s is damaged (%s)"), path, words);
      lab_sentence_tidy (error); /* SQLite's words may be several lines */
      return FALSE;
    }
  switch (code & 0xff)
    {
    case SQLITE_FULL:
      then = _ ("make room on its disk");
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      then = _ ("make the file and its folder writable, or choose another store");
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      then = _ ("another program keeps it busy; end that one");
      break;
    default:
      then = _ ("look at its disk, or choose another store");
    }
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE, _ ("the store %s cannot be used (%s): %s"), path,
               words, then);
  return FALSE;
}

/* ENOSPC or EDQUOT, 0 for another error. A full disk shows in other calls than those that
 * write, too: the index of the log needs room. */
static int
get_lack_of_room (LabDatabase *database)
{
  gboolean is_io = (sqlite3_errcode (database->db) & 0xff) == SQLITE_IOERR;
  int reason = is_io ? sqlite3_system_errno (database->db) : 0;

  return reason == ENOSPC || reason == EDQUOT ? reason : 0;
}

gboolean
lab_database_fail (LabDatabase *database, GError **error)
{
  int code = sqlite3_extended_errcode (database->db);
  int reason = get_lack_of_room (database);

  if (reason == 0 && database->lacks_room && (code & 0xff) == SQLITE_READONLY)
    reason = ENOSPC;
  if (reason != 0)
    return fail_with (database->path, SQLITE_FULL, g_strerror (reason), error);
  return fail_with (database->path, code, sqlite3_errmsg (database->db), error);
}

gboolean
lab_database_fail_busy (LabDatabase *database, GError **error)
{
  return fail_with (database->path, SQLITE_BUSY, sqlite3_errstr (SQLITE_BUSY), error);
}

gboolean
lab_database_is_damage (const GError *error)
{
  return error != NULL && error->domain == damage_quark ();
}

gboolean
lab_database_execute (LabDatabase *database, const char *sql, GError **error)
{
  return sqlite3_exec (database->db, sql, NULL, NULL, NULL) == SQLITE_OK
         || lab_database_fail (database, error);
}

sqlite3_stmt *
lab_database_prepare (LabDatabase *database, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (database->db, sql, -1, &statement, NULL) != SQLITE_OK)
    lab_database_fail (database, error);
  return statement;
}

void
lab_database_bind (sqlite3_stmt *statement, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  for (int i = 0; format[i] != '\0'; i++)
    {
      if (format[i] == 'i')
        sqlite3_bind_int64 (statement, i + 1, va_arg (values, gint64));
      else if (format[i] == 'd') /* a NaN becomes NULL */
        sqlite3_bind_double (statement, i + 1, va_arg (values, double));
      else if (format[i] == 's')
        sqlite3_bind_text (statement, i + 1, va_arg (values, const char *), -1, SQLITE_TRANSIENT);
      else
        g_assert_not_reached ();
    }
  va_end (values);
}

gboolean
lab_database_run (LabDatabase *database, sqlite3_stmt *statement, GError **error)
{
  int code;

  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    ;
  if (code != SQLITE_DONE)
    lab_database_fail (database, error);
  sqlite3_reset (statement);
  return code == SQLITE_DONE;
}

/* The first column of the first row; -1 with an error. */
static gint64
ask_number (LabDatabase *database, const char *sql, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (database, sql, error);
  gint64 number;

  if (statement == NULL)
    return -1;
  if (sqlite3_step (statement) != SQLITE_ROW)
    {
      lab_database_fail (database, error);
      return -1;
    }
  number = sqlite3_column_int64 (statement, 0);
  /* A number of the file's header has 32 bits, of which SQLite takes the first as a sign. */
  return number < 0 ? (gint64) (guint32) number : number;
}

static gboolean
check_soundness (LabDatabase *database, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = lab_database_prepare (database, "PRAGMA quick_check (1)", error);
  const char *verdict;

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return lab_database_fail (database, error);
  verdict = (const char *) sqlite3_column_text (statement, 0);
  return g_strcmp0 (verdict, "ok") == 0
         || fail_with (database->path, SQLITE_CORRUPT, verdict != NULL ? verdict : "", error);
}

/* A table or an index of somebody else's may hold what SQLite calculates for as long as
 * he likes, in checks, generated columns, defaults; nothing of ours has any. */
static gboolean
check_schema (LabDatabase *database, GError **error)
{
  if (database->schema == LAB_SCHEMA_OTHER)
    return fail_with (database->path, SQLITE_CORRUPT, _ ("its tables are not those of a store"),
                      error);
  if (database->schema == LAB_SCHEMA_MORE)
    g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                 _ ("the store %s holds tables or indexes of another program too; remove them, "
                    "or choose another store"),
                 database->path);
  return database->schema == LAB_SCHEMA_OWN;
}

typedef struct
{
  gint64 id; /* of the program it belongs to */
  gint64 version;
  gint64 n_tables; /* and indexes */
} Kind;

static gboolean
read_kind (LabDatabase *database, Kind *kind, GError **error)
{
  kind->id = ask_number (database, "PRAGMA application_id", error);
  if (kind->id < 0)
    return FALSE;
  kind->version = ask_number (database, "PRAGMA user_version", error);
  if (kind->version < 0)
    return FALSE;
  kind->n_tables = ask_number (database, "SELECT count (*) FROM sqlite_schema", error);
  return kind->n_tables >= 0;
}

/* Version 0 with nothing in it is a new file. */
static gboolean
is_of_another_program (const Kind *kind)
{
  return kind->id != APPLICATION_ID && (kind->n_tables > 0 || kind->version > 0);
}

static gboolean
check_moment (LabDatabase *database, gint64 *version, GError **error)
{
  Kind kind;

  if (!read_kind (database, &kind, error))
    return FALSE;
  *version = kind.version;
  if (is_of_another_program (&kind))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                   _ ("%s is the database of another program; choose another store"),
                   database->path);
      return FALSE;
    }
  if (*version > LAB_SCHEMA_VERSION)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                   _ ("the store %s is of a newer version (%d, and this program knows %d); use the "
                      "newer program, or choose another store"),
                   database->path, (int) *version, LAB_SCHEMA_VERSION);
      return FALSE;
    }
  database->schema = lab_database_compare_schema (database->db, *version);
  return database->schema != LAB_SCHEMA_UNREAD || lab_database_fail (database, error);
}

/* All of it at one moment: another process may just make a store of it. */
static gboolean
check_kind (LabDatabase *database, gint64 *version, GError **error)
{
  gboolean is_right;

  if (!lab_database_execute (database, "BEGIN", error))
    return FALSE;
  is_right = check_moment (database, version, error);
  sqlite3_exec (database->db, "ROLLBACK", NULL, NULL, NULL);
  return is_right;
}

static void
refuse_older (const char *path, gint64 version, GError **error)
{
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
               _ ("the store %s is of an older version (%d, and this program reads %d) and "
                  "cannot be brought up to date; make it writable"),
               path, (int) version, LAB_SCHEMA_VERSION);
}

/* One transaction: a crash leaves the former version. Another process may have
 * done it meanwhile, so the version is asked again inside. */
static gboolean
migrate (LabDatabase *database, GError **error)
{
  g_autofree char *finish
      = g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d; COMMIT",
                         LAB_SCHEMA_VERSION, APPLICATION_ID);
  gint64 version;

  if (!lab_database_execute (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  version = ask_number (database, "PRAGMA user_version", error);
  for (gint64 step = version + 1; version >= 0 && step <= LAB_SCHEMA_VERSION; step++)
    if (!lab_database_execute (database, lab_database_get_schema_step ((guint) step), error))
      version = -1;
  if (version >= 0 && lab_database_execute (database, finish, error))
    return TRUE;
  sqlite3_exec (database->db, "ROLLBACK", NULL, NULL, NULL);
  return FALSE;
}

gboolean
lab_database_is_gone (LabDatabase *database)
{
  return !lab_file_id_is_same (database->id, lab_file_id_look (database->path));
}

void
lab_database_close (LabDatabase *database)
{
  if (database == NULL)
    return;
  sqlite3_close (database->db);
  g_free (database->path);
  g_free (database->notice);
  g_free (database);
}

/* The connection alone. A hostile file may hold triggers and views: none of ours
 * does, and nothing in the file may call a function. */
static LabDatabase *
connect_to (const char *name, const char *path, int flags, GError **error)
{
  LabDatabase *database = g_new0 (LabDatabase, 1);

  database->path = g_strdup (path);
  if (sqlite3_open_v2 (name, &database->db, flags | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_URI, NULL)
      != SQLITE_OK)
    {
      fail_with (path,
                 database->db != NULL ? sqlite3_extended_errcode (database->db) : SQLITE_NOMEM,
                 database->db != NULL ? sqlite3_errmsg (database->db) : "out of memory", error);
      lab_database_close (database);
      return NULL;
    }
  lab_files_part (path); /* no log is read yet */
  sqlite3_extended_result_codes (database->db, 1);
  sqlite3_busy_timeout (database->db, BUSY_TIMEOUT);
  sqlite3_db_config (database->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (database->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (database->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (database->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  database->id = lab_file_id_look (path);
  return database;
}

/* A file on a disk that nobody writes to has no room for WAL's index beside it. */
static LabDatabase *
connect_to_unchanging (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, error);
  g_autofree char *name = NULL;

  if (uri == NULL)
    return NULL;
  name = g_strconcat (uri, "?immutable=1", NULL);
  return connect_to (name, path, SQLITE_OPEN_READONLY, error);
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf status;

  return g_stat (log, &status) == 0 && status.st_size > 0;
}

/* Whether it cannot even be read but as a file that does not change, without its log: it
 * has no index and gets none. On a full disk only where nothing is in a log. */
static gboolean
lacks_index (LabDatabase *database)
{
  int code;

  if (ask_number (database, "SELECT count (*) FROM sqlite_schema", NULL) >= 0)
    return FALSE;
  code = sqlite3_errcode (database->db) & 0xff;
  database->lacks_room = get_lack_of_room (database) != 0 && !has_log (database->path);
  return code == SQLITE_CANTOPEN || code == SQLITE_READONLY || database->lacks_room;
}

static LabDatabase *
connect_to_read (const char *path, GError **error)
{
  LabDatabase *database = connect_to (path, path, SQLITE_OPEN_READONLY, error);
  gboolean lacks_room;

  if (database == NULL || !lacks_index (database))
    return database;
  lacks_room = database->lacks_room;
  lab_database_close (database);
  database = connect_to_unchanging (path, error);
  if (database != NULL)
    database->lacks_room = lacks_room;
  return database;
}

/* A store of ours, or what can become one; nothing is written yet, for a file that
 * turns out to be damaged is kept as it is. */
static LabDatabase *
connect_to_ours (const char *path, gint64 *version, GError **error)
{
  g_autoptr (LabDatabase) database
      = connect_to (path, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);

  if (database != NULL
      && (sqlite3_db_readonly (database->db, "main") == 1
          || (lacks_index (database) && !has_log (path))))
    {
      lab_database_close (database);
      database = connect_to_read (path, error);
      if (database != NULL)
        database->read_only = TRUE;
    }
  if (database == NULL)
    return NULL;
  sqlite3_db_config (database->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  return check_kind (database, version, error) ? g_steal_pointer (&database) : NULL;
}

/* SQLite waits for no other where one that reads comes to write, as here: two that make
 * a store of one new file at once, say. So this waits, as long as SQLite does elsewhere. */
static gboolean
execute_patiently (LabDatabase *database, const char *sql, GError **error)
{
  gint64 end = g_get_monotonic_time () + BUSY_TIMEOUT * G_TIME_SPAN_MILLISECOND;

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
        refuse_older (database->path, version, error);
      return version == LAB_SCHEMA_VERSION;
    }
  sqlite3_db_config (database->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  /* Counts before the first table; later it would but wait for whoever writes. */
  if (version == 0 && !execute_patiently (database, "PRAGMA auto_vacuum = INCREMENTAL", error))
    return FALSE;
  /* FULL: what was committed survives a power cut. */
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
  int opening = lab_files_begin_looking (path);
  gint64 version;
  LabDatabase *database = connect_to_ours (path, &version, error);

  if (database != NULL && !prepare (database, version, error))
    g_clear_pointer (&database, lab_database_close);
  lab_files_end_opening (opening);
  return database;
}

/* Whether a file of locks is made beside it: nothing is beside another program's file, or
 * where no store can be. Told by the file alone, without its log, which may not be read
 * before the lock is had; one of ours whose log says so alone has its file of locks. */
static gboolean
seems_ours (const char *path)
{
  g_autoptr (LabDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;
  Kind kind;

  if (g_stat (path, &status) != 0)
    return errno == ENOENT;
  if (!S_ISREG (status.st_mode) || status.st_size == 0)
    return S_ISREG (status.st_mode);
  database = connect_to_unchanging (path, &error);
  if (database != NULL && read_kind (database, &kind, &error))
    return kind.id == APPLICATION_ID;
  return lab_database_is_damage (error);
}

static LabDatabase *
open_and_check (const char *path, GError **error)
{
  int opening = seems_ours (path) ? lab_files_begin_opening (path) : lab_files_begin_looking (path);
  gint64 version;
  LabDatabase *database = connect_to_ours (path, &version, error);

  if (database != NULL
      && !(check_schema (database, error) && check_soundness (database, error)
           && prepare (database, version, error)))
    g_clear_pointer (&database, lab_database_close);
  lab_files_end_opening (opening);
  return database;
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
          _ ("%s: it is kept as %s, and a new one was begun; a backup of the former, put in its "
             "place, has its studies back"),
          what, aside);
      return TRUE;
    }
  if (errno == 0)
    return TRUE;
  if (errno == EAGAIN)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                   _ ("the store %s is damaged, and another program is just opening it; try "
                      "again once that has ended"),
                   path);
      return FALSE;
    }
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
               _ ("the store %s is damaged and cannot be renamed (%s); move it away, or "
                  "choose another store"),
               path, g_strerror (errno));
  return FALSE;
}

/* Once it is set aside, or if that what failed is no longer what stands there. */
static gboolean
can_try_again (const char *path, LabFileId id, const GError *failure)
{
  return lab_database_is_damage (failure) || !lab_file_id_is_same (id, lab_file_id_look (path));
}

LabDatabase *
lab_database_open_to_write (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *notice = NULL;
  g_autoptr (GError) failure = NULL;
  LabDatabase *database;
  LabFileId id;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      fail_with (path, SQLITE_CANTOPEN, g_strerror (errno), error);
      return NULL;
    }
  id = lab_file_id_look (path);
  database = open_and_check (path, &failure);
  for (guint i = 0; database == NULL && i < MAX_ATTEMPTS && can_try_again (path, id, failure); i++)
    {
      if (lab_database_is_damage (failure)
          && !lab_database_set_aside (path, id, failure->message, &notice, error))
        return NULL;
      g_clear_error (&failure);
      id = lab_file_id_look (path);
      database = open_and_check (path, &failure);
    }
  if (database == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    database->notice = g_steal_pointer (&notice);
  return database;
}

/* Its log, too, is open when this returns. */
static LabDatabase *
connect_to_known (const char *path, gint64 *version, GError **error)
{
  g_autoptr (LabDatabase) database = connect_to_read (path, error);

  return database != NULL && check_kind (database, version, error) ? g_steal_pointer (&database)
                                                                   : NULL;
}

LabDatabase *
lab_database_open_to_read (const char *path, GError **error)
{
  int opening = lab_files_begin_looking (path);
  gint64 version;
  g_autoptr (LabDatabase) database = connect_to_known (path, &version, error);

  lab_files_end_opening (opening);
  if (database == NULL)
    return NULL;
  if (version != LAB_SCHEMA_VERSION)
    {
      refuse_older (path, version, error);
      return NULL;
    }
  return g_steal_pointer (&database);
}
