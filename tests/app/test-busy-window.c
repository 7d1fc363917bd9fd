/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window tells of its long work: when training and audits begin and end.
 */
#include "config.h"

#include "app-test-util.h"

#include "app/audit/lab-audit-acts.h"

static gboolean
is_going_on (LabWindow *window, LabBusyKind kind)
{
  return lab_busy_is_going_on (lab_window_get_frame (window)->busy, kind);
}

static gboolean
is_over (LabWindow *window, gpointer kind)
{
  return !is_going_on (window, GPOINTER_TO_INT (kind));
}

static gboolean
is_finished (LabWindow *window, gpointer user_data)
{
  return lab_run_is_ended (test_get_run (window, 0));
}

static void
test_training (void)
{
  LabWindow *window = test_open ("bob-bob1-bob2");

  test_act (window, "set", g_variant_new ("(ss)", "training.rounds", "1"));
  test_act (window, "set", g_variant_new ("(ss)", "training.iterations", "400"));
  test_act (window, "set", g_variant_new ("(ss)", "training.batch", "16"));
  g_assert_false (is_going_on (window, LAB_BUSY_TRAINING));
  test_act (window, "start", NULL);
  g_assert_true (is_going_on (window, LAB_BUSY_TRAINING));

  /* Paused work does not keep a machine awake. */
  test_act (window, "pause", NULL);
  test_wait (window, is_over, GINT_TO_POINTER (LAB_BUSY_TRAINING), "the pause");
  test_act (window, "start", NULL);
  g_assert_true (is_going_on (window, LAB_BUSY_TRAINING));
  test_wait (window, is_finished, NULL, "the end of a run");
  test_wait (window, is_over, GINT_TO_POINTER (LAB_BUSY_TRAINING), "the end of training");
  test_close (window);
}

static void
test_audit (void)
{
  LabWindow *window = test_open ("bob-bob1-bob2");

  test_act (window, "audit-known", g_variant_new ("(su)", "clear", 8));
  g_assert_false (is_going_on (window, LAB_BUSY_AUDIT));
  test_act (window, "audit-start", NULL);
  g_assert_true (is_going_on (window, LAB_BUSY_AUDIT));
  test_act (window, "audit-pause", NULL);
  g_assert_false (is_going_on (window, LAB_BUSY_AUDIT));
  test_act (window, "audit-resume", NULL);
  g_assert_true (is_going_on (window, LAB_BUSY_AUDIT));
  test_act (window, "audit-stop", NULL);
  test_wait (window, is_over, GINT_TO_POINTER (LAB_BUSY_AUDIT), "the end of the audit");
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/busy-window/training", test_training);
  g_test_add_func ("/busy-window/audit", test_audit);
  return g_test_run ();
}
