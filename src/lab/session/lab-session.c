/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window works on: the open study, the store that keeps it, the scheduler
 * that trains its runs, and which run is selected; tells what has changed. Knows
 * no widget.
 */
#include "config.h"

#include "lab/session/lab-session.h"

#include <glib/gi18n-lib.h>

#include "lab/session/lab-removed-runs.h"

struct _LabSession
{
  GObject parent_instance;

  LabScheduler *scheduler;
  LabStore *store; /* nullable */
  LabStudy *study;
  LabRun *selected;
  GPtrArray *watched; /* (element-type LabRun): whose properties are followed */
  LabRemovedRuns *removed;
  gboolean shut_down;
  guint pending;     /* signals to emit, a bit each */
  guint emit_source; /* 0: none */
};

enum
{
  CHANGED,
  LIVE_CHANGED,
  LOOK_CHANGED,
  RUNS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LabSession, lab_session, G_TYPE_OBJECT)

/* One act may change five runs and each of them thrice: told once, but before
 * the next act comes over the bus, which must find its action enabled. */
static gboolean
emit_pending (gpointer user_data)
{
  LabSession *self = user_data;
  static const guint order[] = { RUNS_CHANGED, LOOK_CHANGED, CHANGED };
  guint pending = self->pending;

  self->pending = 0;
  self->emit_source = 0;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if ((pending & (1u << order[i])) != 0)
      g_signal_emit (self, signals[order[i]], 0);
  return G_SOURCE_REMOVE;
}

static void
queue (LabSession *self, guint signal)
{
  self->pending |= 1u << signal;
  if (self->emit_source == 0 && !self->shut_down)
    self->emit_source = g_idle_add_full (G_PRIORITY_HIGH, emit_pending, self, NULL);
}

void
lab_session_flush (LabSession *self)
{
  g_return_if_fail (LAB_IS_SESSION (self));

  if (self->emit_source == 0)
    return;
  g_source_remove (self->emit_source);
  emit_pending (self);
}

static void
on_run_notify (LabRun *run, GParamSpec *pspec, LabSession *self)
{
  /* The run's row alone shows it. */
  if (g_str_equal (pspec->name, "diagnosis"))
    return;
  if (!g_str_equal (pspec->name, "state") && !g_str_equal (pspec->name, "message"))
    queue (self, LOOK_CHANGED);
  queue (self, CHANGED);
}

static void
unwatch_runs (LabSession *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->watched, i), self);
  g_ptr_array_set_size (self->watched, 0);
}

static void
watch_runs (LabSession *self)
{
  guint n_runs = self->study != NULL ? lab_study_get_n_runs (self->study) : 0;

  unwatch_runs (self);
  for (guint i = 0; i < n_runs; i++)
    {
      LabRun *run = lab_study_get_run (self->study, i);
      g_signal_connect (run, "notify", G_CALLBACK (on_run_notify), self);
      g_ptr_array_add (self->watched, g_object_ref (run));
    }
}

/* Other runs are shown now. */
static void
announce_runs (LabSession *self)
{
  queue (self, RUNS_CHANGED);
  queue (self, LOOK_CHANGED);
  queue (self, CHANGED);
}

static void
on_items_changed (LabSession *self)
{
  watch_runs (self);
  announce_runs (self);
}

static void
on_study_changed (LabSession *self)
{
  queue (self, LOOK_CHANGED);
  queue (self, CHANGED);
}

static void
on_active (LabSession *self)
{
  g_signal_emit (self, signals[LIVE_CHANGED], 0);
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
  lab_session_forget_removed (self);
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
lab_session_let_go (LabSession *self, LabStudy *study)
{
  g_return_if_fail (LAB_IS_SESSION (self));
  g_return_if_fail (LAB_IS_STUDY (study));
  g_return_if_fail (study != self->study);

  if (self->store != NULL)
    lab_store_let_go (self->store, study);
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

gboolean
lab_session_is_held_elsewhere (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);

  for (guint i = 0; i < self->watched->len; i++)
    if (lab_run_is_held_elsewhere (g_ptr_array_index (self->watched, i)))
      return TRUE;
  return FALSE;
}

GPtrArray *
lab_session_get_runs (LabSession *self)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (LAB_IS_SESSION (self), NULL);

  for (guint i = 0; i < self->watched->len; i++)
    {
      LabRun *run = g_ptr_array_index (self->watched, i);
      if (!lab_removed_runs_contain (self->removed, run))
        g_ptr_array_add (runs, g_object_ref (run));
    }
  return g_steal_pointer (&runs);
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
    queue (self, CHANGED);
}

gboolean
lab_session_is_outdated (LabSession *self, LabRun *run)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);
  g_return_val_if_fail (LAB_IS_RUN (run), FALSE);

  /* A row may live a moment longer than its run is in the study. */
  return self->study != NULL && g_ptr_array_find (self->watched, run, NULL)
         && lab_study_is_outdated (self->study, run);
}

/* (transfer container): the runs that are meant and to which @act can be done. */
static GPtrArray *
get_targets (LabSession *self, LabAct act, LabRun *only)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self);
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (g_object_unref);

  if (only == NULL)
    only = self->selected;
  for (guint i = 0; i < runs->len; i++)
    {
      LabRun *run = g_ptr_array_index (runs, i);
      if ((only != NULL ? run == only : lab_run_get_visible (run))
          && lab_act_can_be_done (act, run))
        g_ptr_array_add (targets, g_object_ref (run));
    }
  return g_steal_pointer (&targets);
}

gboolean
lab_session_can (LabSession *self, LabAct act, LabRun *run)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);

  g_autoptr (GPtrArray) targets = get_targets (self, act, run);
  return targets->len > 0;
}

static void
remove_run (LabSession *self, LabRun *run)
{
  if (self->selected == run)
    g_clear_object (&self->selected);
  lab_removed_runs_add (self->removed, run);
}

void
lab_session_act (LabSession *self, LabAct act, LabRun *run)
{
  g_return_if_fail (LAB_IS_SESSION (self));

  g_autoptr (GPtrArray) targets = get_targets (self, act, run);

  if (act == LAB_ACT_REMOVE)
    lab_session_forget_removed (self);
  for (guint i = 0; i < targets->len; i++)
    {
      LabRun *target = g_ptr_array_index (targets, i);

      if (act == LAB_ACT_REMOVE)
        {
          remove_run (self, target);
          continue;
        }
      lab_act_note (act, target);
      if (act == LAB_ACT_RESET)
        lab_study_reset (self->study, self->scheduler, target);
      else
        lab_act_do (act, self->scheduler, target);
    }
  if (act == LAB_ACT_REMOVE)
    announce_runs (self);
  else
    queue (self, CHANGED);
}

guint
lab_session_clear (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), 0);

  g_autoptr (GPtrArray) runs = lab_session_get_runs (self);
  guint n_removed = 0;

  for (guint i = 0; i < runs->len; i++)
    if (lab_act_can_be_done (LAB_ACT_REMOVE, g_ptr_array_index (runs, i)))
      {
        if (n_removed++ == 0) /* and what was removed before can be had back until then */
          lab_session_forget_removed (self);
        remove_run (self, g_ptr_array_index (runs, i));
      }
  if (n_removed > 0)
    announce_runs (self);
  return n_removed;
}

void
lab_session_undo_remove (LabSession *self)
{
  g_return_if_fail (LAB_IS_SESSION (self));

  lab_removed_runs_put_back (self->removed);
  announce_runs (self);
}

gboolean
lab_session_has_removed (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);

  return lab_removed_runs_get_n (self->removed) > 0;
}

void
lab_session_forget_removed (LabSession *self)
{
  g_return_if_fail (LAB_IS_SESSION (self));

  lab_removed_runs_drop (self->removed, self->study);
}

gboolean
lab_session_is_live (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);

  return !self->shut_down && lab_scheduler_get_active (self->scheduler);
}

gboolean
lab_session_has_results (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);

  for (guint i = 0; i < self->watched->len; i++)
    if (lab_run_get_iteration (g_ptr_array_index (self->watched, i)) > 0)
      return TRUE;
  return FALSE;
}

gboolean
lab_session_has_networks (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);

  g_autoptr (GPtrArray) runs = lab_session_get_runs (self);
  for (guint i = 0; i < runs->len; i++)
    if (lab_run_get_iteration (runs->pdata[i]) > 0
        || lab_run_get_state (runs->pdata[i]) == LAB_RUN_RUNNING)
      return TRUE;
  return FALSE;
}

void
lab_session_shut_down (LabSession *self)
{
  g_return_if_fail (LAB_IS_SESSION (self));

  if (self->shut_down)
    return;
  lab_session_forget_removed (self);
  self->shut_down = TRUE;
  g_clear_handle_id (&self->emit_source, g_source_remove);
  unwatch_runs (self);
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
  g_clear_object (&self->store);
  g_clear_object (&self->selected);
  G_OBJECT_CLASS (lab_session_parent_class)->dispose (object);
}

static void
lab_session_finalize (GObject *object)
{
  LabSession *self = LAB_SESSION (object);

  lab_removed_runs_free (self->removed);
  g_object_unref (self->scheduler);
  g_ptr_array_unref (self->watched);
  G_OBJECT_CLASS (lab_session_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, LAB_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       0);
}

static void
lab_session_class_init (LabSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lab_session_dispose;
  object_class->finalize = lab_session_finalize;

  signals[CHANGED] = add_signal ("changed");
  signals[LIVE_CHANGED] = add_signal ("live-changed");
  signals[LOOK_CHANGED] = add_signal ("look-changed");
  signals[RUNS_CHANGED] = add_signal ("runs-changed");
}

static void
lab_session_init (LabSession *self)
{
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
}

LabSession *
lab_session_new (guint n_workers)
{
  LabSession *self = g_object_new (LAB_TYPE_SESSION, NULL);

  self->scheduler = lab_scheduler_new (n_workers);
  self->removed = lab_removed_runs_new (self->scheduler);
  g_signal_connect_swapped (self->scheduler, "notify::active", G_CALLBACK (on_active), self);
  return self;
}
