/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a training ends now, by its experiment's rule. What was measured alone decides, so that
 * neither threads nor pauses change when.
 */
#pragma once

#include "lab/experiment/lab-experiment.h"
#include "lab/training/lab-series.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): why it ends with the last iteration of @series, one sentence without
 * a full stop; NULL if it goes on. Call after every iteration. */
char *lab_stop_explain (LabExperiment *experiment, LabSeries *series);

G_END_DECLS
