/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run lets the files in this room do that train, store and audit it; not for use outside
 * the room.
 */
#pragma once

#include "lab/training/lab-run.h"
#include "lab/training/lab-training.h"

G_BEGIN_DECLS

LabTraining *lab_run_get_training (LabRun *run);

/* Takes over the training's newest diagnosis; in the owner's thread. */
void lab_run_update_diagnosis (LabRun *run);

void lab_run_set_number (LabRun *run, gint64 number);

/* It cannot be trained here: another process holds it. */
void lab_run_set_held_elsewhere (LabRun *run, gboolean held);
void lab_run_set_state (LabRun *run, LabRunState state, const char *message);

/* Of a run that has not begun: it will train this. */
void lab_run_renew (LabRun *run, LabExperiment *experiment, guint32 seed);

G_END_DECLS
