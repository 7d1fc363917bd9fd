/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line above the plots. It works through the window's actions.
 */
#include "config.h"

#include "app/training/lab-plot-bar.h"

#include <glib/gi18n.h>

struct _LabPlotBar
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkMenuButton *study;
};

G_DEFINE_FINAL_TYPE (LabPlotBar, lab_plot_bar, GTK_TYPE_BOX)

void
lab_plot_bar_set_title (LabPlotBar *self, const char *title)
{
  g_return_if_fail (LAB_IS_PLOT_BAR (self));

  gtk_label_set_text (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->study), title);
  g_autofree char *name = g_strdup_printf (_ ("Study: %s"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->study), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

void
lab_plot_bar_set_study_menu (LabPlotBar *self, GMenuModel *menu)
{
  g_return_if_fail (LAB_IS_PLOT_BAR (self));

  gtk_menu_button_set_menu_model (self->study, menu);
}

void
lab_plot_bar_set_narrow (LabPlotBar *self, gboolean narrow)
{
  g_return_if_fail (LAB_IS_PLOT_BAR (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
lab_plot_bar_class_init (LabPlotBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/fuzzykey/Lab/lab-plot-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LabPlotBar, study);
  gtk_widget_class_bind_template_child (widget_class, LabPlotBar, title);
}

static void
lab_plot_bar_init (LabPlotBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LabPlotBar *
lab_plot_bar_new (void)
{
  return g_object_new (LAB_TYPE_PLOT_BAR, NULL);
}
