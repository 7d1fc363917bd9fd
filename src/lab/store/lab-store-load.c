/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Loads a study from a store: the file is read on any thread, the objects are made here, on the
 * owner's.
 */
#include "config.h"

#include "lab/store/lab-store-found.h"
#include "lab/store/lab-store-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

/* A run for which its study has no place stays in the file. */
static void
leave_out (LabStudy *study, LabKeptStudy *kept, LabStore *store, gint64 number)
{
  lab_locks_release (store->locks, number);
  g_ptr_array_remove_index (kept->runs, kept->runs->len - 1);
  lab_damage_note (
      study, number, LAB_DAMAGE_ROW,
      g_strdup_printf (
          _ ("run %" PRId64
             " in the store belongs to a curve that its study does not have, so it is left out"),
          number));
}

/* A run that this process does not hold is shown as it is and cannot be started. */
static void
make_run (LabStudy *study, LabKeptStudy *kept, LabStore *store, LabFoundRun *found)
{
  g_autoptr (LabRun) run = lab_run_new (found->stored.label, found->experiment, found->stored.seed);
  LabTraining *training = lab_run_get_training (run);
  LabKeptRun *kept_run = lab_kept_run_new (run);
  g_autoptr (GRefString) arithmetic
      = found->stored.arithmetic != NULL ? g_ref_string_new (found->stored.arithmetic) : NULL;

  lab_training_restore (training, found->series, found->checkpoint,
                        lab_series_get_length (found->series), found->stored.seconds, arithmetic);
  training->evaluation = g_steal_pointer (&found->evaluation);
  training->diagnosis = g_steal_pointer (&found->diagnosis);
  lab_run_update_diagnosis (run);
  lab_run_set_colour (run, found->colour);
  lab_run_set_visible (run, found->visible);
  lab_run_set_number (run, found->stored.number);
  kept_run->number = found->stored.number;
  kept_run->held = found->claimed && lab_locks_take (store->locks, found->stored.number);
  kept_run->is_row_old = found->stored.cut_off;
  kept_run->written_training = lab_training_ref (training);
  kept_run->written_iteration = lab_series_get_length (found->series);
  g_ptr_array_add (kept->runs, kept_run);
  lab_run_set_held_elsewhere (run, !kept_run->held);
  lab_run_set_state (run, found->stored.state,
                     kept_run->held || !lab_locks_is_held (store->locks, found->stored.number)
                         ? found->stored.message
                         : _ ("Another program has this run open; close it there, then open this "
                              "study again"));
  found->entry.run = run;
  if (!lab_study_restore_run (study, &found->entry))
    leave_out (study, kept, store, found->stored.number);
  else if (found->damage != LAB_DAMAGE_NONE)
    lab_damage_note (study, found->stored.number, found->damage, g_strdup (found->stored.damage));
}

static void
release_locks (LabStore *store, LabKeptStudy *kept)
{
  for (guint i = 0; i < kept->runs->len; i++)
    lab_locks_release (store->locks, ((LabKeptRun *) kept->runs->pdata[i])->number);
}

/* The kept study takes over the claimed runs. */
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
  kept->is_row_damaged = found->damage != NULL;
  if (found->damage != NULL)
    lab_damage_note (study, 0, LAB_DAMAGE_ROW, g_strdup (found->damage));
  for (guint i = 0; i < found->runs->len; i++)
    {
      LabFoundRun *run = found->runs->pdata[i];

      if (run->damage == LAB_DAMAGE_ROW)
        lab_damage_note (study, run->stored.number, run->damage, g_strdup (run->stored.damage));
      else
        make_run (study, kept, store, run);
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

/* The study, if this process has it; if it was being let go, it is kept after all. */
static LabStudy *
find_open (LabStore *store, gint64 number)
{
  LabKeptStudy *kept;

  lab_store_follow_path (store);
  lab_store_take_report (store);
  kept = lab_store_find_kept (store, NULL, number);
  if (kept == NULL)
    return NULL;
  lab_store_keep_on (store, kept);
  return g_object_ref (kept->study);
}

static LabStudy *
load (LabStore *store, gint64 number, const LabRunChoice *choice, GError **error)
{
  LabStudy *open = find_open (store, number);
  g_autoptr (LabFoundStudy) found = NULL;

  if (open != NULL)
    return open;
  found = lab_found_study_new (store, number, choice, error);
  return found != NULL ? make_study (store, number, found, error) : NULL;
}

LabStudy *
lab_store_load (LabStore *store, gint64 number, const gint64 *runs, guint n_runs, GError **error)
{
  const LabRunChoice choice = { runs, n_runs };

  g_return_val_if_fail (LAB_IS_STORE (store), NULL);

  return load (store, number, &choice, error);
}

LabStudy *
lab_store_read (LabStore *store, gint64 number, GError **error)
{
  const LabRunChoice none = { &(const gint64){ 0 }, 0 };
  g_autoptr (LabFoundStudy) found = NULL;
  g_autoptr (LabKeptStudy) kept = NULL;

  g_return_val_if_fail (LAB_IS_STORE (store), NULL);

  found = lab_found_study_new (store, number, &none, error);
  kept = found != NULL ? make_kept (store, number, found, error) : NULL;
  return kept != NULL ? g_object_ref (kept->study) : NULL;
}

/* What is known when a load begins. */
typedef struct
{
  gint64 number;
  gboolean was_open;    /* and stays as it is: nothing is read */
  LabStudyFacts *facts; /* nullable: for a study loaded again … */
  GPtrArray *runs;      /* … and for its runs, LabRunFacts; all of it is in the file */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->facts, lab_study_facts_unref);
  g_clear_pointer (&load->runs, g_ptr_array_unref);
  g_free (load);
}

/* FALSE if the file will soon have more. */
static gboolean
note_facts (Load *load, LabKeptStudy *kept)
{
  load->facts = g_atomic_rc_box_acquire (kept->facts);
  load->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_run_facts_unref);
  for (guint i = 0; i < kept->runs->len; i++)
    {
      LabRunFacts *facts = ((LabKeptRun *) kept->runs->pdata[i])->facts;

      if (facts->state == LAB_RUN_RUNNING || facts->state == LAB_RUN_QUEUED)
        return FALSE;
      g_ptr_array_add (load->runs, g_atomic_rc_box_acquire (facts));
    }
  return TRUE;
}

/* Facts are never modified, only replaced. */
static gboolean
is_unchanged (const Load *load, LabKeptStudy *kept)
{
  if (kept->facts != load->facts || kept->runs->len != load->runs->len)
    return FALSE;
  for (guint i = 0; i < load->runs->len; i++)
    if (((LabKeptRun *) kept->runs->pdata[i])->facts != load->runs->pdata[i])
      return FALSE;
  return TRUE;
}

static void
find_in_thread (GTask *task, gpointer store, gpointer data, GCancellable *cancellable)
{
  const LabRunChoice all = { NULL, 0 };
  GError *error = NULL;
  LabFoundStudy *found = lab_found_study_new (store, ((Load *) data)->number, &all, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) lab_found_study_free);
  else
    g_task_return_error (task, error);
}

/* @load: (transfer full) */
static void
begin_load (LabStore *store, Load *load, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, NULL, callback, user_data);

  g_task_set_task_data (task, load, load_free);
  if (load->was_open)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_run_in_thread (task, find_in_thread);
}

void
lab_store_load_async (LabStore *store,
                      gint64 number,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (LabStudy) open = NULL;
  Load *load;

  g_return_if_fail (LAB_IS_STORE (store));

  /* Before reading anything: an open study may have more than the file. */
  open = find_open (store, number);
  load = g_new0 (Load, 1);
  load->number = number;
  load->was_open = open != NULL;
  begin_load (store, load, callback, user_data);
}

void
lab_store_load_again_async (LabStore *store,
                            gint64 number,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  gboolean is_written;
  LabKeptStudy *kept;
  Load *load;

  g_return_if_fail (LAB_IS_STORE (store));

  lab_store_follow_path (store);
  is_written = lab_store_flush (store);
  kept = lab_store_find_kept (store, NULL, number);
  load = g_new0 (Load, 1);
  load->number = number;
  load->was_open = kept != NULL && !(note_facts (load, kept) && is_written);
  begin_load (store, load, callback, user_data);
}

static void
take_locks (LabStore *store, LabKeptStudy *kept)
{
  for (guint i = 0; i < kept->runs->len; i++)
    {
      LabKeptRun *run = kept->runs->pdata[i];

      if (run->held)
        lab_locks_take (store->locks, run->number);
    }
}

/* (transfer full): the study as read; NULL if a run was damaged meanwhile that @open still has. */
static LabKeptStudy *
make_kept_again (
    LabStore *store, gint64 number, LabKeptStudy *open, LabFoundStudy *found, GError **error)
{
  g_autoptr (LabKeptStudy) kept = make_kept (store, number, found, error);
  g_autofree char *damage = NULL;

  damage = kept != NULL ? lab_damage_describe (kept->study) : NULL;
  if (damage == NULL || kept->runs->len >= open->runs->len)
    return g_steal_pointer (&kept);
  release_locks (store, kept);
  g_set_error_literal (error, LAB_ERROR, LAB_ERROR_STORE, damage);
  return NULL;
}

/* Replaces @open with what was read. Claims in @found keep the runs of both with this process. */
static LabStudy *
replace (LabStore *store, gint64 number, LabKeptStudy *open, LabFoundStudy *found, GError **error)
{
  g_autoptr (LabKeptStudy) kept = make_kept_again (store, number, open, found, error);
  LabStudy *study;

  if (kept == NULL)
    {
      take_locks (store, open);
      return NULL;
    }
  lab_store_let_go (store, open->study);
  lab_store_flush (store);
  study = find_open (store, number);
  if (study != NULL) /* it is still on its way out */
    {
      release_locks (store, kept);
      take_locks (store, lab_store_find_kept (store, study, 0));
      return study;
    }
  take_locks (store, kept);
  study = g_object_ref (kept->study);
  lab_store_watch (store, g_steal_pointer (&kept));
  return study;
}

LabStudy *
lab_store_load_finish (LabStore *store, GAsyncResult *result, GError **error)
{
  const Load *data = g_task_get_task_data (G_TASK (result));
  const LabRunChoice all = { NULL, 0 };
  g_autoptr (GError) failure = NULL;
  g_autoptr (LabFoundStudy) found = g_task_propagate_pointer (G_TASK (result), &failure);
  g_autoptr (LabStudy) open = NULL;
  LabKeptStudy *kept;

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  open = find_open (store, data->number);
  kept = open != NULL ? lab_store_find_kept (store, open, 0) : NULL;
  if (kept != NULL && found != NULL && data->facts != NULL && is_unchanged (data, kept))
    return replace (store, data->number, kept, found, error);
  if (open != NULL)
    return g_steal_pointer (&open);
  if (found != NULL && data->facts == NULL)
    return make_study (store, data->number, found, error);
  /* It was let go of meanwhile: the file may have more than what was read. */
  return load (store, data->number, &all, error);
}
