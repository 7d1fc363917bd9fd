/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A change of a study as a step that can be undone: its settings, names, and which runs are listed.
 * What trains and is no longer listed is paused; it resumes when it is listed again.
 */
#pragma once

#include "lab/session/lab-undo.h"
#include "lab/training/lab-scheduler.h"
#include "lab/training/lab-study.h"

G_BEGIN_DECLS

typedef struct _LabStudyStep LabStudyStep;

/* Call before the change. */
LabStudyStep *lab_study_step_new (LabStudy *study, LabScheduler *scheduler);

/**
 * lab_study_step_end:
 * @step: (transfer full)
 * @label: what was done; see lab_undo_push()
 * @key: (nullable): see lab_undo_push()
 *
 * Call after the change; nothing is pushed if there was none.
 */
void lab_study_step_end (LabStudyStep *step, LabUndo *undo, const char *label, const char *key);

/* Without a change. */
void lab_study_step_free (LabStudyStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabStudyStep, lab_study_step_free)

G_END_DECLS
