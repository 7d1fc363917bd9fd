/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The panel on the left: every setting of the study, in groups.
 */
#pragma once

#include <adwaita.h>

#include "lab/training/lab-study.h"

G_BEGIN_DECLS

#define LAB_TYPE_PANEL (lab_panel_get_type ())
G_DECLARE_FINAL_TYPE (LabPanel, lab_panel, LAB, PANEL, AdwBin)

/* Shows @study (nullable) from now on, and follows its changes. */
void lab_panel_set_study (LabPanel *self, LabStudy *study);

/* @run: (nullable): whose curve it shows and edits; NULL for what all curves share */
void lab_panel_set_run (LabPanel *self, LabRun *run);

/* Of the study's file, or LAB_BASE. */
guint lab_panel_get_curve (LabPanel *self);

/**
 * lab_panel_refuse:
 * @name: "GROUP.KEY"
 * @error: why the value was refused
 *
 * The control returns to the study's value and shows the reason.
 */
void lab_panel_refuse (LabPanel *self, const char *name, const GError *error);

G_END_DECLS
