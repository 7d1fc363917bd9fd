/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The paper replayed from the window: small studies from their folder to the report,
 * paused, stopped, gone on with, in trouble; and the window's own buttons.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app-test-util.h"
#include "lab-replay-cost.h"
#include "lab-replay-window.h"

#define N_SEEDS 2
#define EVE_STEPS 40

/* A study of @iterations a curve, the second of them with an Eve. */
static char *
write_study (const char *name, guint iterations)
{
  char *path = test_get_path (name);
  g_autofree char *text = g_strdup_printf ("[study]\ntitle=Small\nreading=text\n"
                                           "[training]\nrounds=1\niterations=%u\nbatch=32\n"
                                           "[curve alone]\n[curve heard]\nparties.eve=true\n",
                                           iterations);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static void
start (LabReplay *replay, const char *folder, const char *study, guint64 eve_steps)
{
  const char *const studies[] = { study, NULL };

  lab_replay_start (replay, folder, studies, "text", N_SEEDS, eve_steps, NULL);
}

static gboolean
stands (LabWindow *window, gpointer user_data)
{
  return !lab_replay_is_live (user_data) && !lab_replay_is_ending (user_data);
}

static gboolean
is_done (LabWindow *window, gpointer user_data)
{
  return lab_replay_get_stage (user_data) == LAB_REPLAY_DONE;
}

static gboolean
has_trained (LabWindow *window, gpointer user_data)
{
  double left;

  return lab_replay_get_stage (user_data) == LAB_REPLAY_TRAINING
         && lab_replay_get_share (user_data, &left) > 0.005;
}

static gboolean
attacks (LabWindow *window, gpointer user_data)
{
  return lab_replay_get_attack_share (user_data) > 0;
}

static void
count_change (LabReplay *replay, guint *n)
{
  (*n)++;
}

static guint
count_lines (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  for (const char *c = text; *c != '\0'; c++)
    n += *c == '\n';
  return n;
}

static void
test_report (void)
{
  g_autoptr (LabReplay) replay = lab_replay_new ();
  g_autofree char *study = write_study ("whole.ini", 60);
  g_autofree char *folder = test_get_path ("whole");
  g_autofree char *html = g_build_filename (folder, "report.html", NULL);
  g_autofree char *picture = g_build_filename (folder, "whole-dark.png", NULL);
  LabReplayPart part;
  guint n_changes = 0;

  g_signal_connect (replay, "changed", G_CALLBACK (count_change), &n_changes);
  start (replay, folder, study, EVE_STEPS);
  g_assert_cmpint (lab_replay_get_stage (replay), ==, LAB_REPLAY_READING);
  test_wait (NULL, is_done, replay, "the report");
  g_assert_false (lab_replay_is_live (replay));
  g_assert_null (lab_replay_get_trouble (replay));
  g_assert_cmpuint (lab_replay_get_n_parts (replay), ==, 1);
  lab_replay_get_part (replay, 0, &part);
  g_assert_cmpstr (part.title, ==, "Small");
  g_assert_cmpuint (part.n_runs, ==, 4);
  g_assert_cmpuint (part.n_ended, ==, 4);
  g_assert_true (lab_replay_has_attack (replay));
  g_assert_cmpfloat (lab_replay_get_attack_share (replay), ==, 1);
  g_assert_cmpuint (n_changes, >=, 5);
  g_assert_true (g_file_test (html, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_lines (folder, "runs.csv"), ==, 1 + 4);

  /* The same again finds all of it trained. */
  g_assert_cmpint (g_unlink (html), ==, 0);
  start (replay, folder, study, EVE_STEPS);
  test_wait (NULL, is_done, replay, "the report once more");
  g_assert_true (g_file_test (html, G_FILE_TEST_EXISTS));
  test_let_go (g_steal_pointer (&replay));
}

static void
test_goes_on (void)
{
  LabReplay *replay = lab_replay_new ();
  g_autofree char *study = write_study ("long.ini", 40000);
  g_autofree char *folder = test_get_path ("long");
  double share, left, later;

  start (replay, folder, study, EVE_STEPS);
  test_wait (NULL, has_trained, replay, "some training");
  g_assert_true (lab_replay_is_live (replay));
  lab_replay_pause (replay);
  test_wait (NULL, stands, replay, "the pause");
  g_assert_true (lab_replay_is_paused (replay));
  g_assert_cmpint (lab_replay_get_stage (replay), ==, LAB_REPLAY_TRAINING);
  share = lab_replay_get_share (replay, &left);
  test_pass (200);
  g_assert_cmpfloat (lab_replay_get_share (replay, &left), ==, share);

  lab_replay_resume (replay);
  g_assert_false (lab_replay_is_paused (replay));
  test_pass (300);
  g_assert_cmpfloat (lab_replay_get_share (replay, &left), >, share);
  lab_replay_stop (replay);
  test_wait (NULL, stands, replay, "the stop");
  g_assert_cmpint (lab_replay_get_stage (replay), ==, LAB_REPLAY_IDLE);
  g_assert_null (lab_replay_get_trouble (replay));
  test_let_go (replay);

  /* Another one takes up what the folder has, and may end while it trains. */
  replay = lab_replay_new ();
  start (replay, folder, study, EVE_STEPS);
  test_wait (NULL, has_trained, replay, "the training to go on");
  later = lab_replay_get_share (replay, &left);
  g_assert_cmpfloat (later, >, share);
  test_let_go (replay);
}

static void
test_pauses_attack (void)
{
  LabReplay *replay = lab_replay_new ();
  g_autofree char *study = write_study ("heard.ini", 30);
  g_autofree char *folder = test_get_path ("heard");
  g_autofree char *html = g_build_filename (folder, "report.html", NULL);

  start (replay, folder, study, 1000000);
  test_wait (NULL, attacks, replay, "fresh Eves");
  g_assert_cmpint (lab_replay_get_stage (replay), ==, LAB_REPLAY_ATTACKING);
  lab_replay_pause (replay);
  g_assert_true (lab_replay_is_ending (replay));
  test_wait (NULL, stands, replay, "the pause");
  g_assert_true (lab_replay_is_paused (replay));
  g_assert_null (lab_replay_get_trouble (replay));
  lab_replay_resume (replay);
  g_assert_true (lab_replay_is_live (replay));
  lab_replay_stop (replay);
  test_wait (NULL, stands, replay, "the stop");
  g_assert_cmpint (lab_replay_get_stage (replay), ==, LAB_REPLAY_IDLE);
  g_assert_false (g_file_test (html, G_FILE_TEST_EXISTS));
  test_let_go (replay);
}

static void
test_trouble (void)
{
  LabReplay *replay = lab_replay_new ();
  LabReplay *other = lab_replay_new ();
  g_autofree char *study = write_study ("trouble.ini", 4000000);
  g_autofree char *folder = test_get_path ("trouble");
  g_autofree char *no_folder = g_build_filename (study, "below", NULL);

  start (replay, no_folder, study, EVE_STEPS);
  test_wait (NULL, stands, replay, "the refusal");
  g_assert_cmpint (lab_replay_get_stage (replay), ==, LAB_REPLAY_IDLE);
  g_assert_nonnull (strstr (lab_replay_get_trouble (replay), no_folder));
  start (replay, folder, "figure-99", EVE_STEPS);
  test_wait (NULL, stands, replay, "another refusal");
  g_assert_nonnull (strstr (lab_replay_get_trouble (replay), "figure-99"));

  /* Two at once in one folder. */
  start (replay, folder, study, EVE_STEPS);
  test_wait (NULL, has_trained, replay, "the first to train");
  test_pass (1500); /* the store writes once a second */
  start (other, folder, study, EVE_STEPS);
  test_wait (NULL, stands, other, "the second to stand");
  g_assert_cmpint (lab_replay_get_stage (other), ==, LAB_REPLAY_TRAINING);
  g_assert_nonnull (lab_replay_get_trouble (other));
  lab_replay_stop (other);
  g_assert_cmpint (lab_replay_get_stage (other), ==, LAB_REPLAY_IDLE);
  test_let_go (other);
  test_let_go (replay);
}

static void
on_cost (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LabReplayCost **cost = user_data;
  g_autoptr (GError) error = NULL;

  *cost = lab_replay_cost_measure_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (LabWindow *window, gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static void
test_cost (void)
{
  g_autofree char *study = write_study ("cost.ini", 1000);
  const char *const studies[] = { study, NULL };
  LabReplayCost *one = NULL, *three = NULL;

  lab_replay_cost_measure_async (studies, "text", 1, 0, NULL, NULL, on_cost, &one);
  test_wait (NULL, is_set, &one, "the cost");
  g_assert_cmpuint (one->n_runs, ==, 2);
  g_assert_cmpfloat (one->seconds, >, 0);
  /* The second curve's iteration and a step of its fresh Eve. */
  g_assert_cmpuint (g_hash_table_size (one->costs), ==, 3);
  lab_replay_cost_measure_async (studies, "text", 3, 0, one->costs, NULL, on_cost, &three);
  test_wait (NULL, is_set, &three, "the cost of more");
  g_assert_cmpuint (three->n_runs, ==, 6);
  g_assert_cmpfloat_with_epsilon (three->seconds, 3 * one->seconds, 1e-6 * one->seconds);
  g_assert_cmpuint (three->bytes, ==, 3 * one->bytes);
  lab_replay_cost_free (one);
  lab_replay_cost_free (three);
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

static void
test_window (void)
{
  static const char *const others[]
      = { "figure-5", "figure-6", "figure-7", "figure-8", "figure-10" };
  LabWindow *window = test_open ("bob-bob1-bob2");
  g_autofree char *folder = test_get_path ("window");
  g_autofree char *store = g_build_filename (folder, "runs.db", NULL);
  LabReplayWindow *dialog;
  LabReplay *replay;
  gpointer alive;

  test_act (window, "replay", NULL);
  dialog = find_replay_window ();
  g_assert_nonnull (dialog);
  g_assert_true (is_enabled (GTK_WIDGET (dialog), "replay.start"));
  g_assert_false (is_enabled (GTK_WIDGET (dialog), "replay.pause"));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    lab_replay_window_choose (dialog, others[i], FALSE);
  lab_replay_window_choose (dialog, "figure-3", FALSE);
  g_assert_false (is_enabled (GTK_WIDGET (dialog), "replay.start"));
  lab_replay_window_choose (dialog, "figure-3", TRUE);
  lab_replay_window_set_folder (dialog, folder);
  g_assert_true (is_enabled (GTK_WIDGET (dialog), "replay.start"));

  replay = lab_replay_window_get_replay (dialog);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "replay.start", NULL);
  test_wait (window, has_trained, replay, "the dialog's training");
  g_assert_cmpuint (lab_replay_get_n_parts (replay), ==, 1);
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
  g_assert_cmpint (lab_replay_get_stage (replay), ==, LAB_REPLAY_IDLE);
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

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replay/report", test_report);
  g_test_add_func ("/replay/goes-on", test_goes_on);
  g_test_add_func ("/replay/pauses-attack", test_pauses_attack);
  g_test_add_func ("/replay/trouble", test_trouble);
  g_test_add_func ("/replay/cost", test_cost);
  g_test_add_func ("/replay/window", test_window);
  return g_test_run ();
}
