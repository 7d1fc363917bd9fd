/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page that welcomes a person. Its texts are in its template; its buttons are actions.
 */
#include "config.h"

#include "app/welcome/lab-welcome-page.h"

#include "app/welcome/lab-parties-drawing.h"
#include "app/widgets/lab-column-layout.h"

/* Of a column, at least, in pixels. */
#define COLUMN 236
#define SPACING 12

struct _LabWelcomePage
{
  AdwBin parent_instance;

  GtkWidget *models;
  GtkWidget *acts;
  GtkWidget *first;
};

G_DEFINE_FINAL_TYPE (LabWelcomePage, lab_welcome_page, ADW_TYPE_BIN)

static gboolean
lab_welcome_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (LAB_WELCOME_PAGE (widget)->first);
}

static void
lab_welcome_page_class_init (LabWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->grab_focus = lab_welcome_page_grab_focus;
  g_type_ensure (LAB_TYPE_PARTIES_DRAWING);
  gtk_widget_class_set_css_name (widget_class, "labwelcome");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fuzzykey/Lab/lab-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LabWelcomePage, models);
  gtk_widget_class_bind_template_child (widget_class, LabWelcomePage, acts);
  gtk_widget_class_bind_template_child (widget_class, LabWelcomePage, first);
}

static void
lab_welcome_page_init (LabWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->models, lab_column_layout_new (COLUMN, 3, SPACING));
  gtk_widget_set_layout_manager (self->acts, lab_column_layout_new (COLUMN, 3, SPACING));
}
