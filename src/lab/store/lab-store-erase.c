/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Erasing from a store, immediate and final: everything named, or nothing.
 */
#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "lab/store/lab-store-change.h"
#include "lab/store/lab-store-parts.h"
#include "lab/store/lab-store-statement.h"

/* How to erase one item of a kind by its number. */
typedef struct
{
  const char *runs;       /* that nobody may hold meanwhile; NULL: none */
  const char *studies;    /* to erase as well if no run is left; NULL: none */
  const char *deletes[2]; /* at least one must delete a row */
} Kind;

/* Through the index, which knows the study even if the run's row is damaged. */
static const Kind run_kind = {
  .runs = "SELECT number FROM runs WHERE number = :number",
  .studies = "SELECT study FROM runs INDEXED BY runs_by_study WHERE +number = :number",
  .deletes = { "DELETE FROM runs WHERE number = :number" },
};

static const Kind study_kind = {
  .runs = "SELECT number FROM runs WHERE study = :number",
  .deletes
  = { "DELETE FROM runs WHERE study = :number", "DELETE FROM studies WHERE number = :number" },
};

static const Kind audit_kind = {
  .deletes = { "DELETE FROM audits WHERE number = :number" },
};

typedef struct
{
  LabStore *store;
  LabDatabase *database;
  const Kind *kind;
  GArray *claims;  /* of gint64: runs that nobody can take meanwhile */
  GArray *studies; /* of gint64 */
} Erasure;

static void
refuse (const Erasure *erasure, gint64 number, GError **error)
{
  const char *path = lab_store_get_path (erasure->store);

  if (erasure->kind == &run_kind)
    g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
                 _ ("there is no run %" PRId64 " in the store %s; “fuzzy-key runs” lists the runs"),
                 number, path);
  else if (erasure->kind == &study_kind)
    g_set_error (
        error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
        _ ("there is no study %" PRId64 " in the store %s; “fuzzy-key runs” lists the studies"),
        number, path);
  else
    g_set_error (
        error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
        _ ("there is no audit %" PRId64 " in the store %s; “fuzzy-key audits” lists the audits"),
        number, path);
}

static gboolean
check_locks (LabStore *store, GError **error)
{
  const char *path;
  int reason;

  lab_locks_open (lab_store_get_locks (store));
  reason = lab_locks_get_reason (lab_store_get_locks (store), &path);
  if (reason == 0)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
               _ ("nothing can be deleted, because another program may have it open: the file %s "
                  "cannot be written or locked (%s); make it and its folder writable"),
               path, g_strerror (reason));
  return FALSE;
}

static gboolean
claim (Erasure *erasure, gint64 run, GError **error)
{
  LabLocks *locks = lab_store_get_locks (erasure->store);

  if (!lab_locks_is_held (locks, run) && lab_locks_claim (locks, run))
    {
      g_array_append_val (erasure->claims, run);
      return TRUE;
    }
  g_set_error (error, LAB_ERROR, LAB_ERROR_HELD,
               _ ("nothing was deleted: another program has run %" PRId64
                  " open or is training it; close it there first"),
               run);
  return FALSE;
}

static gboolean
claim_all (Erasure *erasure, gint64 number, GError **error)
{
  g_autoptr (GArray) found = NULL;

  if (erasure->kind->runs == NULL)
    return TRUE;
  found = lab_statement_list (erasure->database, erasure->kind->runs, number, error);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (!claim (erasure, g_array_index (found, gint64, i), error))
      return FALSE;
  return found != NULL;
}

static gboolean
erase_one (Erasure *erasure, gint64 number, GError **error)
{
  const Kind *kind = erasure->kind;
  g_autoptr (GArray) studies = NULL;
  gboolean is_done = FALSE;

  if (!claim_all (erasure, number, error))
    return FALSE;
  if (kind->studies != NULL)
    {
      studies = lab_statement_list (erasure->database, kind->studies, number, error);
      if (studies == NULL)
        return FALSE;
      g_array_append_vals (erasure->studies, studies->data, studies->len);
    }
  for (guint i = 0; i < G_N_ELEMENTS (kind->deletes) && kind->deletes[i] != NULL; i++)
    {
      gboolean has_changed;

      if (!lab_statement_run_for (erasure->database, kind->deletes[i], number, &has_changed, error))
        return FALSE;
      is_done |= has_changed;
    }
  if (!is_done)
    refuse (erasure, number, error);
  return is_done;
}

static gboolean
erase_empty_studies (Erasure *erasure, GError **error)
{
  const char *sql = "DELETE FROM studies WHERE number = :number"
                    " AND NOT EXISTS (SELECT 1 FROM runs WHERE study = :number)";

  for (guint i = 0; i < erasure->studies->len; i++)
    if (!lab_statement_run_for (erasure->database, sql, g_array_index (erasure->studies, gint64, i),
                                NULL, error))
      return FALSE;
  return TRUE;
}

static gboolean
erase_all (Erasure *erasure, const gint64 *numbers, guint n_numbers, GError **error)
{
  if (!lab_database_execute (erasure->database, "BEGIN IMMEDIATE", error))
    return FALSE;
  for (guint i = 0; i < n_numbers; i++)
    if (!erase_one (erasure, numbers[i], error))
      return FALSE;
  return erase_empty_studies (erasure, error)
         && lab_database_execute (erasure->database, "COMMIT", error);
}

static gboolean
erase (LabStore *store, const Kind *kind, const gint64 *numbers, guint n_numbers, GError **error)
{
  g_autoptr (LabDatabase) database = NULL;
  g_autoptr (GArray) claims = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) studies = g_array_new (FALSE, FALSE, sizeof (gint64));
  Erasure erasure = { store, NULL, kind, claims, studies };
  gboolean is_done;

  lab_store_take_report (store);
  database = lab_database_open_to_change (lab_store_get_path (store), error);
  if (database == NULL || (kind->runs != NULL && !check_locks (store, error)))
    return FALSE;
  erasure.database = database;
  is_done = erase_all (&erasure, numbers, n_numbers, error);
  if (!is_done)
    sqlite3_exec (database->db, "ROLLBACK", NULL, NULL, NULL);
  for (guint i = 0; i < claims->len; i++)
    lab_locks_unclaim (lab_store_get_locks (store), g_array_index (claims, gint64, i));
  if (!is_done)
    return FALSE;
  lab_database_execute (database, "PRAGMA incremental_vacuum", NULL); /* if it fails, next time */
  g_signal_emit_by_name (store, "changed");
  return TRUE;
}

gboolean
lab_store_erase_runs (LabStore *store, const gint64 *numbers, guint n_numbers, GError **error)
{
  g_return_val_if_fail (LAB_IS_STORE (store) && numbers != NULL, FALSE);

  return erase (store, &run_kind, numbers, n_numbers, error);
}

gboolean
lab_store_erase_studies (LabStore *store, const gint64 *numbers, guint n_numbers, GError **error)
{
  g_return_val_if_fail (LAB_IS_STORE (store) && numbers != NULL, FALSE);

  return erase (store, &study_kind, numbers, n_numbers, error);
}

gboolean
lab_store_erase_audits (LabStore *store, const gint64 *numbers, guint n_numbers, GError **error)
{
  g_return_val_if_fail (LAB_IS_STORE (store) && numbers != NULL, FALSE);

  return erase (store, &audit_kind, numbers, n_numbers, error);
}
