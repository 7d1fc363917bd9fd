/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The action that exports what is on screen, on any page, and its button.
 */
#pragma once

#include "app/audit/lab-audit-export.h"
#include "app/training/lab-plot-export.h"

G_BEGIN_DECLS

#define LAB_TYPE_EXPORT_ACTS (lab_export_acts_get_type ())
G_DECLARE_FINAL_TYPE (LabExportActs, lab_export_acts, LAB, EXPORT_ACTS, LabPart)

/* @plot, @audit: attached earlier; @button: in the window */
LabPart *lab_export_acts_new (LabPlotExport *plot, LabAuditExport *audit, GtkWidget *button);

G_END_DECLS
