/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's page “Audit”. The content of each subpage is in its own widget's file.
 */
#include "config.h"

#include "app/audit/lab-audit-page.h"

#include <glib/gi18n.h>

#include "app/audit/lab-audit-choice.h"
#include "app/audit/lab-audit-known.h"
#include "app/audit/lab-audit-others.h"
#include "app/audit/lab-audit-sides.h"

struct _LabAuditPage
{
  AdwBin parent_instance;

  LabAuditSession *audits;
  LabAuditPageName shown;
  LabAuditResult *pair[2]; /* nullable: the two shown side by side */

  GtkStack *stack;
  LabAuditChoice *choice;
  LabAuditView *view;
  GtkStack *compare;
  LabAuditOthers *others;
  LabAuditSides *sides;
  LabAuditKnown *known;
};

enum
{
  SHOWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LabAuditPage, lab_audit_page, ADW_TYPE_BIN)

static const char *const names[LAB_AUDIT_N_PAGES] = { "choose", "audit", "compare", "known" };

const char *
lab_audit_page_get_name (LabAuditPageName page)
{
  g_return_val_if_fail ((guint) page < LAB_AUDIT_N_PAGES, NULL);

  return names[page];
}

/* Keeps the compared pair, so that the same pair is not laid out again. */
static gboolean
take_pair (LabAuditPage *self)
{
  LabAuditResult *now[2]
      = { lab_audit_session_get_result (self->audits), lab_audit_session_get_other (self->audits) };

  if (now[0] == self->pair[0] && now[1] == self->pair[1])
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      if (now[i] != NULL)
        lab_audit_result_ref (now[i]);
      g_clear_pointer (&self->pair[i], lab_audit_result_unref);
      self->pair[i] = now[i];
    }
  return TRUE;
}

static void
show_comparison (LabAuditPage *self)
{
  gboolean changed = take_pair (self);

  if (changed && self->pair[0] != NULL && self->pair[1] != NULL)
    lab_audit_sides_show (self->sides, self->pair[0], self->pair[1]);
  gtk_stack_set_visible_child_name (self->compare, self->pair[1] != NULL ? "sides" : "others");
}

static void
on_changed (LabAuditPage *self)
{
  show_comparison (self);
  /* There is no current audit any more. */
  if (lab_audit_session_get_facts (self->audits) == NULL
      && (self->shown == LAB_AUDIT_PAGE_AUDIT || self->shown == LAB_AUDIT_PAGE_COMPARE))
    lab_audit_page_show (self, LAB_AUDIT_PAGE_CHOOSE);
  else if (lab_audit_session_get_result (self->audits) == NULL
           && self->shown == LAB_AUDIT_PAGE_COMPARE)
    lab_audit_page_show (self, LAB_AUDIT_PAGE_AUDIT);
}

void
lab_audit_page_show (LabAuditPage *self, LabAuditPageName page)
{
  g_return_if_fail (LAB_IS_AUDIT_PAGE (self));
  g_return_if_fail ((guint) page < LAB_AUDIT_N_PAGES);

  self->shown = page;
  gtk_stack_set_visible_child_name (self->stack, names[page]);
  g_signal_emit (self, signals[SHOWN], 0);
}

LabAuditPageName
lab_audit_page_get_shown (LabAuditPage *self)
{
  g_return_val_if_fail (LAB_IS_AUDIT_PAGE (self), LAB_AUDIT_PAGE_CHOOSE);

  return self->shown;
}

void
lab_audit_page_refresh (LabAuditPage *self)
{
  g_return_if_fail (LAB_IS_AUDIT_PAGE (self));

  lab_audit_choice_refresh (self->choice);
  lab_audit_others_refresh (self->others);
}

LabAuditView *
lab_audit_page_get_view (LabAuditPage *self)
{
  g_return_val_if_fail (LAB_IS_AUDIT_PAGE (self), NULL);

  return self->view;
}

void
lab_audit_page_set_sessions (LabAuditPage *self, LabSession *session, LabAuditSession *audits)
{
  g_return_if_fail (LAB_IS_AUDIT_PAGE (self));
  g_return_if_fail (self->audits == NULL);

  self->audits = g_object_ref (audits);
  lab_audit_choice_set_sessions (self->choice, session, audits);
  lab_audit_others_set_sessions (self->others, session, audits);
  lab_audit_view_set_session (self->view, audits);
  g_signal_connect_object (audits, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

static void
lab_audit_page_dispose (GObject *object)
{
  LabAuditPage *self = LAB_AUDIT_PAGE (object);

  for (guint i = 0; i < 2; i++)
    g_clear_pointer (&self->pair[i], lab_audit_result_unref);
  g_clear_object (&self->audits);
  G_OBJECT_CLASS (lab_audit_page_parent_class)->dispose (object);
}

static void
lab_audit_page_class_init (LabAuditPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_audit_page_dispose;
  gtk_widget_class_set_css_name (widget_class, "labauditpage");
  signals[SHOWN] = g_signal_new ("shown", LAB_TYPE_AUDIT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_button (const char *label, const char *action, const char *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

/* A page with a back button, a title and another button. */
static GtkWidget *
make_titled (const char *title, const char *back, GtkWidget *button, GtkWidget *child)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *arrow = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkWidget *label = gtk_label_new (title);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (arrow), "win.audit-page");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (arrow), "s", back);
  gtk_widget_add_css_class (arrow, "flat");
  gtk_widget_set_tooltip_text (arrow, _ ("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Back"),
                                  -1);
  gtk_widget_add_css_class (label, "title-4");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_start (head, 12);
  gtk_widget_set_margin_end (head, 18);
  gtk_widget_set_margin_top (head, 8);
  gtk_widget_set_margin_bottom (head, 8);
  gtk_box_append (GTK_BOX (head), arrow);
  gtk_box_append (GTK_BOX (head), label);
  if (button != NULL)
    gtk_box_append (GTK_BOX (head), button);
  gtk_box_append (GTK_BOX (page), head);
  gtk_widget_set_vexpand (child, TRUE);
  gtk_box_append (GTK_BOX (page), child);
  return page;
}

static void
lab_audit_page_init (LabAuditPage *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  self->choice = g_object_new (LAB_TYPE_AUDIT_CHOICE, NULL);
  self->view = g_object_new (LAB_TYPE_AUDIT_VIEW, NULL);
  self->compare = GTK_STACK (gtk_stack_new ());
  self->others = g_object_new (LAB_TYPE_AUDIT_OTHERS, NULL);
  self->sides = lab_audit_sides_new ();
  self->known = g_object_new (LAB_TYPE_AUDIT_KNOWN, NULL);

  gtk_stack_set_vhomogeneous (self->compare, FALSE);
  gtk_stack_add_named (self->compare, GTK_WIDGET (self->others), "others");
  gtk_stack_add_named (self->compare,
                       make_titled (_ ("Two audits side by side"), "audit",
                                    make_button (_ ("Another…"), "win.audit-compare-other", NULL),
                                    GTK_WIDGET (self->sides)),
                       "sides");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->choice), names[LAB_AUDIT_PAGE_CHOOSE]);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->view), names[LAB_AUDIT_PAGE_AUDIT]);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->compare), names[LAB_AUDIT_PAGE_COMPARE]);
  gtk_stack_add_named (self->stack,
                       make_titled (_ ("How these instruments were calibrated"), "choose", NULL,
                                    GTK_WIDGET (self->known)),
                       names[LAB_AUDIT_PAGE_KNOWN]);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}
