/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run lets the files of this room do that train, store and audit it; its
 * users outside the room call none of it.
 */
#pragma once

#include "lab/training/lab-run.h"
#include "lab/training/lab-training.h"

G_BEGIN_DECLS

LabTraining *lab_run_get_training (LabRun *run);

/* Takes the training's newest diagnosis over; in the owner's thread. */
void lab_run_update_diagnosis (LabRun *run);

void lab_run_set_number (LabRun *run, gint64 number);

/* Nobody here may train it: another process does. */
void lab_run_set_held_elsewhere (LabRun *run, gboolean held);
void lab_run_set_state (LabRun *run, LabRunState state, const char *message);

/* A new training from iteration 0; experiment may be NULL for the same again. */
void lab_run_renew (LabRun *run, LabExperiment *experiment, guint32 seed);

G_END_DECLS
