/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person can do with one run, and whether that is possible now.
 */
#pragma once

#include "lab/training/lab-scheduler.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_ACT_START,
  LAB_ACT_PAUSE,
  LAB_ACT_RESUME,
  LAB_ACT_STEP,       /* one iteration */
  LAB_ACT_STEP_ROUND, /* to the end of the round */
  LAB_ACT_RESTART,    /* by the study: lab_study_renew() */
  LAB_ACT_NEW_SEED,   /* likewise, with a seed that its curve has not trained */
  LAB_ACT_REMOVE,     /* likewise: lab_study_remove() */
} LabAct;
#define LAB_N_ACTS 8

/* Whether @act would have any effect on @run. */
gboolean lab_act_can_be_done (LabAct act, LabRun *run);

/* Does one of the first five acts. */
void lab_act_do (LabAct act, LabScheduler *scheduler, LabRun *run);

/**
 * lab_act_note:
 *
 * Call before the act: records on @run that it will pause at the end of its step, or clears that.
 */
void lab_act_note (LabAct act, LabRun *run);

/* Whether a pause was requested and waits for the end of a step. */
gboolean lab_act_is_pausing (LabRun *run);

G_END_DECLS
