/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person can do with one run, and whether that is possible now. Knows no study and no list
 * of runs.
 */
#include "config.h"

#include "lab/session/lab-act.h"

/* Set on a run that was queued when it was paused: it is ready again, but Resume queues it. */
#define WAS_QUEUED "lab-was-queued"

/* Set on a training run that was asked to pause. */
#define PAUSING "lab-pausing"

void
lab_act_note (LabAct act, LabRun *run)
{
  LabRunState state = lab_run_get_state (run);
  gboolean pauses = act == LAB_ACT_PAUSE && state == LAB_RUN_RUNNING;
  gboolean waits = act == LAB_ACT_PAUSE && state == LAB_RUN_QUEUED;

  g_object_set_data (G_OBJECT (run), PAUSING, GINT_TO_POINTER (pauses));
  g_object_set_data (G_OBJECT (run), WAS_QUEUED, GINT_TO_POINTER (waits));
}

gboolean
lab_act_is_pausing (LabRun *run)
{
  g_return_val_if_fail (LAB_IS_RUN (run), FALSE);

  return lab_run_get_state (run) == LAB_RUN_RUNNING
         && g_object_get_data (G_OBJECT (run), PAUSING) != NULL;
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
      return lab_run_is_active (run) && !lab_act_is_pausing (run);
    case LAB_ACT_RESTART:
      return state != LAB_RUN_READY;
    case LAB_ACT_NEW_SEED:
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
    default:
      g_assert_not_reached ();
    }
}
