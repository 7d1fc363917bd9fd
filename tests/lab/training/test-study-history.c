/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs that leave the list of a study: what was trained stays in the history, and a study can go
 * back to what it was.
 */
#include <math.h>
#include <string.h>

#include "lab-fixture.h"
#include "lab/training/lab-run-branch.h"
#include "lab/training/lab-study-state.h"

#define TWO_CURVES FIXTURE_BASE "[curve A]\nparties.key-difference=2\n[curve B]\n"

typedef struct
{
  LabScheduler *scheduler;
  LabStudy *study;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LabStudyFile) file = fixture_parse (TWO_CURVES);

  fixture->scheduler = lab_scheduler_new (1);
  fixture->study = lab_study_new (file, 1, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->study);
  g_object_unref (fixture->scheduler);
}

static LabRun *
get_run (Fixture *fixture, guint index)
{
  return lab_study_get_run (fixture->study, index);
}

static void
train (Fixture *fixture, LabRun *run)
{
  lab_scheduler_start (fixture->scheduler, run);
  fixture_wait (run, LAB_RUN_FINISHED);
}

static void
set (Fixture *fixture, const char *name, const char *value)
{
  g_autoptr (GError) error = NULL;

  lab_study_set_value (fixture->study, name, value, &error);
  g_assert_no_error (error);
}

static guint
get_n_history (Fixture *fixture, LabRun *run)
{
  g_autoptr (GPtrArray) runs = lab_study_list_history (fixture->study, run);

  return runs->len;
}

static char *
get_fingerprint (LabRun *run)
{
  return fixture_fingerprint (lab_run_get_series (run), lab_run_get_iteration (run));
}

/* "A 2 finished, B 1 ready | A 2 finished": what is listed, and the history. */
static char *
describe (LabStudy *study)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) history = lab_study_list_history (study, NULL);

  for (guint i = 0; i < lab_study_get_n_runs (study) + history->len; i++)
    {
      guint n_listed = lab_study_get_n_runs (study);
      LabRun *run = i < n_listed ? lab_study_get_run (study, i) : history->pdata[i - n_listed];

      g_string_append (text, i == n_listed ? " | " : i > 0 ? ", " : "");
      g_string_append_printf (
          text, "%s %u %s", lab_run_get_label (run),
          lab_experiment_get_setup (lab_run_get_experiment (run))->key_difference,
          lab_run_state_get_name (lab_run_get_state (run)));
    }
  return g_string_free (text, FALSE);
}

static void
assert_is (Fixture *fixture, const char *expected)
{
  g_autofree char *text = describe (fixture->study);

  g_assert_cmpstr (text, ==, expected);
}

static void
count (GListModel *list, guint position, guint removed, guint added, guint *n)
{
  g_assert_cmpuint (removed, ==, 1);
  g_assert_cmpuint (added, ==, 1);
  *n += 1;
}

/* Restart: the same numbers, bit for bit, and the run before stays. */
static void
test_renewed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LabRun) first = g_object_ref (get_run (fixture, 0));
  g_autofree char *one = NULL, *other = NULL;
  guint n_changes = 0;
  LabRun *second;

  train (fixture, first);
  lab_run_set_colour (first, 7);
  g_signal_connect (fixture->study, "items-changed", G_CALLBACK (count), &n_changes);
  second = lab_study_renew (fixture->study, first);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (second == get_run (fixture, 0) && second != first);
  g_assert_cmpuint (lab_run_get_colour (second), ==, 7);
  assert_is (fixture, "A 2 ready, B 1 ready | A 2 finished");
  g_assert_true (lab_study_is_listed (fixture->study, second));
  g_assert_false (lab_study_is_listed (fixture->study, first));
  train (fixture, second);
  one = get_fingerprint (first);
  other = get_fingerprint (second);
  g_assert_cmpstr (one, ==, other);
  g_assert_cmpuint (get_n_history (fixture, second), ==, 1);
  g_assert_cmpuint (get_n_history (fixture, get_run (fixture, 1)), ==, 0);
}

/* After an edit the new run trains what the curve says now, and the other keeps what it is. */
static void
test_edited (Fixture *fixture, gconstpointer data)
{
  LabRun *first = get_run (fixture, 1);
  g_autofree char *before = NULL, *after = NULL;

  train (fixture, first);
  before = get_fingerprint (first);
  set (fixture, "parties.key-difference", "3");
  assert_is (fixture, "A 2 ready, B 1 finished");
  g_assert_true (lab_study_is_outdated (fixture->study, first));
  train (fixture, lab_study_renew (fixture->study, first));
  assert_is (fixture, "A 2 ready, B 3 finished | B 1 finished");
  after = get_fingerprint (first);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (fixture_is_outdated (fixture->study));
}

/* One that has not begun leaves nothing behind. */
static void
test_not_begun (Fixture *fixture, gconstpointer data)
{
  lab_study_renew (fixture->study, get_run (fixture, 0));
  lab_study_remove (fixture->study, get_run (fixture, 1));
  assert_is (fixture, "A 2 ready");
}

/* The history of a curve follows its name, and that of a removed one is nobody's. */
static void
test_curve_removed (Fixture *fixture, gconstpointer data)
{
  train (fixture, get_run (fixture, 0));
  train (fixture, get_run (fixture, 1));
  lab_study_renew (fixture->study, get_run (fixture, 1));
  lab_study_rename (fixture->study, get_run (fixture, 1), "C");
  assert_is (fixture, "A 2 finished, C 1 ready | C 1 finished");
  lab_study_remove (fixture->study, get_run (fixture, 0));
  assert_is (fixture, "C 1 ready | C 1 finished, A 2 finished");
  g_assert_cmpuint (get_n_history (fixture, get_run (fixture, 0)), ==, 1);
}

static void
test_deleted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LabStudyState) state = NULL;
  g_autoptr (GPtrArray) history = NULL;

  train (fixture, get_run (fixture, 0));
  lab_study_renew (fixture->study, get_run (fixture, 0));
  state = lab_study_take_state (fixture->study);
  history = lab_study_list_history (fixture->study, NULL);
  lab_study_delete_history (fixture->study, history);
  g_assert_false (lab_study_is_in_state (fixture->study, state));
  assert_is (fixture, "A 2 ready, B 1 ready");
  lab_study_put_state (fixture->study, state);
  g_assert_true (lab_study_is_in_state (fixture->study, state));
  assert_is (fixture, "A 2 ready, B 1 ready | A 2 finished");
}

/* Back and forth over an edit, a restart, a new curve, a new name and a removal. */
static void
test_states (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LabStudyState) first = lab_study_take_state (fixture->study), last = NULL;
  g_autofree char *before = NULL, *after = NULL, *then = NULL;

  g_assert_true (lab_study_is_in_state (fixture->study, first));
  before = lab_study_file_to_text (lab_study_get_file (fixture->study));
  train (fixture, get_run (fixture, 0));
  g_assert_true (lab_study_is_in_state (fixture->study, first)); /* training is no change */
  set (fixture, "parties.key-difference", "3");
  g_assert_false (lab_study_is_in_state (fixture->study, first));
  lab_study_renew (fixture->study, get_run (fixture, 0));
  train (fixture, lab_study_add_curve (fixture->study, "D", NULL));
  lab_study_rename (fixture->study, get_run (fixture, 0), "E");
  lab_study_remove (fixture->study, get_run (fixture, 1));
  assert_is (fixture, "E 2 ready, D 3 finished | E 2 finished");
  last = lab_study_take_state (fixture->study);

  lab_study_put_state (fixture->study, first);
  after = lab_study_file_to_text (lab_study_get_file (fixture->study));
  g_assert_cmpstr (before, ==, after);
  /* What was trained since then is still there. */
  assert_is (fixture, "A 2 finished, B 1 ready | D 3 finished");

  lab_study_put_state (fixture->study, last);
  assert_is (fixture, "E 2 ready, D 3 finished | E 2 finished");
  then = lab_study_file_to_text (lab_study_get_file (fixture->study));
  g_assert_nonnull (strstr (then, "[curve E]"));
}

/* Longer: bit for bit a run that was planned so long from the start; in the store, too. */
static void
test_longer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LabRun) first = g_object_ref (get_run (fixture, 0));
  g_autoptr (LabExperiment) planned
      = fixture_experiment ("parties.key-difference=2", "training.rounds=5", NULL);
  g_autofree char *expected = fixture_train (planned, lab_run_get_seed (first), NULL);
  g_autofree char *found = NULL, *before = get_fingerprint (first);
  g_autoptr (GPtrArray) longer = NULL;
  g_autoptr (GError) error = NULL;

  train (fixture, first);
  g_free (before);
  before = get_fingerprint (first);
  longer = lab_study_branch (fixture->study, first, &(LabBranch){ .rounds = 3 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (longer->len, ==, 1);
  g_assert_true (get_run (fixture, 0) == longer->pdata[0]);
  assert_is (fixture, "A 2 paused, B 1 ready | A 2 finished");
  g_assert_cmpuint (lab_run_get_iteration (longer->pdata[0]), ==, 100);
  train (fixture, longer->pdata[0]);
  g_assert_cmpuint (lab_run_get_iteration (longer->pdata[0]), ==, 250);
  found = get_fingerprint (longer->pdata[0]);
  g_assert_cmpstr (found, ==, expected);
  g_assert_false (fixture_is_outdated (fixture->study));
  g_free (found);
  found = get_fingerprint (first);
  g_assert_cmpstr (found, ==, before);
}

static guint64
pause_at (LabRun *run, guint iterations)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);

  lab_scheduler_step (scheduler, run, iterations);
  fixture_wait_inactive (scheduler);
  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_PAUSED);
  return lab_run_get_iteration (run);
}

/* Another learning rate from where it is: bit for bit the experiment with that change, trained from
 * the start; again and again, and with more rounds. */
static void
test_rate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LabExperiment) planned
      = fixture_experiment ("parties.key-difference=2", "training.rounds=3",
                            "training.learning-rate-changes=30:0.25;100:0.001", NULL);
  LabRun *run = get_run (fixture, 0);
  g_autofree char *expected = fixture_train (planned, lab_run_get_seed (run), NULL);
  g_autofree char *found = NULL;
  g_autoptr (GPtrArray) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (pause_at (run, 30), ==, 30);
  first = lab_study_branch (fixture->study, run, &(LabBranch){ .learning_rate = 0.25 }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->len, ==, 1);
  assert_is (fixture, "A 2 paused, B 1 ready | A 2 paused");
  train (fixture, first->pdata[0]);

  g_assert_null (lab_study_branch (fixture->study, first->pdata[0],
                                   &(LabBranch){ .learning_rate = 0.001 }, &error));
  g_assert_nonnull (strstr (error->message, "add some"));
  g_clear_error (&error);
  second = lab_study_branch (fixture->study, first->pdata[0],
                             &(LabBranch){ .rounds = 1, .learning_rate = 0.001 }, &error);
  g_assert_no_error (error);
  train (fixture, second->pdata[0]);
  g_assert_true (lab_experiment_equal (lab_run_get_experiment (second->pdata[0]), planned));
  found = get_fingerprint (second->pdata[0]);
  g_assert_cmpstr (found, ==, expected);
  assert_is (fixture, "A 2 finished, B 1 ready | A 2 paused, A 2 finished");
}

/* Where it cannot, nothing changes. */
static void
test_not_longer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LabStudyState) state = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (
      lab_study_branch (fixture->study, get_run (fixture, 0), &(LabBranch){ .rounds = 3 }, &error));
  g_assert_nonnull (strstr (error->message, "finished or paused"));
  g_clear_error (&error);
  train (fixture, get_run (fixture, 0));
  set (fixture, "training.batch", "4");
  state = lab_study_take_state (fixture->study);
  g_assert_null (
      lab_study_branch (fixture->study, get_run (fixture, 0), &(LabBranch){ .rounds = 3 }, &error));
  g_assert_nonnull (strstr (error->message, "other settings"));
  g_clear_error (&error);
  g_assert_null (lab_study_branch (fixture->study, get_run (fixture, 0),
                                   &(LabBranch){ .learning_rate = 2 }, &error));
  g_assert_nonnull (strstr (error->message, "learning-rate-changes"));
  g_assert_true (lab_study_is_in_state (fixture->study, state));
}

/* What the paper claims of a curve goes with an edit, and is back when that is undone. */
static void
test_claim_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LabStudyFile) file = fixture_parse (FIXTURE_BASE "[curve A]\npaper-loss-rate=0.25\n");
  g_autoptr (LabStudy) study = lab_study_new (file, 1, NULL);
  g_autoptr (LabStudyState) state = lab_study_take_state (study);

  g_assert_true (lab_study_set_value (study, "training.batch", "16", NULL));
  g_assert_true (isnan (lab_run_get_paper_loss_rate (lab_study_get_run (study, 0))));
  lab_study_put_state (study, state);
  g_assert_cmpfloat (lab_run_get_paper_loss_rate (lab_study_get_run (study, 0)), ==, 0.25);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/lab/study-history/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("renewed", test_renewed);
  ADD ("edited", test_edited);
  ADD ("not-begun", test_not_begun);
  ADD ("curve-removed", test_curve_removed);
  ADD ("deleted", test_deleted);
  ADD ("longer", test_longer);
  ADD ("rate", test_rate);
  ADD ("not-longer", test_not_longer);
  ADD ("states", test_states);
  ADD ("claim-back", test_claim_back);
#undef ADD
  return g_test_run ();
}
