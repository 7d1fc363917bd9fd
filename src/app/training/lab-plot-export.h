/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The actions that export the plot on screen, as a picture or as numbers.
 */
#pragma once

#include "app/training/lab-training-page.h"

G_BEGIN_DECLS

#define LAB_TYPE_PLOT_EXPORT (lab_plot_export_get_type ())
G_DECLARE_FINAL_TYPE (LabPlotExport, lab_plot_export, LAB, PLOT_EXPORT, LabPart)

LabPlotExport *lab_plot_export_new (LabTrainingPage *training);

gboolean lab_plot_export_can (LabPlotExport *self);
gboolean lab_plot_export_is_seen (LabPlotExport *self); /* whether a plot is on screen */

/* Asks for format, size and file. */
void lab_plot_export_ask (LabPlotExport *self);

G_END_DECLS
