/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line above the plots: the study's title, and how its curves are drawn.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define LAB_TYPE_PLOT_BAR (lab_plot_bar_get_type ())
G_DECLARE_FINAL_TYPE (LabPlotBar, lab_plot_bar, LAB, PLOT_BAR, GtkBox)

LabPlotBar *lab_plot_bar_new (void);

void lab_plot_bar_set_title (LabPlotBar *self, const char *title);

/* The menu that opens another study. */
void lab_plot_bar_set_study_menu (LabPlotBar *self, GMenuModel *menu);

/* Whether the title needs a line of its own. */
void lab_plot_bar_set_narrow (LabPlotBar *self, gboolean narrow);

G_END_DECLS
