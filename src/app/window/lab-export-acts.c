/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The action that exports what is on screen, on any page. Its button says what that is, or why
 * nothing can be exported.
 */
#include "config.h"

#include "app/window/lab-export-acts.h"

#include <glib/gi18n.h>

struct _LabExportActs
{
  LabPart part;

  LabPlotExport *plot;
  LabAuditExport *audit;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (LabExportActs, lab_export_acts, LAB_TYPE_PART)

static gboolean
shows_audit (LabExportActs *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->part.frame->stack), "audit") == 0;
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  LabExportActs *self = user_data;

  if (shows_audit (self))
    g_action_group_activate_action (G_ACTION_GROUP (self->part.frame->actions), "export-audit",
                                    NULL);
  else
    lab_plot_export_ask (self->plot);
}

static const GActionEntry entries[] = {
  { .name = "export", .activate = on_export },
};

static void
on_changed (LabExportActs *self)
{
  gboolean is_audit = shows_audit (self);

  lab_frame_set_enabled (self->part.frame, "export",
                         is_audit ? lab_audit_export_can (self->audit)
                                  : lab_plot_export_is_seen (self->plot)
                                        && lab_plot_export_can (self->plot));
  gtk_widget_set_tooltip_text (
      self->button, is_audit ? lab_audit_export_say (self->audit)
                    : lab_plot_export_is_seen (self->plot)
                        ? _ ("Save the current view as PNG, SVG, PDF or CSV (Ctrl+E)")
                        : _ ("The library cannot be saved as a picture; go back to the plot"));
}

/* The enabled state of these two actions also shows what can be exported. */
static void
on_enabled (GActionGroup *group, const char *name, gboolean enabled, LabExportActs *self)
{
  if (g_str_equal (name, "export-to") || g_str_equal (name, "export-audit"))
    on_changed (self);
}

static void
attach (LabPart *part, LabFrame *frame)
{
  LabExportActs *self = LAB_EXPORT_ACTS (part);

  lab_part_follow (self, frame->stack, "notify::visible-child", G_CALLBACK (on_changed));
  g_signal_connect_object (frame->actions, "action-enabled-changed", G_CALLBACK (on_enabled), self,
                           0);
  lab_part_follow (self, lab_audit_export_get_page (self->audit), "shown", G_CALLBACK (on_changed));
  on_changed (self);
}

static void
lab_export_acts_class_init (LabExportActsClass *klass)
{
  lab_part_class_set_actions (LAB_PART_CLASS (klass), entries, G_N_ELEMENTS (entries));
  LAB_PART_CLASS (klass)->attach = attach;
}

static void
lab_export_acts_init (LabExportActs *self)
{
}

LabPart *
lab_export_acts_new (LabPlotExport *plot, LabAuditExport *audit, GtkWidget *button)
{
  LabExportActs *self = g_object_new (LAB_TYPE_EXPORT_ACTS, NULL);

  self->plot = lab_part_keep (self, g_object_ref (plot));
  self->audit = lab_part_keep (self, g_object_ref (audit));
  self->button = lab_part_keep (self, g_object_ref (button));
  return LAB_PART (self);
}
