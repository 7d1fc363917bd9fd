/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One transaction for everything that differs from what was written last. Only in the writer's
 * thread.
 */
#include "config.h"

#include "lab/store/lab-store-private.h"
#include "lab/store/lab-store-rows.h"

/* The most numbers held by others that are skipped for a new run. */
#define MAX_NUMBERS_TRIED 1000

static void
clear_planned_run (gpointer data)
{
  LabPlannedRun *plan = data;

  lab_kept_run_unref (plan->kept);
  lab_run_facts_unref (plan->facts);
  g_clear_pointer (&plan->checkpoint, g_bytes_unref);
}

static void
clear_planned_study (gpointer data)
{
  LabPlannedStudy *plan = data;

  lab_kept_study_unref (plan->kept);
  lab_study_facts_unref (plan->facts);
  g_array_unref (plan->runs);
}

static void
plan_run (LabPlannedStudy *study, LabKeptRun *kept)
{
  LabPlannedRun plan = {
    .kept = g_atomic_rc_box_acquire (kept),
    .facts = g_atomic_rc_box_acquire (kept->facts),
    .number = kept->number,
    .removed = kept->removed,
  };

  study->is_active |= plan.facts->state == LAB_RUN_RUNNING || plan.facts->state == LAB_RUN_QUEUED;
  g_array_append_val (study->runs, plan);
}

static GArray *
make_plan (LabStore *store)
{
  GArray *plans = g_array_new (FALSE, FALSE, sizeof (LabPlannedStudy));

  g_array_set_clear_func (plans, clear_planned_study);
  g_mutex_lock (&store->mutex);
  for (guint i = 0; i < store->studies->len; i++)
    {
      LabKeptStudy *kept = store->studies->pdata[i];
      LabPlannedStudy plan = { 0 };

      if (kept->is_gone || !(kept->begun || kept->is_going))
        continue;
      plan.kept = g_atomic_rc_box_acquire (kept);
      plan.facts = g_atomic_rc_box_acquire (kept->facts);
      plan.number = kept->number;
      plan.begun = kept->begun;
      plan.runs = g_array_new (FALSE, FALSE, sizeof (LabPlannedRun));
      g_array_set_clear_func (plan.runs, clear_planned_run);
      for (guint j = 0; kept->begun && j < kept->runs->len; j++)
        if (((LabKeptRun *) kept->runs->pdata[j])->held
            && !((LabKeptRun *) kept->runs->pdata[j])->is_gone)
          plan_run (&plan, kept->runs->pdata[j]);
      g_array_append_val (plans, plan);
    }
  g_mutex_unlock (&store->mutex);
  return plans;
}

static gboolean
is_new (LabPlannedRun *plan)
{
  LabKeptRun *kept = plan->kept;
  guint64 iteration;
  GBytes *checkpoint;

  if (plan->removed || kept->written != plan->facts || plan->number == 0)
    return TRUE;
  checkpoint = lab_training_get_checkpoint (plan->facts->training, &iteration);
  g_clear_pointer (&checkpoint, g_bytes_unref);
  return iteration != kept->written_iteration;
}

/* If locks are not available at all, the run is kept anyway. */
static gboolean
take_lock (LabStore *store, gint64 number)
{
  const char *path;

  return lab_locks_take (store->locks, number) || lab_locks_get_reason (store->locks, &path) != 0;
}

/* Writes the row, and locks its number before anyone else can see it. A number that another
 * process holds is left to it: that process may have held it since another file was here. */
static gboolean
write_run_locked (LabStore *store, gint64 study, LabPlannedRun *plan, GError **error)
{
  if (plan->number != 0 && !take_lock (store, plan->number))
    plan->number = 0;
  if (!lab_rows_write_run (store->database, study, plan, error))
    return FALSE;
  for (guint i = 0; !take_lock (store, plan->number); i++)
    {
      if (i == MAX_NUMBERS_TRIED || plan->number == G_MAXINT64)
        return lab_database_fail_busy (store->database, error);
      if (!lab_rows_delete_run (store->database, plan->number, error))
        return FALSE;
      plan->number++;
      if (!lab_rows_write_run (store->database, study, plan, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_run (LabStore *store, gint64 study, LabPlannedRun *plan, GError **error)
{
  LabDatabase *database = store->database;
  LabKeptRun *kept = plan->kept;
  gboolean same_training;
  guint64 begin;

  plan->is_written = TRUE;
  if (plan->removed)
    return lab_rows_delete_run (database, plan->number, error);
  plan->checkpoint = lab_training_get_checkpoint (plan->facts->training, &plan->iteration);
  if (!write_run_locked (store, study, plan, error))
    return FALSE;
  same_training = plan->number == kept->number && kept->written_training == plan->facts->training;
  begin = same_training ? kept->written_iteration : 0;
  if (!same_training && !lab_rows_forget_points (database, plan->number, error))
    return FALSE;
  if (same_training && begin == plan->iteration)
    return TRUE;
  /* Points without networks belong to a run whose networks were damaged. */
  return lab_rows_write_points (database, plan, begin, error)
         && (plan->checkpoint == NULL || lab_rows_write_checkpoint (database, plan, error));
}

static gboolean
is_study_new (LabPlannedStudy *plan)
{
  if (!plan->begun)
    return FALSE;
  if (plan->kept->written != plan->facts || plan->number == 0)
    return TRUE;
  for (guint i = 0; i < plan->runs->len; i++)
    if (is_new (&g_array_index (plan->runs, LabPlannedRun, i)))
      return TRUE;
  return FALSE;
}

static gboolean
write_plan (LabStore *store, LabPlannedStudy *plan, GError **error)
{
  if (!is_study_new (plan))
    return TRUE;
  if ((plan->kept->written != plan->facts || plan->number == 0)
      && !lab_rows_write_study (store->database, plan, error))
    return FALSE;
  for (guint i = 0; i < plan->runs->len; i++)
    {
      LabPlannedRun *run = &g_array_index (plan->runs, LabPlannedRun, i);

      if (is_new (run) && !write_run (store, plan->number, run, error))
        return FALSE;
    }
  return TRUE;
}

/* Under the mutex. */
static void
apply_run (LabStore *store, LabPlannedRun *plan)
{
  LabKeptRun *kept = plan->kept;

  kept->number = plan->number;
  kept->is_gone |= plan->removed;
  if (kept->written == NULL || kept->written->state != plan->facts->state
      || g_strcmp0 (kept->written->label, plan->facts->label) != 0 || plan->removed)
    store->lists_changed = TRUE;
  kept->written_iteration = plan->iteration;
  if (kept->written_training != plan->facts->training)
    {
      g_clear_pointer (&kept->written_training, lab_training_unref);
      kept->written_training = lab_training_ref (plan->facts->training);
    }
  if (kept->written != plan->facts)
    {
      g_clear_pointer (&kept->written, lab_run_facts_unref);
      kept->written = g_atomic_rc_box_acquire (plan->facts);
    }
}

/* Call after the commit. */
static void
apply_plan (LabStore *store, LabPlannedStudy *plan)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->mutex);

  plan->kept->number = plan->number;
  if (plan->kept->written != plan->facts)
    {
      g_clear_pointer (&plan->kept->written, lab_study_facts_unref);
      plan->kept->written = g_atomic_rc_box_acquire (plan->facts);
      store->lists_changed = TRUE;
    }
  for (guint i = 0; i < plan->runs->len; i++)
    if (g_array_index (plan->runs, LabPlannedRun, i).is_written)
      apply_run (store, &g_array_index (plan->runs, LabPlannedRun, i));
}

/* Under the mutex. */
static gboolean
is_all_written (LabPlannedStudy *plan)
{
  if (plan->begun != plan->kept->begun || plan->facts != plan->kept->facts || is_study_new (plan))
    return FALSE;
  for (guint i = 0; i < plan->runs->len; i++)
    {
      LabPlannedRun *run = &g_array_index (plan->runs, LabPlannedRun, i);

      if (run->facts != run->kept->facts)
        return FALSE;
    }
  return TRUE;
}

/* Studies being let go that have nothing left to write. */
static void
mark_gone (LabStore *store, GArray *plans)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&store->mutex);

  for (guint i = 0; i < plans->len; i++)
    {
      LabPlannedStudy *plan = &g_array_index (plans, LabPlannedStudy, i);

      if (plan->kept->is_going && !plan->is_active && is_all_written (plan))
        plan->kept->is_gone = TRUE;
    }
}

static gboolean
needs_writing (GArray *plans)
{
  for (guint i = 0; i < plans->len; i++)
    if (is_study_new (&g_array_index (plans, LabPlannedStudy, i)))
      return TRUE;
  return FALSE;
}

/* Nothing was written: releases the numbers it assigned. */
static void
roll_back (LabStore *store, GArray *plans)
{
  sqlite3_exec (store->database->db, "ROLLBACK", NULL, NULL, NULL);
  for (guint i = 0; i < plans->len; i++)
    {
      GArray *runs = g_array_index (plans, LabPlannedStudy, i).runs;

      for (guint j = 0; j < runs->len; j++)
        {
          LabPlannedRun *run = &g_array_index (runs, LabPlannedRun, j);

          if (run->number != run->kept->number)
            lab_locks_release (store->locks, run->number);
        }
    }
}

static gboolean
write_plans (LabStore *store, GArray *plans, GError **error)
{
  if (!lab_database_execute (store->database, "BEGIN IMMEDIATE", error))
    return FALSE;
  for (guint i = 0; i < plans->len; i++)
    if (!write_plan (store, &g_array_index (plans, LabPlannedStudy, i), error))
      {
        roll_back (store, plans);
        return FALSE;
      }
  if (lab_database_execute (store->database, "COMMIT", error))
    return TRUE;
  roll_back (store, plans);
  return FALSE;
}

/* Whether another file is in its place, and something needs to know or be written. */
static gboolean
is_to_open_again (LabStore *store, GArray *plans)
{
  gboolean looks;

  g_mutex_lock (&store->mutex);
  looks = store->looks;
  store->looks = FALSE;
  g_mutex_unlock (&store->mutex);
  return (looks || needs_writing (plans)) && lab_database_is_gone (store->database);
}

gboolean
lab_store_write (LabStore *store, GError **error)
{
  g_autoptr (GArray) plans = make_plan (store);
  g_autoptr (GError) failure = NULL;

  if (is_to_open_again (store, plans))
    {
      g_clear_pointer (&plans, g_array_unref);
      if (!lab_store_open_again (store, error))
        return FALSE;
      plans = make_plan (store);
    }
  lab_locks_mend (store->locks);
  if (needs_writing (plans))
    {
      if (store->database->read_only && !lab_store_try_to_write (store, error))
        return FALSE;
      if (!write_plans (store, plans, &failure))
        {
          /* The next attempt finds no file and begins a new one. */
          if (lab_database_is_damage (failure)
              && !lab_database_set_aside (store->path, store->database->id, failure->message,
                                          &store->unsaid, error))
            return FALSE;
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      for (guint i = 0; i < plans->len; i++)
        apply_plan (store, &g_array_index (plans, LabPlannedStudy, i));
    }
  mark_gone (store, plans);
  return TRUE;
}
