/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audits in a store. Each call has a connection of its own; nothing here waits for the
 * writer or is kept in memory.
 */
#include "config.h"

#include "lab/store/lab-store-audits.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "lab/store/lab-store-damage.h"
#include "lab/store/lab-store-private.h"
#include "lab/store/lab-store-sums.h"

static void
free_stored_audit (gpointer data)
{
  LabStoredAudit *audit = data;

  g_free (audit->label);
  g_free (audit->kind);
  g_free (audit->damage);
  g_free (audit);
}

/* Whether the statement that looks for it has a row. */
static gboolean
has_run (LabStore *store, LabDatabase *database, gint64 run, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = lab_database_prepare (database, "SELECT 1 FROM runs WHERE number = ?", error);
  int code;

  if (statement == NULL)
    return FALSE;
  lab_database_bind (statement, "i", run);
  code = sqlite3_step (statement);
  if (code == SQLITE_DONE)
    g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
                 _ ("the audit cannot be saved: its run %" PRId64 " is not in the store %s"), run,
                 store->path);
  return code == SQLITE_ROW || (code != SQLITE_DONE && lab_database_fail (database, error));
}

/* The row that was inserted last has its sum from here on. */
static gint64
add_sum (LabDatabase *database, GError **error)
{
  gint64 number = sqlite3_last_insert_rowid (database->db);
  g_autofree char *sql = g_strdup_printf ("UPDATE audits SET sha256 = " LAB_SUM_AUDIT
                                          " WHERE number = %" G_GINT64_FORMAT "; COMMIT",
                                          number);

  return lab_database_execute (database, sql, error) ? number : 0;
}

gint64
lab_store_add_audit (LabStore *store, LabAuditResult *result, GError **error)
{
  g_autoptr (LabDatabase) database = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char *text = NULL;
  const LabAuditFacts *facts;
  gint64 number;

  g_return_val_if_fail (LAB_IS_STORE (store) && result != NULL, 0);

  facts = lab_audit_result_get_facts (result);
  text = lab_audit_result_to_text (result);
  database = lab_database_open_to_change (store->path, error);
  if (database == NULL || (facts->run != 0 && !has_run (store, database, facts->run, error)))
    return 0;
  statement = lab_database_prepare (
      database,
      "INSERT INTO audits (run, label, kind, depth, verdict, iterations, created, version, text)"
      " VALUES (nullif (?, 0), ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  if (statement == NULL || !lab_database_execute (database, "BEGIN IMMEDIATE", error))
    return 0;
  lab_database_bind (statement, "issssiiss", facts->run, facts->label, facts->kind,
                     lab_audit_depth_get_name (facts->depth),
                     lab_audit_verdict_get_name (lab_audit_result_get_verdict (result)),
                     (gint64) facts->iterations, facts->created,
                     facts->version != NULL ? facts->version : "", text);
  number = lab_database_run (database, statement, error) ? add_sum (database, error) : 0;
  if (number != 0) /* or it is rolled back with its connection */
    g_signal_emit_by_name (store, "changed");
  return number;
}

/* FALSE where the row is not as it was written, or makes no sense. */
static gboolean
read_row (LabStoredAudit *audit, sqlite3_stmt *statement)
{
  g_autofree char *depth = lab_store_take_text (statement, 3);
  g_autofree char *verdict = lab_store_take_text (statement, 4);

  if (sqlite3_column_int (statement, 8) != 1)
    return FALSE;
  audit->run = sqlite3_column_int64 (statement, 0);
  audit->label = lab_store_take_text (statement, 1);
  audit->kind = lab_store_take_text (statement, 2);
  audit->iterations = (guint64) MAX (0, sqlite3_column_int64 (statement, 5));
  audit->created = sqlite3_column_int64 (statement, 6);
  audit->n_measured = (guint) CLAMP (sqlite3_column_int64 (statement, 7), 0, LAB_N_INSTRUMENTS);
  return audit->label != NULL && audit->kind != NULL
         && lab_audit_depth_from_name (depth, &audit->depth)
         && lab_audit_verdict_from_name (verdict, &audit->verdict);
}

/* @statement: NULL where there is no such row. (transfer full) */
static LabStoredAudit *
make_audit (LabStore *store, gint64 number, sqlite3_stmt *statement)
{
  LabStoredAudit *audit = g_new0 (LabStoredAudit, 1);

  if (statement == NULL || !read_row (audit, statement))
    {
      free_stored_audit (audit);
      audit = g_new0 (LabStoredAudit, 1);
      audit->damage = lab_damage_describe_audit (number, store->path);
    }
  audit->number = number;
  return audit;
}

/* Of all, or of a run, as indexes have them: whatever is wrong with their rows. An audit of
 * a deleted study is told by the index, too. */
static GArray *
list_numbers (LabDatabase *database, gint64 run, GError **error)
{
  return lab_store_read_numbers (
      database,
      "SELECT number FROM audits WHERE (?1 = 0 OR run = ?1) AND (run IS NULL OR run NOT IN"
      "  (SELECT runs.number FROM runs WHERE study IN"
      "    (SELECT number FROM studies WHERE deleted <> 0 AND " LAB_IS_SOUND (
          LAB_SUM_STUDY) ")))"
                         " ORDER BY number DESC",
      run, error);
}

static GPtrArray *
list (LabStore *store, gint64 run, GError **error)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_read (store->path, error);
  g_autoptr (GPtrArray) audits = g_ptr_array_new_with_free_func (free_stored_audit);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GArray) numbers = NULL;

  if (database == NULL || !lab_database_execute (database, "BEGIN", error)
      || (numbers = list_numbers (database, run, error)) == NULL
      || (statement = lab_database_prepare (
              database,
              "SELECT run, label, kind, depth, verdict, iterations, created,"
              " CASE WHEN json_valid (CAST (text AS TEXT)) THEN"
              "  (SELECT count (*) FROM json_each (CAST (text AS TEXT), '$.instruments')) ELSE 0 "
              "END, " LAB_IS_SOUND (LAB_SUM_AUDIT) " FROM audits WHERE number = ?",
              error))
             == NULL)
    return NULL;
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 number = g_array_index (numbers, gint64, i);
      gboolean is_there;

      if (!lab_store_step_to_row (database, statement, number, &is_there, error))
        return NULL;
      g_ptr_array_add (audits, make_audit (store, number, is_there ? statement : NULL));
    }
  return g_steal_pointer (&audits);
}

GPtrArray *
lab_store_list_audits (LabStore *store, gint64 run, GError **error)
{
  GPtrArray *audits;

  g_return_val_if_fail (LAB_IS_STORE (store), NULL);

  audits = list (store, run, error);
  for (guint i = audits != NULL ? audits->len : 0; i-- > 0;)
    if (((LabStoredAudit *) audits->pdata[i])->damage != NULL)
      g_ptr_array_remove_index (audits, i);
  return audits;
}

GPtrArray *
lab_store_list_all_audits (LabStore *store, GError **error)
{
  g_return_val_if_fail (LAB_IS_STORE (store), NULL);

  return list (store, 0, error);
}

static void
refuse (LabStore *store, gint64 number, GError **error)
{
  g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
               _ ("there is no audit %" PRId64 " in the store %s"), number, store->path);
}

LabAuditResult *
lab_store_load_audit (LabStore *store, gint64 number, GError **error)
{
  g_autoptr (LabDatabase) database = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autofree char *origin = NULL;
  const char *text;
  int code;

  g_return_val_if_fail (LAB_IS_STORE (store), NULL);

  database = lab_database_open_to_read (store->path, error);
  if (database == NULL
      || (statement = lab_database_prepare (
              database,
              "SELECT text, " LAB_IS_SOUND (LAB_SUM_AUDIT) " FROM audits WHERE number = ?", error))
             == NULL)
    return NULL;
  lab_database_bind (statement, "i", number);
  code = sqlite3_step (statement);
  if (code == SQLITE_DONE)
    refuse (store, number, error);
  else if (code != SQLITE_ROW)
    lab_database_fail (database, error);
  else if (sqlite3_column_int (statement, 1) != 1)
    {
      g_autofree char *damage = lab_damage_describe_audit (number, store->path);

      g_set_error_literal (error, LAB_ERROR, LAB_ERROR_STORE, damage);
      return NULL;
    }
  if (code != SQLITE_ROW)
    return NULL;
  text = (const char *) sqlite3_column_text (statement, 0);
  origin = g_strdup_printf (_ ("%s: audit %" PRId64), store->path, number);
  /* A NULL in the file has no text, and a text that SQLite has no memory for neither. */
  return lab_audit_result_from_text (text != NULL ? text : "",
                                     (gsize) sqlite3_column_bytes (statement, 0), origin, error);
}

gboolean
lab_store_delete_audit (LabStore *store, gint64 number, GError **error)
{
  g_autoptr (LabDatabase) database = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  g_return_val_if_fail (LAB_IS_STORE (store), FALSE);

  database = lab_database_open_to_change (store->path, error);
  if (database == NULL
      || (statement = lab_database_prepare (database, "DELETE FROM audits WHERE number = ?", error))
             == NULL)
    return FALSE;
  lab_database_bind (statement, "i", number);
  if (!lab_database_run (database, statement, error))
    return FALSE;
  if (sqlite3_changes (database->db) == 0)
    {
      refuse (store, number, error);
      return FALSE;
    }
  lab_database_execute (database, "PRAGMA incremental_vacuum", NULL); /* or the next time */
  g_signal_emit_by_name (store, "changed");
  return TRUE;
}
