/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Checks a file that was opened.
 */
#include "config.h"

#include "lab/store/lab-store-check.h"

#include <glib/gi18n-lib.h>

#include "lab/experiment/lab-error.h"
#include "lab/store/lab-store-connect.h"
#include "lab/store/lab-store-place.h"
#include "lab/store/lab-store-statement.h"

gboolean
lab_database_check_soundness (LabDatabase *database, GError **error)
{
  g_autoptr (LabStatement) statement = lab_statement_new (database, "PRAGMA integrity_check (1)");
  gboolean is_told = lab_statement_step (statement);
  g_autofree char *verdict = is_told ? lab_statement_dup_text (statement, "integrity_check") : NULL;

  if (!lab_statement_check (statement, error))
    return FALSE;
  return g_strcmp0 (verdict, "ok") == 0
         || lab_database_fail_with (database->path, SQLITE_CORRUPT, 0,
                                    verdict != NULL ? verdict : "", error);
}

/* Tables and indexes as SQLite keeps their text; without those in which it notes statistics,
 * where somebody asked it to. Views and triggers, which are never used, do not count. */
static GStrv
describe_schema (LabDatabase *database, GError **error)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  g_autoptr (LabStatement) statement = lab_statement_new (
      database, "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || ifnull (sql, '') AS line"
                " FROM sqlite_schema WHERE type IN ('table', 'index')"
                " AND ifnull (sql, '') NOT IN ('CREATE TABLE sqlite_stat1(tbl,idx,stat)',"
                " 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)')");

  while (lab_statement_step (statement))
    {
      g_autofree char *line = lab_statement_dup_text (statement, "line");

      g_strv_builder_add (lines, line);
    }
  return lab_statement_check (statement, error) ? g_strv_builder_end (lines) : NULL;
}

/* As the steps create it. */
static GStrv
describe_own_schema (const char *path, gint64 version, GError **error)
{
  g_autoptr (LabDatabase) own
      = lab_connect_to (":memory:", path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  gboolean is_made = own != NULL;

  for (gint64 step = 1; is_made && step <= version; step++)
    is_made = lab_database_execute (own, lab_database_get_schema_step ((guint) step), error);
  return is_made ? describe_schema (own, error) : NULL;
}

static gboolean
compare_schema (LabDatabase *database, gint64 version, GError **error)
{
  g_auto (GStrv) found = describe_schema (database, error);
  g_auto (GStrv) own = found != NULL ? describe_own_schema (database->path, version, error) : NULL;

  if (own == NULL)
    return FALSE;
  for (guint i = 0; own[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) found, own[i]))
      return lab_database_fail_with (database->path, SQLITE_CORRUPT, 0,
                                     _ ("its tables are not those of a store"), error);
  if (g_strv_length (found) == g_strv_length (own))
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
               _ ("the store %s also holds another program’s tables or indexes; remove them, or "
                  "choose another store"),
               database->path);
  return FALSE;
}

/* Version 0 with no tables is a new file. */
static gboolean
check_moment (LabDatabase *database, gint64 *version, GError **error)
{
  g_autoptr (LabStatement) statement
      = lab_statement_new (database, "SELECT application_id AS id, user_version AS version,"
                                     " (SELECT count (*) FROM sqlite_schema) AS tables"
                                     " FROM pragma_application_id, pragma_user_version");
  gboolean is_read = lab_statement_step (statement);
  gboolean has_tables;

  if (!is_read)
    return lab_statement_check (statement, error) && lab_database_fail (database, error);
  /* SQLite takes the first of the header's 32 bits as a sign. */
  *version = (guint32) lab_statement_get_integer (statement, "version");
  has_tables = lab_statement_get_integer (statement, "tables") > 0;
  if (lab_statement_get_integer (statement, "id") != LAB_STORE_APPLICATION_ID
      && (has_tables || *version > 0))
    {
      lab_place_refuse_other (database->path, error);
      return FALSE;
    }
  if (*version == 0 && has_tables)
    return lab_database_fail_with (database->path, SQLITE_CORRUPT, 0,
                                   _ ("it does not state its version"), error);
  if (*version <= LAB_SCHEMA_VERSION)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
               _ ("the store %s is from a newer version (%d; this program knows %d); use the "
                  "newer program, or choose another store"),
               database->path, (int) *version, LAB_SCHEMA_VERSION);
  return FALSE;
}

gboolean
lab_database_check_kind (LabDatabase *database, gint64 *version, GError **error)
{
  gboolean is_right;

  if (!lab_database_execute (database, "BEGIN", error))
    return FALSE;
  is_right = check_moment (database, version, error);
  lab_database_execute (database, "ROLLBACK", NULL);
  return is_right;
}

gboolean
lab_database_check_schema (LabDatabase *database, GError **error)
{
  gint64 version;
  gboolean is_own;

  if (!lab_database_execute (database, "BEGIN", error))
    return FALSE;
  is_own = check_moment (database, &version, error) && compare_schema (database, version, error);
  lab_database_execute (database, "ROLLBACK", NULL);
  return is_own;
}

void
lab_database_refuse_older (const char *path, gint64 version, GError **error)
{
  if (version == 0)
    g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                 _ ("%s cannot be made a store because it cannot be written; make it and its "
                    "folder writable, or choose another store"),
                 path);
  else
    g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                 _ ("the store %s is from an older version (%d; this program writes %d) and cannot "
                    "be upgraded; make it writable"),
                 path, (int) version, LAB_SCHEMA_VERSION);
}
