/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audit that begins quick and is deepened: what the quick one found stays in sight until the
 * full one has something better, and is the result again if that is stopped.
 */
#include "config.h"

#include <string.h>

#include "app-test-util.h"

#include "app/audit/lab-audit-acts.h"
#include "app/audit/lab-audit-glance.h"

static LabAuditSession *
get_audits (LabWindow *window)
{
  return lab_audit_acts_get_session (lab_window_get_part (window, LAB_TYPE_AUDIT_ACTS));
}

static gboolean
is_over (LabWindow *window, gpointer user_data)
{
  return !lab_audit_session_is_live (get_audits (window));
}

static gboolean
is_under_way (LabWindow *window, gpointer user_data)
{
  return lab_audit_get_progress (lab_audit_session_get_audit (get_audits (window))) > 0.01;
}

static char *
get_depth (LabWindow *window)
{
  g_autoptr (GVariant) state
      = g_action_group_get_action_state (G_ACTION_GROUP (window), "audit-depth");

  return g_variant_dup_string (state, NULL);
}

/* Whether an instrument is in the overview as @sentence: "Key search: no light". */
static gboolean
glances (LabWindow *window, const char *sentence)
{
  GtkWidget *glance = test_find (window, LAB_TYPE_AUDIT_GLANCE, NULL);
  GtkWidget *box = gtk_widget_get_first_child (glance);

  for (GtkWidget *button = gtk_widget_get_first_child (box); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (g_strcmp0 (gtk_widget_get_tooltip_text (button), sentence) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_label (LabWindow *window, const char *start)
{
  GtkWidget *stack = adw_view_stack_get_visible_child (lab_window_get_frame (window)->stack);

  return test_find_label (stack, start) != NULL;
}

static void
test_deepen (void)
{
  LabWindow *window = test_open ("bob-bob1-bob2");

  test_act (window, "audit-known", g_variant_new ("(su)", "clear", 8));
  g_autofree char *first = get_depth (window);
  g_assert_cmpstr (first, ==, "quick");
  g_assert_true (glances (window, "Linear Eve: no light"));
  GtkWidget *words = test_find_label (
      adw_view_stack_get_visible_child (lab_window_get_frame (window)->stack), "The Eve who");
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (words)), "A quick audit takes about "));

  test_act (window, "audit-start", NULL);
  test_wait (window, is_over, NULL, "the quick audit");
  LabAuditResult *quick = lab_audit_session_get_result (get_audits (window));
  g_assert_true (glances (window, "Linear Eve: Broken"));
  g_assert_true (has_label (window, "Deepen (about "));
  g_autofree char *second = get_depth (window);
  g_assert_cmpstr (second, ==, "full");

  /* It stays while the full audit runs, which says how far it is … */
  test_act (window, "audit-start", NULL);
  g_assert_true (lab_audit_session_get_former (get_audits (window)) == quick);
  test_wait (window, is_under_way, NULL, "the full audit");
  test_pass (200);
  g_assert_true (has_label (window, "full audit · "));
  g_assert_true (glances (window, "Linear Eve: Broken"));
  g_assert_true (glances (window, "Hidden bits: Broken"));

  /* … and is the result again when that is stopped. */
  test_act (window, "audit-stop", NULL);
  test_wait (window, is_over, NULL, "the stop");
  g_assert_true (lab_audit_session_get_result (get_audits (window)) == quick);
  g_assert_null (lab_audit_session_get_former (get_audits (window)));
  g_assert_true (has_label (window, "Deepen (about "));
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/audit-deepen/deepen", test_deepen);
  return g_test_run ();
}
