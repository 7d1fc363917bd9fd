/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The networks of a run, for writing to a file.
 */
#pragma once

#include "lab/training/lab-run.h"
#include "lab/weights/lab-weights.h"

G_BEGIN_DECLS

/**
 * lab_weights_new_from_run:
 *
 * As of the run's newest checkpoint, which is at most half a second old while it trains.
 *
 * Returns: NULL with LAB_ERROR_NOT_FOUND for a run that has not begun, or with NC_ERROR_STATE if
 * its networks are damaged or no longer finite
 */
LabWeights *lab_weights_new_from_run (LabRun *run, GError **error);

G_END_DECLS
