/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sound database whose rows and tables were made or damaged by somebody: what makes
 * no sense fails with a sentence, and nothing else does.
 */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "lab/store/lab-store-change.h"
#include "lab/store/lab-store-damage.h"
#include "lab/store/lab-store-audits.h"
#include "lab/store/lab-store-database.h"
#include "trained-store.h"

/* A run whose rows make no sense is failed and says why; the points before the
 * damage are there, and the other run is as it was. */
static void
check_damaged_run (TrainedStore *place, const char *sql, guint64 n_points, const char *words)
{
  g_autofree char *path = g_build_filename (place->folder, "rows.db", NULL);

  store_fixture_copy (place->path, path);
  store_fixture_execute (path, sql);
  {
    g_autoptr (LabStore) store = trained_store_open (path);
    g_autoptr (LabStudy) again = store_fixture_load (store, place->number);
    LabRun *run = lab_study_get_run (again, 0);
    g_autofree char *expected
        = fixture_fingerprint (lab_run_get_series (lab_study_get_run (place->study, 0)), n_points);
    g_autofree char *found = store_fixture_get_fingerprint (run);

    g_assert_cmpstr (lab_store_get_notice (store), ==, NULL);
    g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_FAILED);
    trained_store_assert_words (lab_run_get_message (run), words);
    g_assert_cmpuint (lab_run_get_iteration (run), ==, n_points);
    g_assert_cmpstr (found, ==, expected);
    trained_store_assert_same (lab_study_get_run (place->study, 1), lab_study_get_run (again, 1));

    /* Begun again, it trains as it did. */
    run = lab_study_renew (again, run);
    lab_scheduler_start (place->scheduler, run);
    fixture_wait (run, LAB_RUN_FINISHED);
    trained_store_assert_same (lab_study_get_run (place->study, 0), run);
    store_fixture_flush (store);
  }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
test_damaged_rows (TrainedStore *place, gconstpointer data)
{
#define FIRST "run = (SELECT min (number) FROM runs)"
  check_damaged_run (place, "UPDATE chunks SET data = x'00' WHERE first > 0 AND " FIRST,
                     LAB_CHUNK_POINTS, "damaged from iteration 4096 on|restart");
  check_damaged_run (place, "DELETE FROM chunks WHERE first = 0 AND " FIRST, 0,
                     "damaged from iteration 0 on|restart");
  check_damaged_run (place, "UPDATE chunks SET columns = 0, data = x'' WHERE first = 0 AND " FIRST,
                     0, "damaged from iteration 0 on");
  check_damaged_run (place, "UPDATE chunks SET count = 1000000 WHERE first > 0 AND " FIRST,
                     LAB_CHUNK_POINTS, "damaged from iteration 4096 on");
  check_damaged_run (place, "UPDATE checkpoints SET state = zeroblob (length (state)) WHERE " FIRST,
                     TRAINED_STORE_ITERATIONS,
                     "networks in the store are damaged|points are whole|restart");
  check_damaged_run (place, "UPDATE checkpoints SET iteration = 17 WHERE " FIRST,
                     TRAINED_STORE_ITERATIONS, "networks in the store are damaged");
  check_damaged_run (place, "DELETE FROM checkpoints WHERE " FIRST, TRAINED_STORE_ITERATIONS,
                     "networks in the store are damaged");
#undef FIRST
}

/* A row without which the study cannot be made names itself. */
static void
test_damaged_study (TrainedStore *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStore) store = NULL;
  g_autoptr (GPtrArray) studies = NULL;

  store_fixture_execute (place->path, "UPDATE experiments SET text = 'nothing'");
  store = trained_store_open (place->path);
  g_assert_null (lab_store_load (store, place->number, NULL, 0, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
  trained_store_assert_words (error->message, "run 1 in the store|is damaged");
  studies = lab_store_list (store, NULL);
  g_assert_cmpuint (studies->len, ==, 1);
}

/* One row that is not as it was written: the others of its study are, and it stays in the
 * file as it is. */
static void
test_damaged_run (TrainedStore *place, gconstpointer data)
{
  static const char *const harms[] = {
    "UPDATE runs SET bob_loss_rate = 0.25 WHERE number = 1",
    "UPDATE runs SET seed = 77 WHERE number = 1",
    "UPDATE experiments SET text = replace (text, 'batch=8', 'batch=9')"
    " WHERE hash = (SELECT experiment FROM runs WHERE number = 1)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s.%u", place->path, i);
      g_autoptr (LabStore) store = NULL;
      g_autoptr (LabStudy) again = NULL;
      g_autoptr (GPtrArray) studies = NULL;
      g_autofree char *words = NULL;
      const LabStoredRun *run;

      store_fixture_copy (place->path, path);
      store_fixture_execute (path, harms[i]);
      store = trained_store_open (path);
      again = store_fixture_load (store, place->number);
      g_assert_cmpuint (lab_study_get_n_runs (again), ==, 1);
      trained_store_assert_same (lab_study_get_run (place->study, 1), lab_study_get_run (again, 0));
      g_assert_cmpint (lab_damage_get (again, 1, NULL), ==, LAB_DAMAGE_ROW);
      g_assert_cmpint (lab_damage_get (again, 2, NULL), ==, LAB_DAMAGE_NONE);
      words = lab_damage_describe (again);
      trained_store_assert_words (words, "run 1 in the store|is damaged");
      lab_run_set_visible (lab_study_get_run (again, 0), FALSE);
      store_fixture_flush (store);
      studies = lab_store_list (store, NULL);
      g_assert_cmpuint (((LabStoredStudy *) studies->pdata[0])->runs->len, ==, 2);
      run = ((LabStoredStudy *) studies->pdata[0])->runs->pdata[0];
      g_assert_cmpint (run->number, ==, 1);
      trained_store_assert_words (run->damage, "run 1|is damaged");
      g_assert_true (isnan (run->finals[0]));
    }
}

/* Of a study whose own row is damaged the runs are whole; it is told, and is not deleted
 * by a bit that says so. */
static void
test_damaged_title (TrainedStore *place, gconstpointer data)
{
  static const char *const harms[] = {
    "UPDATE studies SET title = 'Another'",
    "UPDATE studies SET deleted = 1",
    "DELETE FROM studies",
  };

  for (guint i = 0; i < G_N_ELEMENTS (harms); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s.%u", place->path, i);
      g_autoptr (LabStore) store = NULL;
      g_autoptr (LabStudy) again = NULL;
      g_autoptr (GPtrArray) studies = NULL;
      const char *words;

      store_fixture_copy (place->path, path);
      store_fixture_execute (path, harms[i]);
      store = trained_store_open (path);
      store_fixture_flush (store); /* it has purged by then */
      studies = lab_store_list (store, NULL);
      g_assert_cmpuint (studies->len, ==, 1);
      trained_store_assert_words (((LabStoredStudy *) studies->pdata[0])->damage,
                                  "title and settings of study 1");
      again = store_fixture_load (store, place->number);
      for (guint j = 0; j < 2; j++)
        trained_store_assert_same (lab_study_get_run (place->study, j),
                                   lab_study_get_run (again, j));
      g_assert_cmpint (lab_damage_get (again, 0, &words), ==, LAB_DAMAGE_ROW);
      g_assert_cmpstr (lab_study_file_get_title (lab_study_get_file (again)), ==, "Kept");

      /* What is open is written anew. */
      lab_run_set_visible (lab_study_get_run (again, 0), FALSE);
      store_fixture_flush (store);
      g_clear_pointer (&studies, g_ptr_array_unref);
      studies = lab_store_list (store, NULL);
      g_assert_null (((LabStoredStudy *) studies->pdata[0])->damage);
    }
}

/* Networks of another iteration, with the right sum: the run cannot go on from there. */
static void
test_other_iteration (TrainedStore *place, gconstpointer data)
{
  LabRun *run = lab_study_get_run (place->study, 1);
  guint64 iteration;
  g_autoptr (GBytes) state = lab_run_get_checkpoint (run, &iteration);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (state, NULL), g_bytes_get_size (state));
  gsize size = g_bytes_get_size (state);
  g_autoptr (LabStore) store = NULL;
  g_autoptr (LabStudy) again = NULL;

  for (guint nth = 0; nth < 2; nth++)
    {
      guint64 other = nth == 0 ? iteration - 1 : TRAINED_STORE_ITERATIONS;
      guint32 low = GUINT32_TO_LE ((guint32) other);
      g_autofree char *sha256 = NULL;
      g_autoptr (GString) sql = g_string_new ("UPDATE checkpoints SET state = x'");

      memcpy (bytes + 4 * sizeof low, &low, sizeof low); /* of the header: see nc-trainer-state.c */
      sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, size);
      for (gsize i = 0; i < size; i++)
        g_string_append_printf (sql, "%02x", bytes[i]);
      g_string_append_printf (sql, "', sha256 = '%s' WHERE run = 2", sha256);
      store_fixture_execute (place->path, sql->str);
      g_clear_object (&again);
      g_clear_object (&store);
      store = trained_store_open (place->path);
      again = store_fixture_load (store, place->number);
      lab_scheduler_start (place->scheduler, lab_study_get_run (again, 1));
      fixture_wait (lab_study_get_run (again, 1), LAB_RUN_FAILED);
      trained_store_assert_words (lab_run_get_message (lab_study_get_run (again, 1)),
                                  "iteration|4900|restart");
      g_assert_cmpuint (lab_run_get_iteration (lab_study_get_run (again, 1)), ==, iteration);
    }
}

/* The last number there is has no lock of its own: its run is shown, and nothing waits. */
static void
test_last_number (TrainedStore *place, gconstpointer data)
{
  g_autoptr (LabStore) store = NULL;
  g_autoptr (LabStudy) again = NULL;
  g_autoptr (GPtrArray) audits = NULL;
  LabRun *run;

  store_fixture_change (place->path,
                        "UPDATE runs SET number = 9223372036854775807 WHERE number = 1;"
                        "UPDATE chunks SET run = 9223372036854775807 WHERE run = 1;"
                        "UPDATE checkpoints SET run = 9223372036854775807 WHERE run = 1");
  store = trained_store_open (place->path);
  again = store_fixture_load (store, place->number);
  run = lab_study_get_run (again, 0);
  g_assert_cmpint (lab_run_get_number (run), ==, G_MAXINT64);
  g_assert_cmpuint (lab_run_get_length (run), ==, TRAINED_STORE_ITERATIONS);
  g_assert_true (lab_store_rename (store, place->number, "Renamed", NULL));
  audits = lab_store_list_audits (store, 0, NULL);
  g_assert_nonnull (audits);
  store_fixture_flush (store);
}

/* Values that do not go together: what was trained is there, and can be trained again. */
static void
test_impossible_study (TrainedStore *place, gconstpointer data)
{
  g_autoptr (LabStore) store = NULL;
  g_autoptr (LabStudy) again = NULL;
  LabRun *run;

  store_fixture_change (place->path,
                        "UPDATE studies SET text = replace (text, '[curve one]', '[curve one]'"
                        " || char (10) || 'parties.key-difference=200')");
  store = trained_store_open (place->path);
  again = store_fixture_load (store, place->number);
  run = lab_study_get_run (again, 0);
  trained_store_assert_same (lab_study_get_run (place->study, 0), run);
  g_assert_true (lab_study_is_outdated (again, run));
  run = lab_study_renew (again, run);
  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_READY);
  lab_scheduler_start (place->scheduler, run);
  fixture_wait (run, LAB_RUN_FINISHED);
  trained_store_assert_same (lab_study_get_run (place->study, 0), run);
}

/* A table that makes SQLite calculate for hours whenever somebody looks through it: what
 * is not as this program made it is not looked through. */
static void
test_hostile_tables (TrainedStore *place, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (place->path, ".damaged-1", NULL);
  g_autofree char *more = g_build_filename (place->folder, "more.db", NULL);
  g_autoptr (LabStore) store = NULL;

  store_fixture_copy (place->path, more);
  store_fixture_execute (
      place->path,
      "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace (sql,"
      " 'title TEXT NOT NULL', 'title TEXT NOT NULL CHECK (instr (CAST (zeroblob (400000000)"
      " AS BLOB), CAST (zeroblob (200000000) || x''01'' AS BLOB)) < 9)')"
      " WHERE name = 'studies'");
  store = trained_store_open (place->path);
  trained_store_assert_words (lab_store_get_notice (store), aside);
  trained_store_assert_words (lab_store_get_notice (store), "its tables are not those of a store");

  store_fixture_execute (more, "CREATE TABLE letters (text TEXT)");
  trained_store_assert_refused (more, "more.db|another program’s tables or indexes|remove them");
  store_fixture_execute (more, "DROP TABLE letters; CREATE INDEX own ON runs (label || label)");
  trained_store_assert_refused (more, "more.db|another program’s tables or indexes|remove them");
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/lab/store-hostile/" name, TrainedStore, NULL, trained_store_set_up, function,      \
              trained_store_tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("damaged-rows", test_damaged_rows);
  ADD ("damaged-study", test_damaged_study);
  ADD ("damaged-run", test_damaged_run);
  ADD ("damaged-title", test_damaged_title);
  ADD ("other-iteration", test_other_iteration);
  ADD ("last-number", test_last_number);
  ADD ("impossible-study", test_impossible_study);
  ADD ("hostile-tables", test_hostile_tables);
  return g_test_run ();
}
