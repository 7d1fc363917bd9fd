/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The audits to compare with. Reloaded whenever the page is shown.
 */
#include "config.h"

#include "app/audit/lab-audit-others.h"

#include <glib/gi18n.h>

#include "app/audit/lab-audit-rows.h"

#define WIDTH 720

struct _LabAuditOthers
{
  AdwBin parent_instance;

  LabSession *session;
  LabAuditSession *audits;
  GPtrArray *rows; /* borrowed */

  GtkLabel *title;
  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (LabAuditOthers, lab_audit_others, ADW_TYPE_BIN)

static void
add_row (LabAuditOthers *self, GtkWidget *row)
{
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

static void
show_title (LabAuditOthers *self)
{
  const LabAuditFacts *facts = lab_audit_session_get_facts (self->audits);
  g_autofree char *title = facts != NULL
                               ? g_strdup_printf (_ ("Compare the audit of %s with…"), facts->label)
                               : g_strdup ("");

  gtk_label_set_text (self->title, title);
}

void
lab_audit_others_refresh (LabAuditOthers *self)
{
  g_return_if_fail (LAB_IS_AUDIT_OTHERS (self));

  if (self->session == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  LabStore *store = lab_session_get_store (self->session);
  g_autoptr (GPtrArray) stored = store != NULL ? lab_store_list_audits (store, 0, NULL) : NULL;

  show_title (self);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  GtkWidget *file
      = lab_audit_row_new (_ ("An Audit From a File…"), _ ("exported as JSON, here or elsewhere"),
                           "win.audit-compare-file", NULL);
  lab_audit_row_add_arrow (file);
  add_row (self, file);
  for (guint i = 0; stored != NULL && i < stored->len; i++)
    {
      LabStoredAudit *audit = stored->pdata[i];
      if (audit->number != lab_audit_session_get_number (self->audits))
        add_row (self, lab_audit_row_new_stored (audit, "win.audit-compare"));
    }
}

static void
lab_audit_others_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lab_audit_others_parent_class)->map (widget);
  lab_audit_others_refresh (LAB_AUDIT_OTHERS (widget));
}

void
lab_audit_others_set_sessions (LabAuditOthers *self, LabSession *session, LabAuditSession *audits)
{
  g_return_if_fail (LAB_IS_AUDIT_OTHERS (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->audits = g_object_ref (audits);
}

static void
lab_audit_others_dispose (GObject *object)
{
  LabAuditOthers *self = LAB_AUDIT_OTHERS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->audits);
  G_OBJECT_CLASS (lab_audit_others_parent_class)->dispose (object);
}

static void
lab_audit_others_finalize (GObject *object)
{
  g_ptr_array_unref (LAB_AUDIT_OTHERS (object)->rows);
  G_OBJECT_CLASS (lab_audit_others_parent_class)->finalize (object);
}

static void
lab_audit_others_class_init (LabAuditOthersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_audit_others_dispose;
  G_OBJECT_CLASS (klass)->finalize = lab_audit_others_finalize;
  widget_class->map = lab_audit_others_map;
}

static GtkWidget *
make_head (LabAuditOthers *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "win.audit-page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (back), "s", "audit");
  gtk_widget_add_css_class (back, "flat");
  gtk_widget_set_tooltip_text (back, _ ("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Back"),
                                  -1);
  self->title = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "title-4");
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 18);
  gtk_widget_set_margin_top (head, 8);
  gtk_widget_set_margin_bottom (head, 8);
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  return head;
}

static void
lab_audit_others_init (LabAuditOthers *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->rows = g_ptr_array_new ();
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_set_margin_start (GTK_WIDGET (self->group), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->group), 18);
  gtk_widget_set_margin_top (GTK_WIDGET (self->group), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->group), 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->group));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (content), make_head (self));
  gtk_box_append (GTK_BOX (content), scroller);
  adw_bin_set_child (ADW_BIN (self), content);
}
