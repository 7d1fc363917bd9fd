/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The plan of a replay: what it lists, how it names, what it refuses, and when an entry is
 * done; and how figures are named.
 */
#include <string.h>

#include "folder-fixture.h"
#include "lab/training/lab-run-private.h"
#include "report-fixture.h"
#include "report/replay/report-replay-names.h"
#include "report/replay/report-replay-plan.h"

#define SMALL                                                                                      \
  "[training]\nrounds=1\niterations=20\nbatch=8\nseed=7\n"                                         \
  "[curve alone]\n[curve heard]\nparties.eve=true\n"
#define TEXT "[study]\ntitle=Small\nreading=text\n" SMALL
#define OTHER "[study]\ntitle=Other\nreading=text\n" SMALL

static LabStudyFile *
make_file (const char *text, const char *name)
{
  g_autoptr (GError) error = NULL;
  LabStudyFile *file = lab_study_file_new_from_text (text, -1, "the test", &error);

  g_assert_no_error (error);
  lab_study_file_set_name (file, name);
  return file;
}

static void
add (ReportReplayPlan *plan, const char *text, const char *name)
{
  g_autoptr (LabStudyFile) file = make_file (text, name);
  g_autoptr (GError) error = NULL;

  report_replay_plan_add (plan, name, file, &error);
  g_assert_no_error (error);
}

static void
refuse (ReportReplayPlan *plan, const char *text, const char *name, const char *word)
{
  g_autoptr (LabStudyFile) file = make_file (text, name);
  guint n_studies = report_replay_plan_get_n_studies (plan);
  guint n_entries = report_replay_plan_get_n_entries (plan);
  g_autoptr (GError) error = NULL;

  g_assert_false (report_replay_plan_add (plan, name, file, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, word));
  g_assert_cmpuint (report_replay_plan_get_n_studies (plan), ==, n_studies);
  g_assert_cmpuint (report_replay_plan_get_n_entries (plan), ==, n_entries);
}

static const char *
get_name (ReportReplayPlan *plan, guint study)
{
  return lab_study_file_get_name (report_replay_plan_get_file (plan, study));
}

/* Study by study, curve by curve, seed by seed: as a study has its runs. */
static void
test_entries (void)
{
  g_autoptr (ReportReplayPlan) plan = report_replay_plan_new (3);
  g_autoptr (LabStudy) runs = NULL;

  add (plan, OTHER, "other");
  add (plan, TEXT, "small");
  runs = lab_study_new (report_replay_plan_get_file (plan, 1), 3, NULL);
  g_assert_cmpuint (report_replay_plan_get_n_seeds (plan), ==, 3);
  g_assert_cmpuint (report_replay_plan_get_n_entries (plan), ==, 2 * 2 * 3);
  g_assert_true (report_replay_plan_has_eve (plan));
  for (guint i = 0; i < 6; i++)
    {
      const ReportReplayEntry *entry = report_replay_plan_get_entry (plan, 6 + i);
      LabRun *run = lab_study_get_run (runs, i);

      g_assert_cmpuint (entry->study, ==, 1);
      g_assert_cmpuint (entry->seed, ==, 7 + i % 3);
      g_assert_cmpuint (entry->seed, ==, lab_run_get_seed (run));
      g_assert_cmpstr (lab_experiment_get_hash (entry->experiment), ==,
                       lab_experiment_get_hash (lab_run_get_experiment (run)));
      g_assert_null (entry->run);
      g_assert_false (report_replay_entry_is_done (entry));
      g_assert_cmpint (report_replay_entry_get_trainer (entry), ==, REPORT_REPLAY_HERE);
    }
}

/* Files of a study are called by its name, and no two are called the same. */
static void
test_names (void)
{
  g_autoptr (ReportReplayPlan) plan = report_replay_plan_new (1);

  add (plan, TEXT, "x");
  add (plan, OTHER, "x");
  add (plan, "[study]\ntitle=Third\nreading=text\n" SMALL, "x-dark");
  add (plan, "[study]\ntitle=Fourth\nreading=text\n" SMALL, "y");
  g_assert_cmpstr (get_name (plan, 0), ==, "x");
  g_assert_cmpstr (get_name (plan, 1), ==, "x-2");
  g_assert_cmpstr (get_name (plan, 2), ==, "x-dark-2");
  g_assert_cmpstr (get_name (plan, 3), ==, "y");
}

static void
test_refusals (void)
{
  g_autoptr (ReportReplayPlan) plan = report_replay_plan_new (2);
  g_autoptr (GError) error = NULL;

  add (plan, TEXT, "small");
  refuse (plan, TEXT, "copy", "“copy” is the same study as “small”");
  refuse (plan, "[training]\nseed=4294967295\n[curve one]\n", "last", "4294967295");
  refuse (plan, "[parties]\nkey-bits=8\n[curve A]\nparties.key-difference=9\n", "odd", "[curve A]");
  g_assert_true (report_replay_plan_check_memory (plan, G_MAXUINT64, &error));
  g_assert_false (report_replay_plan_check_memory (plan, 1 << 20, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_MEMORY);
  g_assert_nonnull (strstr (error->message, "4 runs"));
}

/* An entry is as far as its run is. */
static void
test_take_up (void)
{
  g_autoptr (ReportReplayPlan) plan = report_replay_plan_new (2);
  g_autoptr (LabStudy) trained = fixture_train_study (TEXT, 2);
  g_autoptr (LabStudy) ready = NULL;
  g_autoptr (GPtrArray) runs = NULL;

  add (plan, TEXT, "small");
  add (plan, OTHER, "other");
  ready = lab_study_new (report_replay_plan_get_file (plan, 1), 2, NULL);
  g_assert_cmpuint (report_replay_plan_count_taken (plan), ==, 0);
  g_assert_true (report_replay_plan_fits (plan, 0, trained));
  report_replay_plan_take_up (plan, 0, trained);
  g_assert_cmpuint (report_replay_plan_count_taken (plan), ==, 1);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpint (report_replay_entry_is_done (report_replay_plan_get_entry (plan, i)), ==,
                     i < 4);
  g_assert_false (report_replay_plan_is_done (plan));
  report_replay_plan_take_up (plan, 1, ready);
  g_assert_false (report_replay_plan_is_done (plan));
  runs = report_replay_plan_list_runs (plan);
  g_assert_cmpuint (runs->len, ==, 8);
  g_assert_true (runs->pdata[3] == lab_study_get_run (trained, 3));
  g_assert_true (runs->pdata[4] == lab_study_get_run (ready, 0));

  lab_run_set_held_elsewhere (runs->pdata[4], TRUE);
  g_assert_cmpint (report_replay_entry_get_trainer (report_replay_plan_get_entry (plan, 4)), ==,
                   REPORT_REPLAY_ELSEWHERE);
  report_replay_plan_take_up (plan, 1, NULL);
  g_assert_cmpuint (report_replay_plan_count_taken (plan), ==, 1);
  g_assert_null (report_replay_plan_get_entry (plan, 4)->run);
}

/* Runs are those of a study when each of them is. */
static void
test_fits (void)
{
  g_autoptr (ReportReplayPlan) plan = report_replay_plan_new (2);
  g_autoptr (LabStudyFile) file = make_file (TEXT, "small");
  g_autoptr (LabStudy) fewer = lab_study_new (file, 1, NULL);
  g_autoptr (LabStudy) other = lab_study_new (file, 2, NULL);
  g_autoptr (LabStudy) same = lab_study_new (file, 2, NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  LabRun *run = lab_study_get_run (same, 0);

  add (plan, TEXT, "small");
  lab_study_set_value (other, "training.batch", "16", NULL);
  g_assert_true (report_replay_plan_fits (plan, 0, same));
  g_assert_false (report_replay_plan_fits (plan, 0, fewer));
  g_assert_false (report_replay_plan_fits (plan, 0, other));
  /* The text is the same again; one run has trained with another. */
  lab_study_set_value (same, "training.seed", "99", NULL);
  lab_scheduler_step (scheduler, run, 1);
  while (lab_run_get_state (run) != LAB_RUN_PAUSED)
    g_main_context_iteration (NULL, TRUE);
  lab_study_set_value (same, "training.seed", "1", NULL);
  g_assert_false (report_replay_plan_fits (plan, 0, same));
}

static void
check_command (const char *const *figures,
               const char *reading,
               guint64 eve_steps,
               const char *const *settings,
               const char *expected)
{
  g_autofree char *command
      = report_replay_describe_command (figures, 5, reading, eve_steps, settings);

  g_assert_cmpstr (command, ==, expected);
}

/* Figures are named by their numbers, studies by their names, and a report tells both as
 * they can be typed again. */
static void
test_figures (void)
{
  static const char *const figures[] = { "3", "figure-10", "plateaus", "/x/3.ini", NULL };
  static const char *const settings[] = { "training.rounds=1", "parties.eve=true", NULL };
  g_auto (GStrv) all = report_replay_list_studies (NULL);
  g_auto (GStrv) some = report_replay_list_studies (figures);
  g_autofree char *joined = g_strjoinv (" ", some);

  g_assert_true (g_strv_equal ((const char *const *) all, report_replay_figures));
  g_assert_cmpuint (g_strv_length (all), ==, REPORT_REPLAY_N_FIGURES);
  g_assert_cmpstr (joined, ==, "figure-3 figure-10 plateaus /x/3.ini");
  g_assert_true (report_replay_is_figure ("figure-3"));
  g_assert_false (report_replay_is_figure ("plateaus"));
  g_assert_cmpstr (report_replay_get_figure ("figure-10"), ==, "10");
  g_assert_cmpstr (report_replay_get_figure ("figure-x"), ==, "figure-x");
  g_assert_cmpstr (report_replay_get_figure ("plateaus"), ==, "plateaus");
  check_command (NULL, NULL, 20000, NULL, "fuzzy-key reproduce --seeds 5 -o FOLDER");
  check_command (figures, "inferred", 60, settings,
                 "fuzzy-key reproduce --figure 3 --figure figure-10 --figure plateaus --figure "
                 "/x/3.ini --seeds 5 --reading inferred --eve-steps 60 --set training.rounds=1 "
                 "--set parties.eve=true -o FOLDER");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/replay-plan/figures", test_figures);
  g_test_add_func ("/replay-plan/entries", test_entries);
  g_test_add_func ("/replay-plan/names", test_names);
  g_test_add_func ("/replay-plan/refusals", test_refusals);
  g_test_add_func ("/replay-plan/take-up", test_take_up);
  g_test_add_func ("/replay-plan/fits", test_fits);
  return g_test_run ();
}
