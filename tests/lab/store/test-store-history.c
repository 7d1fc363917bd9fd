/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs that are no longer listed, in the file: the history comes back as it was, what was deleted
 * from it goes in the end, and a store from before there was a history has all its runs listed.
 */
#include "lab/store/lab-store-private.h"
#include "lab/store/lab-store-statement.h"
#include "lab/training/lab-run-branch.h"
#include "lab/store/lab-store-sums.h"
#include "trained-store.h"

static gint64
ask (const char *path, const char *sql)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_change (path, NULL);

  return lab_statement_ask (database, sql, NULL);
}

static void
test_kept (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autofree char *trained = NULL;
  gint64 number, runs[2];

  {
    g_autoptr (LabStore) store = store_fixture_open (place);
    g_autoptr (LabStudy) study = store_fixture_make (STUDY);

    lab_store_keep (store, study);
    store_fixture_start_all (scheduler, study);
    fixture_wait_inactive (scheduler);
    trained = store_fixture_get_fingerprint (lab_study_get_run (study, 0));
    store_fixture_flush (store);
    runs[0] = lab_run_get_number (lab_study_get_run (study, 0));
    runs[1] = lab_run_get_number (lab_study_get_run (study, 2));
    lab_study_renew (study, lab_study_get_run (study, 0));
    lab_study_remove (study, lab_study_get_run (study, 2));
    lab_study_remove (study, lab_study_get_run (study, 2)); /* with its curve */
    store_fixture_flush (store);
    number = lab_store_get_study_number (store, study);
  }
  {
    g_autoptr (LabStore) store = store_fixture_open (place);
    g_autoptr (LabStudy) again = store_fixture_load (store, number);
    g_autoptr (GPtrArray) history = lab_study_list_history (again, NULL);
    g_autoptr (GPtrArray) of_first = lab_study_list_history (again, lab_study_get_run (again, 0));
    g_autoptr (GPtrArray) listed = lab_store_list (store, NULL);
    GPtrArray *stored = ((LabStoredStudy *) listed->pdata[0])->runs;
    g_autofree char *read = NULL;

    g_assert_cmpuint (lab_study_get_n_runs (again), ==, 2);
    g_assert_cmpuint (history->len, ==, 3);
    g_assert_cmpuint (of_first->len, ==, 1);
    g_assert_cmpint (lab_run_get_number (history->pdata[0]), ==, runs[0]);
    g_assert_cmpint (lab_run_get_number (history->pdata[1]), ==, runs[1]);
    read = store_fixture_get_fingerprint (history->pdata[0]);
    g_assert_cmpstr (trained, ==, read);
    g_assert_cmpuint (stored->len, ==, 5);
    for (guint i = 0; i < stored->len; i++)
      g_assert_cmpint (((LabStoredRun *) stored->pdata[i])->place, ==,
                       i < 2 ? LAB_RUN_PLACE_LISTED : LAB_RUN_PLACE_HISTORY);
  }
}

/* Stays for an hour, and as long as its study is open. */
static void
test_deleted (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (LabStudy) study = store_fixture_make (STUDY);
  gint64 later = g_get_real_time () / G_USEC_PER_SEC + 7200;
  g_autoptr (GPtrArray) history = NULL;
  gint64 number;

  lab_store_keep (store, study);
  store_fixture_start_all (scheduler, study);
  fixture_wait_inactive (scheduler);
  lab_study_renew (study, lab_study_get_run (study, 0));
  history = lab_study_list_history (study, NULL);
  lab_study_delete_history (study, history);
  store_fixture_flush (store);
  number = lab_store_get_study_number (store, study);
  g_assert_cmpint (ask (place->path, "SELECT count (*) FROM runs WHERE place = 'deleted'"), ==, 1);
  g_assert_true (lab_store_purge (store, later, NULL)); /* it is open */
  g_assert_cmpint (ask (place->path, "SELECT count (*) FROM runs"), ==, 5);
  lab_store_let_go (store, study);
  store_fixture_flush (store);
  g_assert_true (lab_store_purge (store, later - 7200, NULL)); /* it is new */
  g_assert_cmpint (ask (place->path, "SELECT count (*) FROM runs"), ==, 5);
  {
    g_autoptr (LabStudy) again = store_fixture_load (store, number);
    g_autoptr (GPtrArray) none = lab_study_list_history (again, NULL);

    g_assert_cmpuint (none->len, ==, 0);
    g_assert_cmpuint (lab_study_get_n_runs (again), ==, 4);
    lab_store_let_go (store, again);
    store_fixture_flush (store);
  }
  g_assert_true (lab_store_purge (store, later, NULL));
  g_assert_cmpint (ask (place->path, "SELECT count (*) FROM runs"), ==, 4);
  g_assert_cmpint (ask (place->path, "SELECT count (*) FROM chunks WHERE run NOT IN"
                                     " (SELECT number FROM runs)"),
                   ==, 0);
}

/* A branch is stored whole, from its first point on. */
static void
test_longer (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  gint64 number;
  g_autofree char *trained = NULL;

  {
    g_autoptr (LabStore) store = store_fixture_open (place);
    g_autoptr (LabStudy) study = store_fixture_make (STUDY);
    g_autoptr (GPtrArray) longer = NULL;

    lab_store_keep (store, study);
    store_fixture_start_all (scheduler, study);
    fixture_wait_inactive (scheduler);
    longer = lab_study_branch (study, lab_study_get_run (study, 0),
                               &(LabBranch){ .rounds = 2, .learning_rate = 0.25 }, NULL);
    g_assert_cmpuint (longer->len, ==, 2); /* both seeds */
    lab_scheduler_start (scheduler, longer->pdata[0]);
    fixture_wait_inactive (scheduler);
    trained = store_fixture_get_fingerprint (longer->pdata[0]);
    store_fixture_flush (store);
    number = lab_store_get_study_number (store, study);
  }
  {
    g_autoptr (LabStore) store = store_fixture_open (place);
    g_autoptr (LabStudy) again = store_fixture_load (store, number);
    g_autofree char *read = store_fixture_get_fingerprint (lab_study_get_run (again, 0));

    g_assert_cmpstr (read, ==, trained);
    g_assert_cmpuint (lab_run_get_iteration (lab_study_get_run (again, 0)), ==, 200);
    g_assert_nonnull (
        strstr (lab_experiment_get_text (lab_run_get_experiment (lab_study_get_run (again, 0))),
                "learning-rate-changes=100:0.25\n"));
    g_assert_cmpint (lab_run_get_state (lab_study_get_run (again, 0)), ==, LAB_RUN_FINISHED);
    g_assert_cmpint (lab_run_get_state (lab_study_get_run (again, 1)), ==, LAB_RUN_PAUSED);
  }
}

#define OF_A_RUN                                                                                   \
  "number, study, position, curve, nth_seed, origin, origin_curve, label, colour, visible,"        \
  " experiment, seed, state, message, iterations, length, seconds, bob_loss_rate, bob_bit_error,"  \
  " eve_loss_rate, eve_bit_error, eve_own_loss_rate, eve_own_bit_error, modified, version,"        \
  " arithmetic"

/* The file as version 4 left it, with the sums of its rows. */
static char *
make_fourth (TrainedStore *place)
{
  char *path = g_build_filename (place->folder, "fourth.db", NULL);
  g_autofree char *fill
      = g_strdup_printf ("ATTACH '%s' AS now;"
                         "INSERT INTO experiments SELECT * FROM now.experiments;"
                         "INSERT INTO origins SELECT * FROM now.origins;"
                         "INSERT INTO studies SELECT * FROM now.studies;"
                         "INSERT INTO runs (" OF_A_RUN ") SELECT " OF_A_RUN " FROM now.runs;"
                         "INSERT INTO chunks SELECT * FROM now.chunks;"
                         "INSERT INTO checkpoints SELECT * FROM now.checkpoints;"
                         "PRAGMA application_id = %d; PRAGMA user_version = 4",
                         place->path, 0x464b4c62);

  for (guint step = 1; step <= 4; step++)
    store_fixture_execute (path, lab_database_get_schema_step (step));
  store_fixture_execute (path, fill);
  store_fixture_execute (path, "UPDATE runs SET sha256 = lab_sum (" OF_A_RUN ")");
  return path;
}

static void
test_fourth_version (TrainedStore *place, gconstpointer data)
{
  g_autofree char *path = make_fourth (place);

  {
    g_autoptr (LabStore) store = trained_store_open (path);
    g_autoptr (LabStudy) again = store_fixture_load (store, place->number);

    g_assert_null (lab_store_get_notice (store));
    for (guint i = 0; i < 2; i++)
      trained_store_assert_same (lab_study_get_run (place->study, i), lab_study_get_run (again, i));
  }
  g_assert_cmpint (
      ask (path, "SELECT count (*) FROM runs WHERE " LAB_RUN_IS_SOUND " AND place = 'listed'"), ==,
      2);
}

/* Damage must not become sound on the way. */
static void
test_fourth_damaged (TrainedStore *place, gconstpointer data)
{
  g_autofree char *path = make_fourth (place);
  g_autoptr (LabStore) store = NULL;

  store_fixture_execute (path, "UPDATE runs SET seconds = seconds + 1 WHERE number = 2");
  store = trained_store_open (path);
  g_assert_cmpint (ask (path, "SELECT number FROM runs WHERE NOT " LAB_RUN_IS_SOUND), ==, 2);
  g_assert_cmpint (ask (path, "SELECT count (*) FROM runs WHERE " LAB_RUN_IS_SOUND), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test)                                                                            \
  g_test_add ("/lab/store-history/" name, StoreFixture, NULL, store_fixture_set_up, test,          \
              store_fixture_tear_down)
  ADD ("kept", test_kept);
  ADD ("deleted", test_deleted);
  ADD ("longer", test_longer);
#undef ADD
#define ADD(name, test)                                                                            \
  g_test_add ("/lab/store-history/" name, TrainedStore, NULL, trained_store_set_up, test,          \
              trained_store_tear_down)
  ADD ("fourth-version", test_fourth_version);
  ADD ("fourth-damaged", test_fourth_damaged);
#undef ADD
  return g_test_run ();
}
