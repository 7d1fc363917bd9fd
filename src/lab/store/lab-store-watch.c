/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which studies are kept, and their present state, in the owner's thread: new facts for the writer
 * whenever a study or one of its runs changes.
 */
#include "lab/store/lab-store-private.h"

static LabKeptRun *
find_kept_run (LabKeptStudy *kept, LabRun *run)
{
  for (guint i = 0; i < kept->runs->len; i++)
    if (((LabKeptRun *) kept->runs->pdata[i])->run == run)
      return kept->runs->pdata[i];
  return NULL;
}

static void
set_run_facts (LabStore *store, LabKeptStudy *kept, LabKeptRun *run, LabRunFacts *facts)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->mutex);

  g_clear_pointer (&run->facts, lab_run_facts_unref);
  run->facts = facts;
  kept->begun |= facts->state != LAB_RUN_READY;
}

static guint
count_entries (LabStudy *study)
{
  return study->entries->len + study->others->len;
}

/* Those listed, and then the history. */
static const LabStudyEntry *
get_entry (LabStudy *study, guint index)
{
  guint n_listed = study->entries->len;

  return index < n_listed ? study->entries->pdata[index] : study->others->pdata[index - n_listed];
}

static void
on_run_notify (LabRun *run, GParamSpec *pspec, LabStore *store)
{
  for (guint i = 0; i < store->studies->len; i++)
    {
      LabKeptStudy *kept = store->studies->pdata[i];
      LabKeptRun *kept_run = find_kept_run (kept, run);

      for (guint j = 0; kept_run != NULL && j < count_entries (kept->study); j++)
        if (get_entry (kept->study, j)->run == run)
          set_run_facts (store, kept, kept_run, lab_run_facts_new (get_entry (kept->study, j), j));
    }
  lab_store_wake (store);
}

/* Watches new runs, and marks those that are no longer there. */
static void
take_note_of_runs (LabStore *store, LabKeptStudy *kept)
{
  for (guint i = 0; i < kept->runs->len; i++)
    {
      LabKeptRun *run = kept->runs->pdata[i];
      gboolean removed = lab_study_find_entry (kept->study, run->run) == NULL;

      g_mutex_lock (&store->mutex);
      run->removed = removed;
      g_mutex_unlock (&store->mutex);
    }
  for (guint i = 0; i < count_entries (kept->study); i++)
    {
      const LabStudyEntry *entry = get_entry (kept->study, i);
      LabRun *run = entry->run;
      LabKeptRun *kept_run = find_kept_run (kept, run);

      if (kept_run == NULL)
        {
          kept_run = lab_kept_run_new (run);
          kept_run->facts = lab_run_facts_new (entry, i); /* the writer expects them */
          g_mutex_lock (&store->mutex);
          g_ptr_array_add (kept->runs, kept_run);
          g_mutex_unlock (&store->mutex);
          g_signal_connect (run, "notify", G_CALLBACK (on_run_notify), store);
        }
      set_run_facts (store, kept, kept_run, lab_run_facts_new (entry, i));
    }
}

static void
take_note_of_study (LabStore *store, LabKeptStudy *kept)
{
  LabStudyFacts *facts = lab_study_facts_new (kept->study);

  g_mutex_lock (&store->mutex);
  g_clear_pointer (&kept->facts, lab_study_facts_unref);
  kept->facts = facts;
  g_mutex_unlock (&store->mutex);
  take_note_of_runs (store, kept);
}

static void
on_study_changed (LabStudy *study, LabStore *store)
{
  LabKeptStudy *kept = lab_store_find_kept (store, study, 0);

  take_note_of_study (store, kept);
  g_mutex_lock (&store->mutex);
  kept->begun = TRUE;
  g_mutex_unlock (&store->mutex);
  lab_store_wake (store);
}

static void
on_items_changed (LabStudy *study, guint position, guint n_removed, guint n_added, LabStore *store)
{
  on_study_changed (study, store);
}

/* A loaded study already has its runs, and all of it is in the file: it is written when it
 * changes, or at once if the file still says that it trains. */
static void
watch_loaded (LabStore *store, LabKeptStudy *kept)
{
  for (guint i = 0; i < kept->runs->len; i++)
    {
      LabKeptRun *run = kept->runs->pdata[i];

      if (!run->is_row_old)
        run->written = g_atomic_rc_box_acquire (run->facts);
      g_signal_connect (run->run, "notify", G_CALLBACK (on_run_notify), store);
    }
  if (!kept->is_row_damaged)
    kept->written = g_atomic_rc_box_acquire (kept->facts);
}

void
lab_store_watch (LabStore *store, LabKeptStudy *kept)
{
  take_note_of_study (store, kept);
  if (kept->number != 0)
    watch_loaded (store, kept);
  g_signal_connect (kept->study, "items-changed", G_CALLBACK (on_items_changed), store);
  g_signal_connect (kept->study, "changed", G_CALLBACK (on_study_changed), store);
  g_mutex_lock (&store->mutex);
  g_ptr_array_add (store->studies, kept);
  g_mutex_unlock (&store->mutex);
  lab_store_wake (store);
}

void
lab_store_keep_on (LabStore *store, LabKeptStudy *kept)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->mutex);

  kept->is_going = FALSE;
  kept->is_gone = FALSE; /* the writer may have just set it */
}

void
lab_store_keep (LabStore *store, LabStudy *study)
{
  LabKeptStudy *kept;

  g_return_if_fail (LAB_IS_STORE (store) && LAB_IS_STUDY (study));

  lab_store_take_report (store);
  kept = lab_store_find_kept (store, study, 0);
  if (kept != NULL)
    lab_store_keep_on (store, kept);
  else
    lab_store_watch (store, lab_kept_study_new (study));
}

void
lab_store_let_go (LabStore *store, LabStudy *study)
{
  LabKeptStudy *kept = lab_store_find_kept (store, study, 0);

  if (kept == NULL)
    return;
  /* Still watched: a worker may still be in its last step. */
  g_mutex_lock (&store->mutex);
  kept->is_going = TRUE;
  g_mutex_unlock (&store->mutex);
  lab_store_wake (store);
}
