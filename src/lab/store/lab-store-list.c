/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is in a store. Each call has a connection of its own; nothing here waits for the
 * writer. Rows are read one by one by their numbers: of one that is damaged this alone is
 * told, and the others are listed.
 */
#include "config.h"

#include "lab/store/lab-store-damage.h"
#include "lab/store/lab-store-private.h"
#include "lab/store/lab-store-sums.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

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
  g_free (run->damage);
  g_free (run);
}

static void
free_stored_study (gpointer data)
{
  LabStoredStudy *study = data;

  g_free (study->name);
  g_free (study->title);
  g_free (study->damage);
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

GArray *
lab_store_read_numbers (LabDatabase *database, const char *sql, gint64 of, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (database, sql, error);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  int code;

  if (statement == NULL)
    return NULL;
  if (sqlite3_bind_parameter_count (statement) > 0)
    lab_database_bind (statement, "i", of);
  while ((code = sqlite3_step (statement)) == SQLITE_ROW)
    {
      gint64 number = sqlite3_column_int64 (statement, 0);

      g_array_append_val (numbers, number);
    }
  if (code == SQLITE_DONE)
    return g_steal_pointer (&numbers);
  lab_database_fail (database, error);
  return NULL;
}

gboolean
lab_store_step_to_row (LabDatabase *database,
                       sqlite3_stmt *statement,
                       gint64 number,
                       gboolean *is_there,
                       GError **error)
{
  g_autoptr (GError) failure = NULL;
  int code;

  sqlite3_reset (statement);
  lab_database_bind (statement, "i", number);
  code = sqlite3_step (statement);
  *is_there = code == SQLITE_ROW;
  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;
  lab_database_fail (database, &failure);
  if (lab_database_is_damage (failure))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The columns that say what an experiment is; FALSE where its text is not that. */
static gboolean
describe (LabStoredRun *run, const char *text)
{
  g_autoptr (LabExperiment) experiment
      = text != NULL ? lab_experiment_new_from_text (text, -1, "store", NULL) : NULL;

  if (!lab_sums_is_named (text, run->experiment))
    return FALSE;
  if (experiment == NULL)
    return TRUE;
  run->model = lab_experiment_describe_model (experiment, NC_BOB);
  run->key_bits = lab_experiment_get_setup (experiment)->key_bits;
  run->key_difference = lab_experiment_get_setup (experiment)->key_difference;
  return TRUE;
}

/* FALSE where the row is not as it was written. */
static gboolean
read_run (LabStoredRun *run, sqlite3_stmt *statement)
{
  g_autofree char *text = lab_store_take_text (statement, 4);

  if (sqlite3_column_int (statement, 20) != 1)
    return FALSE;
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
  return describe (run, text);
}

/* @statement: NULL where there is no such row. (transfer full) */
static LabStoredRun *
make_run (LabStore *store, gint64 study, gint64 number, sqlite3_stmt *statement)
{
  LabStoredRun *run = g_new0 (LabStoredRun, 1);

  if (statement == NULL || !read_run (run, statement))
    {
      free_stored_run (run);
      run = g_new0 (LabStoredRun, 1);
      run->damage = lab_damage_describe_run (number, store->path);
      run->label = g_strdup (_ ("Damaged run"));
      run->message = g_strdup (run->damage);
      run->state = LAB_RUN_FAILED;
      for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
        run->finals[channel] = NAN;
    }
  run->number = number;
  run->study = study;
  run->held = lab_locks_is_held (store->locks, number);
  return run;
}

static gboolean
read_runs (LabStore *store, LabDatabase *database, LabStoredStudy *study, GError **error)
{
  g_autoptr (GArray) numbers
      = lab_store_read_numbers (database, LAB_NUMBERS_OF_RUNS, study->number, error);
  g_autoptr (sqlite3_stmt) statement = lab_database_prepare (
      database,
      "SELECT number, study, label, experiment,"
      " (SELECT text FROM experiments WHERE hash = experiment), seed, state, message, iterations,"
      " length, seconds, modified, version, arithmetic, bob_loss_rate, bob_bit_error,"
      " eve_loss_rate, eve_bit_error, eve_own_loss_rate, eve_own_bit_error,"
      " " LAB_IS_SOUND (LAB_SUM_RUN) " FROM runs WHERE number = ?",
      numbers != NULL ? error : NULL);

  if (statement == NULL || numbers == NULL)
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 number = g_array_index (numbers, gint64, i);
      gboolean is_there;

      if (!lab_store_step_to_row (database, statement, number, &is_there, error))
        return FALSE;
      g_ptr_array_add (study->runs,
                       make_run (store, study->number, number, is_there ? statement : NULL));
    }
  return TRUE;
}

/* What a row says; FALSE of a study that was deleted. @statement: NULL where there is none */
static gboolean
read_study (LabStore *store, LabStoredStudy *study, sqlite3_stmt *statement)
{
  if (statement == NULL || sqlite3_column_int (statement, 5) != 1)
    {
      study->damage = lab_damage_describe_study (study->number, store->path);
      study->name = g_strdup ("");
      study->title = g_strdup (_ ("Damaged study"));
      return TRUE;
    }
  study->name = lab_store_take_text (statement, 0);
  study->title = lab_store_take_text (statement, 1);
  study->created = sqlite3_column_int64 (statement, 2);
  study->modified = sqlite3_column_int64 (statement, 3);
  return sqlite3_column_int64 (statement, 4) == 0;
}

static gboolean
add_study (LabStore *store,
           LabDatabase *database,
           sqlite3_stmt *statement,
           gint64 number,
           GPtrArray *studies,
           GError **error)
{
  LabStoredStudy *study;
  gboolean is_there;

  if (!lab_store_step_to_row (database, statement, number, &is_there, error))
    return FALSE;
  study = g_new0 (LabStoredStudy, 1);
  study->number = number;
  study->runs = g_ptr_array_new_with_free_func (free_stored_run);
  if (read_study (store, study, is_there ? statement : NULL))
    g_ptr_array_add (studies, study);
  else
    {
      free_stored_study (study);
      return TRUE;
    }
  return read_runs (store, database, study, error);
}

GPtrArray *
lab_store_list (LabStore *store, GError **error)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_read (store->path, error);
  g_autoptr (GPtrArray) studies = g_ptr_array_new_with_free_func (free_stored_study);
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GArray) numbers = NULL;

  /* One moment of the file; a run may refer to a study whose row is lost. */
  if (database == NULL || !lab_database_execute (database, "BEGIN", error)
      || (numbers = lab_store_read_numbers (
              database, "SELECT number FROM studies UNION SELECT study FROM runs ORDER BY 1 DESC",
              0, error))
             == NULL
      || (statement
          = lab_database_prepare (database,
                                  "SELECT name, title, created, modified, deleted, " LAB_IS_SOUND (
                                      LAB_SUM_STUDY) " FROM studies WHERE number = ?",
                                  error))
             == NULL)
    return NULL;
  for (guint i = 0; i < numbers->len; i++)
    if (!add_study (store, database, statement, g_array_index (numbers, gint64, i), studies, error))
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
  g_autofree char *damage = NULL;
  int code;

  if (database == NULL
      || (statement = lab_database_prepare (
              database,
              "SELECT study, " LAB_IS_SOUND (
                  LAB_SUM_RUN) ","
                               " EXISTS (SELECT 1 FROM studies WHERE studies.number = study AND "
                               "deleted <> 0"
                               "  AND " LAB_IS_SOUND (LAB_SUM_STUDY) ")"
                                                                     " FROM runs WHERE number = ?",
              error))
             == NULL)
    return 0;
  lab_database_bind (statement, "i", run);
  code = sqlite3_step (statement);
  if (code == SQLITE_ROW && sqlite3_column_int (statement, 1) != 1)
    {
      damage = lab_damage_describe_run (run, store->path);
      g_set_error_literal (error, LAB_ERROR, LAB_ERROR_STORE, damage);
    }
  else if (code == SQLITE_ROW && sqlite3_column_int (statement, 2) == 0)
    return sqlite3_column_int64 (statement, 0);
  else if (code != SQLITE_DONE && code != SQLITE_ROW)
    lab_database_fail (database, error);
  else
    g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
                 _ ("there is no run %" PRId64 " in the store %s; “fuzzy-key runs” lists the runs"),
                 run, store->path);
  return 0;
}
