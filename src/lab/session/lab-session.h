/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window works on: the open study, the scheduler that trains its runs, the selected run, and
 * what can be undone. Knows no widget.
 */
#pragma once

#include "lab/session/lab-act.h"
#include "lab/session/lab-study-step.h"
#include "lab/store/lab-store.h"
#include "lab/training/lab-run-branch.h"

G_BEGIN_DECLS

#define LAB_TYPE_SESSION (lab_session_get_type ())
G_DECLARE_FINAL_TYPE (LabSession, lab_session, LAB, SESSION, GObject)

/* Signals; all but the last are emitted once per act, however much it changed:
 * "runs-changed": the set of runs, or their order
 * "look-changed": what is drawn: names, colours, visibility, series, experiments
 * "changed": anything else that decides what can be done: states, the selection
 * "live-changed": whether anything trains */

/**
 * lab_session_new:
 * @n_workers: runs at once; 0 for one per processor
 */
LabSession *lab_session_new (guint n_workers);

/* As lab_scheduler_set_workers(). */
void lab_session_set_workers (LabSession *self, guint n_workers);

/**
 * lab_session_set_store:
 *
 * Once, before the first study is opened: the store then keeps every open study.
 */
void lab_session_set_store (LabSession *self, LabStore *store);
LabStore *lab_session_get_store (LabSession *self); /* (transfer none) (nullable) */

/* Emits pending signals now. */
void lab_session_flush (LabSession *self);

LabStudy *lab_session_get_study (LabSession *self); /* (transfer none) (nullable) */

/**
 * lab_session_set_study:
 *
 * Pauses what trains of the former study, which stays as it is for whoever
 * holds a reference to it, and in the store's keeping until lab_store_let_go().
 */
void lab_session_set_study (LabSession *self, LabStudy *study);

/* Whether another program holds one of the open study's runs. */
gboolean lab_session_is_held_elsewhere (LabSession *self);

/**
 * lab_session_get_runs:
 *
 * Returns: (transfer container) (element-type LabRun): those listed
 */
GPtrArray *lab_session_get_runs (LabSession *self);

/* Whether the run was trained with other settings than its curve now has. */
gboolean lab_session_is_outdated (LabSession *self, LabRun *run);

LabRun *lab_session_get_selected (LabSession *self); /* (transfer none) (nullable) */
void lab_session_set_selected (LabSession *self, LabRun *run);

/**
 * lab_session_can:
 * @run: (nullable): NULL for the selected run, or for all visible runs if none is selected
 *
 * Returns: whether @act would have any effect
 */
gboolean lab_session_can (LabSession *self, LabAct act, LabRun *run);

/* Whether LAB_ACT_START would begin a run again, because its settings were changed; @run as
 * above. */
gboolean lab_session_renews (LabSession *self, LabRun *run);

/**
 * lab_session_act:
 * @run: (nullable): as above
 *
 * Does @act to every run that allows it. Starting a run whose settings were changed after it began
 * starts a new run of its curve; that, restarting and removing are steps that can be undone.
 */
void lab_session_act (LabSession *self, LabAct act, LabRun *run);

/**
 * lab_session_branch:
 * @run: (nullable): NULL for the selected run, or for all visible ones if none is selected
 *
 * A step that can be undone: branches take the place of those that are finished or paused, go on
 * from where those are, and train.
 *
 * Returns: FALSE with an error if none can
 */
gboolean
lab_session_branch (LabSession *self, LabRun *run, const LabBranch *branch, GError **error);

/* Removes all runs, also hidden ones, except those held by another program. Returns: how many */
guint lab_session_clear (LabSession *self);

LabUndo *lab_session_get_undo (LabSession *self); /* (transfer none) */

/**
 * lab_session_begin:
 *
 * Call before a change of the open study that can be undone, then change it, then
 * lab_session_end(); or lab_study_step_free() if nothing was changed.
 */
LabStudyStep *lab_session_begin (LabSession *self);

/* @step: (transfer full)
 * @label, @key: see lab_undo_push() */
void lab_session_end (LabSession *self, LabStudyStep *step, const char *label, const char *key);

gboolean lab_session_is_live (LabSession *self);

/**
 * lab_session_has_results:
 *
 * Returns: whether any run has trained
 */
gboolean lab_session_has_results (LabSession *self);

/* Whether any run has begun or is about to. */
gboolean lab_session_has_networks (LabSession *self);

/* Stops all training and waits until the step in progress has ended and the store has written
 * everything; what it could not write is reported on standard error. */
void lab_session_shut_down (LabSession *self);

G_END_DECLS
