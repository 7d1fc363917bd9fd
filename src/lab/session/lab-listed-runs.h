/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The runs of the open study, and which of them are listed: those that were removed are
 * hidden and paused, still in their study, until they are put back or dropped.
 */
#pragma once

#include "lab/session/lab-act.h"
#include "lab/training/lab-study.h"

G_BEGIN_DECLS

typedef struct _LabListedRuns LabListedRuns;

/* @scheduler: which trains them
 * @on_notify: connected to "notify" of each while it is in the study, with @user_data */
LabListedRuns *
lab_listed_runs_new (LabScheduler *scheduler, GCallback on_notify, gpointer user_data);
void lab_listed_runs_free (LabListedRuns *self);

/* @study: (nullable): whose runs they are, from now on or again */
void lab_listed_runs_follow (LabListedRuns *self, LabStudy *study);

/* (transfer none) (element-type LabRun): those removed, too */
GPtrArray *lab_listed_runs_get_all (LabListedRuns *self);

/* (transfer full) (element-type LabRun): without those removed */
GPtrArray *lab_listed_runs_list (LabListedRuns *self);

/**
 * lab_listed_runs_find:
 * @only: (nullable): NULL for all visible ones
 *
 * Returns: (transfer full) (element-type LabRun): the listed ones to which @act can be done
 */
GPtrArray *lab_listed_runs_find (LabListedRuns *self, LabAct act, LabRun *only);

guint lab_listed_runs_get_n_removed (LabListedRuns *self);
void lab_listed_runs_remove (LabListedRuns *self, LabRun *run);

/* Restores them, and resumes those that were training. */
void lab_listed_runs_put_back (LabListedRuns *self);

/* Those removed leave @study, and what they trained is gone. */
void lab_listed_runs_drop (LabListedRuns *self, LabStudy *study);

G_END_DECLS
