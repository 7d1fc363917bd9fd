/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The actions that export the trained networks of one run.
 */
#pragma once

#include "app/widgets/lab-frame.h"

G_BEGIN_DECLS

#define LAB_TYPE_WEIGHTS_EXPORT (lab_weights_export_get_type ())
G_DECLARE_FINAL_TYPE (LabWeightsExport, lab_weights_export, LAB, WEIGHTS_EXPORT, LabPart)

G_END_DECLS
