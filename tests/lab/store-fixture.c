/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the store share.
 */
#include "store-fixture.h"

#include <sqlite3.h>

#include "folder-fixture.h"
#include "lab/store/lab-store-sums.h"

void
store_fixture_set_up (StoreFixture *place, gconstpointer data)
{
  place->folder = fixture_make_folder ();
  place->path = g_build_filename (place->folder, "runs.db", NULL);
}

void
store_fixture_tear_down (StoreFixture *place, gconstpointer data)
{
  fixture_remove_folder (place->folder);
  g_free (place->path);
}

LabStore *
store_fixture_open (StoreFixture *place)
{
  g_autoptr (GError) error = NULL;
  LabStore *store = lab_store_open (place->path, &error);

  g_assert_no_error (error);
  g_assert_null (lab_store_get_notice (store));
  return store;
}

LabStudy *
store_fixture_make (const char *text)
{
  g_autoptr (LabStudyFile) file = fixture_parse (text);
  g_autoptr (GError) error = NULL;
  LabStudy *study;

  lab_study_file_set_name (file, "two-curves");
  study = lab_study_new (file, 2, &error);
  g_assert_no_error (error);
  return study;
}

gint64
store_fixture_keep_changed (LabStore *store, LabStudy *study)
{
  lab_store_keep (store, study);
  g_assert_true (lab_study_set_value (study, "training.batch", "16", NULL));
  store_fixture_flush (store);
  return lab_store_get_study_number (store, study);
}

gint64
store_fixture_store_one (LabStore *store)
{
  g_autoptr (LabStudy) study = store_fixture_make (STUDY);
  gint64 number = store_fixture_keep_changed (store, study);

  lab_store_let_go (store, study);
  store_fixture_flush (store);
  return number;
}

LabStudy *
store_fixture_load (LabStore *store, gint64 number)
{
  g_autoptr (GError) error = NULL;
  LabStudy *study = lab_store_load (store, number, NULL, 0, &error);

  g_assert_no_error (error);
  return study;
}

void
store_fixture_copy (const char *from, const char *to)
{
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (from, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (to, contents, (gssize) length, NULL));
}

void
store_fixture_execute (const char *path, const char *sql)
{
  sqlite3 *db;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (lab_sums_register (db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000); /* the writer may be at work */
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

void
store_fixture_change (const char *path, const char *sql)
{
  store_fixture_execute (path, sql);
  store_fixture_execute (path, lab_sums_fill);
}

void
store_fixture_unquote (StoreFixture *place, const char *table)
{
  g_autofree char *sql = g_strdup_printf (
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql, '\"%s\"', '%s')",
      table, table);

  store_fixture_execute (place->path, sql);
}

void
store_fixture_start_all (LabScheduler *scheduler, LabStudy *study)
{
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    lab_scheduler_start (scheduler, lab_study_get_run (study, i));
}

void
store_fixture_flush (LabStore *store)
{
  if (!lab_store_flush (store))
    g_error ("%s", lab_store_get_trouble (store));
}

char *
store_fixture_get_fingerprint (LabRun *run)
{
  return fixture_fingerprint (lab_run_get_series (run), lab_run_get_iteration (run));
}

/* What was measured on the networks and what is wrong with them. */
static void
assert_same_findings (LabRun *a, LabRun *b)
{
  LabDiagnosis *diagnosis_a = lab_run_get_diagnosis (a), *diagnosis_b = lab_run_get_diagnosis (b);
  LabEvaluation *evaluation_a = lab_run_get_evaluation (a);
  LabEvaluation *evaluation_b = lab_run_get_evaluation (b);

  g_assert_true ((diagnosis_a == NULL) == (diagnosis_b == NULL));
  if (diagnosis_a != NULL)
    g_assert_cmpstr (lab_diagnosis_get_words (diagnosis_a), ==,
                     lab_diagnosis_get_words (diagnosis_b));
  g_assert_true ((evaluation_a == NULL) == (evaluation_b == NULL));
  g_assert_true ((evaluation_a != NULL) == (lab_run_get_state (a) == LAB_RUN_FINISHED));
  if (evaluation_a != NULL)
    {
      g_autofree char *words_a = lab_evaluation_get_words (evaluation_a);
      g_autofree char *words_b = lab_evaluation_get_words (evaluation_b);

      g_assert_cmpstr (words_a, ==, words_b);
    }
}

/* Everything of a run that a person sees, and its networks. */
void
store_fixture_assert_same_run (LabRun *a, LabRun *b)
{
  g_autofree char *fingerprint_a = store_fixture_get_fingerprint (a);
  g_autofree char *fingerprint_b = store_fixture_get_fingerprint (b);
  guint64 iteration_a, iteration_b;
  g_autoptr (GBytes) checkpoint_a = lab_run_get_checkpoint (a, &iteration_a);
  g_autoptr (GBytes) checkpoint_b = lab_run_get_checkpoint (b, &iteration_b);

  g_assert_cmpstr (lab_run_get_label (a), ==, lab_run_get_label (b));
  g_assert_cmpstr (lab_experiment_get_hash (lab_run_get_experiment (a)), ==,
                   lab_experiment_get_hash (lab_run_get_experiment (b)));
  g_assert_cmpuint (lab_run_get_seed (a), ==, lab_run_get_seed (b));
  g_assert_cmpint (lab_run_get_state (a), ==, lab_run_get_state (b));
  g_assert_cmpstr (lab_run_get_message (a), ==, lab_run_get_message (b));
  g_assert_cmpuint (lab_run_get_colour (a), ==, lab_run_get_colour (b));
  g_assert_cmpint (lab_run_get_visible (a), ==, lab_run_get_visible (b));
  g_assert_cmpint (lab_run_get_number (a), ==, lab_run_get_number (b));
  g_assert_cmpstr (lab_run_get_arithmetic (a), ==, lab_run_get_arithmetic (b));
  assert_same_findings (a, b);
  g_assert_cmpstr (fingerprint_a, ==, fingerprint_b);
  g_assert_cmpuint (iteration_a, ==, iteration_b);
  g_assert_true (checkpoint_a == checkpoint_b
                 || (checkpoint_a != NULL && checkpoint_b != NULL
                     && g_bytes_equal (checkpoint_a, checkpoint_b)));
}
