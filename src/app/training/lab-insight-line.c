/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The line below the runs that says what their numbers mean; the sentence comes from
 * lab-insight.h. Updated once a second while something trains.
 */
#include "config.h"

#include "app/training/lab-insight-line.h"

#include "app/training/lab-insight.h"
#include "app/widgets/lab-quiet.h"

struct _LabInsightLine
{
  GtkBox parent_instance;

  LabSession *session;
  guint source; /* 0 when nothing trains */

  GtkWidget *audit_link;
  GtkImage *icon;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (LabInsightLine, lab_insight_line, GTK_TYPE_BOX)

static void
show (LabInsightLine *self)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (self->session);
  gboolean is_warning;
  g_autofree char *text = lab_insight_describe (runs, &is_warning);

  if (g_strcmp0 (gtk_label_get_text (self->label), text) == 0)
    return;
  gtk_label_set_text (self->label, text);
  gtk_image_set_from_icon_name (self->icon, is_warning ? "dialog-warning-symbolic"
                                                       : "dialog-information-symbolic");
  lab_quiet_set_class (self, "warning", is_warning);
}

static void
on_changed (LabInsightLine *self)
{
  gtk_widget_set_visible (self->audit_link, lab_session_has_networks (self->session));
  show (self);
}

static gboolean
on_due (gpointer user_data)
{
  show (user_data);
  return G_SOURCE_CONTINUE;
}

static void
on_live_changed (LabInsightLine *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (lab_session_is_live (self->session))
    self->source = g_timeout_add_seconds (1, on_due, self);
  on_changed (self);
}

static void
lab_insight_line_dispose (GObject *object)
{
  LabInsightLine *self = LAB_INSIGHT_LINE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (lab_insight_line_parent_class)->dispose (object);
}

static void
lab_insight_line_class_init (LabInsightLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_insight_line_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/fuzzykey/Lab/lab-insight-line.ui");
  gtk_widget_class_bind_template_child (widget_class, LabInsightLine, audit_link);
  gtk_widget_class_bind_template_child (widget_class, LabInsightLine, icon);
  gtk_widget_class_bind_template_child (widget_class, LabInsightLine, label);
}

static void
lab_insight_line_init (LabInsightLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

LabInsightLine *
lab_insight_line_new (LabSession *session)
{
  LabInsightLine *self = g_object_new (LAB_TYPE_INSIGHT_LINE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "live-changed", G_CALLBACK (on_live_changed), self,
                           G_CONNECT_SWAPPED);
  on_changed (self);
  return self;
}
