/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A store's file that is older, newer, another program's, damaged, cut short or
 * deleted: what can be had of it is had, nothing of it is harmed, and a sentence
 * says what happened. Full and broken disks are in tests/cli.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "lab/store/lab-store-audits.h"
#include "lab/store/lab-store-statement.h"
#include "lab/store/lab-store-sums.h"
#include "trained-store.h"

static void
test_newer (TrainedStore *place, gconstpointer data)
{
  store_fixture_execute (place->path, "PRAGMA user_version = 99");
  trained_store_assert_refused (place->path, "runs.db|newer version|99|choose another store");
}

static void
test_foreign (TrainedStore *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "letters.db", NULL);

  store_fixture_execute (
      path, "CREATE TABLE letters (text TEXT); INSERT INTO letters VALUES ('Dear Bob')");
  trained_store_assert_refused (path, "letters.db|another program|choose another store");
}

/* The file as the first version of the lab would have left it. */
static char *
make_first_version (TrainedStore *place)
{
  char *path = g_build_filename (place->folder, "first.db", NULL);
  g_autofree char *fill = g_strdup_printf (
      "ATTACH '%s' AS now;"
      "INSERT INTO experiments SELECT * FROM now.experiments;"
      "INSERT INTO origins SELECT * FROM now.origins;"
      "INSERT INTO studies SELECT number, name, title, text, seeds, created, modified, deleted"
      " FROM now.studies;"
      "INSERT INTO runs SELECT number, study, position, curve, nth_seed, origin, origin_curve,"
      " label, colour, visible, experiment, seed, state, message, iterations, length, seconds,"
      " bob_loss_rate, bob_bit_error, eve_loss_rate, eve_bit_error, eve_own_loss_rate,"
      " eve_own_bit_error, modified, version FROM now.runs;"
      "INSERT INTO chunks SELECT run, first, count, columns, data FROM now.chunks;"
      "INSERT INTO checkpoints SELECT * FROM now.checkpoints;"
      "PRAGMA application_id = %d; PRAGMA user_version = 1",
      place->path, 0x464b4c62);

  store_fixture_execute (path, lab_database_get_schema_step (1));
  store_fixture_execute (path, fill);
  return path;
}

static void
test_older (TrainedStore *place, gconstpointer data)
{
  g_autofree char *path = make_first_version (place);
  g_autoptr (LabStore) store = trained_store_open (path);
  g_autoptr (LabStudy) again = store_fixture_load (store, place->number);
  LabRun *cut = lab_study_get_run (again, 1);

  g_assert_cmpstr (lab_store_get_notice (store), ==, NULL);
  for (guint i = 0; i < 2; i++)
    trained_store_assert_same (lab_study_get_run (place->study, i), lab_study_get_run (again, i));
  g_assert_cmpstr (lab_run_get_arithmetic (lab_study_get_run (again, 0)), ==, NULL);

  /* And it goes on, in the file too. */
  lab_scheduler_start (place->scheduler, cut);
  lab_scheduler_start (place->scheduler, lab_study_get_run (place->study, 1));
  fixture_wait_inactive (place->scheduler);
  trained_store_assert_same (lab_study_get_run (place->study, 1), cut);
  store_fixture_flush (store);
  {
    g_autoptr (LabStore) third = trained_store_open (path);
    g_autoptr (LabStudy) read = lab_store_read (third, place->number, NULL);

    trained_store_assert_same (lab_study_get_run (read, 1), cut);
    g_assert_cmpstr (lab_run_get_arithmetic (lab_study_get_run (read, 1)), !=, NULL);
  }
}

/* Rows of all tables that are not as they were written. */
static gint64
count_unsound (const char *path)
{
  const char *sql = "SELECT (SELECT count (*) FROM studies WHERE NOT " LAB_STUDY_IS_SOUND ")"
                    " + (SELECT count (*) FROM runs WHERE NOT " LAB_RUN_IS_SOUND ")"
                    " + (SELECT count (*) FROM chunks WHERE NOT " LAB_CHUNK_IS_SOUND ")"
                    " + (SELECT count (*) FROM audits WHERE NOT " LAB_AUDIT_IS_SOUND ")";
  g_autoptr (LabDatabase) database = lab_database_open_to_change (path, NULL);

  return lab_statement_ask (database, sql, NULL);
}

/* The version before rows had sums: they have them once it is opened to train. */
static void
test_without_sums (TrainedStore *place, gconstpointer data)
{
  g_autofree char *path = make_first_version (place);

  store_fixture_execute (path, lab_database_get_schema_step (2));
  store_fixture_execute (path, lab_database_get_schema_step (3));
  store_fixture_execute (
      path, "PRAGMA user_version = 3;"
            "INSERT INTO audits (run, label, kind, depth, verdict, iterations, created, version,"
            " text) VALUES (1, 'one', 'run', 'quick', 'nothing-found', 5000, 7, '0', '{}')");
  {
    g_autoptr (LabStore) store = trained_store_open (path);

    g_assert_cmpstr (lab_store_get_notice (store), ==, NULL);
  }
  g_assert_cmpint (count_unsound (path), ==, 0);
  store_fixture_execute (path, "UPDATE chunks SET first = first WHERE run = 1;"
                               "UPDATE runs SET seconds = seconds + 1 WHERE number = 2;"
                               "UPDATE audits SET created = 8;"
                               "UPDATE studies SET seeds = 2");
  g_assert_cmpint (count_unsound (path), ==, 3);
}

/* What is only read is not brought up to date: it is read as it is, byte for byte. */
static void
test_older_read (TrainedStore *place, gconstpointer data)
{
  g_autofree char *path = make_first_version (place);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;

  g_assert_true (g_file_get_contents (path, &before, &length_before, NULL));
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (LabStore) store = lab_store_open_to_read (path, &error);
    g_autoptr (LabStudy) again = NULL;
    g_autoptr (GPtrArray) audits = NULL;

    g_assert_no_error (error);
    again = lab_store_read (store, place->number, &error);
    g_assert_no_error (error);
    for (guint i = 0; i < 2; i++)
      trained_store_assert_same (lab_study_get_run (place->study, i), lab_study_get_run (again, i));
    audits = lab_store_list_audits (store, 0, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (audits->len, ==, 0);
  }
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

/* Kept beside a new one, byte for byte, and said so. */
static void
check_set_aside (TrainedStore *place, const char *contents, gsize length)
{
  g_autofree char *path = g_build_filename (place->folder, "damaged.db", NULL);
  g_autofree char *kept = NULL;
  gsize kept_length;
  g_autofree char *aside = NULL;

  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (LabStore) store = NULL;
      g_autoptr (GPtrArray) studies = NULL;

      g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
      store = trained_store_open (path);
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%u", path, i);
      trained_store_assert_words (lab_store_get_notice (store), aside);
      studies = lab_store_list (store, NULL);
      g_assert_cmpuint (studies->len, ==, 0);
      g_clear_pointer (&kept, g_free);
      g_assert_true (g_file_get_contents (aside, &kept, &kept_length, NULL));
      g_assert_cmpmem (kept, kept_length, contents, length);
    }
}

static void
test_cut_short (TrainedStore *place, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (place->path, &contents, &length, NULL));
  check_set_aside (place, contents, length / 2);
}

/* What was damaged is not brought up to date before it is looked through. */
static void
check_kept (TrainedStore *place, const char *name, const char *contents, gsize length)
{
  g_autofree char *path = g_build_filename (place->folder, name, NULL);
  g_autofree char *aside = g_strconcat (path, ".damaged-1", NULL);
  g_autofree char *kept = NULL;
  gsize kept_length;
  g_autoptr (LabStore) store = NULL;

  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
  store = trained_store_open (path);
  trained_store_assert_words (lab_store_get_notice (store), aside);
  g_assert_true (g_file_get_contents (aside, &kept, &kept_length, NULL));
  g_assert_cmpmem (kept, kept_length, contents, length);
}

static void
test_garbage (TrainedStore *place, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (place->path, &contents, &length, NULL));
  memset (contents + 200, 0x5a, length - 200); /* the header alone is right */
  check_kept (place, "broken.db", contents, length);
  g_clear_pointer (&contents, g_free);
  g_assert_true (g_file_get_contents (place->path, &contents, &length, NULL));
  memset (contents + 4096, 0x5a, length - 4096); /* the first page alone is right … */
  contents[18] = contents[19] = 1;               /* … and knows no WAL yet */
  check_kept (place, "broken-journal.db", contents, length);
}

static void
remove_store (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_remove (name);
    }
}

/* With the next change everything is written again, what had not changed too. */
static void
test_deleted (TrainedStore *place, gconstpointer data)
{
  g_autoptr (LabStore) store = trained_store_open (place->path);
  g_autoptr (LabStudy) study = store_fixture_load (store, place->number);
  gint64 numbers[2];

  for (guint i = 0; i < 2; i++)
    numbers[i] = lab_run_get_number (lab_study_get_run (study, i));
  store_fixture_flush (store);
  remove_store (place->path);
  lab_run_set_visible (lab_study_get_run (study, 1), FALSE);
  store_fixture_flush (store);
  {
    g_autoptr (LabStore) other = trained_store_open (place->path);
    g_autoptr (LabStudy) again
        = lab_store_read (other, lab_store_get_study_number (store, study), NULL);

    g_assert_nonnull (again);
    for (guint i = 0; i < 2; i++)
      {
        trained_store_assert_same (lab_study_get_run (place->study, i),
                                   lab_study_get_run (again, i));
        g_assert_cmpint (lab_run_get_number (lab_study_get_run (again, i)), ==, numbers[i]);
      }
    g_assert_false (lab_run_get_visible (lab_study_get_run (again, 1)));
    /* Still this process's alone. */
    {
      g_autoptr (LabStudy) taken
          = store_fixture_load (other, lab_store_get_study_number (store, study));

      g_assert_true (lab_run_is_held_elsewhere (lab_study_get_run (taken, 0)));
    }
  }
}

/* What a run whose networks were damaged has measured is in the new file, too. */
static void
test_deleted_damaged (TrainedStore *place, gconstpointer data)
{
  g_autoptr (LabStore) store = NULL;
  g_autoptr (LabStudy) study = NULL, again = NULL;
  LabRun *run;

  store_fixture_execute (place->path, "DELETE FROM checkpoints WHERE run = 1");
  store = trained_store_open (place->path);
  study = store_fixture_load (store, place->number);
  run = lab_study_get_run (study, 0);
  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_FAILED);
  remove_store (place->path);
  lab_run_set_visible (run, FALSE);
  store_fixture_flush (store);
  again = lab_store_read (store, lab_store_get_study_number (store, study), NULL);
  g_assert_nonnull (again);
  {
    g_autofree char *expected = store_fixture_get_fingerprint (run);
    g_autofree char *found = store_fixture_get_fingerprint (lab_study_get_run (again, 0));

    g_assert_cmpuint (lab_run_get_iteration (run), ==, TRAINED_STORE_ITERATIONS);
    g_assert_cmpstr (found, ==, expected);
  }
}

/* What somebody looks at his store with does no harm. */
static void
test_harmless_additions (TrainedStore *place, gconstpointer data)
{
  g_autoptr (LabStore) store = NULL;
  g_autoptr (LabStudy) again = NULL;

  store_fixture_execute (place->path,
                         "CREATE VIEW finals AS SELECT label, bob_loss_rate FROM runs; ANALYZE");
  store = trained_store_open (place->path);
  g_assert_cmpstr (lab_store_get_notice (store), ==, NULL);
  again = store_fixture_load (store, place->number);
  trained_store_assert_same (lab_study_get_run (place->study, 1), lab_study_get_run (again, 1));
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/lab/store-faults/" name, TrainedStore, NULL, trained_store_set_up, function,       \
              trained_store_tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("newer", test_newer);
  ADD ("foreign", test_foreign);
  ADD ("older", test_older);
  ADD ("older-read", test_older_read);
  ADD ("without-sums", test_without_sums);
  ADD ("cut-short", test_cut_short);
  ADD ("garbage", test_garbage);
  ADD ("deleted", test_deleted);
  ADD ("deleted-damaged", test_deleted_damaged);
  ADD ("harmless-additions", test_harmless_additions);
  return g_test_run ();
}
