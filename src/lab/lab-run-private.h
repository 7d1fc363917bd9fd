/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run shares with its worker; for lab-run.c, lab-scheduler.c and
 * lab-worker.c alone.
 */
#pragma once

#include <stdatomic.h>

#include "engine/nc-executor.h"
#include "lab-run.h"

G_BEGIN_DECLS

/* A training in progress: made by the owner, used by one worker at a time, and
 * handed back when the worker is done. A reset leaves it to its worker and
 * makes a new one. */
typedef struct
{
  gatomicrefcount count;
  LabExperiment *experiment;
  guint32 seed;
  LabSeries *series;
  NcTrainer *trainer; /* made by the first worker */

  _Atomic gboolean halt;           /* the owner's wish: no further step */
  _Atomic guint64 iterations;      /* how many may still be done before a pause */
  _Atomic gint64 busy_time;        /* microseconds of training before the present stretch */
  _Atomic gint64 stretch_start;    /* monotonic time, 0 when no worker is on it */
  _Atomic (NcExecutor *) executor; /* the scheduler's, while this training may use it */
} LabTraining;

LabTraining *lab_training_new (LabExperiment *experiment, guint32 seed);
LabTraining *lab_training_ref (LabTraining *training);
void lab_training_unref (LabTraining *training);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabTraining, lab_training_unref)

/* Why a worker came back. */
typedef enum
{
  LAB_OUTCOME_HALTED,
  LAB_OUTCOME_PAUSED, /* the iterations asked for are done */
  LAB_OUTCOME_FINISHED,
  LAB_OUTCOME_DIVERGED,
} LabOutcome;

/* Trains until something ends it; runs in the worker's thread. party is set
 * when it diverged. */
LabOutcome lab_training_work (LabTraining *training, NcParty *party);

LabTraining *lab_run_get_training (LabRun *run);
void lab_run_set_state (LabRun *run, LabRunState state, const char *message);

/* A new training from iteration 0; experiment may be NULL for the same again. */
void lab_run_renew (LabRun *run, LabExperiment *experiment, guint32 seed);

G_END_DECLS
