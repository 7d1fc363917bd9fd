/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two plot views, the widgets above and below them, and the actions that control how they are
 * drawn.
 */
#pragma once

#include "app/plot/lab-figures.h"
#include "app/widgets/lab-frame.h"
#include "app/plot/lab-plot-view.h"

G_BEGIN_DECLS

#define LAB_TYPE_TRAINING_PAGE (lab_training_page_get_type ())
G_DECLARE_FINAL_TYPE (LabTrainingPage, lab_training_page, LAB, TRAINING_PAGE, LabPart)

LabTrainingPage *lab_training_page_new (void);

/* Once attached. */
LabFigures *lab_training_page_get_figures (LabTrainingPage *self);
LabView lab_training_page_get_view (LabTrainingPage *self); /* on screen, or the last that was */
LabPlotView *lab_training_page_get_plot_view (LabTrainingPage *self);

/* Whether one of its views is on screen. */
gboolean lab_training_page_is_seen (LabTrainingPage *self);

/* How much room the window has. */
/* The menu of the study's name. */
void lab_training_page_set_study_menu (LabTrainingPage *self, GMenuModel *menu);

void lab_training_page_set_room (LabTrainingPage *self, gboolean narrow, gboolean low);

G_END_DECLS
