/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who trains when: as many runs at once as there are workers; the others queue in the order of the
 * requests.
 *
 * All calls come from the owner's thread and return at once; their effect arrives as a change of
 * the run's state in the owner's main context. The worker acts between two training steps. Worker
 * threads have a lower priority than the window.
 */
#pragma once

#include "lab/training/lab-run.h"

G_BEGIN_DECLS

#define LAB_TYPE_SCHEDULER (lab_scheduler_get_type ())
G_DECLARE_FINAL_TYPE (LabScheduler, lab_scheduler, LAB, SCHEDULER, GObject)

/* Property "active" (boolean, read-only): whether any run is queued or running. */

/**
 * lab_scheduler_new:
 * @n_workers: runs at once; 0 for one per processor
 */
LabScheduler *lab_scheduler_new (guint n_workers);

/**
 * lab_scheduler_set_workers:
 * @n_workers: as in lab_scheduler_new()
 *
 * Runs that are training go on; with fewer workers, queued ones wait for longer.
 */
void lab_scheduler_set_workers (LabScheduler *scheduler, guint n_workers);

/**
 * lab_scheduler_set_memory:
 * @bytes: available to runs from now on; 0, the default, for what the machine has when a run is
 * started
 */
void lab_scheduler_set_memory (LabScheduler *scheduler, guint64 bytes);

/**
 * lab_scheduler_start:
 *
 * Ready or paused: queued, and running when a worker is free. If the run and the active ones need
 * more memory than there is, its state does not change and its message gives the figures. No
 * effect in other states.
 */
void lab_scheduler_start (LabScheduler *scheduler, LabRun *run);

/**
 * lab_scheduler_step:
 * @n_iterations: to train before pausing again
 */
void lab_scheduler_step (LabScheduler *scheduler, LabRun *run, guint64 n_iterations);

/**
 * lab_scheduler_pause:
 *
 * Queued or running: paused, at most one step later; its worker takes the next run. A queued run
 * that has not begun becomes ready.
 */
void lab_scheduler_pause (LabScheduler *scheduler, LabRun *run);

gboolean lab_scheduler_get_active (LabScheduler *scheduler);

/**
 * lab_scheduler_shut_down:
 *
 * Ends every worker at its next step and waits for it.
 */
void lab_scheduler_shut_down (LabScheduler *scheduler);

G_END_DECLS
