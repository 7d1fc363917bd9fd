/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run while a worker trains it: the thread, what happens to the run when the worker is done,
 * and the sources that bring the worker's news to the owner.
 * All calls are the owner's.
 */
#pragma once

#include "lab/training/lab-run.h"

G_BEGIN_DECLS

typedef struct _LabJob LabJob;

/* In the owner's main context: the worker is done. */
typedef void (*LabJobFunc) (LabJob *job, gpointer data);

/**
 * lab_job_begin:
 * @niceness: of the worker
 * @context: the owner's
 * @done: called once, unless the job is freed first
 *
 * Returns: (nullable): a job whose worker trains; NULL with @error if no thread could be started
 */
LabJob *lab_job_begin (LabRun *run,
                       int niceness,
                       GMainContext *context,
                       LabJobFunc done,
                       gpointer data,
                       GError **error);

/* Only after the worker was waited for. */
void lab_job_free (LabJob *job);

LabRun *lab_job_get_run (LabJob *job);

const NcSetup *lab_job_get_setup (LabJob *job);

/**
 * lab_job_halt:
 *
 * The worker ends at its next step, and the run is paused.
 */
void lab_job_halt (LabJob *job);

/**
 * lab_job_take_back_halt:
 * @n_iterations: how many more to train
 *
 * For a job that was just asked to halt and is not done yet, or that makes only some steps. The
 * worker counts its own iterations: these are for the next one.
 *
 * Returns: FALSE if there is nothing to take back, because the job trains on
 */
gboolean lab_job_take_back_halt (LabJob *job, guint64 n_iterations);

/**
 * lab_job_set_executor:
 * @executor: (nullable): whose threads share the training's steps, from the next step on
 */
void lab_job_set_executor (LabJob *job, NcExecutor *executor);

/* The worker ends at its next step; the end requested for the run is unchanged. */
void lab_job_interrupt (LabJob *job);

/* Waits for the worker: at most one step if it was told to end. */
void lab_job_wait (LabJob *job);

/**
 * lab_job_conclude:
 *
 * Sets the run's state according to how the work ended.
 *
 * Returns: TRUE if the run is to continue training instead, and has no new state yet: see
 * lab_job_take_back_halt()
 */
gboolean lab_job_conclude (LabJob *job);

G_END_DECLS
