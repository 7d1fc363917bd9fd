/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A training in progress: the trainer, its series and what passes between the owner
 * of a run and the worker that trains it. For the files of this room alone.
 */
#pragma once

#include <stdatomic.h>

#include "engine/training/nc-executor.h"
#include "lab/training/lab-diagnosis.h"
#include "lab/training/lab-evaluation.h"
#include "lab/experiment/lab-experiment.h"
#include "lab/training/lab-limits.h"
#include "lab/training/lab-series.h"

G_BEGIN_DECLS

/* Made by the owner, used by one worker at a time, and handed back when the worker is
 * done. A reset leaves it to its worker and makes a new one. */
typedef struct
{
  gatomicrefcount count;
  LabExperiment *experiment;
  guint32 seed;
  LabSeries *series;
  NcTrainer *trainer;        /* made by the first worker, from the checkpoint if there is one */
  char *failure;             /* the worker's, why it failed */
  LabEvaluation *evaluation; /* the worker's, of a finished training */
  GRefString *arithmetic;    /* the owner's: what has trained it, see lab_run_get_arithmetic() */

  GMutex checkpoint_mutex; /* over the next two */
  GBytes *checkpoint;      /* the newest state, see nc_trainer_save_state(); may be NULL */
  guint64 checkpoint_iteration;

  /* The worker's newest diagnosis until the owner takes it, a reference that goes
   * with the pointer; and what tells the owner that there is one, the scheduler's,
   * set while no worker is on it. */
  _Atomic (LabDiagnosis *) diagnosis;
  GSource *news;

  LabNeed need;                 /* the owner's: of the whole run, 0 while unknown */
  _Atomic gboolean has_trainer; /* the worker's: in memory now */

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
  LAB_OUTCOME_FAILED, /* training->failure says why */
} LabOutcome;

/* Trains until something ends it; runs in the worker's thread. party is set
 * when it diverged. */
LabOutcome lab_training_work (LabTraining *training, NcParty *party);

/* (transfer full): one sentence, once it has diverged; in the owner's thread. */
char *lab_training_describe_divergence (LabTraining *training, NcParty party);

/**
 * lab_training_get_checkpoint:
 * @iteration: (out): how many iterations it has behind it; all of them are in the
 * series
 *
 * What a worker hands over twice a second and whenever it comes back. From any
 * thread.
 *
 * Returns: (transfer full) (nullable)
 */
GBytes *lab_training_get_checkpoint (LabTraining *training, guint64 *iteration);

/**
 * lab_training_restore:
 * @checkpoint: (nullable): its state at @iteration, the length of @series
 *
 * Before any worker has had it.
 */
void lab_training_restore (LabTraining *training,
                           LabSeries *series,
                           GBytes *checkpoint,
                           guint64 iteration,
                           double seconds,
                           GRefString *arithmetic);

/* Of training so far, see lab_run_get_seconds(). From any thread. */
double lab_training_get_seconds (LabTraining *training);

/* (transfer full): kernels and BLAS that compute in this process. */
char *lab_describe_arithmetic (void);

/**
 * lab_training_note_arithmetic:
 *
 * Writes down what computes from now on; in the owner's thread, before a worker
 * gets it.
 *
 * Returns: (transfer full) (nullable): a sentence when it is not what computed
 * so far
 */
char *lab_training_note_arithmetic (LabTraining *training);

/**
 * lab_training_take_diagnosis:
 *
 * Returns: (transfer full) (nullable): the worker's newest, NULL when it has been
 * taken already
 */
LabDiagnosis *lab_training_take_diagnosis (LabTraining *training);

/**
 * lab_news_source_new:
 *
 * Returns: (transfer full): attached to @context; calls back whenever another
 * thread sets its ready time to 0, and must set it to -1 then
 */
GSource *lab_news_source_new (GMainContext *context, GSourceFunc callback, gpointer data);

G_END_DECLS
