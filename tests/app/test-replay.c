/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The paper replayed from the window: its own buttons, and what becomes of a replay when its
 * window or the lab's is closed.
 */
#include "config.h"

#include <string.h>

#include "app-test-util.h"
#include "app/plot/lab-plot-view.h"
#include "app/replay/lab-replay-window.h"

static gboolean
stands (LabWindow *window, gpointer user_data)
{
  return !report_replay_is_live (user_data) && !report_replay_is_ending (user_data);
}

static gboolean
has_trained (LabWindow *window, gpointer user_data)
{
  double left;

  return report_replay_get_stage (user_data) == REPORT_REPLAY_TRAINING
         && report_replay_progress_get_share (report_replay_get_progress (user_data), &left)
                > 0.005;
}

static LabReplayWindow *
find_replay_window (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (LAB_IS_REPLAY_WINDOW (l->data))
      return l->data;
  return NULL;
}

static gboolean
is_enabled (GtkWidget *widget, const char *action)
{
  gboolean enabled = FALSE;

  /* A button of a disabled action is insensitive. */
  if (GTK_IS_BUTTON (widget)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return gtk_widget_get_visible (widget) && gtk_widget_get_sensitive (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !enabled;
       child = gtk_widget_get_next_sibling (child))
    enabled = is_enabled (child, action);
  return enabled;
}

/* What a report made here tells to type in a terminal. */
static void
check_command (LabReplayChoice *choice, const char *expected)
{
  g_autofree char *command = lab_replay_choice_describe_command (choice);

  g_assert_cmpstr (command, ==, expected);
}

static gboolean
has_drawn (LabWindow *window, gpointer view)
{
  return lab_picture_view_get_n_drawn (view) > 3;
}

/* The curves of the study that trains are drawn again and again. */
static void
check_curves (LabWindow *window, LabReplayWindow *dialog, ReportReplay *replay)
{
  ReportReplayProgress *progress = report_replay_get_progress (replay);
  g_autoptr (GPtrArray) curves = report_replay_progress_list_curves (progress, 0);
  g_autoptr (GPtrArray) none = report_replay_progress_list_curves (progress, 1);
  GtkWidget *view = test_find (dialog, LAB_TYPE_PLOT_VIEW, NULL);
  PlotPicture *picture = lab_picture_view_get_picture (LAB_PICTURE_VIEW (view));

  /* Figure 3: two curves of five seeds. */
  g_assert_cmpuint (curves->len, ==, 10);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (report_replay_progress_get_current (progress), ==, 0);
  test_wait (window, has_drawn, view, "the curves of the replay");
  g_assert_true (gtk_widget_get_mapped (view));
  g_assert_nonnull (strstr (plot_picture_get_title (picture), "Figure 3"));
}

static void
test_window (void)
{
  static const char *const others[]
      = { "figure-5", "figure-6", "figure-7", "figure-8", "figure-10" };
  LabWindow *window = test_open ("bob-bob1-bob2");
  g_autofree char *folder = test_get_path ("window");
  g_autofree char *store = g_build_filename (folder, "runs.db", NULL);
  LabReplayWindow *dialog;
  LabReplayChoice *choice;
  ReportReplay *replay;
  gpointer alive;

  test_act (window, "replay", NULL);
  dialog = find_replay_window ();
  g_assert_nonnull (dialog);
  choice = lab_replay_window_get_choice (dialog);
  check_command (choice, "fuzzy-key reproduce --seeds 5 -o FOLDER");
  g_assert_true (is_enabled (GTK_WIDGET (dialog), "replay.start"));
  g_assert_false (is_enabled (GTK_WIDGET (dialog), "replay.pause"));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    lab_replay_choice_choose (choice, others[i], FALSE);
  lab_replay_choice_choose (choice, "figure-3", FALSE);
  g_assert_false (is_enabled (GTK_WIDGET (dialog), "replay.start"));
  lab_replay_choice_choose (choice, "figure-3", TRUE);
  check_command (choice, "fuzzy-key reproduce --figure 3 --seeds 5 -o FOLDER");
  lab_replay_choice_set_folder (choice, folder);
  g_assert_true (is_enabled (GTK_WIDGET (dialog), "replay.start"));

  replay = lab_replay_window_get_replay (dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "replay.start", NULL);
  test_wait (window, has_trained, replay, "the dialog's training");
  g_assert_cmpuint (report_replay_progress_get_n_parts (report_replay_get_progress (replay)), ==,
                    1);
  check_curves (window, dialog, replay);
  g_assert_true (is_enabled (GTK_WIDGET (dialog), "replay.pause"));
  g_assert_true (is_enabled (GTK_WIDGET (dialog), "replay.stop"));
  g_assert_false (is_enabled (GTK_WIDGET (dialog), "replay.start"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "replay.pause", NULL);
  test_wait (window, stands, replay, "the dialog's pause");
  g_assert_true (is_enabled (GTK_WIDGET (dialog), "replay.resume"));
  g_assert_false (is_enabled (GTK_WIDGET (dialog), "replay.pause"));
  gtk_widget_activate_action (GTK_WIDGET (dialog), "replay.resume", NULL);
  test_pass (300);

  /* Closed, it ends, keeps the folder and says so; and can be opened again. */
  gtk_window_close (GTK_WINDOW (dialog));
  test_wait (window, stands, replay, "the dialog's end");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (dialog)));
  g_assert_cmpint (report_replay_get_stage (replay), ==, REPORT_REPLAY_IDLE);
  g_assert_nonnull (strstr (lab_window_get_sentence (window), "folder"));
  g_assert_true (g_file_test (store, G_FILE_TEST_EXISTS));
  test_act (window, "replay", NULL);
  g_assert_true (find_replay_window () == dialog);
  g_assert_true (is_enabled (GTK_WIDGET (dialog), "replay.start"));

  /* The lab's window closed while it trains. */
  gtk_widget_activate_action (GTK_WIDGET (dialog), "replay.start", NULL);
  test_wait (window, has_trained, replay, "the training to go on");
  alive = replay;
  g_object_add_weak_pointer (G_OBJECT (replay), &alive);
  test_close (window);
  for (guint i = 0; i < 100 && alive != NULL; i++)
    test_pass (20);
  g_assert_null (alive);
  g_assert_null (find_replay_window ());
}

static gboolean
is_done (LabWindow *window, gpointer replay)
{
  return report_replay_get_stage (replay) == REPORT_REPLAY_DONE;
}

static gboolean
has_said (LabWindow *window, gpointer part)
{
  const char *sentence = lab_window_get_sentence (window);

  return sentence != NULL && strstr (sentence, part) != NULL;
}

static void
start_small (ReportReplay *replay, const char *folder)
{
  g_autofree char *path = test_get_path ("small.ini");
  g_autoptr (ReportReplayPlan) plan = report_replay_plan_new (2);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudyFile) file = NULL;
  const ReportReplayOptions options = { .folder = folder, .command = "none", .eve_steps = 10 };

  g_file_set_contents (path,
                       "[study]\ntitle=Small\nreading=text\n[training]\nrounds=1\n"
                       "iterations=20\nbatch=32\n[curve alone]\n",
                       -1, &error);
  g_assert_no_error (error);
  file = lab_study_file_open (path, NULL, &error);
  g_assert_no_error (error);
  report_replay_plan_add (plan, path, file, &error);
  g_assert_no_error (error);
  report_replay_start (replay, plan, &options);
}

/* What a replay has trained goes into the library, once. */
static void
test_library (void)
{
  g_autofree char *path = test_get_path ("library.db");
  g_autofree char *folder = test_get_path ("small");
  LabWindow *window = test_open_store (path, "bob-bob1-bob2");
  LabStore *store = lab_session_get_store (lab_window_get_session (window));

  test_act (window, "replay", NULL);
  LabReplayWindow *dialog = find_replay_window ();
  ReportReplay *replay = lab_replay_window_get_replay (dialog);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "replay-to-library"));
  start_small (replay, folder);
  test_wait (window, is_done, replay, "the report");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "replay-to-library"));

  test_act (window, "replay-to-library", NULL);
  test_wait (window, has_said, (gpointer) "1 study of the replay is in the library", "the copy");
  g_assert_true (lab_store_flush (store));
  g_autoptr (GPtrArray) studies = lab_store_list (store, NULL);
  g_assert_cmpuint (studies->len, ==, 1);
  const LabStoredStudy *study = studies->pdata[0];
  g_assert_cmpstr (study->title, ==, "Small");
  g_assert_cmpuint (study->runs->len, ==, 2);
  g_assert_cmpuint (((LabStoredRun *) study->runs->pdata[1])->iterations, ==, 20);

  /* The same again changes nothing. */
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "replay-to-library"));
  start_small (replay, folder);
  test_wait (window, is_done, replay, "the report again");
  test_act (window, "replay-to-library", NULL);
  test_wait (window, has_said, (gpointer) "already has", "the refusal");
  test_close (window);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replay/window", test_window);
  g_test_add_func ("/replay/library", test_library);
  return g_test_run ();
}
