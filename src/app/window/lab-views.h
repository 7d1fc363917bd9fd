/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which page is shown, what of the window goes with it, and the way back by Esc.
 */
#pragma once

#include "app/widgets/lab-frame.h"
#include "app/window/lab-layout.h"

G_BEGIN_DECLS

#define LAB_TYPE_VIEWS (lab_views_get_type ())
G_DECLARE_FINAL_TYPE (LabViews, lab_views, LAB, VIEWS, LabPart)

/* @controls: its child "training" is shown with plots, "none" on other pages */
LabPart *lab_views_new (LabLayout *layout, GtkStack *controls);

/* The page to start on next time. */
const char *lab_views_get_lasting (LabViews *self);

G_END_DECLS
