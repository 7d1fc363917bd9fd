/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study out of a store: what the file says was read on any thread, the objects
 * are made here, on the owner's.
 */
#include "config.h"

#include "lab-store-found.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* What this process has not taken is shown as it is and cannot be started. */
static gboolean
make_run (LabStudy *study, LabKeptStudy *kept, LabStore *store, LabFoundRun *found, GError **error)
{
  g_autoptr (LabRun) run = lab_run_new (found->label, found->experiment, found->seed);
  LabTraining *training = lab_run_get_training (run);
  LabKeptRun *kept_run = lab_kept_run_new (run);

  lab_training_restore (training, found->series, found->checkpoint,
                        lab_series_get_length (found->series), found->seconds, found->arithmetic);
  training->evaluation = g_steal_pointer (&found->evaluation);
  training->diagnosis = g_steal_pointer (&found->diagnosis);
  lab_run_update_diagnosis (run);
  lab_run_set_colour (run, found->colour);
  lab_run_set_visible (run, found->visible);
  lab_run_set_number (run, found->number);
  kept_run->number = found->number;
  kept_run->held = found->claimed && lab_locks_take (store->locks, found->number);
  kept_run->is_row_old = found->was_cut_off;
  kept_run->written_training = lab_training_ref (training);
  kept_run->written_iteration = lab_series_get_length (found->series);
  g_ptr_array_add (kept->runs, kept_run);
  lab_run_set_held_elsewhere (run, !kept_run->held);
  lab_run_set_state (run, found->state,
                     kept_run->held || !lab_locks_is_held (store->locks, found->number)
                         ? found->message
                         : _ ("Another program has this run open; close it there, then open this "
                              "study again"));
  found->entry.run = run;
  if (lab_study_restore_run (study, &found->entry))
    return TRUE;
  g_set_error (error, LAB_ERROR, LAB_ERROR_STORE,
               _ ("run %" PRId64 " in the store belongs to a curve that its study does "
                  "not have; choose another store"),
               found->number);
  return FALSE;
}

/* The kept study has taken the runs that were claimed. */
static LabKeptStudy *
make_kept (LabStore *store, gint64 number, LabFoundStudy *found, GError **error)
{
  g_autoptr (LabStudy) study = lab_study_new_without_runs (found->file, found->n_seeds);
  g_autoptr (LabKeptStudy) kept = lab_kept_study_new (study);
  g_autoptr (LabExperiment) base
      = lab_study_file_resolve (lab_study_get_file (study), LAB_BASE, NULL, error);

  if (base == NULL)
    return NULL;
  kept->number = number;
  kept->begun = TRUE;
  for (guint i = 0; i < found->runs->len; i++)
    if (!make_run (study, kept, store, found->runs->pdata[i], error))
      {
        for (guint j = 0; j < kept->runs->len; j++)
          lab_locks_release (store->locks, ((LabKeptRun *) kept->runs->pdata[j])->number);
        return NULL;
      }
  return g_steal_pointer (&kept);
}

static LabStudy *
make_study (LabStore *store, gint64 number, LabFoundStudy *found, GError **error)
{
  LabKeptStudy *kept = make_kept (store, number, found, error);
  LabStudy *study;

  if (kept == NULL)
    return NULL;
  study = g_object_ref (kept->study);
  lab_store_watch (store, kept);
  return study;
}

/* The study if this process has it. */
static LabStudy *
find_open (LabStore *store, gint64 number)
{
  LabKeptStudy *kept;

  lab_store_take_report (store);
  kept = lab_store_find_kept (store, NULL, number);
  if (kept == NULL)
    return NULL;
  lab_store_keep_on (store, kept);
  return g_object_ref (kept->study);
}

static LabStudy *
load (LabStore *store, gint64 number, const LabWish *wish, GError **error)
{
  LabStudy *open = find_open (store, number);
  g_autoptr (LabFoundStudy) found = NULL;

  if (open != NULL)
    return open;
  found = lab_found_study_new (store, number, wish, error);
  return found != NULL ? make_study (store, number, found, error) : NULL;
}

LabStudy *
lab_store_load (LabStore *store, gint64 number, GError **error)
{
  const LabWish all = { NULL, 0 };

  g_return_val_if_fail (LAB_IS_STORE (store), NULL);

  return load (store, number, &all, error);
}

LabStudy *
lab_store_load_runs (
    LabStore *store, gint64 number, const gint64 *runs, guint n_runs, GError **error)
{
  const LabWish some = { runs, n_runs };

  g_return_val_if_fail (LAB_IS_STORE (store) && runs != NULL, NULL);

  return load (store, number, &some, error);
}

LabStudy *
lab_store_read (LabStore *store, gint64 number, GError **error)
{
  const LabWish none = { &(const gint64){ 0 }, 0 };
  g_autoptr (LabFoundStudy) found = NULL;
  g_autoptr (LabKeptStudy) kept = NULL;

  g_return_val_if_fail (LAB_IS_STORE (store), NULL);

  found = lab_found_study_new (store, number, &none, error);
  kept = found != NULL ? make_kept (store, number, found, error) : NULL;
  return kept != NULL ? g_object_ref (kept->study) : NULL;
}

static void
find_in_thread (GTask *task, gpointer store, gpointer number, GCancellable *cancellable)
{
  const LabWish all = { NULL, 0 };
  GError *error = NULL;
  LabFoundStudy *found = lab_found_study_new (store, *(gint64 *) number, &all, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) lab_found_study_free);
  else
    g_task_return_error (task, error);
}

void
lab_store_load_async (LabStore *store,
                      gint64 number,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);

  g_return_if_fail (LAB_IS_STORE (store));

  g_task_set_task_data (task, g_memdup2 (&number, sizeof number), g_free);
  g_task_run_in_thread (task, find_in_thread);
}

LabStudy *
lab_store_load_finish (LabStore *store, GAsyncResult *result, GError **error)
{
  gint64 number = *(gint64 *) g_task_get_task_data (G_TASK (result));
  g_autoptr (LabFoundStudy) found = g_task_propagate_pointer (G_TASK (result), error);
  LabStudy *open = found != NULL ? find_open (store, number) : NULL;

  if (open != NULL)
    return open;
  return found != NULL ? make_study (store, number, found, error) : NULL;
}
