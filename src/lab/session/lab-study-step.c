/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Holds the state of a study before a change; swapping exchanges it for the state after.
 */
#include "config.h"

#include "lab/session/lab-study-step.h"

#include "lab/session/lab-act.h"
#include "lab/training/lab-study-state.h"

struct _LabStudyStep
{
  LabStudy *study;
  LabScheduler *scheduler;
  LabStudyState *state; /* to go to */
  GPtrArray *resumes;   /* of LabRun: what trained there */
};

/* (transfer full): the listed runs that train, or wait for their turn. */
static GPtrArray *
list_active (LabStudy *study)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    {
      LabRun *run = lab_study_get_run (study, i);

      if (lab_run_is_active (run) && !lab_act_is_pausing (run))
        g_ptr_array_add (runs, g_object_ref (run));
    }
  return runs;
}

LabStudyStep *
lab_study_step_new (LabStudy *study, LabScheduler *scheduler)
{
  LabStudyStep *step = g_new (LabStudyStep, 1);

  step->study = g_object_ref (study);
  step->scheduler = g_object_ref (scheduler);
  step->state = lab_study_take_state (study);
  step->resumes = list_active (study);
  return step;
}

void
lab_study_step_free (LabStudyStep *step)
{
  g_object_unref (step->study);
  g_object_unref (step->scheduler);
  lab_study_state_free (step->state);
  g_ptr_array_unref (step->resumes);
  g_free (step);
}

static void
pause_run (LabStudyStep *step, LabRun *run)
{
  lab_act_note (LAB_ACT_PAUSE, run);
  lab_act_do (LAB_ACT_PAUSE, step->scheduler, run);
}

/* Even if its pause is still waiting for the end of a step. */
static void
resume_run (LabStudyStep *step, LabRun *run)
{
  lab_act_note (LAB_ACT_RESUME, run);
  lab_act_do (LAB_ACT_RESUME, step->scheduler, run);
}

/* What is still listed trains on. */
static void
pause_unlisted (LabStudyStep *step)
{
  for (guint i = step->resumes->len; i-- > 0;)
    if (lab_study_is_listed (step->study, step->resumes->pdata[i]))
      g_ptr_array_remove_index (step->resumes, i);
    else
      pause_run (step, step->resumes->pdata[i]);
}

static gboolean
swap (gpointer data, GError **error)
{
  LabStudyStep *step = data;
  g_autoptr (LabStudyState) state = g_steal_pointer (&step->state);
  g_autoptr (GPtrArray) resumes = g_steal_pointer (&step->resumes);

  step->state = lab_study_take_state (step->study);
  step->resumes = list_active (step->study);
  lab_study_put_state (step->study, state);
  pause_unlisted (step);
  for (guint i = 0; i < resumes->len; i++)
    resume_run (step, resumes->pdata[i]);
  return TRUE;
}

static void
free_step (gpointer data)
{
  lab_study_step_free (data);
}

void
lab_study_step_end (LabStudyStep *step, LabUndo *undo, const char *label, const char *key)
{
  static const LabStepKind kind = { swap, free_step };

  if (lab_study_is_in_state (step->study, step->state))
    {
      lab_study_step_free (step);
      return;
    }
  pause_unlisted (step);
  lab_undo_push (undo, label, key, &kind, step);
}
