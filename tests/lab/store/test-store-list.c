/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is in a store: listed, renamed, deleted and had back; and nothing stays of
 * what was reset or removed.
 */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "lab/store/lab-store-change.h"
#include "lab/store/lab-store-statement.h"
#include "store-fixture.h"

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* What comes of a read on another thread. */
static GPtrArray *
list_without_wait (LabStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lab_store_list_async (store, on_result, &result);
  g_assert_null (result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return lab_store_list_finish (store, result, error);
}

/* What was opened and never touched is not kept. */
static void
test_untouched (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabStudy) study = store_fixture_make (STUDY);
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) one = NULL;

  lab_store_keep (store, study);
  store_fixture_flush (store);
  none = lab_store_list (store, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (lab_study_set_value (study, "training.batch", "16", NULL));
  store_fixture_flush (store);
  one = list_without_wait (store, NULL);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (((LabStoredStudy *) one->pdata[0])->runs->len, ==, 4);
}

static LabStoredStudy *
find (GPtrArray *studies, gint64 number)
{
  for (guint i = 0; i < studies->len; i++)
    if (((LabStoredStudy *) studies->pdata[i])->number == number)
      return studies->pdata[i];
  return NULL;
}

static void
test_list (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (LabStudy) study = store_fixture_make (STUDY);
  g_autoptr (LabStudy) second = store_fixture_make (LONG_STUDY);
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (GPtrArray) studies = NULL;
  g_autoptr (GError) error = NULL;
  LabStoredStudy *first;
  gint64 number;

  lab_store_keep (store, study);
  store_fixture_start_all (scheduler, study);
  fixture_wait_inactive (scheduler);
  store_fixture_flush (store);
  lab_store_keep (store, second);
  lab_scheduler_step (scheduler, lab_study_get_run (second, 0), 3);
  fixture_wait_inactive (scheduler);
  store_fixture_flush (store);

  number = lab_store_get_study_number (store, study);
  studies = lab_store_list (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (studies->len, ==, 2);
  g_assert_true (find (studies, number) == studies->pdata[1]);
  first = find (studies, number);
  g_assert_cmpstr (first->title, ==, "Two");
  for (guint i = 0; i < first->runs->len; i++)
    {
      LabStoredRun *stored = first->runs->pdata[i];
      LabRun *run = lab_study_get_run (study, i);

      g_assert_cmpint (stored->number, ==, lab_run_get_number (run));
      g_assert_cmpint (stored->state, ==, LAB_RUN_FINISHED);
      g_assert_cmpuint (stored->iterations, ==, lab_run_get_length (run));
      g_assert_cmpuint (stored->length, ==, lab_run_get_length (run));
      g_assert_cmpuint (stored->key_bits, ==, 8);
      g_assert_cmpuint (stored->key_difference, ==, i / 2 + 1);
      g_assert_true (stored->held);
      for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
        {
          double mean = lab_series_get_recent_mean (lab_run_get_series (run), channel,
                                                    LAB_FINAL_ITERATIONS);

          g_assert_true (stored->finals[channel] == mean
                         || (isnan (stored->finals[channel]) && isnan (mean)));
        }
      g_assert_cmpint (lab_store_find_study (store, stored->number, NULL), ==, number);
    }
  g_assert_cmpint (lab_store_find_study (store, 999, &error), ==, 0);
  g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
}

static void
test_rename_and_delete (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabStudy) study = store_fixture_make (STUDY);
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (GError) error = NULL;
  gint64 number;

  number = store_fixture_keep_changed (store, study);
  g_assert_true (lab_store_rename (store, number, "open", NULL));
  g_assert_cmpstr (lab_study_file_get_title (lab_study_get_file (study)), ==, "open");
  lab_scheduler_start (scheduler, lab_study_get_run (study, 0));
  g_assert_false (lab_store_delete (store, number, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_HELD);
  g_clear_error (&error);
  fixture_wait_inactive (scheduler);
  store_fixture_flush (store);
  g_assert_true (lab_store_delete (store, number, NULL)); /* nothing of it trains */
  g_assert_true (lab_store_restore (store, number, NULL));
  lab_store_let_go (store, study);
  store_fixture_flush (store);

  g_assert_true (lab_store_rename (store, number, "closed", NULL));
  {
    g_autoptr (GPtrArray) studies = lab_store_list (store, NULL);

    g_assert_cmpstr (find (studies, number)->title, ==, "closed");
  }
  g_assert_false (lab_store_rename (store, number + 1, "x", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  {
    g_autofree char *title = g_strnfill (201, 'x');

    g_assert_false (lab_store_rename (store, number, title, &error));
    g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
    g_clear_error (&error);
    title[200] = '\0';
    g_assert_true (lab_store_rename (store, number, title, NULL));
    g_assert_true (lab_store_rename (store, number, "closed", NULL));
    g_assert_false (lab_store_rename (store, number, "two\nlines", &error));
    g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
    g_clear_error (&error);
  }
  g_assert_false (lab_store_rename (store, number, "", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
  g_clear_error (&error);

  g_assert_true (lab_store_delete (store, number, NULL));
  {
    g_autoptr (GPtrArray) studies = lab_store_list (store, NULL);

    g_assert_cmpuint (studies->len, ==, 0);
  }
  g_assert_null (lab_store_load (store, number, NULL, 0, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (lab_store_restore (store, number, NULL));
  {
    g_autoptr (LabStudy) again = store_fixture_load (store, number);

    g_assert_cmpstr (lab_study_file_get_title (lab_study_get_file (again)), ==, "closed");
    g_assert_cmpuint (lab_study_get_n_runs (again), ==, 4);
  }
  g_assert_null (lab_store_load (store, number + 1, NULL, 0, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
}

/* The first column of the first row. */
static gint64
ask (StoreFixture *place, const char *sql)
{
  g_autoptr (LabDatabase) database = lab_database_open_to_read (place->path, NULL);

  return lab_statement_ask (database, sql, NULL);
}

/* What was deleted long ago cannot go for good: the study is deleted all the same. */
static void
test_delete_without_purge (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabStore) store = store_fixture_open (place);
  gint64 old = store_fixture_store_one (store), number = store_fixture_store_one (store);
  g_autoptr (GError) error = NULL;

  g_assert_true (lab_store_delete (store, old, NULL));
  store_fixture_change (place->path,
                        "UPDATE studies SET deleted = 1 WHERE deleted > 0;"
                        "CREATE TABLE others (study INTEGER REFERENCES studies);"
                        "INSERT INTO others SELECT number FROM studies WHERE deleted > 0");
  g_assert_true (lab_store_delete (store, number, &error));
  g_assert_no_error (error);
  store_fixture_flush (store);
  {
    g_autoptr (GPtrArray) studies = lab_store_list (store, NULL);

    g_assert_cmpuint (studies->len, ==, 0);
  }
  g_assert_cmpint (ask (place, "SELECT count (*) FROM studies"), ==, 2);
  g_assert_true (lab_store_restore (store, number, NULL));

  /* And the next time it goes. */
  store_fixture_execute (place->path, "DROP TABLE others");
  g_assert_true (lab_store_delete (store, number, NULL));
  store_fixture_flush (store);
  g_assert_cmpint (ask (place, "SELECT count (*) FROM studies"), ==, 1);
}

/* Whether another process has a run of it cannot be read: it stays. */
static void
test_delete_unread (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabStore) store = store_fixture_open (place);
  gint64 number = store_fixture_store_one (store);
  g_autoptr (GError) error = NULL;

  store_fixture_execute (place->path,
                         "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage ="
                         " (SELECT rootpage FROM sqlite_schema WHERE name = 'studies')"
                         " WHERE name = 'runs_by_study'");
  g_assert_false (lab_store_delete (store, number, &error));
  g_assert_true (lab_database_is_damage (error));
  g_assert_cmpint (ask (place, "SELECT deleted FROM studies"), ==, 0);
}

/* Nor without the file of locks. */
static void
test_delete_without_locks (StoreFixture *place, gconstpointer data)
{
  g_autofree char *locks = g_strconcat (place->path, "-locks", NULL);
  g_autoptr (GError) error = NULL;
  gint64 number;

  {
    g_autoptr (LabStore) store = store_fixture_open (place);

    number = store_fixture_store_one (store);
  }
  g_assert_cmpint (g_remove (locks), ==, 0);
  g_assert_cmpint (g_mkdir (locks, 0700), ==, 0);
  {
    g_autoptr (LabStore) store = store_fixture_open (place);

    g_assert_false (lab_store_delete (store, number, &error));
    g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, "runs.db-locks"));
    g_assert_cmpint (ask (place, "SELECT deleted FROM studies"), ==, 0);
  }
  g_assert_cmpint (g_rmdir (locks), ==, 0);
  {
    g_autoptr (LabStore) store = store_fixture_open (place);

    g_assert_true (lab_store_delete (store, number, NULL));
  }
}

/* Reset and removed runs leave nothing of what they were. */
static void
test_restart_and_remove (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (LabStudy) study = store_fixture_make (STUDY);
  gint64 number, kept;

  {
    g_autoptr (LabStore) store = store_fixture_open (place);

    lab_store_keep (store, study);
    store_fixture_start_all (scheduler, study);
    fixture_wait_inactive (scheduler);
    store_fixture_flush (store);
    number = lab_store_get_study_number (store, study);
    kept = lab_run_get_number (lab_study_get_run (study, 2));
    lab_study_renew (study, lab_study_get_run (study, 0));
    lab_study_renew (study, lab_study_get_run (study, 1));
    lab_scheduler_step (scheduler, lab_study_get_run (study, 1), 3);
    fixture_wait_inactive (scheduler);
    lab_study_remove (study, lab_study_get_run (study, 3));
    store_fixture_flush (store);
  }
  {
    g_autoptr (LabStore) store = store_fixture_open (place);
    g_autoptr (LabStudy) again = store_fixture_load (store, number);

    g_assert_cmpuint (lab_study_get_n_runs (again), ==, 3);
    g_assert_cmpint (lab_run_get_number (lab_study_get_run (again, 2)), ==, kept);
    g_assert_cmpuint (lab_run_get_iteration (lab_study_get_run (again, 0)), ==, 0);
    g_assert_cmpint (lab_run_get_state (lab_study_get_run (again, 0)), ==, LAB_RUN_READY);
    g_assert_cmpuint (lab_run_get_iteration (lab_study_get_run (again, 1)), ==, 3);
    for (guint i = 0; i < 3; i++)
      store_fixture_assert_same_run (lab_study_get_run (study, i), lab_study_get_run (again, i));
  }
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/lab/store-list/" name, StoreFixture, NULL, store_fixture_set_up, function,         \
              store_fixture_tear_down)

  g_test_init (&argc, &argv, NULL);

  ADD ("untouched", test_untouched);
  ADD ("list", test_list);
  ADD ("rename-and-delete", test_rename_and_delete);
  ADD ("delete-without-purge", test_delete_without_purge);
  ADD ("delete-unread", test_delete_unread);
  ADD ("delete-without-locks", test_delete_without_locks);
  ADD ("restart-and-remove", test_restart_and_remove);

  return g_test_run ();
}
