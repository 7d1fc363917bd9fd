/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One number for one thing: the legend, the row of a run, the description of the figure and the
 * sentence below the runs say the same of a curve, and what it is the mean of.
 */
#include "config.h"

#include <string.h>

#include "app-test-util.h"
#include "app/training/lab-insight.h"
#include "app/training/lab-run-row.h"
#include "base/number.h"
#include "report/study/report-figure.h"

/* Bob, Eve, and Eve in her turn, as the legend has them. */
static const LabColumn columns[] = { LAB_COLUMN_BOB, LAB_COLUMN_EVE, LAB_COLUMN_EVE_OWN };

static LabWindow *
train (const char *study)
{
  LabWindow *window = test_open (study);

  test_set (window, "training.rounds", "2");
  test_set (window, "training.iterations", "350");
  test_set (window, "training.batch", "32");
  test_act (window, "start", NULL);
  test_wait (window, test_all_ended, NULL, "the runs to end");
  return window;
}

static PlotFigure *
make_figure (LabWindow *window)
{
  LabStudy *study = lab_session_get_study (lab_window_get_session (window));
  g_autoptr (GPtrArray) curves = report_curves_from_study (study);
  const ReportFigureOptions options = { .view = REPORT_VIEW_TRAINING };
  PlotFigure *figure = plot_figure_new ();

  report_figure_fill (figure, curves, &options);
  return figure;
}

static void
test_same (void)
{
  LabWindow *window = train ("figure-10");
  g_autoptr (PlotFigure) figure = make_figure (window);
  g_autofree char *described = plot_picture_describe (PLOT_PICTURE (figure));
  g_autoptr (GPtrArray) runs = lab_session_get_runs (lab_window_get_session (window));
  GtkWidget *row = test_find (window, LAB_TYPE_RUN_ROW, NULL);
  g_autofree char *insight = NULL;
  gboolean is_warning, is_told = FALSE;

  g_ptr_array_set_size (runs, 1);
  insight = lab_insight_describe (runs, &is_warning);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      PlotCurve *curve = g_ptr_array_index (plot_figure_get_curves (figure, 0), i);
      g_autofree char *legend = base_number_value (plot_curve_get_live_value (curve));
      g_autofree char *now = g_strdup_printf ("now %s", legend);
      g_autofree char *told = g_strdup_printf ("%s (mean of 100)", legend);
      GtkWidget *cell = lab_run_row_get_cell (LAB_RUN_ROW (row), columns[i]);

      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (cell)), ==, legend);
      g_assert_true (gtk_widget_get_visible (cell));
      g_assert_nonnull (strstr (described, now));
      is_told = is_told || strstr (insight, told) != NULL;
    }
  g_test_message ("%s", insight);
  g_assert_true (is_told);
  g_assert_nonnull (strstr (described, "Numbers: mean of 100."));
  test_close (window);
}

/* Without turns of her own Eve has one number, and one column. */
static void
test_one_column (void)
{
  LabWindow *window = test_open ("bob-bob1-bob2");
  GtkWidget *row = test_find (window, LAB_TYPE_RUN_ROW, NULL);

  g_assert_true (gtk_widget_get_visible (lab_run_row_get_cell (LAB_RUN_ROW (row), LAB_COLUMN_EVE)));
  g_assert_false (
      gtk_widget_get_visible (lab_run_row_get_cell (LAB_RUN_ROW (row), LAB_COLUMN_EVE_OWN)));
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/one-number/same", test_same);
  g_test_add_func ("/one-number/one-column", test_one_column);
  return g_test_run ();
}
