/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How training uses the machine: on how many cores, and while it does.
 */
#pragma once

#include "app/widgets/lab-frame.h"

G_BEGIN_DECLS

#define LAB_TYPE_TRAINING_WATCH (lab_training_watch_get_type ())
G_DECLARE_FINAL_TYPE (LabTrainingWatch, lab_training_watch, LAB, TRAINING_WATCH, LabPart)

G_END_DECLS
