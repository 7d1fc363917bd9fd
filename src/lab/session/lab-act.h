/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be done with one run by hand, and whether it can be done now.
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
  LAB_ACT_STOP,
  LAB_ACT_RESET,  /* a study's: lab_study_reset() */
  LAB_ACT_REMOVE, /* a list's: lab-listed-runs.h */
} LabAct;
#define LAB_N_ACTS 8

/* Whether @act would do anything to @run. */
gboolean lab_act_can_be_done (LabAct act, LabRun *run);

/* Does one of the first six. */
void lab_act_do (LabAct act, LabScheduler *scheduler, LabRun *run);

/**
 * lab_act_note:
 *
 * Remembers with @run, before it is told to, that it will pause or stop at the end of
 * its step, or does neither any more.
 */
void lab_act_note (LabAct act, LabRun *run);

/* Whether @act, to pause or to stop, has been asked for and waits for the end of a step. */
gboolean lab_act_is_ending (LabAct act, LabRun *run);

G_END_DECLS
