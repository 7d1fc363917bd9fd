/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks at a file that was opened.
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

gboolean
lab_database_check_schema (LabDatabase *database, GError **error)
{
  if (database->schema == LAB_SCHEMA_OTHER)
    return lab_database_fail_with (database->path, SQLITE_CORRUPT, 0,
                                   _ ("its tables are not those of a store"), error);
  if (database->schema == LAB_SCHEMA_MORE)
    g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                 _ ("the store %s also holds another program’s tables or indexes; remove them, or "
                    "choose another store"),
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
  kind->id = lab_statement_ask (database, "PRAGMA application_id", error);
  if (kind->id < 0)
    return FALSE;
  kind->version = lab_statement_ask (database, "PRAGMA user_version", error);
  if (kind->version < 0)
    return FALSE;
  kind->n_tables = lab_statement_ask (database, "SELECT count (*) FROM sqlite_schema", error);
  return kind->n_tables >= 0;
}

/* Version 0 with nothing in it is a new file. */
static gboolean
is_of_another_program (const Kind *kind)
{
  return kind->id != LAB_STORE_APPLICATION_ID && (kind->n_tables > 0 || kind->version > 0);
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
      lab_place_refuse_other (database->path, error);
      return FALSE;
    }
  if (kind.version == 0 && kind.n_tables > 0)
    return lab_database_fail_with (database->path, SQLITE_CORRUPT, 0,
                                   _ ("it does not state its version"), error);
  if (*version > LAB_SCHEMA_VERSION)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
                   _ ("the store %s is from a newer version (%d; this program knows %d); use the "
                      "newer program, or choose another store"),
                   database->path, (int) *version, LAB_SCHEMA_VERSION);
      return FALSE;
    }
  database->schema = lab_database_compare_schema (database->db, *version);
  return database->schema != LAB_SCHEMA_UNREAD || lab_database_fail (database, error);
}

gboolean
lab_database_check_kind (LabDatabase *database, gint64 *version, GError **error)
{
  gboolean is_right;

  if (!lab_database_execute (database, "BEGIN", error))
    return FALSE;
  is_right = check_moment (database, version, error);
  sqlite3_exec (database->db, "ROLLBACK", NULL, NULL, NULL);
  return is_right;
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
