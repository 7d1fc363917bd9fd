/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is in a store, and the small changes that a list allows. Each call has a
 * connection of its own; nothing here waits for the writer.
 */
#include "config.h"

#include "lab-store-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

/* Seconds for which a deleted study can be had back at least. */
#define UNDO_TIME 3600

static void
free_stored_run (gpointer data)
{
  LabStoredRun *run = data;

  g_free (run->label);
  g_free (run->model);
  g_free (run->experiment);
  g_free (run->message);
  g_free (run->arithmetic);
  g_free (run->version);
  g_free (run);
}

static void
free_stored_study (gpointer data)
{
  LabStoredStudy *study = data;

  g_free (study->name);
  g_free (study->title);
  g_ptr_array_unref (study->runs);
  g_free (study);
}

char *
lab_store_take_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);
  gssize length = sqlite3_column_bytes (statement, column);

  return text != NULL ? g_utf8_make_valid (text, length) : NULL;
}

LabRunState
lab_store_read_state (const char *name, guint64 iterations, gboolean *was_cut_off)
{
  LabRunState state;

  *was_cut_off = FALSE;
  for (state = LAB_RUN_READY; state < LAB_RUN_FAILED; state++)
    if (g_strcmp0 (name, lab_run_state_get_name (state)) == 0)
      break;
  if (state == LAB_RUN_QUEUED || state == LAB_RUN_RUNNING)
    {
      *was_cut_off = TRUE;
      return iterations > 0 ? LAB_RUN_PAUSED : LAB_RUN_READY;
    }
  return state;
}

/* The columns that say what an experiment is. */
static void
describe (LabStoredRun *run, const char *text)
{
  g_autoptr (LabExperiment) experiment
      = text != NULL ? lab_experiment_new_from_text (text, -1, "store", NULL) : NULL;

  if (experiment == NULL)
    return;
  run->model = lab_experiment_describe_model (experiment, NC_BOB);
  run->key_bits = lab_experiment_get_setup (experiment)->key_bits;
  run->key_difference = lab_experiment_get_setup (experiment)->key_difference;
}

static LabStoredRun *
read_run (LabStore *store, sqlite3_stmt *statement)
{
  LabStoredRun *run = g_new0 (LabStoredRun, 1);
  g_autofree char *text = lab_store_take_text (statement, 4);

  run->number = sqlite3_column_int64 (statement, 0);
  run->study = sqlite3_column_int64 (statement, 1);
  run->label = lab_store_take_text (statement, 2);
  run->experiment = lab_store_take_text (statement, 3);
  run->seed = (guint32) sqlite3_column_int64 (statement, 5);
  run->iterations = (guint64) MAX (0, sqlite3_column_int64 (statement, 8));
  run->state = lab_store_read_state ((const char *) sqlite3_column_text (statement, 6),
                                     run->iterations, &run->cut_off);
  run->message = lab_store_take_text (statement, 7);
  run->length = (guint64) MAX (0, sqlite3_column_int64 (statement, 9));
  run->seconds = sqlite3_column_double (statement, 10);
  run->modified = sqlite3_column_int64 (statement, 11);
  run->version = lab_store_take_text (statement, 12);
  run->arithmetic = lab_store_take_text (statement, 13);
  for (int channel = 0; channel < LAB_N_CHANNELS; channel++)
    run->finals[channel] = sqlite3_column_type (statement, 14 + channel) == SQLITE_NULL
                               ? (double) NAN
                               : sqlite3_column_double (statement, 14 + channel);
  run->held = lab_locks_is_held (store->locks, run->number);
  describe (run, text);
  return run;
}

static gboolean
read_runs (LabStore *store, LabDatabase *database, LabStoredStudy *study, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (
      database,
      "SELECT number, study, label, experiment,"
      " (SELECT text FROM experiments WHERE hash = experiment), seed, state, message, iterations,"
      " length, seconds, modified, version, arithmetic, bob_loss_rate, bob_bit_error,"
      " eve_loss_rate, eve_bit_error, eve_own_loss_rate, eve_own_bit_error"
      " FROM runs WHERE study = ? ORDER BY position, number",
      error);
  int code;

  if (statement == NULL)
    return FALSE;
  lab_database_bind (statement, "i", study->number);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (study->runs, read_run (store, statement));
  return code == SQLITE_DONE || lab_database_fail (database, error);
}

GPtrArray *
lab_store_list (LabStore *store, GError **error)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_read (store->path, error);
  g_autoptr (GPtrArray) studies = g_ptr_array_new_with_free_func (free_stored_study);
  g_autoptr (sqlite3_stmt) statement = NULL;
  int code;

  if (database == NULL
      || (statement = lab_database_prepare (
              database,
              "SELECT number, name, title, created, modified FROM studies WHERE deleted = 0"
              " ORDER BY number DESC",
              error))
             == NULL)
    return NULL;
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      LabStoredStudy *study = g_new0 (LabStoredStudy, 1);

      study->number = sqlite3_column_int64 (statement, 0);
      study->name = lab_store_take_text (statement, 1);
      study->title = lab_store_take_text (statement, 2);
      study->created = sqlite3_column_int64 (statement, 3);
      study->modified = sqlite3_column_int64 (statement, 4);
      study->runs = g_ptr_array_new_with_free_func (free_stored_run);
      g_ptr_array_add (studies, study);
      if (!read_runs (store, database, study, error))
        return NULL;
    }
  if (code != SQLITE_DONE && !lab_database_fail (database, error))
    return NULL;
  return g_steal_pointer (&studies);
}

/* What it asks of the store never changes, but the locks, which have a mutex. */
static void
list_in_thread (GTask *task, gpointer store, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *studies = lab_store_list (LAB_STORE (store), &error);

  if (studies != NULL)
    g_task_return_pointer (task, studies, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
lab_store_list_async (LabStore *store, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);

  g_return_if_fail (LAB_IS_STORE (store));

  g_task_run_in_thread (task, list_in_thread);
}

GPtrArray *
lab_store_list_finish (LabStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gint64
lab_store_find_study (LabStore *store, gint64 run, GError **error)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_read (store->path, error);
  g_autoptr (sqlite3_stmt) statement = NULL;
  int code;

  if (database == NULL
      || (statement
          = lab_database_prepare (database,
                                  "SELECT study FROM runs JOIN studies ON studies.number = study"
                                  " WHERE runs.number = ? AND deleted = 0",
                                  error))
             == NULL)
    return 0;
  lab_database_bind (statement, "i", run);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW)
    return sqlite3_column_int64 (statement, 0);
  if (code != SQLITE_DONE)
    lab_database_fail (database, error);
  else
    g_set_error (
        error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
        _ ("there is no run %" PRId64 " in the store %s; “fuzzy-key runs” lists those there are"),
        run, store->path);
  return 0;
}

/* One statement with a text or time and the number of a study that must be there. */
static gboolean
change (LabStore *store, const char *sql, const char *text, gint64 number, GError **error)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_change (store->path, error);
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (database == NULL || (statement = lab_database_prepare (database, sql, error)) == NULL)
    return FALSE;
  lab_database_bind (statement, "si", text, number);
  if (!lab_database_run (database, statement, error))
    return FALSE;
  if (sqlite3_changes (database->db) > 0)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
               _ ("there is no study %" PRId64 " in the store %s"), number, store->path);
  return FALSE;
}

gboolean
lab_store_rename (LabStore *store, gint64 number, const char *title, GError **error)
{
  LabKeptStudy *kept;

  g_return_val_if_fail (LAB_IS_STORE (store) && title != NULL, FALSE);

  lab_store_meet_file (store);
  lab_store_take_report (store);
  kept = lab_store_find_kept (store, NULL, number);
  if (*title == '\0')
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE, _ ("a study needs a title"));
      return FALSE;
    }
  if (kept == NULL)
    return change (store, "UPDATE studies SET title = ?1 WHERE number = ?2", title, number, error);
  lab_study_set_title (kept->study, title);
  return TRUE;
}

/* Without the file of locks nobody knows who has what. */
static gboolean
check_locks (LabStore *store, GError **error)
{
  const char *path;
  int reason = lab_locks_get_reason (store->locks, &path);

  if (reason == 0)
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
               _ ("the study cannot be deleted, for another program may have it: the file %s "
                  "cannot be written or locked (%s); make it and its folder writable"),
               path, g_strerror (reason));
  return FALSE;
}

/* Whether no process has a run of the study: FALSE too where that cannot be found out. */
static gboolean
check_free (LabStore *store, gint64 number, GError **error)
{
  g_autoptr (LabDatabase) database = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  int code;
  gboolean held = lab_store_find_kept (store, NULL, number) != NULL;

  if ((!held && !check_locks (store, error))
      || (database = lab_database_open_to_read (store->path, error)) == NULL
      || (statement
          = lab_database_prepare (database, "SELECT number FROM runs WHERE study = ?", error))
             == NULL)
    return FALSE;
  lab_database_bind (statement, "i", number);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW && !held)
    held = lab_locks_is_held (store->locks, sqlite3_column_int64 (statement, 0));
  if (held)
    g_set_error (error, LAB_ERROR, LAB_ERROR_HELD,
                 _ ("the study is open or trains; close it first"));
  else if (code != SQLITE_DONE)
    lab_database_fail (database, error);
  return !held && code == SQLITE_DONE;
}

/* What was deleted long enough ago goes for good. */
gboolean
lab_store_purge (LabStore *store, gint64 now, GError **error)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_change (store->path, error);
  g_autofree char *sql
      = g_strdup_printf ("DELETE FROM studies WHERE deleted > 0 AND deleted < %" G_GINT64_FORMAT
                         "; PRAGMA incremental_vacuum",
                         now - UNDO_TIME);

  return database != NULL && lab_database_execute (database, sql, error);
}

gboolean
lab_store_delete (LabStore *store, gint64 number, GError **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, now);

  g_return_val_if_fail (LAB_IS_STORE (store), FALSE);

  lab_store_meet_file (store);
  lab_store_take_report (store);
  if (!check_free (store, number, error)
      || !change (store, "UPDATE studies SET deleted = CAST (?1 AS INTEGER) WHERE number = ?2",
                  text, number, error))
    return FALSE;
  g_mutex_lock (&store->mutex);
  store->purges = TRUE; /* which takes as long as there is much of it: by the writer */
  g_mutex_unlock (&store->mutex);
  lab_store_wake (store);
  return TRUE;
}

gboolean
lab_store_restore (LabStore *store, gint64 number, GError **error)
{
  g_return_val_if_fail (LAB_IS_STORE (store), FALSE);

  return change (store, "UPDATE studies SET deleted = CAST (?1 AS INTEGER) WHERE number = ?2", "0",
                 number, error);
}
