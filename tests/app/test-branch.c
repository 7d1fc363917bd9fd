/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The learning rate changed from where a run is: asked for, trained, marked in the plot, undone.
 */
#include "config.h"

#include <string.h>

#include "app-test-util.h"
#include "app/training/lab-run-row.h"
#include "report/study/report-figure.h"

static gboolean
is_paused (LabWindow *window, gpointer user_data)
{
  LabRun *run = test_get_run (window, 0);

  return lab_run_get_state (run) == LAB_RUN_PAUSED && lab_run_get_iteration (run) == 5;
}

static gboolean
is_finished (LabWindow *window, gpointer user_data)
{
  return lab_run_get_state (test_get_run (window, 0)) == LAB_RUN_FINISHED;
}

static GtkEditable *
find_rate (void)
{
  return GTK_EDITABLE (test_find (test_find_question (), GTK_TYPE_ENTRY, NULL));
}

static char *
describe_plot (LabWindow *window)
{
  LabStudy *study = lab_session_get_study (lab_window_get_session (window));
  g_autoptr (GPtrArray) curves = report_curves_from_study (study);
  const ReportFigureOptions options = { .view = REPORT_VIEW_TRAINING };
  g_autoptr (PlotFigure) figure = plot_figure_new ();

  report_figure_fill (figure, curves, &options);
  return plot_picture_describe (PLOT_PICTURE (figure));
}

static LabWindow *
open_paused (void)
{
  LabWindow *window = test_open ("bob-bob1-bob2");

  test_set (window, "training.rounds", "1");
  test_set (window, "training.iterations", "40");
  test_set (window, "training.batch", "16");
  test_act (window, "select", g_variant_new_int32 (0));
  for (guint i = 0; i < 5; i++)
    {
      test_act (window, "step", NULL);
      test_wait (window, test_none_active, NULL, "a step");
    }
  test_wait (window, is_paused, NULL, "five steps");
  return window;
}

static void
test_asked (void)
{
  LabWindow *window = open_paused ();
  g_autofree char *described = NULL, *undone = NULL;

  gtk_widget_activate_action (test_find (window, LAB_TYPE_RUN_ROW, NULL), "run.learning-rate",
                              NULL);
  test_pass (200);
  g_assert_cmpstr (gtk_editable_get_text (find_rate ()), ==, "0.0008");
  /* What would be refused cannot be answered. */
  gtk_editable_set_text (find_rate (), "2");
  g_assert_false (adw_message_dialog_get_response_enabled (test_find_question (), "train"));
  g_assert_nonnull (test_find_label (GTK_WIDGET (test_find_question ()), "a number greater than"));
  gtk_editable_set_text (find_rate (), "0.25");
  g_assert_true (adw_message_dialog_get_response_enabled (test_find_question (), "train"));
  test_answer ("train");
  test_wait (window, is_finished, NULL, "the branch");

  g_assert_cmpuint (test_get_length (window, 0), ==, 40);
  g_assert_nonnull (
      strstr (lab_experiment_get_text (lab_run_get_experiment (test_get_run (window, 0))),
              "learning-rate-changes=5:0.25\n"));
  described = describe_plot (window);
  g_assert_nonnull (strstr (described, "From iteration 5: learning rate 0.25."));

  test_act (window, "undo", NULL);
  g_assert_cmpuint (test_get_length (window, 0), ==, 5);
  undone = describe_plot (window);
  g_assert_null (strstr (undone, "learning rate"));
  test_close (window);
}

/* A rate that is none changes nothing; a run whose rounds are done needs some more. */
static void
test_refused (void)
{
  LabWindow *window = open_paused ();
  LabRun *run = test_get_run (window, 0);

  test_act (window, "change-learning-rate", g_variant_new ("(du)", 1.5, 0));
  g_assert_true (test_get_run (window, 0) == run);
  test_act (window, "start", NULL);
  test_wait (window, is_finished, NULL, "the run");
  test_act (window, "change-learning-rate", g_variant_new ("(du)", 0.5, 0));
  g_assert_true (test_get_run (window, 0) == run);
  test_act (window, "change-learning-rate", g_variant_new ("(du)", 0.5, 1));
  g_assert_true (test_get_run (window, 0) != run);
  test_wait (window, is_finished, NULL, "the branch");
  g_assert_cmpuint (test_get_length (window, 0), ==, 80);
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/branch/asked", test_asked);
  g_test_add_func ("/branch/refused", test_refused);
  return g_test_run ();
}
