/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a window works on, without a window: which acts mean which runs, what is removed
 * and put back, and what is announced how often.
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
  g_assert_false (lab_session_can (session, LAB_ACT_RESET, NULL));
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

/* What was removed is hidden, and back as it was; one removal is had back at a time. */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  LabSession *session = fixture->session;

  lab_run_set_visible (get_run (fixture, 1), FALSE);
  lab_session_set_selected (session, get_run (fixture, 0));
  lab_session_act (session, LAB_ACT_REMOVE, get_run (fixture, 0));
  g_assert_cmpuint (count_listed (fixture), ==, 2);
  g_assert_null (lab_session_get_selected (session));
  g_assert_true (lab_session_has_removed (session));
  g_assert_cmpuint (lab_study_get_n_runs (fixture->study), ==, 3);
  lab_session_undo_remove (session);
  g_assert_cmpuint (count_listed (fixture), ==, 3);
  g_assert_true (lab_run_get_visible (get_run (fixture, 0)));
  g_assert_false (lab_session_has_removed (session));
  /* What was hidden is hidden again. */
  lab_session_act (session, LAB_ACT_REMOVE, get_run (fixture, 1));
  lab_session_undo_remove (session);
  g_assert_false (lab_run_get_visible (get_run (fixture, 1)));

  lab_session_act (session, LAB_ACT_REMOVE, get_run (fixture, 0));
  lab_session_act (session, LAB_ACT_REMOVE, get_run (fixture, 1));
  g_assert_cmpuint (lab_study_get_n_runs (fixture->study), ==, 2);
  g_assert_cmpuint (lab_session_clear (session), ==, 1);
  g_assert_cmpuint (count_listed (fixture), ==, 0);
  lab_session_forget_removed (session);
  g_assert_cmpuint (lab_study_get_n_runs (fixture->study), ==, 0);
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
  lab_session_undo_remove (session);
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
  lab_session_undo_remove (fixture->session);
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
    { "/session/targets", test_targets },
    { "/session/remove", test_remove },
    { "/session/removed-goes-on", test_removed_goes_on },
    { "/session/announces", test_announces },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
