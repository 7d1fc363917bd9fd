/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run: one experiment with one seed, its state and its series.
 *
 * A run belongs to the thread that made it (the owner's), and only that thread reads and changes
 * its properties; a worker thread trains it and passes every change of state to the owner's main
 * context. Acts go through LabScheduler.
 */
#pragma once

#include "lab/training/lab-diagnosis.h"
#include "lab/training/lab-evaluation.h"
#include "lab/experiment/lab-experiment.h"
#include "lab/training/lab-run-state.h"
#include "lab/training/lab-series.h"

G_BEGIN_DECLS

#define LAB_TYPE_RUN (lab_run_get_type ())
G_DECLARE_FINAL_TYPE (LabRun, lab_run, LAB, RUN, GObject)

/* Properties, all notified in the owner's thread: "label" (string, read-write), "state"
 * (LabRunState, read-only), "colour" (uint, read-write: index in the palette, the same
 * everywhere), "visible" (boolean, read-write), "message" (string, read-only: what went wrong or
 * why it ended, NULL if nothing), "series" (LabSeries, read-only: another one when a run that has
 * not begun gets other settings), "experiment" (LabExperiment, read-only), "diagnosis"
 * (LabDiagnosis, read-only: NULL until the first round ends). */

LabRun *lab_run_new (const char *label, LabExperiment *experiment, guint32 seed);

const char *lab_run_get_label (LabRun *run);
void lab_run_set_label (LabRun *run, const char *label);
LabExperiment *lab_run_get_experiment (LabRun *run); /* (transfer none) */
guint32 lab_run_get_seed (LabRun *run);
LabRunState lab_run_get_state (LabRun *run);
const char *lab_run_get_message (LabRun *run);
guint lab_run_get_colour (LabRun *run);
void lab_run_set_colour (LabRun *run, guint colour);
gboolean lab_run_get_visible (LabRun *run);
void lab_run_set_visible (LabRun *run, gboolean visible);
LabSeries *lab_run_get_series (LabRun *run); /* (transfer none) */

/**
 * lab_run_get_diagnosis:
 *
 * Returns: (transfer none) (nullable): from the end of a round, a pause or the end; for a diverged
 * run, the last one before that
 */
LabDiagnosis *lab_run_get_diagnosis (LabRun *run);

/**
 * lab_run_get_evaluation:
 *
 * Returns: (nullable) (transfer none): what its networks can do; only for a finished run,
 * available when its state changes
 */
LabEvaluation *lab_run_get_evaluation (LabRun *run);

/**
 * lab_run_get_number:
 *
 * Returns: its number in the store, 0 if it is in none
 */
gint64 lab_run_get_number (LabRun *run);

/**
 * lab_run_get_checkpoint:
 * @iteration: (out)
 *
 * Returns: (transfer full) (nullable): the newest state of the training, for
 * nc_trainer_restore_state(); at most half a second old while training
 */
GBytes *lab_run_get_checkpoint (LabRun *run, guint64 *iteration);

/**
 * lab_run_get_arithmetic:
 *
 * Returns: (nullable) (transfer none): the kernels and BLAS that trained it, "v4, OpenBLAS
 * SkylakeX", and from which iteration on others did
 */
const char *lab_run_get_arithmetic (LabRun *run);

/**
 * lab_run_is_held_elsewhere:
 *
 * Returns: whether another process holds the run, so that it cannot be started here
 */
gboolean lab_run_is_held_elsewhere (LabRun *run);

/* Bob's final loss rate for this curve according to the paper, NAN if it gives none. */
double lab_run_get_paper_loss_rate (LabRun *run);
void lab_run_set_paper_loss_rate (LabRun *run, double loss_rate);

guint64 lab_run_get_length (LabRun *run);    /* iterations of the complete run */
guint64 lab_run_get_iteration (LabRun *run); /* done so far; live while running */

/**
 * lab_run_get_speed:
 *
 * Returns: iterations per second over about the last second of training, 0 if not running
 */
double lab_run_get_speed (LabRun *run);

/**
 * lab_run_get_seconds_left:
 *
 * Returns: at the current speed, NAN if unknown
 */
double lab_run_get_seconds_left (LabRun *run);

/**
 * lab_run_get_seconds:
 *
 * Returns: seconds of training so far, without pauses and queueing
 */
double lab_run_get_seconds (LabRun *run);

/**
 * lab_runs_check_memory:
 * @runs: of LabRun, training or about to
 * @available: bytes, beyond what they already hold
 *
 * Whether there is enough for all of them up to their last iteration. An ended run keeps its
 * memory, so it does not matter how many train at once.
 *
 * Returns: FALSE with LAB_ERROR_MEMORY, one sentence with the figures
 */
gboolean lab_runs_check_memory (GPtrArray *runs, guint64 available, GError **error);

gboolean lab_run_is_active (LabRun *run); /* queued or running */
gboolean lab_run_is_ended (LabRun *run);  /* finished, diverged or failed */

G_END_DECLS
