/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window works on: the open study, the store that keeps it, the scheduler that trains its
 * runs, and the selected run; emits what has changed. Knows no widget.
 */
#include "config.h"

#include "lab/session/lab-session.h"

#include <glib/gi18n-lib.h>

#include "lab/session/lab-announcer.h"
#include "lab/session/lab-group-act.h"
#include "lab/session/lab-listed-runs.h"

struct _LabSession
{
  GObject parent_instance;

  LabScheduler *scheduler;
  LabStore *store; /* nullable */
  LabStudy *study;
  LabRun *selected;
  LabListedRuns *runs;
  LabUndo *undo;
  gboolean shut_down;
  LabAnnouncer *announcer;
};

/* One act may change five runs and each of them thrice: these are told once. */
enum
{
  RUNS_CHANGED,
  LOOK_CHANGED,
  CHANGED,
};
static const char *const signals[] = { "runs-changed", "look-changed", "changed", NULL };

G_DEFINE_FINAL_TYPE (LabSession, lab_session, G_TYPE_OBJECT)

void
lab_session_flush (LabSession *self)
{
  g_return_if_fail (LAB_IS_SESSION (self));

  lab_announcer_flush (self->announcer);
}

static void
on_run_notify (LabRun *run, GParamSpec *pspec, LabSession *self)
{
  /* Only the run's row shows it. */
  if (g_str_equal (pspec->name, "diagnosis"))
    return;
  if (!g_str_equal (pspec->name, "state") && !g_str_equal (pspec->name, "message"))
    lab_announcer_queue (self->announcer, LOOK_CHANGED);
  lab_announcer_queue (self->announcer, CHANGED);
}

/* The set of runs has changed. */
static void
announce_runs (LabSession *self)
{
  lab_announcer_queue (self->announcer, RUNS_CHANGED);
  lab_announcer_queue (self->announcer, LOOK_CHANGED);
  lab_announcer_queue (self->announcer, CHANGED);
}

static void
on_items_changed (LabSession *self)
{
  if (self->selected != NULL && !lab_study_is_listed (self->study, self->selected))
    g_set_object (&self->selected, lab_study_find_successor (self->study, self->selected));
  lab_listed_runs_follow (self->runs, self->study);
  announce_runs (self);
}

static void
on_study_changed (LabSession *self)
{
  lab_announcer_queue (self->announcer, LOOK_CHANGED);
  lab_announcer_queue (self->announcer, CHANGED);
}

static void
on_active (LabSession *self)
{
  g_signal_emit_by_name (self, "live-changed");
}

LabStudy *
lab_session_get_study (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), NULL);

  return self->study;
}

void
lab_session_set_study (LabSession *self, LabStudy *study)
{
  g_return_if_fail (LAB_IS_SESSION (self));
  g_return_if_fail (LAB_IS_STUDY (study));

  if (self->study == study)
    return;
  if (self->study != NULL)
    {
      for (guint i = 0; i < lab_study_get_n_runs (self->study); i++)
        lab_scheduler_pause (self->scheduler, lab_study_get_run (self->study, i));
      g_signal_handlers_disconnect_by_data (self->study, self);
    }
  g_clear_object (&self->selected);
  g_set_object (&self->study, study);
  g_signal_connect_swapped (study, "items-changed", G_CALLBACK (on_items_changed), self);
  g_signal_connect_swapped (study, "changed", G_CALLBACK (on_study_changed), self);
  if (self->store != NULL)
    lab_store_keep (self->store, study);
  on_items_changed (self);
}

void
lab_session_set_workers (LabSession *self, guint n_workers)
{
  g_return_if_fail (LAB_IS_SESSION (self));

  lab_scheduler_set_workers (self->scheduler, n_workers);
}

void
lab_session_set_store (LabSession *self, LabStore *store)
{
  g_return_if_fail (LAB_IS_SESSION (self));
  g_return_if_fail (LAB_IS_STORE (store));
  g_return_if_fail (self->store == NULL && self->study == NULL);

  self->store = g_object_ref (store);
}

LabStore *
lab_session_get_store (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), NULL);

  return self->store;
}

static gboolean
is_any (GPtrArray *runs, gboolean (*fits) (LabRun *run))
{
  for (guint i = 0; i < runs->len; i++)
    if (fits (runs->pdata[i]))
      return TRUE;
  return FALSE;
}

gboolean
lab_session_is_held_elsewhere (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);

  return is_any (lab_listed_runs_get (self->runs), lab_run_is_held_elsewhere);
}

static gboolean
has_trained (LabRun *run)
{
  return lab_run_get_iteration (run) > 0;
}

gboolean
lab_session_has_results (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);

  return is_any (lab_listed_runs_get (self->runs), has_trained);
}

static gboolean
has_networks (LabRun *run)
{
  return has_trained (run) || lab_run_get_state (run) == LAB_RUN_RUNNING;
}

gboolean
lab_session_has_networks (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);

  return is_any (lab_listed_runs_get (self->runs), has_networks);
}

GPtrArray *
lab_session_get_runs (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), NULL);

  return lab_listed_runs_copy (self->runs);
}

LabRun *
lab_session_get_selected (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), NULL);

  return self->selected;
}

void
lab_session_set_selected (LabSession *self, LabRun *run)
{
  g_return_if_fail (LAB_IS_SESSION (self));
  g_return_if_fail (run == NULL || LAB_IS_RUN (run));

  if (g_set_object (&self->selected, run))
    lab_announcer_queue (self->announcer, CHANGED);
}

gboolean
lab_session_is_outdated (LabSession *self, LabRun *run)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);
  g_return_val_if_fail (LAB_IS_RUN (run), FALSE);

  return self->study != NULL && lab_study_is_outdated (self->study, run);
}

gboolean
lab_session_can (LabSession *self, LabAct act, LabRun *run)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);

  g_autoptr (GPtrArray) targets
      = lab_listed_runs_find (self->runs, act, run != NULL ? run : self->selected);
  return targets->len > 0;
}

gboolean
lab_session_renews (LabSession *self, LabRun *run)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);

  return lab_listed_runs_renew_any (self->runs, run != NULL ? run : self->selected);
}

LabUndo *
lab_session_get_undo (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), NULL);

  return self->undo;
}

LabStudyStep *
lab_session_begin (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), NULL);
  g_return_val_if_fail (self->study != NULL, NULL);

  return lab_study_step_new (self->study, self->scheduler);
}

void
lab_session_end (LabSession *self, LabStudyStep *step, const char *label, const char *key)
{
  g_return_if_fail (LAB_IS_SESSION (self));

  lab_study_step_end (step, self->undo, label, key);
}

void
lab_session_act (LabSession *self, LabAct act, LabRun *run)
{
  g_return_if_fail (LAB_IS_SESSION (self));

  g_autoptr (GPtrArray) targets
      = lab_listed_runs_find (self->runs, act, run != NULL ? run : self->selected);

  lab_group_act_do (act, targets, self->study, self->scheduler, self->undo);
  lab_announcer_queue (self->announcer, CHANGED);
}

gboolean
lab_session_branch (LabSession *self, LabRun *run, const LabBranch *branch, GError **error)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);
  g_return_val_if_fail (branch->rounds > 0 || branch->learning_rate != 0, FALSE);

  g_autoptr (GPtrArray) targets
      = lab_listed_runs_find (self->runs, LAB_ACT_RESTART, run != NULL ? run : self->selected);
  gboolean done
      = targets->len > 0
        && lab_group_act_branch (targets, branch, self->study, self->scheduler, self->undo, error);

  lab_announcer_queue (self->announcer, CHANGED);
  return done;
}

guint
lab_session_clear (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), 0);

  g_autoptr (GPtrArray) runs = lab_session_get_runs (self);

  for (guint i = runs->len; i-- > 0;)
    if (!lab_act_can_be_done (LAB_ACT_REMOVE, runs->pdata[i]))
      g_ptr_array_remove_index (runs, i);
  lab_group_act_do (LAB_ACT_REMOVE, runs, self->study, self->scheduler, self->undo);
  return runs->len;
}

gboolean
lab_session_is_live (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);

  return !self->shut_down && lab_scheduler_get_active (self->scheduler);
}

void
lab_session_shut_down (LabSession *self)
{
  g_return_if_fail (LAB_IS_SESSION (self));

  if (self->shut_down)
    return;
  self->shut_down = TRUE;
  lab_announcer_silence (self->announcer);
  lab_listed_runs_follow (self->runs, NULL);
  g_signal_handlers_disconnect_by_data (self->scheduler, self);
  lab_scheduler_shut_down (self->scheduler);
  if (self->store != NULL && !lab_store_flush (self->store))
    g_printerr ("fuzzy-key-lab: %s: %s\n", _ ("the latest training is not in the store"),
                lab_store_get_trouble (self->store));
}

static void
lab_session_dispose (GObject *object)
{
  LabSession *self = LAB_SESSION (object);

  lab_session_shut_down (self);
  if (self->study != NULL)
    g_signal_handlers_disconnect_by_data (self->study, self);
  g_clear_object (&self->study);
  g_clear_object (&self->undo);
  g_clear_object (&self->store);
  g_clear_object (&self->selected);
  G_OBJECT_CLASS (lab_session_parent_class)->dispose (object);
}

static void
lab_session_finalize (GObject *object)
{
  LabSession *self = LAB_SESSION (object);

  lab_announcer_free (self->announcer);
  lab_listed_runs_free (self->runs);
  g_object_unref (self->scheduler);
  G_OBJECT_CLASS (lab_session_parent_class)->finalize (object);
}

static void
add_signal (const char *name)
{
  g_signal_new (name, LAB_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lab_session_class_init (LabSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lab_session_dispose;
  object_class->finalize = lab_session_finalize;

  for (guint i = 0; signals[i] != NULL; i++)
    add_signal (signals[i]);
  add_signal ("live-changed");
}

static void
lab_session_init (LabSession *self)
{
  self->announcer = lab_announcer_new (self, signals);
}

LabSession *
lab_session_new (guint n_workers)
{
  LabSession *self = g_object_new (LAB_TYPE_SESSION, NULL);

  self->scheduler = lab_scheduler_new (n_workers);
  self->runs = lab_listed_runs_new (G_CALLBACK (on_run_notify), self);
  self->undo = lab_undo_new ();
  g_signal_connect_swapped (self->scheduler, "notify::active", G_CALLBACK (on_active), self);
  return self;
}
