/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window works on: the open study, the scheduler that trains its runs,
 * which run is selected, and which were removed but can still be had back.
 * Knows no widget.
 */
#pragma once

#include "lab/session/lab-act.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

#define LAB_TYPE_SESSION (lab_session_get_type ())
G_DECLARE_FINAL_TYPE (LabSession, lab_session, LAB, SESSION, GObject)

/* Signals, all but the last once after an act, however much it changed:
 * "runs-changed": other runs, or another order
 * "look-changed": what is drawn: names, colours, visibility, series, experiments
 * "changed": anything else that decides what can be done: states, the selection
 * "live-changed": whether anything trains
 */

/**
 * lab_session_new:
 * @n_workers: runs at once; 0 for as many as there are processors
 */
LabSession *lab_session_new (guint n_workers);

/**
 * lab_session_set_store:
 *
 * Keeps there every study that is opened; once, before the first.
 */
void lab_session_set_store (LabSession *self, LabStore *store);
LabStore *lab_session_get_store (LabSession *self); /* (transfer none) (nullable) */

/* Emits now what would be emitted next. */
void lab_session_flush (LabSession *self);

LabStudy *lab_session_get_study (LabSession *self); /* (transfer none) (nullable) */

/**
 * lab_session_set_study:
 *
 * Pauses what trains of the former study, which stays as it is for whoever
 * holds a reference to it, and in the store's keeping until lab_store_let_go().
 */
void lab_session_set_study (LabSession *self, LabStudy *study);

/* Whether another program has one of the open study's runs. */
gboolean lab_session_is_held_elsewhere (LabSession *self);

/**
 * lab_session_get_runs:
 *
 * Returns: (transfer container) (element-type LabRun): without those removed
 */
GPtrArray *lab_session_get_runs (LabSession *self);

/* Whether the run was trained with other settings than its curve has now. */
gboolean lab_session_is_outdated (LabSession *self, LabRun *run);

LabRun *lab_session_get_selected (LabSession *self); /* (transfer none) (nullable) */
void lab_session_set_selected (LabSession *self, LabRun *run);

/**
 * lab_session_can:
 * @run: (nullable): NULL for the selected run, or all shown runs when none is
 *
 * Returns: whether @act would do anything
 */
gboolean lab_session_can (LabSession *self, LabAct act, LabRun *run);

/**
 * lab_session_act:
 * @run: (nullable): as above
 *
 * Does it to every run to which it can be done.
 */
void lab_session_act (LabSession *self, LabAct act, LabRun *run);

/* Removes all runs, hidden ones too, but those that another program has. Returns: how many */
guint lab_session_clear (LabSession *self);

/* Has back what the last lab_session_act (REMOVE) or lab_session_clear() removed. */
void lab_session_undo_remove (LabSession *self);

/* Whether there is anything to have back. */
gboolean lab_session_has_removed (LabSession *self);

/* Removed runs are gone for good, and what they trained with them. */
void lab_session_forget_removed (LabSession *self);

gboolean lab_session_is_live (LabSession *self);

/**
 * lab_session_has_results:
 *
 * Returns: whether any run has trained
 */
gboolean lab_session_has_results (LabSession *self);

/* Whether any run has begun, or is about to; without those removed. */
gboolean lab_session_has_networks (LabSession *self);

/* Ends all training and waits for it, one step at most, and until the store has
 * all of it; what it could not take is told on standard error. What was removed
 * is gone. */
void lab_session_shut_down (LabSession *self);

G_END_DECLS
