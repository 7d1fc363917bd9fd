/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run while a worker trains it: the thread, what becomes of the run once the
 * worker is back, and the sources that bring the worker's news to the owner.
 *
 * A job trains what the run was to train when the job began; if the run is reset
 * meanwhile, the job ends without a word. All calls are the owner's.
 */
#pragma once

#include "lab/training/lab-run.h"

G_BEGIN_DECLS

/* What the owner wants once the worker is back. */
typedef enum
{
  LAB_JOB_PAUSE,
  LAB_JOB_STOP,
  LAB_JOB_GO_ON,
} LabJobEnd;

typedef struct _LabJob LabJob;

/* In the owner's main context: the worker is done. */
typedef void (*LabJobFunc) (LabJob *job, gpointer data);

/**
 * lab_job_begin:
 * @niceness: of the worker
 * @context: the owner's
 * @done: called once, unless the job is freed before
 *
 * Returns: (nullable): a job whose worker trains; NULL with @error if no thread
 * could be started
 */
LabJob *lab_job_begin (LabRun *run,
                       int niceness,
                       GMainContext *context,
                       LabJobFunc done,
                       gpointer data,
                       GError **error);

/* Only of a job whose worker was waited for. */
void lab_job_free (LabJob *job);

LabRun *lab_job_get_run (LabJob *job);

/* Of what it trains, whatever the run is to train now. */
const NcSetup *lab_job_get_setup (LabJob *job);

/* Whether it trains what the run is to train now: it was not reset. */
gboolean lab_job_is_current (LabJob *job);

/**
 * lab_job_halt:
 *
 * The worker ends at its next step, and @end is what becomes of the run. Who
 * stops a run stops it for good.
 */
void lab_job_halt (LabJob *job, LabJobEnd end);

/**
 * lab_job_take_back_halt:
 * @n_iterations: for which the run is to be trained on
 *
 * For a job that was asked to halt a moment ago and is not back yet, or that makes
 * some steps only. The worker counts its own iterations: these are for the next.
 *
 * Returns: FALSE if nothing is taken back, as the job trains on or was stopped
 */
gboolean lab_job_take_back_halt (LabJob *job, guint64 n_iterations);

/**
 * lab_job_set_executor:
 * @executor: (nullable): whose threads share the training's steps from the next one on
 */
void lab_job_set_executor (LabJob *job, NcExecutor *executor);

/* The worker ends at its next step; what becomes of the run stays as it was asked. */
void lab_job_interrupt (LabJob *job);

/* Waits for the worker: for one step once it was told to end. */
void lab_job_wait (LabJob *job);

/**
 * lab_job_conclude:
 *
 * Gives the run the state that the ended work means.
 *
 * Returns: TRUE if the run is to be trained on instead, and has no new state yet:
 * see lab_job_take_back_halt()
 */
gboolean lab_job_conclude (LabJob *job);

G_END_DECLS
