/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The action that sets the number of seeds for each curve.
 */
#pragma once

#include "app/widgets/lab-frame.h"

G_BEGIN_DECLS

#define LAB_TYPE_SEEDS (lab_seeds_get_type ())
G_DECLARE_FINAL_TYPE (LabSeeds, lab_seeds, LAB, SEEDS, LabPart)

G_END_DECLS
