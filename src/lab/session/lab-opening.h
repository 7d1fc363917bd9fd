/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The opening of a study as a step that can be undone. Opening never loses training: the store
 * keeps the study before for as long as a step leads back to it.
 */
#pragma once

#include "lab/session/lab-session.h"

G_BEGIN_DECLS

/* Opens the study in its owner's session. */
typedef void (*LabOpen) (gpointer owner, LabStudy *study);

/* Opens @study with @open, now and when the step is undone or redone; what trained in the study
 * before is paused, and resumes when that is open again. There is no way back to a study that
 * another program has: it will have changed.
 * @owner: clears the session's steps before it is gone */
void lab_opening_do (LabSession *session, LabStudy *study, LabOpen open, gpointer owner);

/* The store no longer keeps @study, unless it is open or a step leads to it. */
void lab_opening_let_go (LabSession *session, LabStudy *study);

G_END_DECLS
