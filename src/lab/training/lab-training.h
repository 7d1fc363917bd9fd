/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A training in progress: the trainer, its series, and what passes between a run's owner and the
 * worker that trains it. Only for this room.
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

/* Made by the owner, used by one worker at a time, and returned when the worker is done. */
typedef struct
{
  gatomicrefcount count;
  LabExperiment *experiment;
  guint32 seed;
  LabSeries *series;
  NcTrainer *trainer;        /* made by the first worker, from the checkpoint if any */
  char *failure;             /* the worker's: why it failed */
  char *stop;                /* the worker's: why it finished before its last round */
  LabEvaluation *evaluation; /* the worker's: of a finished training */
  GRefString *arithmetic;    /* the owner's: what trained it, see lab_run_get_arithmetic() */

  GMutex checkpoint_mutex; /* for the next two */
  GBytes *checkpoint;      /* the newest state, see nc_trainer_save_state(); may be NULL */
  guint64 checkpoint_iteration;

  /* The worker's newest diagnosis until the owner takes it; the pointer owns a reference. And the
   * source that tells the owner about it: the scheduler's, set only while no worker is training. */
  _Atomic (LabDiagnosis *) diagnosis;
  GSource *news;

  LabNeed need;                 /* the owner's: of the complete run, 0 if unknown */
  _Atomic gboolean has_trainer; /* the worker's: in memory now */

  _Atomic gboolean halt;           /* set by the owner: no further step */
  _Atomic guint64 iterations;      /* left before a pause */
  _Atomic gint64 busy_time;        /* microseconds of training before the current stretch */
  _Atomic gint64 stretch_start;    /* monotonic time, 0 if no worker is training */
  _Atomic (NcExecutor *) executor; /* the scheduler's, while this training may use it */
} LabTraining;

LabTraining *lab_training_new (LabExperiment *experiment, guint32 seed);
LabTraining *lab_training_ref (LabTraining *training);
void lab_training_unref (LabTraining *training);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabTraining, lab_training_unref)

/* Why a worker ended. */
typedef enum
{
  LAB_OUTCOME_HALTED,
  LAB_OUTCOME_PAUSED, /* the requested iterations are done */
  LAB_OUTCOME_FINISHED,
  LAB_OUTCOME_DIVERGED,
  LAB_OUTCOME_FAILED, /* training->failure says why */
} LabOutcome;

/* Trains until something ends it; in the worker's thread. @party is set if it diverged. */
LabOutcome lab_training_work (LabTraining *training, NcParty *party);

/* (transfer full): one sentence, after divergence; in the owner's thread. */
char *lab_training_describe_divergence (LabTraining *training, NcParty party);

/**
 * lab_training_get_checkpoint:
 * @iteration: (out): how many it has done; all of them are in the series
 *
 * Workers publish one twice a second and when they end. Any thread may call this.
 *
 * Returns: (transfer full) (nullable)
 */
GBytes *lab_training_get_checkpoint (LabTraining *training, guint64 *iteration);

/**
 * lab_training_restore:
 * @checkpoint: (nullable): the state at @iteration, the length of @series
 *
 * Only before the first worker has it.
 */
void lab_training_restore (LabTraining *training,
                           LabSeries *series,
                           GBytes *checkpoint,
                           guint64 iteration,
                           double seconds,
                           GRefString *arithmetic);

/* Of training so far, see lab_run_get_seconds(). Any thread may call this. */
double lab_training_get_seconds (LabTraining *training);

/* (transfer full): the kernels and BLAS in use in this process. */
char *lab_describe_arithmetic (void);

/**
 * lab_training_note_arithmetic:
 *
 * Records what computes from now on; in the owner's thread, before a worker has it.
 *
 * Returns: (transfer full) (nullable): a sentence if that is not what computed before
 */
char *lab_training_note_arithmetic (LabTraining *training);

/**
 * lab_training_take_diagnosis:
 *
 * Returns: (transfer full) (nullable): the worker's newest, NULL if already taken
 */
LabDiagnosis *lab_training_take_diagnosis (LabTraining *training);

/**
 * lab_news_source_new:
 *
 * Returns: (transfer full): attached to @context; calls @callback whenever another thread sets its
 * ready time to 0; @callback must reset it to -1
 */
GSource *lab_news_source_new (GMainContext *context, GSourceFunc callback, gpointer data);

G_END_DECLS
