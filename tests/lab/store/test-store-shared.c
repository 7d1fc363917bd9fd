/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A store whose file other processes use, move or change: who has which number, and
 * that nothing of anybody is lost. Another LabStore or LabLocks on a file stands for
 * another process. More of it is in tests/cli.
 */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lab/store/lab-store-change.h"
#include "lab/store/lab-store-private.h"
#include "store-fixture.h"

/* Whom files belong to that are nobody's. */
#define NOBODY 65534

/* Four runs of five iterations each, kept and not flushed. */
static LabStudy *
begin_study (LabStore *store)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  LabStudy *study = store_fixture_make (STUDY);

  lab_store_keep (store, study);
  for (guint i = 0; i < 4; i++)
    lab_scheduler_step (scheduler, lab_study_get_run (study, i), 5);
  fixture_wait_inactive (scheduler);
  return study;
}

/* @study is in the file at @path, whole. */
static void
assert_kept (LabStore *store, LabStudy *study, const char *path)
{
  StoreFixture place = { NULL, (char *) path };
  g_autoptr (LabStore) reader = store_fixture_open (&place);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudy) read
      = lab_store_read (reader, lab_store_get_study_number (store, study), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lab_study_get_n_runs (read), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      LabRun *one = lab_study_get_run (study, i), *two = lab_study_get_run (read, i);
      g_autofree char *fingerprint_one = store_fixture_get_fingerprint (one);
      g_autofree char *fingerprint_two = store_fixture_get_fingerprint (two);

      g_assert_cmpint (lab_run_get_number (one), ==, lab_run_get_number (two));
      g_assert_cmpint (lab_run_get_state (one), ==, lab_run_get_state (two));
      g_assert_cmpstr (fingerprint_one, ==, fingerprint_two);
    }
}

/* A store with such a study, which nobody has open: its number. */
static gint64
make_store (StoreFixture *place)
{
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (LabStudy) study = begin_study (store);

  store_fixture_flush (store);
  return lab_store_get_study_number (store, study);
}

static void
assert_numbers (LabStudy *study, const char *expected)
{
  g_autoptr (GString) numbers = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    g_string_append_printf (numbers, "%s%d", i > 0 ? " " : "",
                            (int) lab_run_get_number (lab_study_get_run (study, i)));
  g_assert_cmpstr (numbers->str, ==, expected);
}

/* Numbers that did not come into the file are free for others; those that others have
 * are passed over. */
static void
test_numbers (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (LabLocks) other = lab_locks_new (place->path);
  g_autoptr (LabStudy) study = NULL;

  store_fixture_execute (place->path, "ALTER TABLE checkpoints RENAME TO away");
  study = begin_study (store);
  g_assert_false (lab_store_flush (store));
  for (gint64 i = 1; i <= 4; i++)
    g_assert_false (lab_locks_is_held (other, i));

  g_assert_true (lab_locks_take (other, 2));
  g_assert_true (lab_locks_take (other, 3));
  store_fixture_execute (place->path, "ALTER TABLE away RENAME TO checkpoints");
  store_fixture_unquote (place, "checkpoints");
  store_fixture_flush (store);
  assert_numbers (study, "1 4 5 6");
  for (gint64 i = 1; i <= 6; i++)
    g_assert_cmpint (lab_locks_take (other, i), ==, i == 2 || i == 3);
  assert_kept (store, study, place->path);
}

/* What trained when its process ended no longer does once somebody has it; the rows
 * of the others are left as they are. */
static void
test_cut_off_rows (StoreFixture *place, gconstpointer data)
{
  gint64 number = make_store (place);
  g_autoptr (LabStore) store = NULL;
  g_autoptr (LabStudy) study = NULL;
  g_autoptr (GPtrArray) studies = NULL;
  GPtrArray *runs;

  store_fixture_change (place->path, "UPDATE runs SET version = 'former', modified = 7;"
                                     "UPDATE runs SET state = 'running' WHERE number = 1;"
                                     "UPDATE runs SET state = 'queued' WHERE number = 2");
  store = store_fixture_open (place);
  study = store_fixture_load (store, number);
  store_fixture_flush (store);
  studies = lab_store_list (store, NULL);
  g_assert_cmpuint (studies->len, ==, 1);
  runs = ((LabStoredStudy *) studies->pdata[0])->runs;
  g_assert_cmpuint (runs->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      LabStoredRun *run = runs->pdata[i];

      g_assert_cmpint (run->state, ==, LAB_RUN_PAUSED);
      g_assert_false (run->cut_off);
      g_assert_cmpuint (run->iterations, ==, 5);
      if (run->number > 2)
        {
          g_assert_cmpstr (run->version, ==, "former");
          g_assert_cmpint (run->modified, ==, 7);
        }
    }
  assert_kept (store, study, place->path);
}

/* Wanted again between the writer's last word on it and the owner's hearing it. */
static void
test_kept_on (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (LabStudy) study = begin_study (store);
  LabKeptStudy *kept;
  gboolean is_gone = FALSE;

  store_fixture_flush (store);
  kept = lab_store_find_kept (store, study, 0);
  lab_store_let_go (store, study);
  for (guint i = 0; i < 1000 && !is_gone; i++)
    {
      g_usleep (10000);
      g_mutex_lock (&store->mutex);
      is_gone = kept->is_gone;
      g_mutex_unlock (&store->mutex);
    }
  g_assert_true (is_gone);
  lab_store_keep_on (store, kept);
  store_fixture_flush (store);
  assert_numbers (study, "1 2 3 4");
  lab_run_set_visible (lab_study_get_run (study, 1), FALSE);
  store_fixture_flush (store);
  {
    g_autoptr (LabStudy) read
        = lab_store_read (store, lab_store_get_study_number (store, study), NULL);

    g_assert_nonnull (read);
    g_assert_false (lab_run_get_visible (lab_study_get_run (read, 1)));
  }
}

/* What was deleted long ago takes no room any more once the store is opened. */
static void
test_purged (StoreFixture *place, gconstpointer data)
{
  gint64 number = make_store (place);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (LabStore) store = store_fixture_open (place);
      g_autoptr (GError) error = NULL;

      store_fixture_flush (store);
      g_assert_cmpint (lab_store_restore (store, number, &error), ==, i == 0);
      if (i == 0)
        store_fixture_change (place->path, "UPDATE studies SET deleted = 7");
      else
        g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
    }
}

static void
make_writable (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      if (g_chmod (name, 0644) != 0)
        g_assert_cmpint (i, >, 0);
    }
}

/* While the file could only be read its runs were this process's, and they stay so
 * when it can be written. */
static void
test_writable_again (StoreFixture *place, gconstpointer data)
{
  gint64 number = make_store (place);
  g_autofree char *name = g_strconcat (place->path, "-locks", NULL);
  gboolean is_root = geteuid () == 0;

  g_assert_cmpint (g_chmod (place->path, 0444), ==, 0);
  if (is_root
      && (chown (place->folder, NOBODY, NOBODY) != 0 || chown (place->path, NOBODY, NOBODY) != 0
          || chown (name, NOBODY, NOBODY) != 0 || seteuid (NOBODY) != 0))
    {
      g_test_skip ("Root may write everywhere and cannot be anybody else here.");
      return;
    }
  {
    g_autoptr (LabStore) store = store_fixture_open (place);
    g_autoptr (LabStudy) study = store_fixture_load (store, number);
    g_autoptr (LabLocks) other = lab_locks_new (place->path);

    lab_run_set_visible (lab_study_get_run (study, 0), FALSE);
    g_assert_false (lab_store_flush (store));
    make_writable (place->path);
    store_fixture_flush (store);
    for (gint64 i = 1; i <= 4; i++)
      g_assert_false (lab_locks_take (other, i));
    assert_kept (store, study, place->path);
  }
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);
}

/* Another file is moved to its place, and nothing else: it stays whole, is what is
 * read at once, and what is new comes in beside what it holds. With @data a study of it
 * is opened before anything is new: numbers are its numbers. */
static void
test_moved_over (StoreFixture *place, gconstpointer data)
{
  StoreFixture second = { place->folder, g_build_filename (place->folder, "second.db", NULL) };
  g_autofree char *other = second.path;
  g_autofree char *log = g_strconcat (place->path, ".former-1-wal", NULL);
  gint64 its_number = make_store (&second);
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (LabStudy) former = begin_study (store);
  g_autoptr (LabStudy) study = NULL;
  g_autoptr (LabStudy) its = NULL;
  g_autoptr (GPtrArray) studies = NULL;

  store_fixture_flush (store);
  study = begin_study (store);
  store_fixture_flush (store);
  {
    g_autoptr (LabStore) reader = store_fixture_open (&second);

    its = lab_store_read (reader, its_number, NULL);
  }
  g_assert_cmpint (g_rename (other, place->path), ==, 0);
  studies = lab_store_list (store, NULL);
  g_assert_cmpuint (studies->len, ==, 1);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS)); /* only read as yet */
  if (data != NULL)
    {
      g_autoptr (LabStudy) now = store_fixture_load (store, its_number);

      for (guint i = 0; i < 4; i++)
        store_fixture_assert_same_run (lab_study_get_run (its, i), lab_study_get_run (now, i));
      assert_numbers (now, "1 2 3 4");
      g_assert_cmpint (lab_store_get_study_number (store, now), ==, its_number);
      lab_run_set_visible (lab_study_get_run (now, 0), FALSE);
      store_fixture_flush (store);
      lab_run_set_visible (lab_study_get_run (now, 0), TRUE);
      store_fixture_flush (store);
      assert_numbers (now, "1 2 3 4");
      lab_store_let_go (store, now);
      store_fixture_flush (store);
    }

  lab_run_set_visible (lab_study_get_run (study, 0), FALSE);
  store_fixture_flush (store);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  assert_numbers (former, "5 6 7 8");
  assert_numbers (study, "9 10 11 12");
  assert_kept (store, former, place->path);
  assert_kept (store, study, place->path);
  g_clear_pointer (&studies, g_ptr_array_unref);
  studies = lab_store_list (store, NULL);
  g_assert_cmpuint (studies->len, ==, 3);
  {
    g_autoptr (LabStudy) again = lab_store_read (store, its_number, NULL);

    for (guint i = 0; i < 4; i++)
      store_fixture_assert_same_run (lab_study_get_run (its, i), lab_study_get_run (again, i));
  }
}

/* The same after a crash, with the log left behind, and for another process. */
static void
test_moved_over_later (StoreFixture *place, gconstpointer data)
{
  StoreFixture second = { place->folder, g_build_filename (place->folder, "second.db", NULL) };
  g_autofree char *other = second.path;
  g_autofree char *log = g_strconcat (place->path, "-wal", NULL);
  g_autofree char *left = g_strconcat (place->path, "-left", NULL);
  gint64 number = make_store (&second);

  {
    g_autoptr (LabStore) store = store_fixture_open (place);
    g_autoptr (LabStudy) one = begin_study (store);
    g_autoptr (LabStudy) two = begin_study (store);

    store_fixture_flush (store);
    g_assert_cmpint (link (log, left), ==, 0); /* it is the same file */
  }
  g_assert_cmpint (g_rename (left, log), ==, 0);
  g_assert_cmpint (g_rename (other, place->path), ==, 0);
  {
    g_autoptr (LabStore) store = store_fixture_open (place);
    g_autoptr (LabStudy) study = store_fixture_load (store, number);
    g_autoptr (GPtrArray) studies = lab_store_list (store, NULL);

    g_assert_cmpuint (studies->len, ==, 1);
    store_fixture_flush (store);
    assert_kept (store, study, place->path);
  }
}

/* All but the first page, where it stands. */
static void
damage (const char *path)
{
  FILE *file = g_fopen (path, "r+");
  long length;

  store_fixture_execute (path, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, 0, SEEK_END), ==, 0);
  length = ftell (file);
  g_assert_cmpint (length, >, 8192);
  g_assert_cmpint (fseek (file, 4096, SEEK_SET), ==, 0);
  for (long i = 4096; i < length; i++)
    fputc (0x5a, file);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
count_notice (LabStore *store, GParamSpec *pspec, guint *n_notices)
{
  (*n_notices)++;
}

/* Found damaged when something is to be written: it is kept, a new one holds what is
 * here, and that it does not hold the rest is said. */
static void
test_damaged_meanwhile (StoreFixture *place, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (place->path, ".damaged-1", NULL);
  g_autoptr (LabStore) store = NULL;
  g_autoptr (LabStudy) study = NULL;
  guint n_notices = 0;

  make_store (place);
  store = store_fixture_open (place);
  study = begin_study (store);
  store_fixture_flush (store);
  g_signal_connect (store, "notify::notice", G_CALLBACK (count_notice), &n_notices);
  damage (place->path);
  lab_run_set_visible (lab_study_get_run (study, 0), FALSE);
  g_assert_false (lab_store_flush (store));
  g_assert_cmpuint (n_notices, ==, 0);
  store_fixture_flush (store);
  g_assert_cmpuint (n_notices, ==, 1);
  g_test_message ("%s", lab_store_get_notice (store));
  g_assert_nonnull (strstr (lab_store_get_notice (store), "is damaged"));
  g_assert_nonnull (strstr (lab_store_get_notice (store), aside));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  assert_kept (store, study, place->path);
}

static gpointer
open_and_look (gpointer path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabDatabase) database = lab_database_open_to_write (path, &error);

  g_assert_no_error (error);
  return g_memdup2 (&database->id, sizeof database->id);
}

/* At once, and all come to the same file. */
static void
open_by_many (const char *path)
{
  GThread *threads[6];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("opener", open_and_look, (gpointer) path);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      g_autofree LabFileId *id = g_thread_join (threads[i]);

      g_assert_true (lab_file_id_is_same (*id, lab_file_id_look (path)));
    }
}

/* The first page of a store and nothing else that is right. */
static void
make_damaged (const char *path)
{
  g_autofree char *bytes = g_malloc0 (8192);

  g_assert_true (g_file_set_contents (path, bytes, 0, NULL));
  store_fixture_execute (path, "PRAGMA application_id = 0x464b4c62; CREATE TABLE a (b)");
  {
    FILE *file = g_fopen (path, "r+");

    g_assert_nonnull (file);
    g_assert_cmpint (fseek (file, 200, SEEK_SET), ==, 0);
    memset (bytes, 0x5a, 8192);
    g_assert_cmpuint (fwrite (bytes, 1, 7992, file), ==, 7992);
    g_assert_cmpint (fclose (file), ==, 0);
  }
}

/* Of many that come to a damaged file at once one renames it, and all use the new one. */
static void
test_damaged_for_many (StoreFixture *place, gconstpointer data)
{
  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *aside = g_strdup_printf ("%s.damaged-%u", place->path, i);
      g_autofree char *next = g_strdup_printf ("%s.damaged-%u", place->path, i + 1);

      make_damaged (place->path);
      open_by_many (place->path);
      g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
      g_assert_false (g_file_test (next, G_FILE_TEST_EXISTS));
    }
}

/* Many that make one new store at once: none is told that it is busy. */
static void
test_new_for_many (StoreFixture *place, gconstpointer data)
{
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s-%u", place->path, i);
      g_autofree char *aside = g_strconcat (path, ".damaged-1", NULL);

      open_by_many (path);
      g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
    }
}

/* Somebody tidies up: what is held here is not to be had by others all the same. */
static void
test_deleted_locks (StoreFixture *place, gconstpointer data)
{
  gint64 number = make_store (place);
  g_autofree char *name = g_strconcat (place->path, "-locks", NULL);
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (LabStudy) study = store_fixture_load (store, number);
  g_autoptr (LabLocks) other = NULL;

  g_assert_cmpint (g_remove (name), ==, 0);
  lab_run_set_visible (lab_study_get_run (study, 0), FALSE);
  store_fixture_flush (store);
  other = lab_locks_new (place->path);
  for (gint64 i = 1; i <= 4; i++)
    g_assert_false (lab_locks_take (other, i));

  /* Another was faster: its run is left to it. */
  g_assert_cmpint (g_remove (name), ==, 0);
  g_clear_pointer (&other, lab_locks_free);
  other = lab_locks_new (place->path);
  g_assert_true (lab_locks_take (other, 1));
  g_assert_true (lab_locks_is_held (store->locks, 1));
  g_assert_false (lab_locks_take (store->locks, 1));
  g_assert_false (lab_locks_take (other, 2));
  g_clear_object (&study);
  g_clear_object (&store);
  for (gint64 i = 1; i <= 4; i++)
    g_assert_true (lab_locks_take (other, i));
}

/* By whatever name it comes, a store is one. */
static void
test_names (StoreFixture *place, gconstpointer data)
{
  g_autofree char *link = g_build_filename (place->folder, "link", NULL);
  g_autofree char *around = g_build_filename (place->folder, ".", "runs.db", NULL);
  g_autofree char *within = g_build_filename (place->folder, "runs.db", "runs.db", NULL);
  g_autofree char *slash = g_strconcat (place->folder, "/", NULL);
  g_autoptr (LabStore) store = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("runs.db", link), ==, 0); /* to nothing yet */
  store = lab_store_open (link, &error);
  g_assert_no_error (error);
  g_assert_true (lab_store_is_at (store, place->path));
  g_assert_true (lab_store_is_at (store, link));
  g_assert_true (lab_store_is_at (store, around));
  g_assert_false (lab_store_is_at (store, within));
  g_assert_null (lab_store_open (slash, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
}

/* Another process writes, and is long about it: a store is opened all the same. */
static void
test_while_written (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabDatabase) writer = NULL;
  g_autofree LabFileId *id = NULL;

  make_store (place);
  writer = lab_database_open_to_change (place->path, NULL);
  g_assert_nonnull (writer);
  g_assert_true (lab_database_execute (writer, "BEGIN IMMEDIATE", NULL));
  id = open_and_look (place->path);
  g_assert_true (lab_file_id_is_same (*id, writer->id));
}

/* One that opens the file is stopped: whoever finds it damaged says so, and waits for it
 * no longer than for anything else. */
static void
test_damaged_while_opened (StoreFixture *place, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (place->path, ".damaged-1", NULL);
  g_autoptr (GError) error = NULL;
  LabFileLock lock = lab_files_lock_to_make (place->path);
  gint64 begin = g_get_monotonic_time ();

  g_assert_cmpint (lock, >=, 0);
  make_damaged (place->path);
  g_assert_null (lab_database_open_to_write (place->path, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "just opening it"));
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_get_monotonic_time () - begin, >, G_USEC_PER_SEC);
  lab_files_unlock (lock);
  g_free (open_and_look (place->path));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
}

static void
assert_refused_unlittered (const char *path)
{
  g_autofree char *locks = g_strconcat (path, "-locks", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (lab_store_open (path, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
  g_assert_false (g_file_test (locks, G_FILE_TEST_EXISTS));
}

/* Another program's file gets none of ours beside it, not even while that one is at work
 * and has its tables in the log alone; nor does a folder. */
static void
test_no_litter (StoreFixture *place, gconstpointer data)
{
  g_autofree char *live = g_strconcat (place->path, "-live", NULL);
  sqlite3 *db = NULL;

  store_fixture_execute (place->path, "CREATE TABLE letters (text TEXT)");
  assert_refused_unlittered (place->path);
  assert_refused_unlittered (place->folder);
  g_assert_cmpint (sqlite3_open (live, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA journal_mode = WAL; CREATE TABLE letters (text TEXT)",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  assert_refused_unlittered (live);
  sqlite3_close (db);
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/lab/store-shared/" name, StoreFixture, NULL, store_fixture_set_up, function,       \
              store_fixture_tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("numbers", test_numbers);
  ADD ("cut-off-rows", test_cut_off_rows);
  ADD ("kept-on", test_kept_on);
  ADD ("purged", test_purged);
  ADD ("writable-again", test_writable_again);
  ADD ("moved-over", test_moved_over);
  g_test_add ("/lab/store-shared/moved-over-opened", StoreFixture, "", store_fixture_set_up,
              test_moved_over, store_fixture_tear_down);
  ADD ("moved-over-later", test_moved_over_later);
  ADD ("no-litter", test_no_litter);
  ADD ("names", test_names);
  ADD ("deleted-locks", test_deleted_locks);
  ADD ("while-written", test_while_written);
  ADD ("damaged-while-opened", test_damaged_while_opened);
  ADD ("damaged-meanwhile", test_damaged_meanwhile);
  ADD ("damaged-for-many", test_damaged_for_many);
  ADD ("new-for-many", test_new_for_many);
  return g_test_run ();
}
