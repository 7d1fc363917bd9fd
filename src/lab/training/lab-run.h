/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run: one experiment with one seed, its state and its series.
 *
 * A run belongs to the thread that made it (the owner's), which alone reads and
 * changes its properties; a worker thread trains it and hands every change of
 * state over to the owner's main context. Acts go through LabScheduler.
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

/* Properties, all notified in the owner's thread: "label" (string, rw), "state"
 * (LabRunState, ro), "colour" (uint, rw: index in the palette, the same
 * everywhere), "visible" (boolean, rw), "message" (string, ro: what went wrong or
 * why it ended, NULL when there is nothing to say), "series" (LabSeries, ro: a
 * new one after a reset), "experiment" (LabExperiment, ro), "diagnosis"
 * (LabDiagnosis, ro: NULL until the first round ends). */

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
 * Returns: (transfer none) (nullable): as of the end of a round, a pause or the
 * end; of a run that diverged the last one before
 */
LabDiagnosis *lab_run_get_diagnosis (LabRun *run);

/**
 * lab_run_get_evaluation:
 *
 * Returns: (nullable) (transfer none): what its networks can do; of a finished run
 * alone, with the change of its state
 */
LabEvaluation *lab_run_get_evaluation (LabRun *run);

/**
 * lab_run_get_number:
 *
 * Returns: by which the store knows it, 0 when no store does
 */
gint64 lab_run_get_number (LabRun *run);

/**
 * lab_run_get_checkpoint:
 * @iteration: (out)
 *
 * Returns: (transfer full) (nullable): the newest state of the training, for
 * nc_trainer_restore_state(); at most half a second old while it trains
 */
GBytes *lab_run_get_checkpoint (LabRun *run, guint64 *iteration);

/**
 * lab_run_get_arithmetic:
 *
 * Returns: (nullable) (transfer none): kernels and BLAS that have trained it,
 * "v4, OpenBLAS SkylakeX", and from which iteration on others did
 */
const char *lab_run_get_arithmetic (LabRun *run);

/**
 * lab_run_is_held_elsewhere:
 *
 * Returns: whether another process has the run, so that it cannot be started here
 */
gboolean lab_run_is_held_elsewhere (LabRun *run);

/* Bob's final loss rate as the paper claims it for this curve, NAN if it claims none. */
double lab_run_get_paper_loss_rate (LabRun *run);
void lab_run_set_paper_loss_rate (LabRun *run, double loss_rate);

guint64 lab_run_get_length (LabRun *run);    /* iterations of the whole run */
guint64 lab_run_get_iteration (LabRun *run); /* done so far; live while it runs */

/**
 * lab_run_get_speed:
 *
 * Returns: iterations a second over the last second or so of training, 0 while not running
 */
double lab_run_get_speed (LabRun *run);

/**
 * lab_run_get_seconds_left:
 *
 * Returns: at the present speed, NAN when unknown
 */
double lab_run_get_seconds_left (LabRun *run);

/**
 * lab_run_get_seconds:
 *
 * Returns: seconds of training so far, pauses and queues left out
 */
double lab_run_get_seconds (LabRun *run);

/**
 * lab_runs_check_memory:
 * @runs: of LabRun, which train or will
 * @available: bytes, beside what all of them hold already
 *
 * Whether there is enough for all of them to their last iteration. A run that has
 * ended holds what it has, so it does not matter how many of them train at once.
 *
 * Returns: FALSE with LAB_ERROR_MEMORY, one sentence with the figures
 */
gboolean lab_runs_check_memory (GPtrArray *runs, guint64 available, GError **error);

gboolean lab_run_is_active (LabRun *run); /* queued or running */
gboolean lab_run_is_ended (LabRun *run);  /* finished, stopped, diverged or failed */

G_END_DECLS
