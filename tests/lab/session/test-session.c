/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window works on, without a window: which acts mean which runs, what is undone and
 * redone, and what is announced how often.
 */
#include "config.h"

#include "lab-fixture.h"
#include "lab/session/lab-session.h"

#define THREE                                                                                      \
  FIXTURE_BASE "[curve one]\nparties.key-difference=1\n"                                           \
               "[curve two]\nparties.key-difference=2\n"                                           \
               "[curve three]\nparties.key-difference=3\n"

typedef struct
{
  LabSession *session;
  LabStudy *study;
  guint n_changed;
  guint n_look;
  guint n_runs;
} Fixture;

static void
count (guint *n)
{
  (*n)++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (LabStudyFile) file = fixture_parse (THREE);

  fixture->session = lab_session_new (2);
  fixture->study = lab_study_new (file, 1, NULL);
  lab_session_set_study (fixture->session, fixture->study);
  lab_session_flush (fixture->session);
  g_signal_connect_swapped (fixture->session, "changed", G_CALLBACK (count), &fixture->n_changed);
  g_signal_connect_swapped (fixture->session, "look-changed", G_CALLBACK (count), &fixture->n_look);
  g_signal_connect_swapped (fixture->session, "runs-changed", G_CALLBACK (count), &fixture->n_runs);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  lab_session_shut_down (fixture->session);
  g_object_unref (fixture->session);
  g_object_unref (fixture->study);
}

static LabRun *
get_run (Fixture *fixture, guint index)
{
  return lab_study_get_run (fixture->study, index);
}

static guint
count_listed (Fixture *fixture)
{
  g_autoptr (GPtrArray) runs = lab_session_get_runs (fixture->session);

  return runs->len;
}

/* The selected run is meant, else all that are shown. */
static void
test_targets (Fixture *fixture, gconstpointer data)
{
  LabSession *session = fixture->session;

  g_assert_true (lab_session_can (session, LAB_ACT_START, NULL));
  g_assert_false (lab_session_can (session, LAB_ACT_PAUSE, NULL));
  g_assert_false (lab_session_can (session, LAB_ACT_RESTART, NULL));
  lab_session_set_selected (session, get_run (fixture, 1));
  lab_session_act (session, LAB_ACT_STEP, NULL);
  fixture_wait (get_run (fixture, 1), LAB_RUN_PAUSED);
  g_assert_cmpuint (lab_run_get_iteration (get_run (fixture, 0)), ==, 0);
  g_assert_cmpuint (lab_run_get_iteration (get_run (fixture, 1)), ==, 1);
  g_assert_true (lab_session_can (session, LAB_ACT_RESUME, NULL));
  g_assert_true (lab_session_has_results (session));

  lab_session_set_selected (session, NULL);
  lab_run_set_visible (get_run (fixture, 2), FALSE);
  lab_session_act (session, LAB_ACT_STEP_ROUND, NULL);
  fixture_wait (get_run (fixture, 0), LAB_RUN_PAUSED);
  fixture_wait (get_run (fixture, 1), LAB_RUN_PAUSED);
  g_assert_cmpuint (lab_run_get_iteration (get_run (fixture, 0)), ==, 50);
  g_assert_cmpuint (lab_run_get_iteration (get_run (fixture, 1)), ==, 50);
  g_assert_cmpuint (lab_run_get_iteration (get_run (fixture, 2)), ==, 0);
}

static void
undo (Fixture *fixture)
{
  g_assert_true (lab_undo_undo (lab_session_get_undo (fixture->session), NULL));
}

static void
redo (Fixture *fixture)
{
  g_assert_true (lab_undo_redo (lab_session_get_undo (fixture->session), NULL));
}

/* What was removed comes back as it was, one step after the other. */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  LabSession *session = fixture->session;

  lab_run_set_visible (get_run (fixture, 1), FALSE);
  lab_session_set_selected (session, get_run (fixture, 0));
  lab_session_act (session, LAB_ACT_REMOVE, get_run (fixture, 0));
  g_assert_cmpuint (count_listed (fixture), ==, 2);
  g_assert_null (lab_session_get_selected (session));
  g_assert_cmpstr (lab_undo_get_label (lab_session_get_undo (session)), ==, "Remove one");
  undo (fixture);
  g_assert_cmpuint (count_listed (fixture), ==, 3);
  g_assert_true (lab_run_get_visible (get_run (fixture, 0)));
  g_assert_null (lab_undo_get_label (lab_session_get_undo (session)));
  lab_session_act (session, LAB_ACT_REMOVE, get_run (fixture, 1));
  undo (fixture);
  g_assert_false (lab_run_get_visible (get_run (fixture, 1)));

  lab_session_act (session, LAB_ACT_REMOVE, get_run (fixture, 0));
  lab_session_act (session, LAB_ACT_REMOVE, get_run (fixture, 1));
  g_assert_cmpuint (lab_session_clear (session), ==, 1);
  g_assert_cmpuint (count_listed (fixture), ==, 0);
  for (guint i = 1; i <= 3; i++)
    {
      undo (fixture);
      g_assert_cmpuint (count_listed (fixture), ==, i);
    }
  redo (fixture);
  g_assert_cmpuint (count_listed (fixture), ==, 2);
}

/* Restart: a new run in the same place, selected as the one before it was; undone, that one is
 * back, and what the new one trained is in the history. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  LabSession *session = fixture->session;
  g_autoptr (LabRun) first = g_object_ref (get_run (fixture, 1));
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (LabRun) second = NULL;

  lab_session_act (session, LAB_ACT_START, first);
  fixture_wait (first, LAB_RUN_FINISHED);
  lab_session_set_selected (session, first);
  lab_session_act (session, LAB_ACT_RESTART, NULL);
  second = g_object_ref (get_run (fixture, 1));
  g_assert_true (second != first && lab_session_get_selected (session) == second);
  fixture_wait (second, LAB_RUN_FINISHED);
  undo (fixture);
  g_assert_true (get_run (fixture, 1) == first && lab_session_get_selected (session) == first);
  history = lab_study_list_history (fixture->study, first);
  g_assert_cmpuint (history->len, ==, 1);
  g_assert_true (history->pdata[0] == second);
  redo (fixture);
  g_assert_true (get_run (fixture, 1) == second);
}

/* After an edit, Start means a new run; with the settings of before it means nothing. */
static void
test_start_edited (Fixture *fixture, gconstpointer data)
{
  LabSession *session = fixture->session;
  g_autoptr (LabRun) first = g_object_ref (get_run (fixture, 1));

  lab_session_act (session, LAB_ACT_START, first);
  fixture_wait (first, LAB_RUN_FINISHED);
  g_assert_false (lab_session_can (session, LAB_ACT_START, first));
  lab_session_set_selected (session, first);
  lab_study_set_curve_value (fixture->study, 1, "training.batch", "16", NULL);
  lab_study_rename (fixture->study, first, "another name");
  g_assert_true (lab_session_can (session, LAB_ACT_START, first));
  g_assert_true (lab_session_renews (session, first));
  lab_session_act (session, LAB_ACT_START, first);
  g_assert_true (get_run (fixture, 1) != first);
  g_assert_true (lab_session_get_selected (session) == get_run (fixture, 1));
  g_assert_false (lab_session_renews (session, get_run (fixture, 1)));
  fixture_wait (get_run (fixture, 1), LAB_RUN_FINISHED);
  g_assert_cmpuint (lab_experiment_get_setup (lab_run_get_experiment (get_run (fixture, 1)))->batch,
                    ==, 16);
}

/* Another seed for the curve, once for all its runs, and the former run is in its history. */
static void
test_new_seed (Fixture *fixture, gconstpointer data)
{
  LabSession *session = fixture->session;

  lab_session_act (session, LAB_ACT_START, get_run (fixture, 1));
  fixture_wait (get_run (fixture, 1), LAB_RUN_FINISHED);
  for (guint seed = 2; seed <= 3; seed++)
    {
      lab_session_act (session, LAB_ACT_NEW_SEED, get_run (fixture, 1));
      fixture_wait (get_run (fixture, 1), LAB_RUN_FINISHED);
      g_assert_cmpuint (lab_run_get_seed (get_run (fixture, 1)), ==, seed);
      g_assert_cmpuint (lab_run_get_seed (get_run (fixture, 0)), ==, 1);
    }
  g_assert_false (lab_session_renews (session, get_run (fixture, 1)));
  undo (fixture);
  g_assert_cmpuint (lab_run_get_seed (get_run (fixture, 1)), ==, 2);
}

/* All that are shown, one step; undone, what was trained before is back. */
static void
test_longer (Fixture *fixture, gconstpointer data)
{
  LabSession *session = fixture->session;
  g_autoptr (GError) error = NULL;

  g_assert_false (lab_session_branch (session, NULL, &(LabBranch){ .rounds = 1 }, &error));
  lab_session_act (session, LAB_ACT_START, NULL);
  for (guint i = 0; i < 3; i++)
    fixture_wait (get_run (fixture, i), LAB_RUN_FINISHED);
  g_assert_true (lab_session_branch (session, NULL, &(LabBranch){ .rounds = 1 }, &error));
  g_assert_cmpstr (lab_undo_get_label (lab_session_get_undo (session)), ==, "Train 1 round longer");
  for (guint i = 0; i < 3; i++)
    {
      fixture_wait (get_run (fixture, i), LAB_RUN_FINISHED);
      g_assert_cmpuint (lab_run_get_iteration (get_run (fixture, i)), ==, 150);
    }
  undo (fixture);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (lab_run_get_iteration (get_run (fixture, i)), ==, 100);
}

/* A slider that is dragged is one step. */
static void
test_dragged (Fixture *fixture, gconstpointer data)
{
  LabSession *session = fixture->session;

  for (guint i = 1; i <= 8; i++)
    {
      LabStudyStep *step = lab_session_begin (session);
      g_autofree char *value = g_strdup_printf ("%u", i * 8);

      lab_study_set_value (fixture->study, "training.batch", value, NULL);
      lab_session_end (session, step, "Change batch", "training.batch");
    }
  undo (fixture);
  g_assert_null (lab_undo_get_label (lab_session_get_undo (session)));
  g_assert_cmpuint (lab_experiment_get_setup (lab_run_get_experiment (get_run (fixture, 0)))->batch,
                    ==, 8);
  redo (fixture);
  g_assert_cmpuint (lab_experiment_get_setup (lab_run_get_experiment (get_run (fixture, 0)))->batch,
                    ==, 64);
}

/* What trained when it was removed goes on when it is put back. */
static void
test_removed_goes_on (Fixture *fixture, gconstpointer data)
{
  LabSession *session = fixture->session;
  LabRun *run = get_run (fixture, 0);

  lab_study_set_value (fixture->study, "training.iterations", "5000", NULL);
  lab_session_act (session, LAB_ACT_START, run);
  fixture_wait_iteration (run, 10);
  lab_session_act (session, LAB_ACT_REMOVE, run);
  fixture_wait (run, LAB_RUN_PAUSED);
  undo (fixture);
  fixture_wait (run, LAB_RUN_FINISHED);
  g_assert_cmpuint (lab_run_get_iteration (run), ==, 10000);
}

/* However much an act changes, it is told once. */
static void
test_announces (Fixture *fixture, gconstpointer data)
{
  lab_session_clear (fixture->session);
  g_assert_cmpuint (fixture->n_changed + fixture->n_look + fixture->n_runs, ==, 0);
  fixture_idle (1);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (fixture->n_look, ==, 1);
  g_assert_cmpuint (fixture->n_runs, ==, 1);
  undo (fixture);
  lab_session_flush (fixture->session);
  lab_session_set_selected (fixture->session, get_run (fixture, 0));
  lab_session_set_selected (fixture->session, get_run (fixture, 0));
  lab_session_flush (fixture->session);
  g_assert_cmpuint (fixture->n_changed, ==, 3);
  g_assert_cmpuint (fixture->n_look, ==, 2);
  g_assert_cmpuint (fixture->n_runs, ==, 2);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/session/targets", test_targets },     { "/session/remove", test_remove },
    { "/session/restart", test_restart },     { "/session/start-edited", test_start_edited },
    { "/session/dragged", test_dragged },     { "/session/new-seed", test_new_seed },
    { "/session/longer", test_longer },       { "/session/removed-goes-on", test_removed_goes_on },
    { "/session/announces", test_announces },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
