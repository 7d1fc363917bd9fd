/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A store's file that is older, newer, another program's, damaged, cut short or
 * deleted: what can be had of it is had, nothing of it is harmed, and a sentence
 * says what happened. Full and broken disks are in tests/cli.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "folder-fixture.h"
#include "lab-fixture.h"
#include "lab/lab-store-database.h"
#include "lab/lab-store.h"

/* More than a chunk holds, in a second or so. */
#define N_ITERATIONS 5000
#define STUDY                                                                                      \
  "[study]\ntitle=Kept\n[parties]\nkey-bits=8\nkey-difference=1\n"                                 \
  "[training]\nrounds=1\niterations=5000\nbatch=8\n[curve one]\n[curve "                           \
  "two]\nbob.batch-norm=true\n"

typedef struct
{
  char *folder;
  char *path;
  LabScheduler *scheduler;
  LabStudy *study; /* the first run finished, the second paused before its end */
  gint64 number;
} Place;

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (to, contents, (gssize) length, NULL));
}

static LabStore *
open_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  LabStore *store = lab_store_open (path, &error);

  g_assert_no_error (error);
  return store;
}

static void
assert_flushed (LabStore *store)
{
  if (!lab_store_flush (store))
    g_error ("%s", lab_store_get_trouble (store));
}

static void
set_up (Place *place, gconstpointer data)
{
  g_autoptr (LabStudyFile) file = fixture_parse (STUDY);
  g_autoptr (LabStore) store = NULL;

  place->folder = fixture_make_folder ();
  place->path = g_build_filename (place->folder, "runs.db", NULL);
  place->scheduler = lab_scheduler_new (2);
  place->study = lab_study_new (file, 1, NULL);
  store = open_store (place->path);
  lab_store_keep (store, place->study);
  lab_scheduler_start (place->scheduler, lab_study_get_run (place->study, 0));
  lab_scheduler_step (place->scheduler, lab_study_get_run (place->study, 1), N_ITERATIONS - 100);
  fixture_wait_inactive (place->scheduler);
  assert_flushed (store);
  place->number = lab_store_get_study_number (store, place->study);
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_object_unref (place->scheduler);
  g_object_unref (place->study);
  fixture_remove_folder (place->folder);
  g_free (place->path);
}

/* As any program could. */
static void
execute (const char *path, const char *sql)
{
  sqlite3 *db;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* NULL-terminated words, '|' between. */
static void
assert_words (const char *sentence, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, "|", -1);

  g_test_message ("%s", sentence);
  for (guint i = 0; each[i] != NULL; i++)
    if (sentence == NULL || strstr (sentence, each[i]) == NULL)
      g_error ("“%s” does not hold “%s”", sentence, each[i]);
}

static void
assert_refused (const char *path, const char *words)
{
  g_autofree char *copy = g_strconcat (path, ".before", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;
  g_autoptr (GError) error = NULL;

  copy_file (path, copy);
  g_assert_null (lab_store_open (path, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
  assert_words (error->message, words);
  g_assert_true (g_file_get_contents (copy, &before, &length_before, NULL));
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

static char *
get_fingerprint (LabRun *run)
{
  return fixture_fingerprint (lab_run_get_series (run), lab_run_get_iteration (run));
}

static void
assert_same (LabRun *a, LabRun *b)
{
  g_autofree char *one = get_fingerprint (a);
  g_autofree char *two = get_fingerprint (b);
  guint64 first, second;
  g_autoptr (GBytes) one_state = lab_run_get_checkpoint (a, &first);
  g_autoptr (GBytes) two_state = lab_run_get_checkpoint (b, &second);

  g_assert_cmpint (lab_run_get_state (a), ==, lab_run_get_state (b));
  g_assert_cmpuint (lab_run_get_iteration (a), ==, lab_run_get_iteration (b));
  g_assert_cmpstr (one, ==, two);
  g_assert_cmpuint (first, ==, second);
  g_assert_true (g_bytes_equal (one_state, two_state));
}

static LabStudy *
load (LabStore *store, gint64 number)
{
  g_autoptr (GError) error = NULL;
  LabStudy *study = lab_store_load (store, number, &error);

  g_assert_no_error (error);
  return study;
}

static void
test_newer (Place *place, gconstpointer data)
{
  execute (place->path, "PRAGMA user_version = 99");
  assert_refused (place->path, "runs.db|newer version|99|choose another store");
}

static void
test_foreign (Place *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "letters.db", NULL);

  execute (path, "CREATE TABLE letters (text TEXT); INSERT INTO letters VALUES ('Dear Bob')");
  assert_refused (path, "letters.db|another program|choose another store");
}

/* The file as the first version of the lab would have left it. */
static char *
make_first_version (Place *place)
{
  char *path = g_build_filename (place->folder, "first.db", NULL);
  g_autofree char *fill = g_strdup_printf (
      "ATTACH '%s' AS now;"
      "INSERT INTO experiments SELECT * FROM now.experiments;"
      "INSERT INTO origins SELECT * FROM now.origins;"
      "INSERT INTO studies SELECT * FROM now.studies;"
      "INSERT INTO runs SELECT number, study, position, curve, nth_seed, origin, origin_curve,"
      " label, colour, visible, experiment, seed, state, message, iterations, length, seconds,"
      " bob_loss_rate, bob_bit_error, eve_loss_rate, eve_bit_error, eve_own_loss_rate,"
      " eve_own_bit_error, modified, version FROM now.runs;"
      "INSERT INTO chunks SELECT * FROM now.chunks;"
      "INSERT INTO checkpoints SELECT * FROM now.checkpoints;"
      "PRAGMA application_id = %d; PRAGMA user_version = 1",
      place->path, 0x464b4c62);

  execute (path, lab_database_get_schema_step (1));
  execute (path, fill);
  return path;
}

static void
test_older (Place *place, gconstpointer data)
{
  g_autofree char *path = make_first_version (place);
  g_autoptr (LabStore) store = open_store (path);
  g_autoptr (LabStudy) again = load (store, place->number);
  LabRun *cut = lab_study_get_run (again, 1);

  g_assert_cmpstr (lab_store_get_notice (store), ==, NULL);
  for (guint i = 0; i < 2; i++)
    assert_same (lab_study_get_run (place->study, i), lab_study_get_run (again, i));
  g_assert_cmpstr (lab_run_get_arithmetic (lab_study_get_run (again, 0)), ==, NULL);

  /* And it goes on, in the file too. */
  lab_scheduler_start (place->scheduler, cut);
  lab_scheduler_start (place->scheduler, lab_study_get_run (place->study, 1));
  fixture_wait_inactive (place->scheduler);
  assert_same (lab_study_get_run (place->study, 1), cut);
  assert_flushed (store);
  {
    g_autoptr (LabStore) third = open_store (path);
    g_autoptr (LabStudy) read = lab_store_read (third, place->number, NULL);

    assert_same (lab_study_get_run (read, 1), cut);
    g_assert_cmpstr (lab_run_get_arithmetic (lab_study_get_run (read, 1)), !=, NULL);
  }
}

/* Kept beside a new one, byte for byte, and said so. */
static void
check_set_aside (Place *place, const char *contents, gsize length)
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
      store = open_store (path);
      g_free (aside);
      aside = g_strdup_printf ("%s.damaged-%u", path, i);
      assert_words (lab_store_get_notice (store), aside);
      studies = lab_store_list (store, NULL);
      g_assert_cmpuint (studies->len, ==, 0);
      g_clear_pointer (&kept, g_free);
      g_assert_true (g_file_get_contents (aside, &kept, &kept_length, NULL));
      g_assert_cmpmem (kept, kept_length, contents, length);
    }
}

static void
test_cut_short (Place *place, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (place->path, &contents, &length, NULL));
  check_set_aside (place, contents, length / 2);
}

/* What was damaged is not brought up to date before it is looked through. */
static void
check_kept (Place *place, const char *name, const char *contents, gsize length)
{
  g_autofree char *path = g_build_filename (place->folder, name, NULL);
  g_autofree char *aside = g_strconcat (path, ".damaged-1", NULL);
  g_autofree char *kept = NULL;
  gsize kept_length;
  g_autoptr (LabStore) store = NULL;

  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
  store = open_store (path);
  assert_words (lab_store_get_notice (store), aside);
  g_assert_true (g_file_get_contents (aside, &kept, &kept_length, NULL));
  g_assert_cmpmem (kept, kept_length, contents, length);
}

static void
test_garbage (Place *place, gconstpointer data)
{
  g_autofree char *contents = NULL;
  gsize length;

  check_set_aside (place, "no store", 8);
  g_assert_true (g_file_get_contents (place->path, &contents, &length, NULL));
  memset (contents + 200, 0x5a, length - 200); /* the header alone is right */
  check_kept (place, "broken.db", contents, length);
  g_clear_pointer (&contents, g_free);
  g_assert_true (g_file_get_contents (place->path, &contents, &length, NULL));
  memset (contents + 4096, 0x5a, length - 4096); /* the first page alone is right … */
  contents[18] = contents[19] = 1;               /* … and knows no WAL yet */
  check_kept (place, "broken-journal.db", contents, length);
}

/* A run whose rows make no sense is failed and says why; the points before the
 * damage are there, and the other run is as it was. */
static void
check_damaged_run (Place *place, const char *sql, guint64 n_points, const char *words)
{
  g_autofree char *path = g_build_filename (place->folder, "rows.db", NULL);

  copy_file (place->path, path);
  execute (path, sql);
  {
    g_autoptr (LabStore) store = open_store (path);
    g_autoptr (LabStudy) again = load (store, place->number);
    LabRun *run = lab_study_get_run (again, 0);
    g_autofree char *expected
        = fixture_fingerprint (lab_run_get_series (lab_study_get_run (place->study, 0)), n_points);
    g_autofree char *found = get_fingerprint (run);

    g_assert_cmpstr (lab_store_get_notice (store), ==, NULL);
    g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_FAILED);
    assert_words (lab_run_get_message (run), words);
    g_assert_cmpuint (lab_run_get_iteration (run), ==, n_points);
    g_assert_cmpstr (found, ==, expected);
    assert_same (lab_study_get_run (place->study, 1), lab_study_get_run (again, 1));

    /* Reset, it trains again as it did. */
    lab_study_reset (again, place->scheduler, run);
    lab_scheduler_start (place->scheduler, run);
    fixture_wait (run, LAB_RUN_FINISHED);
    assert_same (lab_study_get_run (place->study, 0), run);
    assert_flushed (store);
  }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
test_damaged_rows (Place *place, gconstpointer data)
{
#define FIRST "run = (SELECT min (number) FROM runs)"
  check_damaged_run (place, "UPDATE chunks SET data = x'00' WHERE first > 0 AND " FIRST,
                     LAB_CHUNK_POINTS, "damaged from iteration 4096 on|reset");
  check_damaged_run (place, "DELETE FROM chunks WHERE first = 0 AND " FIRST, 0,
                     "damaged from iteration 0 on|reset");
  check_damaged_run (place, "UPDATE chunks SET count = 1000000 WHERE first > 0 AND " FIRST,
                     LAB_CHUNK_POINTS, "damaged from iteration 4096 on");
  check_damaged_run (place, "UPDATE checkpoints SET state = zeroblob (length (state)) WHERE " FIRST,
                     N_ITERATIONS, "networks in the store are damaged|points are whole|reset");
  check_damaged_run (place, "UPDATE checkpoints SET iteration = 17 WHERE " FIRST, N_ITERATIONS,
                     "networks in the store are damaged");
  check_damaged_run (place, "DELETE FROM checkpoints WHERE " FIRST, N_ITERATIONS,
                     "networks in the store are damaged");
#undef FIRST
}

/* A row without which the study cannot be made names itself. */
static void
test_damaged_study (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStore) store = NULL;
  g_autoptr (GPtrArray) studies = NULL;

  execute (place->path, "UPDATE experiments SET text = 'nothing'");
  store = open_store (place->path);
  g_assert_null (lab_store_load (store, place->number, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
  assert_words (error->message, "run 1 in the store makes no sense");
  studies = lab_store_list (store, NULL);
  g_assert_cmpuint (studies->len, ==, 1);
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
test_deleted (Place *place, gconstpointer data)
{
  g_autoptr (LabStore) store = open_store (place->path);
  g_autoptr (LabStudy) study = load (store, place->number);
  gint64 numbers[2];

  for (guint i = 0; i < 2; i++)
    numbers[i] = lab_run_get_number (lab_study_get_run (study, i));
  assert_flushed (store);
  remove_store (place->path);
  lab_run_set_visible (lab_study_get_run (study, 1), FALSE);
  assert_flushed (store);
  {
    g_autoptr (LabStore) other = open_store (place->path);
    g_autoptr (LabStudy) again
        = lab_store_read (other, lab_store_get_study_number (store, study), NULL);

    g_assert_nonnull (again);
    for (guint i = 0; i < 2; i++)
      {
        assert_same (lab_study_get_run (place->study, i), lab_study_get_run (again, i));
        g_assert_cmpint (lab_run_get_number (lab_study_get_run (again, i)), ==, numbers[i]);
      }
    g_assert_false (lab_run_get_visible (lab_study_get_run (again, 1)));
    /* Still this process's alone. */
    {
      g_autoptr (LabStudy) taken = load (other, lab_store_get_study_number (store, study));

      g_assert_true (lab_run_is_held_elsewhere (lab_study_get_run (taken, 0)));
    }
  }
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/lab/store-faults/" name, Place, NULL, set_up, function, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("newer", test_newer);
  ADD ("foreign", test_foreign);
  ADD ("older", test_older);
  ADD ("cut-short", test_cut_short);
  ADD ("garbage", test_garbage);
  ADD ("damaged-rows", test_damaged_rows);
  ADD ("damaged-study", test_damaged_study);
  ADD ("deleted", test_deleted);
  return g_test_run ();
}
