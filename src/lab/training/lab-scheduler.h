/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who trains when: as many runs at once as there are workers, the others queue
 * in the order in which they were asked for.
 *
 * All calls come from the owner's thread and return at once; what they bring
 * about arrives as a change of the run's state in the owner's main context. The
 * worker acts between two training steps. Worker threads have a lower priority
 * than the window.
 */
#pragma once

#include "lab/training/lab-run.h"

G_BEGIN_DECLS

#define LAB_TYPE_SCHEDULER (lab_scheduler_get_type ())
G_DECLARE_FINAL_TYPE (LabScheduler, lab_scheduler, LAB, SCHEDULER, GObject)

/* Property "active" (boolean, ro): whether any run is queued or running. */

/**
 * lab_scheduler_new:
 * @n_workers: runs at once; 0 for as many as there are processors
 */
LabScheduler *lab_scheduler_new (guint n_workers);

/**
 * lab_scheduler_set_memory:
 * @bytes: that runs may take from now on; 0, as it is at first, for what the
 * machine has when a run is started
 */
void lab_scheduler_set_memory (LabScheduler *scheduler, guint64 bytes);

/**
 * lab_scheduler_start:
 *
 * Ready or paused: queued, and running once a worker is free. A run that would
 * need more memory than there is, beside those that are active already, stays as
 * it is, and its message says so with the figures. In any other state nothing
 * happens.
 */
void lab_scheduler_start (LabScheduler *scheduler, LabRun *run);

/**
 * lab_scheduler_step:
 * @n_iterations: how many, then the run is paused again
 */
void lab_scheduler_step (LabScheduler *scheduler, LabRun *run, guint64 n_iterations);

/**
 * lab_scheduler_pause:
 *
 * Queued or running: paused, at most one step later. Its worker takes the next
 * in the queue.
 */
void lab_scheduler_pause (LabScheduler *scheduler, LabRun *run);

/**
 * lab_scheduler_stop:
 *
 * Ready, queued, running or paused: stopped for good; the series stays.
 */
void lab_scheduler_stop (LabScheduler *scheduler, LabRun *run);

/**
 * lab_scheduler_reset:
 * @experiment: (nullable): trains this from now on; NULL for the same again
 * @seed: with @experiment
 *
 * Back to ready at iteration 0 with a new series, whatever it was doing. With
 * the same experiment and seed it becomes the same curve again.
 */
void
lab_scheduler_reset (LabScheduler *scheduler, LabRun *run, LabExperiment *experiment, guint32 seed);

gboolean lab_scheduler_get_active (LabScheduler *scheduler);

/**
 * lab_scheduler_shut_down:
 *
 * Ends every worker at its next step and waits for it (one step).
 */
void lab_scheduler_shut_down (LabScheduler *scheduler);

G_END_DECLS
