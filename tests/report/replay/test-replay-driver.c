/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The paper replayed, as window and command line both do it: small studies from their
 * folder to the report, paused, stopped, gone on with, in trouble; and what it will take.
 */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "folder-fixture.h"
#include "report/replay/report-replay-cost.h"
#include "report/replay/report-replay-eves.h"
#include "report/replay/report-replay.h"

#define N_SEEDS 2
#define EVE_STEPS 40

/* Nothing here takes longer on a machine that works. */
#define PATIENCE (60 * G_USEC_PER_SEC)

static char *place; /* of all files of this test */

typedef gboolean (*Condition) (gpointer user_data);

static gboolean
keep_waking (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for (Condition condition, gpointer user_data, const char *what)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;
  guint wake = g_timeout_add (5, keep_waking, NULL);

  while (!condition (user_data))
    {
      if (g_get_monotonic_time () > end)
        g_error ("Waited in vain for %s.", what);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (wake);
}

static gboolean
is_over (gpointer end)
{
  return g_get_monotonic_time () > *(gint64 *) end;
}

static void
pass (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;

  wait_for (is_over, &end, "some time");
}

/* A study of @iterations a curve, the second of them with an Eve. */
static char *
write_study (const char *name, guint iterations)
{
  char *path = g_build_filename (place, name, NULL);
  g_autofree char *text = g_strdup_printf ("[study]\ntitle=Small\nreading=text\n"
                                           "[training]\nrounds=1\niterations=%u\nbatch=32\n"
                                           "[curve alone]\n[curve heard]\nparties.eve=true\n",
                                           iterations);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  return path;
}

static ReportReplayPlan *
make_plan (const char *study, guint n_seeds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudyFile) file = lab_study_file_open (study, NULL, &error);
  ReportReplayPlan *plan = report_replay_plan_new (n_seeds);

  g_assert_no_error (error);
  report_replay_plan_add (plan, study, file, &error);
  g_assert_no_error (error);
  return plan;
}

static void
start (ReportReplay *replay, const char *folder, const char *study, guint64 eve_steps)
{
  g_autoptr (ReportReplayPlan) plan = make_plan (study, N_SEEDS);
  const ReportReplayOptions options
      = { .folder = folder, .command = "as it was begun", .eve_steps = eve_steps };

  report_replay_start (replay, plan, &options);
}

static double
get_share (ReportReplay *replay)
{
  double left;

  return report_replay_progress_get_share (report_replay_get_progress (replay), &left);
}

static gboolean
stands (gpointer replay)
{
  return !report_replay_is_live (replay) && !report_replay_is_ending (replay);
}

static gboolean
is_done (gpointer replay)
{
  return report_replay_get_stage (replay) == REPORT_REPLAY_DONE;
}

static gboolean
trains (gpointer replay)
{
  return report_replay_get_stage (replay) == REPORT_REPLAY_TRAINING;
}

static gboolean
has_trained (gpointer replay)
{
  return trains (replay) && get_share (replay) > 0.005;
}

static gboolean
attacks (gpointer replay)
{
  return report_replay_progress_get_attack_share (report_replay_get_progress (replay)) > 0;
}

static void
count_change (ReportReplay *replay, guint *n)
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

/* The one study, its @n_ended of four runs ended. */
static void
check_part (ReportReplay *replay, guint n_ended)
{
  ReportReplayProgress *progress = report_replay_get_progress (replay);
  ReportReplayPart part;

  g_assert_cmpuint (report_replay_progress_get_n_parts (progress), ==, 1);
  report_replay_progress_get_part (progress, 0, &part);
  g_assert_cmpstr (part.title, ==, "Small");
  g_assert_cmpuint (part.n_runs, ==, 4);
  g_assert_cmpuint (part.n_ended, ==, n_ended);
  g_assert_true (report_replay_progress_has_attack (progress));
}

static void
test_report (void)
{
  g_autoptr (ReportReplay) replay = report_replay_new ();
  g_autofree char *study = write_study ("whole.ini", 60);
  g_autofree char *folder = g_build_filename (place, "whole", NULL);
  g_autofree char *html = g_build_filename (folder, "report.html", NULL);
  g_autofree char *picture = g_build_filename (folder, "whole-dark.png", NULL);
  guint n_changes = 0;

  g_signal_connect (replay, "changed", G_CALLBACK (count_change), &n_changes);
  g_assert_null (report_replay_get_progress (replay));
  start (replay, folder, study, EVE_STEPS);
  g_assert_cmpint (report_replay_get_stage (replay), ==, REPORT_REPLAY_READING);
  g_assert_true (report_replay_is_live (replay));
  wait_for (is_done, replay, "the report");
  g_assert_false (report_replay_is_live (replay));
  g_assert_null (report_replay_get_trouble (replay));
  g_assert_null (report_replay_get_store (replay));
  check_part (replay, 4);
  g_assert_cmpfloat (report_replay_progress_get_attack_share (report_replay_get_progress (replay)),
                     ==, 1);
  g_assert_cmpuint (n_changes, >=, 5);
  g_assert_true (g_file_test (html, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (count_lines (folder, "runs.csv"), ==, 1 + 4);

  /* The same again finds all of it trained. */
  g_assert_cmpint (g_unlink (html), ==, 0);
  start (replay, folder, study, EVE_STEPS);
  wait_for (trains, replay, "what the folder has");
  check_part (replay, 4);
  wait_for (is_done, replay, "the report once more");
  g_assert_true (g_file_test (html, G_FILE_TEST_EXISTS));
}

static void
test_goes_on (void)
{
  ReportReplay *replay = report_replay_new ();
  g_autofree char *study = write_study ("long.ini", 40000);
  g_autofree char *folder = g_build_filename (place, "long", NULL);
  double share;

  start (replay, folder, study, EVE_STEPS);
  wait_for (has_trained, replay, "some training");
  g_assert_true (report_replay_is_live (replay));
  g_assert_nonnull (report_replay_get_store (replay));
  report_replay_pause (replay);
  g_assert_true (report_replay_is_ending (replay));
  wait_for (stands, replay, "the pause");
  g_assert_true (report_replay_is_paused (replay));
  g_assert_true (trains (replay));
  check_part (replay, 0);
  share = get_share (replay);
  pass (200);
  g_assert_cmpfloat (get_share (replay), ==, share);

  report_replay_resume (replay);
  g_assert_false (report_replay_is_paused (replay));
  pass (300);
  g_assert_cmpfloat (get_share (replay), >, share);
  report_replay_stop (replay);
  wait_for (stands, replay, "the stop");
  g_assert_cmpint (report_replay_get_stage (replay), ==, REPORT_REPLAY_IDLE);
  g_assert_null (report_replay_get_trouble (replay));
  g_object_unref (replay);

  /* Another one takes up what the folder has, and may end while it trains. */
  replay = report_replay_new ();
  start (replay, folder, study, EVE_STEPS);
  wait_for (has_trained, replay, "the training to go on");
  g_assert_cmpfloat (get_share (replay), >, share);
  g_object_unref (replay);
}

/* A stop while the folder is read, and a pause of what has just been trained. */
static void
test_stops_early (void)
{
  g_autoptr (ReportReplay) replay = report_replay_new ();
  g_autofree char *study = write_study ("early.ini", 30);
  g_autofree char *folder = g_build_filename (place, "early", NULL);

  start (replay, folder, study, EVE_STEPS);
  report_replay_stop (replay);
  g_assert_true (report_replay_is_ending (replay));
  wait_for (stands, replay, "the stop");
  g_assert_cmpint (report_replay_get_stage (replay), ==, REPORT_REPLAY_IDLE);
  g_assert_null (report_replay_get_trouble (replay));

  start (replay, folder, study, EVE_STEPS);
  wait_for (trains, replay, "the training");
  wait_for (is_done, replay, "the report");
  start (replay, folder, study, EVE_STEPS);
  wait_for (trains, replay, "what is trained");
  report_replay_pause (replay);
  wait_for (stands, replay, "the pause");
  g_assert_true (report_replay_is_paused (replay) && trains (replay));
  report_replay_resume (replay);
  wait_for (is_done, replay, "the report once more");
}

static void
test_pauses_attack (void)
{
  g_autoptr (ReportReplay) replay = report_replay_new ();
  g_autofree char *study = write_study ("heard.ini", 30);
  g_autofree char *folder = g_build_filename (place, "heard", NULL);
  g_autofree char *html = g_build_filename (folder, "report.html", NULL);

  start (replay, folder, study, 1000000);
  wait_for (attacks, replay, "fresh Eves");
  g_assert_cmpint (report_replay_get_stage (replay), ==, REPORT_REPLAY_ATTACKING);
  report_replay_pause (replay);
  g_assert_true (report_replay_is_ending (replay));
  wait_for (stands, replay, "the pause");
  g_assert_true (report_replay_is_paused (replay));
  g_assert_error (report_replay_get_error (replay), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (report_replay_get_trouble (replay));
  report_replay_resume (replay);
  g_assert_true (report_replay_is_live (replay));
  report_replay_stop (replay);
  wait_for (stands, replay, "the stop");
  g_assert_cmpint (report_replay_get_stage (replay), ==, REPORT_REPLAY_IDLE);
  g_assert_false (g_file_test (html, G_FILE_TEST_EXISTS));
}

static void
test_trouble (void)
{
  g_autoptr (ReportReplay) replay = report_replay_new ();
  g_autoptr (ReportReplay) other = report_replay_new ();
  g_autofree char *study = write_study ("trouble.ini", 4000000);
  g_autofree char *folder = g_build_filename (place, "trouble", NULL);
  g_autofree char *no_folder = g_build_filename (study, "below", NULL);

  start (replay, no_folder, study, EVE_STEPS);
  wait_for (stands, replay, "the refusal");
  g_assert_cmpint (report_replay_get_stage (replay), ==, REPORT_REPLAY_IDLE);
  g_assert_nonnull (strstr (report_replay_get_trouble (replay), no_folder));

  /* Two at once in one folder. */
  start (replay, folder, study, EVE_STEPS);
  g_assert_null (report_replay_get_trouble (replay));
  wait_for (has_trained, replay, "the first to train");
  pass (1500); /* the store writes once a second */
  start (other, folder, study, EVE_STEPS);
  wait_for (stands, other, "the second to stand");
  g_assert_true (trains (other));
  g_assert_true (report_replay_is_paused (other));
  g_assert_error (report_replay_get_error (other), LAB_ERROR, LAB_ERROR_HELD);
  g_assert_nonnull (report_replay_get_trouble (other));
  report_replay_stop (other);
  g_assert_cmpint (report_replay_get_stage (other), ==, REPORT_REPLAY_IDLE);
}

/* What makes no sense leaves no folder behind. */
static void
test_refusals (void)
{
  g_autoptr (ReportReplay) replay = report_replay_new ();
  g_autofree char *folder = g_build_filename (place, "refused", NULL);
  g_autofree char *large = write_study ("large.ini", 40000000);
  g_autoptr (ReportReplayPlan) plan = make_plan (large, 1000);
  const ReportReplayOptions options = { .folder = folder, .command = "none", .eve_steps = 1 };
  g_autofree char *html = g_build_filename (place, "report.html", NULL);
  g_autofree char *study = write_study ("report.html", 30);

  report_replay_start (replay, plan, &options);
  g_assert_error (report_replay_get_error (replay), LAB_ERROR, LAB_ERROR_MEMORY);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  start (replay, place, study, EVE_STEPS);
  g_assert_error (report_replay_get_error (replay), LAB_ERROR, LAB_ERROR_VALUE);
  g_assert_nonnull (strstr (report_replay_get_trouble (replay), html));
  g_assert_cmpint (report_replay_get_stage (replay), ==, REPORT_REPLAY_IDLE);
  g_assert_cmpint (g_unlink (html), ==, 0);
}

static void
on_cost (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ReportReplayCost **cost = user_data;
  g_autoptr (GError) error = NULL;

  *cost = report_replay_cost_measure_finish (result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static void
test_cost (void)
{
  g_autofree char *study = write_study ("cost.ini", 1000);
  g_autoptr (ReportReplayPlan) of_one = make_plan (study, 1);
  g_autoptr (ReportReplayPlan) of_three = make_plan (study, 3);
  g_autoptr (ReportReplayCost) one = NULL, three = NULL;

  report_replay_cost_measure_async (of_one, REPORT_REPLAY_EVE_STEPS, NULL, NULL, on_cost, &one);
  wait_for (is_set, &one, "the cost");
  g_assert_cmpuint (one->n_runs, ==, 2);
  g_assert_cmpuint (one->bytes, >, 0);
  g_assert_cmpfloat (one->seconds, >, 0);
  /* The second curve's iteration and a step of its fresh Eve. */
  g_assert_cmpuint (g_hash_table_size (one->costs), ==, 3);
  report_replay_cost_measure_async (of_three, REPORT_REPLAY_EVE_STEPS, one->costs, NULL, on_cost,
                                    &three);
  wait_for (is_set, &three, "the cost of more");
  g_assert_cmpuint (three->n_runs, ==, 6);
  g_assert_cmpfloat_with_epsilon (three->seconds, 3 * one->seconds, 1e-6 * one->seconds);
  g_assert_cmpuint (three->bytes, ==, 3 * one->bytes);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  place = fixture_make_folder ();
  g_test_add_func ("/replay/report", test_report);
  g_test_add_func ("/replay/goes-on", test_goes_on);
  g_test_add_func ("/replay/stops-early", test_stops_early);
  g_test_add_func ("/replay/pauses-attack", test_pauses_attack);
  g_test_add_func ("/replay/trouble", test_trouble);
  g_test_add_func ("/replay/refusals", test_refusals);
  g_test_add_func ("/replay/cost", test_cost);
  status = g_test_run ();
  fixture_remove_folder (place);
  return status;
}
