/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A calibration as lines of data/audit/calibration.csv.
 */
#pragma once

#include "lab/audit/lab-calibration.h"

G_BEGIN_DECLS

#define CALIBRATION_HEADER "cipher,bits,difference,depth,verdict,quantity,value,low,high\n"

/* What the instruments measured; @result is of a known cipher. */
void calibration_fill (LabCalibration *row, NcAuditKnown kind, LabAuditResult *result);

/* Returns: (transfer full): the lines for one cipher, without the header */
char *calibration_to_csv (const LabCalibration *row);

G_END_DECLS
