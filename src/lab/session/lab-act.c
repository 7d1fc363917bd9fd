/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person can do with one run, and whether that is possible now. Knows no study and no list
 * of runs.
 */
#include "config.h"

#include "lab/session/lab-act.h"

/* Set on a run that was queued when it was paused: it is ready again, but Resume queues it. */
#define WAS_QUEUED "lab-was-queued"

/* Set on a training run that was asked to pause or stop: the act + 1. */
#define ENDING "lab-ending"

/* What the run will do at the end of its step: LAB_ACT_PAUSE, LAB_ACT_STOP or -1. */
static int
get_ending (LabRun *run)
{
  if (lab_run_get_state (run) != LAB_RUN_RUNNING)
    return -1;
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (run), ENDING)) - 1;
}

void
lab_act_note (LabAct act, LabRun *run)
{
  gboolean ends
      = (act == LAB_ACT_PAUSE || act == LAB_ACT_STOP) && lab_run_get_state (run) == LAB_RUN_RUNNING;
  gboolean waits = act == LAB_ACT_PAUSE && lab_run_get_state (run) == LAB_RUN_QUEUED;

  g_object_set_data (G_OBJECT (run), ENDING, GINT_TO_POINTER (ends ? (int) act + 1 : 0));
  g_object_set_data (G_OBJECT (run), WAS_QUEUED, GINT_TO_POINTER (waits));
}

gboolean
lab_act_is_ending (LabAct act, LabRun *run)
{
  g_return_val_if_fail (LAB_IS_RUN (run), FALSE);

  return get_ending (run) == (int) act;
}

static gboolean
was_queued (LabRun *run)
{
  return lab_run_get_state (run) == LAB_RUN_READY
         && g_object_get_data (G_OBJECT (run), WAS_QUEUED) != NULL;
}

gboolean
lab_act_can_be_done (LabAct act, LabRun *run)
{
  g_return_val_if_fail (LAB_IS_RUN (run), FALSE);

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

static guint64
get_rest_of_round (LabRun *run)
{
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (run));
  guint length = MAX (1, nc_setup_get_round_length (setup));

  return length - lab_run_get_iteration (run) % length;
}

void
lab_act_do (LabAct act, LabScheduler *scheduler, LabRun *run)
{
  switch (act)
    {
    case LAB_ACT_START:
    case LAB_ACT_RESUME:
      lab_scheduler_start (scheduler, run);
      break;
    case LAB_ACT_PAUSE:
      lab_scheduler_pause (scheduler, run);
      break;
    case LAB_ACT_STEP:
      lab_scheduler_step (scheduler, run, 1);
      break;
    case LAB_ACT_STEP_ROUND:
      lab_scheduler_step (scheduler, run, get_rest_of_round (run));
      break;
    case LAB_ACT_STOP:
      lab_scheduler_stop (scheduler, run);
      break;
    default:
      g_assert_not_reached ();
    }
}
