/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One act on several runs of a study: one step to undo.
 */
#pragma once

#include "lab/session/lab-act.h"
#include "lab/session/lab-undo.h"
#include "lab/training/lab-run-branch.h"

G_BEGIN_DECLS

/* Whether starting @run, which does not train, begins a new run of its curve instead. */
gboolean lab_group_act_renews (LabRun *run, LabStudy *study);

/**
 * lab_group_act_do:
 * @runs: (element-type LabRun): listed in @study, and @act can be done to each
 *
 * A run whose settings were changed after it began is started as a new run of its curve.
 */
void lab_group_act_do (
    LabAct act, GPtrArray *runs, LabStudy *study, LabScheduler *scheduler, LabUndo *undo);

/* Trains each curve of @runs on as a branch of itself; one step. Returns: FALSE with an error if
 * none can */
gboolean lab_group_act_branch (GPtrArray *runs,
                               const LabBranch *branch,
                               LabStudy *study,
                               LabScheduler *scheduler,
                               LabUndo *undo,
                               GError **error);

G_END_DECLS
