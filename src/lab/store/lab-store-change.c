/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small changes to a store. Each call opens its own connection; nothing here waits for the writer.
 */
#include "config.h"

#include "lab/store/lab-store-change.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "lab/experiment/lab-name.h"
#include "lab/store/lab-store-private.h"
#include "lab/store/lab-store-statement.h"
#include "lab/store/lab-store-sums.h"

/* Seconds for which a deleted study can at least be restored. */
#define UNDO_TIME 3600

static void
refuse_study (LabStore *store, gint64 number, GError **error)
{
  g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
               _ ("there is no study %" PRId64 " in the store %s"), number, store->path);
}

/* @value: NULL where @sql asks for none */
static gboolean
change (LabStore *store,
        const char *sql,
        const char *value,
        gint64 number,
        gboolean *is_done,
        GError **error)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_change (store->path, error);
  g_autoptr (LabStatement) statement = NULL;

  if (database == NULL)
    return FALSE;
  statement = lab_statement_new_for (database, sql, number);
  if (value != NULL)
    lab_statement_bind_text (statement, ":value", value);
  if (!lab_statement_run (statement, error))
    return FALSE;
  *is_done = sqlite3_changes (database->db) > 0;
  return TRUE;
}

/* The row together with its checksum; a damaged row must not be made to look sound. */
#define SET_TITLE                                                                                  \
  "UPDATE studies SET title = :value,"                                                             \
  " sha256 = lab_sum (number, name, :value, text, seeds, created, modified, deleted)"              \
  " WHERE number = :number AND " LAB_STUDY_IS_SOUND
#define SET_DELETED                                                                                \
  "UPDATE studies SET deleted = CAST (:value AS INTEGER),"                                         \
  " sha256 = lab_sum (number, name, title, text, seeds, created, modified,"                        \
  " CAST (:value AS INTEGER))"                                                                     \
  " WHERE number = :number AND " LAB_STUDY_IS_SOUND

static gboolean
change_or_refuse (LabStore *store, const char *sql, const char *text, gint64 number, GError **error)
{
  gboolean is_done;

  if (!change (store, sql, text, number, &is_done, error))
    return FALSE;
  if (!is_done)
    refuse_study (store, number, error);
  return is_done;
}

gboolean
lab_store_rename (LabStore *store, gint64 number, const char *title, GError **error)
{
  LabKeptStudy *kept;

  g_return_val_if_fail (LAB_IS_STORE (store) && title != NULL, FALSE);

  lab_store_follow_path (store);
  lab_store_take_report (store);
  kept = lab_store_find_kept (store, NULL, number);
  if (*title == '\0')
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE, _ ("a study needs a title"));
      return FALSE;
    }
  if (!lab_name_check (_ ("the new title"), title, error))
    return FALSE;
  if (kept == NULL)
    return change_or_refuse (store, SET_TITLE, title, number, error);
  lab_study_set_title (kept->study, title);
  return TRUE;
}

/* Without the lock file, nobody knows which process holds what. */
static gboolean
check_locks (LabStore *store, GError **error)
{
  const char *path;
  int reason = lab_locks_get_reason (store->locks, &path);

  if (reason == 0)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
               _ ("the study cannot be deleted, because another program may have it open: the file "
                  "%s cannot be written or locked (%s); make it and its folder writable"),
               path, g_strerror (reason));
  return FALSE;
}

static gboolean
is_active (LabKeptStudy *kept)
{
  for (guint i = 0; i < kept->runs->len; i++)
    if (lab_run_is_active (((LabKeptRun *) kept->runs->pdata[i])->run))
      return TRUE;
  return FALSE;
}

/* Whether this process holds the run, of a study that it keeps. */
static gboolean
is_own (LabKeptStudy *kept, gint64 run)
{
  for (guint i = 0; kept != NULL && i < kept->runs->len; i++)
    {
      const LabKeptRun *own = kept->runs->pdata[i];

      if (own->number == run)
        return own->held;
    }
  return FALSE;
}

/* Whether nothing of the study trains, and no other process holds a run of it; FALSE also if that
 * cannot be determined. */
static gboolean
check_free (LabStore *store, gint64 number, GError **error)
{
  g_autoptr (LabDatabase) database = NULL;
  g_autoptr (GArray) runs = NULL;
  LabKeptStudy *kept = lab_store_find_kept (store, NULL, number);
  gboolean held = kept != NULL && is_active (kept);

  if ((!held && !check_locks (store, error))
      || (database = lab_database_open_to_read (store->path, error)) == NULL
      || (runs = lab_statement_list (database, "SELECT number FROM runs WHERE study = :number",
                                     number, error))
             == NULL)
    return FALSE;
  for (guint i = 0; i < runs->len && !held; i++)
    {
      gint64 run = g_array_index (runs, gint64, i);

      held = !is_own (kept, run) && lab_locks_is_held (store->locks, run);
    }
  if (held)
    g_set_error (error, LAB_ERROR, LAB_ERROR_HELD,
                 _ ("the study is open or training; close it first"));
  return !held;
}

/* Those whose study is open somewhere may still be restored there. */
static gboolean
purge_runs (LabStore *store, LabDatabase *database, gint64 before, GError **error)
{
  g_autoptr (GArray) numbers
      = lab_statement_list (database,
                            "SELECT number FROM runs WHERE place = 'deleted' AND modified < :number"
                            " AND " LAB_RUN_IS_SOUND,
                            before, error);

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      gint64 run = g_array_index (numbers, gint64, i);
      gboolean is_done;

      if (lab_locks_is_held (store->locks, run) || !lab_locks_claim (store->locks, run))
        continue;
      is_done = lab_statement_run_for (database, "DELETE FROM runs WHERE number = :number", run,
                                       NULL, error);
      lab_locks_unclaim (store->locks, run);
      if (!is_done)
        return FALSE;
    }
  return numbers != NULL;
}

/* "1, 2": the studies that this process keeps. */
static char *
list_kept (LabStore *store)
{
  GString *list = g_string_new ("0");
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->mutex);

  for (guint i = 0; i < store->studies->len; i++)
    g_string_append_printf (list, ", %" G_GINT64_FORMAT,
                            ((LabKeptStudy *) store->studies->pdata[i])->number);
  return g_string_free (list, FALSE);
}

/* Erases what was deleted long enough ago. What is kept can still be restored. */
gboolean
lab_store_purge (LabStore *store, gint64 now, GError **error)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_change (store->path, error);
  g_autofree char *kept = list_kept (store);
  g_autofree char *sql = g_strdup_printf (
      "DELETE FROM studies WHERE deleted > 0 AND deleted < %" G_GINT64_FORMAT
      " AND number NOT IN (%s) AND " LAB_STUDY_IS_SOUND "; PRAGMA incremental_vacuum",
      now - UNDO_TIME, kept);

  return database != NULL && purge_runs (store, database, now - UNDO_TIME, error)
         && lab_database_execute (database, sql, error);
}

gboolean
lab_store_delete (LabStore *store, gint64 number, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, now);
  gboolean is_done;

  g_return_val_if_fail (LAB_IS_STORE (store), FALSE);

  lab_store_follow_path (store);
  lab_store_take_report (store);
  if (!check_free (store, number, error)
      || !change (store, SET_DELETED, text, number, &is_done, error)
      /* A damaged row cannot be restored as it was, so it is deleted at once. */
      || (!is_done
          && !change_or_refuse (store, "DELETE FROM studies WHERE number = :number", NULL, number,
                                error)))
    return FALSE;
  g_mutex_lock (&store->mutex);
  store->purges = TRUE; /* by the writer, since it may take long */
  g_mutex_unlock (&store->mutex);
  lab_store_wake (store);
  return TRUE;
}

gboolean
lab_store_restore (LabStore *store, gint64 number, GError **error)
{
  g_return_val_if_fail (LAB_IS_STORE (store), FALSE);

  return change_or_refuse (store, SET_DELETED, "0", number, error);
}
