/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one number that stands for a curve, wherever it is shown: in the legend, the list of runs,
 * the sentence below it and the command line's results.
 */
#pragma once

#include "engine/model/nc-setup.h"
#include "lab/training/lab-series.h"

G_BEGIN_DECLS

/**
 * lab_loss_measure:
 *
 * The mean of the channel's last 100 values (LAB_FINAL_ITERATIONS). In Eve's own turn, the last 100
 * of her last whole turn: a turn that goes on has not had its say.
 *
 * Returns: NAN if there are none
 */
double lab_loss_measure (LabSeries *series, const NcSetup *setup, LabChannel channel);

/**
 * lab_loss_name_window:
 *
 * Returns: (transfer full): "mean of 100"
 */
char *lab_loss_name_window (void);

/**
 * lab_loss_say:
 * @loss: from lab_loss_measure()
 *
 * Returns: (transfer full): for a sentence, "0.1542 (mean of 100)"
 */
char *lab_loss_say (double loss);

G_END_DECLS
