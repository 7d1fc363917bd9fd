/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audits in a store. Each call opens its own connection; nothing here waits for the writer or is
 * kept in memory.
 */
#include "config.h"

#include "lab/store/lab-store-audits.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "lab/store/lab-store-damage.h"
#include "lab/store/lab-store-statement.h"
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

/* Whether it is in the store. */
static gboolean
check_run (LabStore *store, LabDatabase *database, gint64 run, GError **error)
{
  g_autoptr (LabStatement) statement
      = lab_statement_new_for (database, "SELECT 1 FROM runs WHERE number = :number", run);

  if (lab_statement_step (statement))
    return TRUE;
  if (lab_statement_check (statement, error))
    g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
                 _ ("the audit cannot be saved: its run %" PRId64 " is not in the store %s"), run,
                 lab_store_get_path (store));
  return FALSE;
}

static void
bind_audit (LabStatement *statement, LabAuditResult *result)
{
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  g_autofree char *text = lab_audit_result_to_text (result);

  if (facts->run != 0)
    lab_statement_bind_integer (statement, ":run", facts->run);
  lab_statement_bind_text (statement, ":label", facts->label);
  lab_statement_bind_text (statement, ":kind", facts->kind);
  lab_statement_bind_text (statement, ":depth", lab_audit_depth_get_name (facts->depth));
  lab_statement_bind_text (statement, ":verdict",
                           lab_audit_verdict_get_name (lab_audit_result_get_verdict (result)));
  lab_statement_bind_integer (statement, ":iterations", (gint64) facts->iterations);
  lab_statement_bind_integer (statement, ":created", facts->created);
  lab_statement_bind_text (statement, ":version", facts->version != NULL ? facts->version : "");
  lab_statement_bind_text (statement, ":text", text);
}

/* 0 with an error, and then it is rolled back with its connection. */
static gint64
add (LabDatabase *database, LabAuditResult *result, GError **error)
{
  g_autoptr (LabStatement) statement
      = lab_statement_new_insert (database, "INSERT", "audits", LAB_AUDIT_COLUMNS);
  gint64 number;

  bind_audit (statement, result);
  if (!lab_database_execute (database, "BEGIN IMMEDIATE", error)
      || !lab_statement_run (statement, error))
    return 0;
  number = sqlite3_last_insert_rowid (database->db);
  return lab_statement_run_for (
             database, "UPDATE audits SET sha256 = " LAB_SUM_AUDIT " WHERE number = :number",
             number, NULL, error)
                 && lab_database_execute (database, "COMMIT", error)
             ? number
             : 0;
}

gint64
lab_store_add_audit (LabStore *store, LabAuditResult *result, GError **error)
{
  g_autoptr (LabDatabase) database = NULL;
  gint64 run, number;

  g_return_val_if_fail (LAB_IS_STORE (store) && result != NULL, 0);

  run = lab_audit_result_get_facts (result)->run;
  database = lab_database_open_to_change (lab_store_get_path (store), error);
  if (database == NULL || (run != 0 && !check_run (store, database, run, error)))
    return 0;
  number = add (database, result, error);
  if (number != 0)
    g_signal_emit_by_name (store, "changed");
  return number;
}

/* FALSE if the row is not as it was written, or makes no sense. */
static gboolean
read_row (LabStoredAudit *audit, LabStatement *statement)
{
  g_autofree char *depth = lab_statement_dup_text (statement, "depth");
  g_autofree char *verdict = lab_statement_dup_text (statement, "verdict");

  if (!lab_statement_is_sound (statement))
    return FALSE;
  audit->run = lab_statement_get_integer (statement, "run");
  audit->label = lab_statement_dup_text (statement, "label");
  audit->kind = lab_statement_dup_text (statement, "kind");
  audit->iterations = lab_statement_get_count (statement, "iterations");
  audit->created = lab_statement_get_integer (statement, "created");
  audit->n_measured
      = (guint) MIN (lab_statement_get_count (statement, "measured"), LAB_N_INSTRUMENTS);
  return audit->label != NULL && audit->kind != NULL
         && lab_audit_depth_from_name (depth, &audit->depth)
         && lab_audit_verdict_from_name (verdict, &audit->verdict);
}

/* @statement: NULL if there is no such row. (transfer full) */
static LabStoredAudit *
make_audit (LabStore *store, gint64 number, LabStatement *statement)
{
  LabStoredAudit *audit = g_new0 (LabStoredAudit, 1);

  if (statement == NULL || !read_row (audit, statement))
    {
      free_stored_audit (audit);
      audit = g_new0 (LabStoredAudit, 1);
      audit->damage = lab_damage_describe_audit (number, lab_store_get_path (store));
    }
  audit->number = number;
  return audit;
}

/* Of all runs or of one, from the indexes, whatever is wrong with the rows. The index also finds
 * the audits of deleted studies. */
#define NUMBERS                                                                                    \
  "SELECT number FROM audits WHERE (:number = 0 OR run = :number) AND (run IS NULL OR run NOT IN"  \
  " (SELECT runs.number FROM runs WHERE study IN (SELECT number FROM studies WHERE deleted <> 0"   \
  " AND " LAB_STUDY_IS_SOUND "))) ORDER BY number DESC"

static GPtrArray *
list (LabStore *store, gint64 run, GError **error)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_read (lab_store_get_path (store), error);
  g_autoptr (GPtrArray) audits = g_ptr_array_new_with_free_func (free_stored_audit);
  g_autoptr (LabStatement) statement = NULL;
  g_autoptr (GArray) numbers = NULL;

  if (database == NULL || !lab_database_execute (database, "BEGIN", error)
      || (numbers = lab_statement_list (database, NUMBERS, run, error)) == NULL)
    return NULL;
  statement = lab_statement_new (
      database, "SELECT depth, verdict, " LAB_AUDIT_IS_SOUND " AS is_sound, run, label, kind,"
                " iterations, created, CASE WHEN json_valid (CAST (text AS TEXT)) THEN"
                " (SELECT count (*) FROM json_each (CAST (text AS TEXT), '$.instruments'))"
                " ELSE 0 END AS measured FROM audits WHERE number = :number");
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 number = g_array_index (numbers, gint64, i);
      gboolean is_there;

      if (!lab_statement_find (statement, number, &is_there, error))
        return NULL;
      g_ptr_array_add (audits, make_audit (store, number, is_there ? statement : NULL));
    }
  return lab_statement_check (statement, error) ? g_steal_pointer (&audits) : NULL;
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
               _ ("there is no audit %" PRId64 " in the store %s"), number,
               lab_store_get_path (store));
}

/* @statement: at its row. */
static LabAuditResult *
read_audit (LabStore *store, gint64 number, LabStatement *statement, GError **error)
{
  g_autofree char *damage = lab_damage_describe_audit (number, lab_store_get_path (store));
  g_autofree char *origin
      = g_strdup_printf (_ ("%s: audit %" PRId64), lab_store_get_path (store), number);
  gsize length;
  const char *text = lab_statement_get_bytes (statement, "text", &length);

  /* The text is NULL if it is NULL in the file, or if SQLite has no memory for it. */
  if (lab_statement_is_sound (statement))
    return lab_audit_result_from_text (text != NULL ? text : "", length, origin, error);
  g_set_error_literal (error, LAB_ERROR, LAB_ERROR_STORE, damage);
  return NULL;
}

LabAuditResult *
lab_store_load_audit (LabStore *store, gint64 number, GError **error)
{
  g_autoptr (LabDatabase) database = NULL;
  g_autoptr (LabStatement) statement = NULL;

  g_return_val_if_fail (LAB_IS_STORE (store), NULL);

  database = lab_database_open_to_read (lab_store_get_path (store), error);
  if (database == NULL)
    return NULL;
  statement = lab_statement_new_for (
      database,
      "SELECT text, " LAB_AUDIT_IS_SOUND " AS is_sound FROM audits WHERE number = :number", number);
  if (lab_statement_step (statement))
    return read_audit (store, number, statement, error);
  if (lab_statement_check (statement, error))
    refuse (store, number, error);
  return NULL;
}

gboolean
lab_store_delete_audit (LabStore *store, gint64 number, GError **error)
{
  g_autoptr (LabDatabase) database = NULL;
  gboolean is_done;

  g_return_val_if_fail (LAB_IS_STORE (store), FALSE);

  database = lab_database_open_to_change (lab_store_get_path (store), error);
  if (database == NULL
      || !lab_statement_run_for (database, "DELETE FROM audits WHERE number = :number", number,
                                 &is_done, error))
    return FALSE;
  if (!is_done)
    {
      refuse (store, number, error);
      return FALSE;
    }
  lab_database_execute (database, "PRAGMA incremental_vacuum", NULL); /* if it fails, next time */
  g_signal_emit_by_name (store, "changed");
  return TRUE;
}
