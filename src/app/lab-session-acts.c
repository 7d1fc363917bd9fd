/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be done with the runs of a session: which acts are possible, doing
 * them, and having back what was removed. Knows no widget.
 */
#include "config.h"

#include "lab-session-private.h"

/* Set on a run that waited in the queue when it was paused: it is ready again,
 * but to resume means to let it wait again. */
#define WAS_QUEUED "lab-was-queued"

/* Set on a run that trains when it was asked to pause or stop: the act and 1. */
#define ENDING "lab-ending"

/* What the run will do when its step is over: LAB_ACT_PAUSE, LAB_ACT_STOP or -1. */
static int
get_ending (LabRun *run)
{
  if (lab_run_get_state (run) != LAB_RUN_RUNNING)
    return -1;
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (run), ENDING)) - 1;
}

static void
note_ending (LabRun *run, LabAct act)
{
  gboolean ends
      = (act == LAB_ACT_PAUSE || act == LAB_ACT_STOP) && lab_run_get_state (run) == LAB_RUN_RUNNING;

  g_object_set_data (G_OBJECT (run), ENDING, GINT_TO_POINTER (ends ? (int) act + 1 : 0));
}

gboolean
lab_session_is_ending (LabSession *self, LabAct act, LabRun *run)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);
  g_return_val_if_fail (LAB_IS_RUN (run), FALSE);

  return get_ending (run) == (int) act;
}

static gboolean
was_queued (LabRun *run)
{
  return lab_run_get_state (run) == LAB_RUN_READY
         && g_object_get_data (G_OBJECT (run), WAS_QUEUED) != NULL;
}

static gboolean
can_be_done (LabAct act, LabRun *run)
{
  LabRunState state = lab_run_get_state (run);
  gboolean can_begin = state == LAB_RUN_READY || state == LAB_RUN_PAUSED;

  if (lab_run_is_held_elsewhere (run))
    return FALSE;
  switch (act)
    {
    case LAB_ACT_START:
    case LAB_ACT_STEP:
    case LAB_ACT_STEP_ROUND:
      return can_begin;
    case LAB_ACT_RESUME:
      return state == LAB_RUN_PAUSED || was_queued (run);
    case LAB_ACT_PAUSE:
      return lab_run_is_active (run) && get_ending (run) < 0;
    case LAB_ACT_STOP:
      return (lab_run_is_active (run) && get_ending (run) != LAB_ACT_STOP)
             || state == LAB_RUN_PAUSED;
    case LAB_ACT_RESET:
      return state != LAB_RUN_READY;
    case LAB_ACT_REMOVE:
      return TRUE;
    default:
      g_assert_not_reached ();
    }
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
      if ((only != NULL ? run == only : lab_run_get_visible (run)) && can_be_done (act, run))
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

static guint64
get_rest_of_round (LabRun *run)
{
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (run));
  guint length = MAX (1, nc_setup_get_round_length (setup));

  return length - lab_run_get_iteration (run) % length;
}

static void
remove_run (LabSession *self, LabRun *run)
{
  LabRemoved removed = {
    .run = g_object_ref (run),
    .was_visible = lab_run_get_visible (run),
    .was_active = lab_run_is_active (run) && get_ending (run) < 0,
  };

  note_ending (run, LAB_ACT_PAUSE);
  lab_scheduler_pause (self->scheduler, run);
  if (self->selected == run)
    g_clear_object (&self->selected);
  g_array_append_val (self->removed, removed);
  lab_run_set_visible (run, FALSE);
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
      gboolean waits = lab_run_get_state (target) == LAB_RUN_QUEUED && act == LAB_ACT_PAUSE;

      g_object_set_data (G_OBJECT (target), WAS_QUEUED, GINT_TO_POINTER (waits));
      note_ending (target, act);
      switch (act)
        {
        case LAB_ACT_START:
        case LAB_ACT_RESUME:
          lab_scheduler_start (self->scheduler, target);
          break;
        case LAB_ACT_PAUSE:
          lab_scheduler_pause (self->scheduler, target);
          break;
        case LAB_ACT_STEP:
          lab_scheduler_step (self->scheduler, target, 1);
          break;
        case LAB_ACT_STEP_ROUND:
          lab_scheduler_step (self->scheduler, target, get_rest_of_round (target));
          break;
        case LAB_ACT_STOP:
          lab_scheduler_stop (self->scheduler, target);
          break;
        case LAB_ACT_RESET:
          lab_study_reset (self->study, self->scheduler, target);
          break;
        case LAB_ACT_REMOVE:
          remove_run (self, target);
          break;
        default:
          g_assert_not_reached ();
        }
    }
  if (act == LAB_ACT_REMOVE)
    lab_session_announce_runs (self);
  else
    lab_session_announce_change (self);
}

guint
lab_session_clear (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), 0);

  g_autoptr (GPtrArray) runs = lab_session_get_runs (self);
  guint n_removed = 0;

  for (guint i = 0; i < runs->len; i++)
    if (can_be_done (LAB_ACT_REMOVE, g_ptr_array_index (runs, i)))
      {
        if (n_removed++ == 0) /* and what was removed before can be had back until then */
          lab_session_forget_removed (self);
        remove_run (self, g_ptr_array_index (runs, i));
      }
  if (n_removed > 0)
    lab_session_announce_runs (self);
  return n_removed;
}

void
lab_session_undo_remove (LabSession *self)
{
  g_return_if_fail (LAB_IS_SESSION (self));

  g_autoptr (GArray) removed = g_steal_pointer (&self->removed);

  self->removed = g_array_new (FALSE, FALSE, sizeof (LabRemoved));
  for (guint i = 0; i < removed->len; i++)
    {
      LabRemoved *one = &g_array_index (removed, LabRemoved, i);
      lab_run_set_visible (one->run, one->was_visible);
      if (one->was_active)
        {
          note_ending (one->run, LAB_ACT_START);
          lab_scheduler_start (self->scheduler, one->run);
        }
      g_object_unref (one->run);
    }
  lab_session_announce_runs (self);
}

gboolean
lab_session_has_removed (LabSession *self)
{
  g_return_val_if_fail (LAB_IS_SESSION (self), FALSE);

  return self->removed->len > 0;
}

void
lab_session_forget_removed (LabSession *self)
{
  g_return_if_fail (LAB_IS_SESSION (self));

  /* A run leaves the list of removed ones last: it must not be seen in between. */
  while (self->removed->len > 0)
    {
      g_autoptr (LabRun) run = g_array_index (self->removed, LabRemoved, 0).run;
      lab_scheduler_stop (self->scheduler, run);
      lab_study_remove (self->study, run);
      g_array_remove_index (self->removed, 0);
    }
}
