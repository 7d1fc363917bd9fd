/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists what is in a store. Each call opens its own connection; nothing here waits for the writer.
 * Rows are read one by one by number, so that a damaged row does not hide the others.
 */
#include "config.h"

#include "lab/store/lab-store-damage.h"
#include "lab/store/lab-store-found-run.h"
#include "lab/store/lab-store-parts.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>

static void
free_stored_run (gpointer run)
{
  lab_stored_run_clear (run);
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

/* FALSE if the row is not as it was written. */
static gboolean
read_run (LabStoredRun *run, LabStatement *statement)
{
  g_autoptr (LabExperiment) experiment = NULL;

  if (!lab_stored_run_read (run, statement, &experiment))
    return FALSE;
  if (experiment == NULL)
    return TRUE;
  run->model = lab_experiment_describe_model (experiment, NC_BOB);
  run->key_bits = lab_experiment_get_setup (experiment)->key_bits;
  run->key_difference = lab_experiment_get_setup (experiment)->key_difference;
  return TRUE;
}

/* @statement: NULL if there is no such row. (transfer full) */
static LabStoredRun *
make_run (LabStore *store, gint64 study, gint64 number, LabStatement *statement)
{
  LabStoredRun *run = g_new0 (LabStoredRun, 1);

  if (statement == NULL || !read_run (run, statement))
    {
      free_stored_run (run);
      run = g_new0 (LabStoredRun, 1);
      run->damage = lab_damage_describe_run (number, lab_store_get_path (store));
      run->label = g_strdup (_ ("Damaged run"));
      run->message = g_strdup (run->damage);
      run->state = LAB_RUN_FAILED;
      for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
        run->finals[channel] = NAN;
    }
  run->number = number;
  run->study = study;
  run->held = lab_locks_is_held (lab_store_get_locks (store), number);
  return run;
}

static gboolean
read_runs (LabStore *store, LabDatabase *database, LabStoredStudy *study, GError **error)
{
  g_autoptr (GArray) numbers
      = lab_statement_list (database, LAB_NUMBERS_OF_RUNS, study->number, error);
  g_autoptr (LabStatement) statement = lab_statement_new (
      database, "SELECT " LAB_STORED_RUN_COLUMNS " FROM runs WHERE number = :number");

  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      gint64 number = g_array_index (numbers, gint64, i);
      gboolean is_there;

      if (!lab_statement_find (statement, number, &is_there, error))
        return FALSE;
      g_ptr_array_add (study->runs,
                       make_run (store, study->number, number, is_there ? statement : NULL));
    }
  return numbers != NULL;
}

/* Reads a study's row; FALSE if the study was deleted. @statement: NULL if there is none */
static gboolean
read_study (LabStore *store, LabStoredStudy *study, LabStatement *statement)
{
  if (statement == NULL || !lab_statement_is_sound (statement))
    {
      study->damage = lab_damage_describe_study (study->number, lab_store_get_path (store));
      study->name = g_strdup ("");
      study->title = g_strdup (_ ("Damaged study"));
      return TRUE;
    }
  study->name = lab_statement_dup_text (statement, "name");
  study->title = lab_statement_dup_text (statement, "title");
  study->created = lab_statement_get_integer (statement, "created");
  study->modified = lab_statement_get_integer (statement, "modified");
  return lab_statement_get_integer (statement, "deleted") == 0;
}

static gboolean
add_study (LabStore *store,
           LabDatabase *database,
           LabStatement *statement,
           gint64 number,
           GPtrArray *studies,
           GError **error)
{
  LabStoredStudy *study;
  gboolean is_there;

  if (!lab_statement_find (statement, number, &is_there, error))
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
  g_autoptr (LabDatabase) database = lab_database_open_to_read (lab_store_get_path (store), error);
  g_autoptr (GPtrArray) studies = g_ptr_array_new_with_free_func (free_stored_study);
  g_autoptr (LabStatement) statement = NULL;
  g_autoptr (GArray) numbers = NULL;

  /* One snapshot of the file; a run may refer to a study whose row is lost. */
  if (database == NULL || !lab_database_execute (database, "BEGIN", error)
      || (numbers = lab_statement_list (
              database, "SELECT number FROM studies UNION SELECT study FROM runs ORDER BY 1 DESC",
              0, error))
             == NULL)
    return NULL;
  statement = lab_statement_new (database, "SELECT " LAB_STUDY_IS_SOUND
                                           " AS is_sound, name, title, created, modified,"
                                           " deleted FROM studies WHERE number = :number");
  for (guint i = 0; i < numbers->len; i++)
    if (!add_study (store, database, statement, g_array_index (numbers, gint64, i), studies, error))
      return NULL;
  return g_steal_pointer (&studies);
}

/* Uses only what never changes in the store, except the locks, which have a mutex. */
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

#define IS_DELETED                                                                                 \
  "EXISTS (SELECT 1 FROM studies WHERE studies.number = study AND deleted <> 0"                    \
  " AND " LAB_STUDY_IS_SOUND ") AS is_deleted"

gint64
lab_store_find_study (LabStore *store, gint64 run, GError **error)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_read (lab_store_get_path (store), error);
  g_autoptr (LabStatement) statement = NULL;
  gboolean is_there;

  if (database == NULL)
    return 0;
  statement = lab_statement_new_for (database,
                                     "SELECT " LAB_RUN_IS_SOUND " AS is_sound, " IS_DELETED
                                     ", study FROM runs WHERE number = :number",
                                     run);
  is_there = lab_statement_step (statement);
  if (is_there && !lab_statement_is_sound (statement))
    {
      g_autofree char *damage = lab_damage_describe_run (run, lab_store_get_path (store));

      g_set_error_literal (error, LAB_ERROR, LAB_ERROR_STORE, damage);
      return 0;
    }
  if (is_there && lab_statement_get_integer (statement, "is_deleted") == 0)
    return lab_statement_get_integer (statement, "study");
  if (lab_statement_check (statement, error))
    g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
                 _ ("there is no run %" PRId64 " in the store %s; “fuzzy-key runs” lists the runs"),
                 run, lab_store_get_path (store));
  return 0;
}
