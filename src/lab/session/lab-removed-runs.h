/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs that were taken from a list and can still be put back: hidden and paused, still
 * in their study.
 */
#pragma once

#include "lab/training/lab-study.h"

G_BEGIN_DECLS

typedef struct _LabRemovedRuns LabRemovedRuns;

/* @scheduler: which trains them */
LabRemovedRuns *lab_removed_runs_new (LabScheduler *scheduler);
void lab_removed_runs_free (LabRemovedRuns *self);

guint lab_removed_runs_get_n (LabRemovedRuns *self);
gboolean lab_removed_runs_contain (LabRemovedRuns *self, LabRun *run);

void lab_removed_runs_add (LabRemovedRuns *self, LabRun *run);

/* As they were: what trained goes on. */
void lab_removed_runs_put_back (LabRemovedRuns *self);

/* They leave @study, and what they trained is gone. */
void lab_removed_runs_drop (LabRemovedRuns *self, LabStudy *study);

G_END_DECLS
