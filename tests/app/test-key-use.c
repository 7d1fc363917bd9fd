/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window says of a finished run's key: below its row, behind its numbers
 * and in the sentence at the bottom; and that it says nothing before.
 */
#include "config.h"

#include <string.h>

#include "app-test-util.h"
#include "app/training/lab-insight.h"
#include "app/training/lab-run-row.h"
#include "app/training/lab-key-use.h"

static LabWindow *
open_short_study (const char *iterations)
{
  LabWindow *window = test_open ("bob-bob1-bob2");

  test_set (window, "training.rounds", "1");
  test_set (window, "training.iterations", iterations);
  test_set (window, "training.batch", "64");
  test_set (window, "training.learning-rate", "0.003");
  return window;
}

/* Without an Eve Alice has no use for the key, and the window says so. */
static void
test_unused (void)
{
  LabWindow *window = open_short_study ("1500");
  g_autoptr (GPtrArray) runs = NULL;
  g_autofree char *insight = NULL, *explanation = NULL, *tooltip = NULL;
  gboolean is_warning;
  GtkWidget *row;

  g_assert_null (test_find_label (GTK_WIDGET (window), "Key unused:"));
  test_act (window, "start", NULL);
  test_wait (window, test_all_ended, NULL, "three runs to end");
  for (guint i = 0; i < 3; i++)
    g_assert_true (lab_key_use_is_none (test_get_run (window, i)));
  g_assert_nonnull (test_find_label (GTK_WIDGET (window), "Key unused: this is not encryption"));

  row = test_find (window, LAB_TYPE_RUN_ROW, NULL);
  tooltip = g_strdup (
      gtk_widget_get_tooltip_text (lab_run_row_get_cell (LAB_RUN_ROW (row), LAB_COLUMN_BOB)));
  explanation = lab_key_use_explain (test_get_run (window, 0));
  g_assert_cmpstr (tooltip, ==, explanation);
  g_assert_nonnull (strstr (explanation, "with the exact key: loss rate 0."));
  g_assert_nonnull (strstr (explanation, "with 3 bits of it flipped: loss rate 0."));
  g_assert_nonnull (strstr (explanation, "with a random wrong key: loss rate 0."));
  /* Nobody has batch norm here. */
  g_assert_null (strstr (explanation, "Batch norm"));

  runs = lab_session_get_runs (lab_window_get_session (window));
  insight = lab_insight_describe (runs, &is_warning);
  g_assert_true (is_warning);
  g_assert_nonnull (test_find_label (GTK_WIDGET (window), insight));

  /* Begun anew, it has no verdict. */
  test_act (window, "restart", NULL);
  test_act (window, "pause", NULL);
  test_wait (window, test_none_active, NULL, "the new runs to pause");
  row = test_find (window, LAB_TYPE_RUN_ROW, NULL);
  g_assert_null (test_find_label (GTK_WIDGET (window), "Key unused:"));
  g_assert_null (
      gtk_widget_get_tooltip_text (lab_run_row_get_cell (LAB_RUN_ROW (row), LAB_COLUMN_BOB)));
  test_close (window);
}

/* With batch norm the figures come in both of its modes. */
static void
test_modes (void)
{
  LabWindow *window = open_short_study ("40");
  g_autofree char *explanation = NULL;
  const char *second;

  test_set (window, "bob.batch-norm", "true");
  test_act (window, "start", NULL);
  test_wait (window, test_all_ended, NULL, "three runs to end");
  explanation = lab_key_use_explain (test_get_run (window, 0));
  second = strstr (explanation, "Batch norm with its running statistics");
  g_assert_nonnull (strstr (explanation, "Batch norm as in training"));
  g_assert_nonnull (second);
  g_assert_nonnull (strstr (second, "with a random wrong key"));
  test_close (window);
}

/* What else is wrong stays readable beside the verdict. */
static void
test_caption (void)
{
  LabWindow *window = open_short_study ("1500");
  g_autofree char *alone = NULL, *both = NULL, *before = NULL;
  LabRun *run = test_get_run (window, 0);

  before = lab_key_use_get_caption (run, "Something");
  g_assert_cmpstr (before, ==, "Something");
  g_assert_null (lab_key_use_get_caption (run, NULL));
  g_assert_null (lab_key_use_explain (run));
  test_act (window, "start", NULL);
  test_wait (window, test_all_ended, NULL, "three runs to end");
  alone = lab_key_use_get_caption (run, NULL);
  both = lab_key_use_get_caption (run, "Something");
  g_assert_nonnull (strstr (alone, "random wrong one"));
  g_assert_true (g_str_has_prefix (both, "Key unused"));
  g_assert_true (g_str_has_suffix (both, " · Something"));
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/unused", test_unused);
  g_test_add_func ("/verdict/modes", test_modes);
  g_test_add_func ("/verdict/caption", test_caption);
  return g_test_run ();
}
