/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The SQLite file of a store: statements, and SQLite's errors as sentences.
 */
#include "config.h"

#include "lab/store/lab-store-database.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <sys/resource.h>

#include "lab/experiment/lab-error.h"
#include "base/text.h"
#include "lab/store/lab-store-blocker.h"
#include "lab/store/lab-store-place.h"

/* Marks errors of a damaged file, which is then set aside. */
static GQuark
damage_quark (void)
{
  return g_quark_from_static_string ("lab-store-damage");
}

static gboolean
fail_damaged (const char *path, int code, const char *words, GError **error)
{
  g_set_error (error, damage_quark (), code, _ ("the store %s is damaged (%s)"), path, words);
  base_text_tidy_error (error); /* SQLite's message may have several lines */
  return FALSE;
}

/* What a person can do, given SQLite's code and an errno. */
static const char *
get_way_on (int code, int reason)
{
  if (reason == EFBIG)
    return _ ("raise the limit on file size (ulimit -f), or choose a disk that takes larger files");
  switch (code)
    {
    case SQLITE_FULL:
      return _ ("free some space on its disk");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      return _ ("make the file and its folder writable, or choose another store");
    case SQLITE_NOMEM:
      return _ ("end other programs");
    default:
      return _ ("check its disk, or choose another store");
    }
}

static gboolean
fail_busy (const char *path, const char *words, GError **error)
{
  g_autofree char *blocker = lab_blocker_describe (path);

  if (blocker != NULL)
    g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                 _ ("the store %s cannot be used (%s): another program keeps it busy (%s); end "
                    "that program"),
                 path, words, blocker);
  else
    g_set_error (
        error, LAB_ERROR, LAB_ERROR_STORE,
        _ ("the store %s cannot be used (%s): another program keeps it busy; end that program"),
        path, words);
  return FALSE;
}

gboolean
lab_database_fail_with (const char *path, int code, int reason, const char *words, GError **error)
{
  if ((code & 0xff) == SQLITE_CORRUPT || (code & 0xff) == SQLITE_NOTADB)
    return fail_damaged (path, code, words, error);
  if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
    return fail_busy (path, words, error);
  if (((code & 0xff) == SQLITE_CANTOPEN || (code & 0xff) == SQLITE_IOERR)
      && (reason == EMFILE || reason == ENFILE))
    lab_place_refuse_unopened (path, reason, error);
  else
    g_set_error (error, LAB_ERROR, LAB_ERROR_STORE, _ ("the store %s cannot be used (%s): %s"),
                 path, words, get_way_on (code & 0xff, reason));
  return FALSE;
}

/* `ulimit -f`. By the time SQLite reports the errno, the rollback has often replaced it. */
static gboolean
has_limited_files (void)
{
  struct rlimit limit;

  return getrlimit (RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

int
lab_database_get_lack_of_room (LabDatabase *database)
{
  gboolean is_io = (sqlite3_errcode (database->db) & 0xff) == SQLITE_IOERR;
  int reason = is_io ? sqlite3_system_errno (database->db) : 0;

  if (sqlite3_extended_errcode (database->db) == SQLITE_IOERR_WRITE && has_limited_files ())
    reason = EFBIG;
  return reason == ENOSPC || reason == EDQUOT || reason == EFBIG ? reason : 0;
}

gboolean
lab_database_fail (LabDatabase *database, GError **error)
{
  int code = sqlite3_extended_errcode (database->db);
  int reason = lab_database_get_lack_of_room (database);

  if (reason == 0 && database->lacks_room && (code & 0xff) == SQLITE_READONLY)
    reason = ENOSPC;
  if (reason != 0)
    return lab_database_fail_with (database->path, SQLITE_FULL, reason, g_strerror (reason), error);
  return lab_database_fail_with (database->path, code, sqlite3_system_errno (database->db),
                                 sqlite3_errmsg (database->db), error);
}

gboolean
lab_database_fail_busy (LabDatabase *database, GError **error)
{
  return lab_database_fail_with (database->path, SQLITE_BUSY, 0, sqlite3_errstr (SQLITE_BUSY),
                                 error);
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
