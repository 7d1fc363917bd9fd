/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The listed runs of the open study, watched, and what can be done to which of them.
 */
#pragma once

#include "lab/session/lab-act.h"
#include "lab/training/lab-study.h"

G_BEGIN_DECLS

typedef struct _LabListedRuns LabListedRuns;

/* @on_notify: connected to "notify" of each while it is listed, with @user_data */
LabListedRuns *lab_listed_runs_new (GCallback on_notify, gpointer user_data);
void lab_listed_runs_free (LabListedRuns *self);

/* @study: (nullable): whose runs they are, from now on or again */
void lab_listed_runs_follow (LabListedRuns *self, LabStudy *study);

/* (transfer none) (element-type LabRun) */
GPtrArray *lab_listed_runs_get (LabListedRuns *self);

/* (transfer full): as they are now */
GPtrArray *lab_listed_runs_copy (LabListedRuns *self);

/* Whether @act would have any effect. A run of settings that have been changed since can be
 * started: as a new run. */
gboolean lab_listed_runs_can (LabListedRuns *self, LabAct act, LabRun *run);

/**
 * lab_listed_runs_find:
 * @only: (nullable): NULL for all visible ones
 *
 * Returns: (transfer full) (element-type LabRun): those to which @act can be done
 */
GPtrArray *lab_listed_runs_find (LabListedRuns *self, LabAct act, LabRun *only);

/* Whether starting them would begin any again: its settings were changed. */
gboolean lab_listed_runs_renew_any (LabListedRuns *self, LabRun *only);

G_END_DECLS
