/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person can change of a study, at one moment: settings, names, and which runs are where.
 * What was trained is not part of it: going back never undoes training.
 */
#pragma once

#include "lab/training/lab-study.h"

G_BEGIN_DECLS

typedef struct _LabStudyState LabStudyState;

/* (transfer full): of now */
LabStudyState *lab_study_take_state (LabStudy *study);

/**
 * lab_study_put_state:
 *
 * Makes the study what it was. A run made since then stays in the history if it has begun. The
 * caller pauses what is no longer listed.
 */
void lab_study_put_state (LabStudy *study, const LabStudyState *state);

/* Whether the study is as it was: nothing but training has happened. */
gboolean lab_study_is_in_state (LabStudy *study, const LabStudyState *state);

void lab_study_state_free (LabStudyState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabStudyState, lab_study_state_free)

G_END_DECLS
