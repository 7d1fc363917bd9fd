/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a store is and what stands there: what is none is refused and stays as it is, what
 * only reads makes, renames and waits for nothing, and what is refused leaves nothing behind.
 */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "cli-fixture.h"
#include "folder-fixture.h"

#define SMALL                                                                                      \
  "--set", "training.rounds=1", "--set", "training.iterations=40", "--set", "training.batch=8"

typedef struct
{
  char *folder;
  char *store;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = fixture_make_folder ();
  place->store = g_build_filename (place->folder, "runs.db", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  fixture_remove_folder (place->folder);
  g_free (place->store);
}

static void
make_store (Place *place)
{
  g_auto (Result) made
      = fixture_succeed ("train", "figure-3", SMALL, "--store", place->store, NULL);
}

static char *
read_bytes (const char *path, gsize *length)
{
  char *bytes = NULL;

  g_assert_true (g_file_get_contents (path, &bytes, length, NULL));
  return bytes;
}

/* By everything that takes a store, which is @path; with @words, and without a trace. */
static void
assert_refused (const char *folder, const char *path, const char *words)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before = 0, length_after = 0;
  guint n_files = fixture_count_files (folder);
  gboolean is_there = g_file_test (path, G_FILE_TEST_IS_REGULAR);

  if (is_there)
    before = read_bytes (path, &length_before);
  fixture_refuse (1, words, "runs", "--store", path, NULL);
  fixture_refuse (1, words, "runs", "--json", "--store", path, NULL);
  fixture_refuse (1, words, "runs", "--delete", "1", "--yes", "--store", path, NULL);
  fixture_refuse (1, words, "audits", "--store", path, NULL);
  fixture_refuse (1, words, "audits", "1", "--store", path, NULL);
  fixture_refuse (1, words, "export", "1", "--csv", "--store", path, NULL);
  fixture_refuse (1, words, "resume", "--store", path, NULL);
  fixture_refuse (1, words, "resume", "1", "--store", path, NULL);
  fixture_refuse (1, words, "audit", "1", "--quick", "--store", path, NULL);
  g_assert_cmpuint (fixture_count_files (folder), ==, n_files);
  if (!is_there)
    return;
  after = read_bytes (path, &length_after);
  g_assert_cmpmem (before, length_before, after, length_after);
}

/* By what would make a store, too. */
static void
assert_refused_by_all (const char *folder, const char *path, const char *words)
{
  guint n_files = fixture_count_files (folder);

  assert_refused (folder, path, words);
  fixture_refuse (1, words, "train", "figure-3", SMALL, "--store", path, NULL);
  fixture_refuse (1, words, "audit", "--known", "clear", "--quick", "--store", path, NULL);
  assert_refused (folder, path, words);
  g_assert_cmpuint (fixture_count_files (folder), ==, n_files);
}

static void
test_strangers (Place *place, gconstpointer data)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *words;
  } strangers[] = {
    { "study,label\n1,2\n", 16, "is text, not a store" },
    { "x", 1, "store of this program|choose another store" },
    { "\0", 1, "store of this program|choose another store" },
    { "SQLite format 3", 15, "choose another store" },
    { "\x89PNG\r\n\x1a\n0000", 12, "is a PNG picture, not a store" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_assert_true (g_file_set_contents (place->store, strangers[i].bytes,
                                          (gssize) strangers[i].length, NULL));
      assert_refused_by_all (place->folder, place->store, strangers[i].words);
    }
  assert_refused_by_all (place->folder, place->folder, "is a folder");
  assert_refused_by_all (place->folder, "/dev/null", "is a pipe or a device");
}

/* Another program's, in each way it may be kept. */
static void
test_other_program (Place *place, gconstpointer data)
{
  static const char *const makings[] = {
    "CREATE TABLE letters (text TEXT)",
    "PRAGMA journal_mode = WAL; CREATE TABLE letters (text TEXT)",
    "PRAGMA application_id = 7; CREATE TABLE letters (text TEXT)",
    "PRAGMA user_version = 7",
  };

  for (guint i = 0; i < G_N_ELEMENTS (makings); i++)
    {
      sqlite3 *db;

      g_remove (place->store);
      g_assert_cmpint (sqlite3_open (place->store, &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, makings[i], NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_close (db);
      assert_refused_by_all (place->folder, place->store, "another program|choose another store");
    }
}

/* Not there, or without a byte: who reads says so, and who trains makes one of it. */
static void
test_nothing_yet (Place *place, gconstpointer data)
{
  g_auto (Result) listed = { 0 };

  assert_refused (place->folder, place->store, "there is no store|fuzzy-key train");
  fixture_write (place->store, "");
  assert_refused (place->folder, place->store, "is empty and not a store yet|fuzzy-key train");
  make_store (place);
  listed = fixture_succeed ("runs", "--store", place->store, NULL);
  g_assert_nonnull (strstr (listed.out, "40/40"));
}

/* Damaged inside: who reads says so and leaves it; who trains keeps it under another name. */
static void
test_damaged (Place *place, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (place->store, ".damaged-1", NULL);
  g_autofree char *damaged = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *same = NULL;
  gsize length, kept_length, same_length;
  g_auto (Result) listed = { 0 }, resumed = { 0 }, trained = { 0 };

  make_store (place);
  damaged = read_bytes (place->store, &length);
  memset (damaged + 4096, 0x5a, length - 4096);
  g_assert_true (g_file_set_contents (place->store, damaged, (gssize) length, NULL));

  listed = fixture_run ("runs", "--store", place->store, NULL);
  g_assert_cmpint (listed.status, ==, 1);
  g_assert_nonnull (strstr (listed.err, "is damaged"));
  resumed = fixture_run ("resume", "--store", place->store, NULL);
  g_assert_cmpint (resumed.status, ==, 1);
  g_assert_nonnull (strstr (resumed.err, "no run can continue in a damaged store"));
  same = read_bytes (place->store, &same_length);
  g_assert_cmpmem (same, same_length, damaged, length);
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));

  trained = fixture_run ("train", "figure-3", SMALL, "--store", place->store, NULL);
  g_assert_cmpint (trained.status, ==, 0);
  g_assert_nonnull (strstr (trained.err, "is damaged"));
  g_assert_nonnull (strstr (trained.err, aside));
  kept = read_bytes (aside, &kept_length);
  g_assert_cmpmem (kept, kept_length, damaged, length);
  fixture_clear (&listed);
  listed = fixture_succeed ("runs", "--store", place->store, NULL);
  g_assert_nonnull (strstr (listed.out, "40/40"));
}

/* A sound store is the same, byte for byte, and alone, after all that reads. */
static void
test_reading (Place *place, gconstpointer data)
{
  g_autofree char *locks = g_strconcat (place->store, "-locks", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;

  make_store (place);
  g_assert_cmpint (g_remove (locks), ==, 0);
  before = read_bytes (place->store, &length_before);
  {
    g_auto (Result) runs = fixture_succeed ("runs", "--store", place->store, NULL);
    g_auto (Result) audits = fixture_succeed ("audits", "--store", place->store, NULL);
    g_auto (Result) table = fixture_succeed ("export", "1", "--csv", "--store", place->store, NULL);
    g_auto (Result) resumed = fixture_run ("resume", "--store", place->store, NULL);

    g_assert_cmpint (resumed.status, ==, 0);
    g_assert_nonnull (strstr (table.out, ",39,"));
    g_assert_nonnull (strstr (runs.out, "40/40"));
  }
  after = read_bytes (place->store, &length_after);
  g_assert_cmpmem (before, length_before, after, length_after);
  g_assert_cmpuint (fixture_count_files (place->folder), ==, 1);
}

/* Another program writes, for long: whoever reads is answered at once. */
static void
test_locked (Place *place, gconstpointer data)
{
  static const char *const locks[] = { "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE" };

  make_store (place);
  for (guint i = 0; i < G_N_ELEMENTS (locks); i++)
    {
      sqlite3 *db;
      gint64 begin;

      g_assert_cmpint (sqlite3_open (place->store, &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, locks[i], NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, "UPDATE runs SET colour = colour", NULL, NULL, NULL), ==,
                       SQLITE_OK);
      begin = g_get_monotonic_time ();
      for (guint j = 0; j < 3; j++)
        {
          g_auto (Result) runs = fixture_succeed ("runs", "--store", place->store, NULL);
          g_auto (Result) audits = fixture_succeed ("audits", "--store", place->store, NULL);

          g_assert_nonnull (strstr (runs.out, "40/40"));
        }
      /* Six programs; each would wait two seconds for the lock. */
      g_assert_cmpint (g_get_monotonic_time () - begin, <, 6 * G_USEC_PER_SEC);
      sqlite3_close (db);
    }
}

/* It keeps what writes from it to the end: who it is is said, and what is kept. */
static void
test_locked_training (Place *place, gconstpointer data)
{
  g_autofree char *blocker = g_strdup_printf (", process %d); end that program", getpid ());
  g_autofree char *csv = g_build_filename (place->folder, "losses.csv", NULL);
  g_autofree char *table = NULL;
  g_auto (Result) trained = { 0 };
  sqlite3 *db;

  make_store (place);
  g_assert_cmpint (sqlite3_open (place->store, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  trained = fixture_run ("train", "figure-3", SMALL, "--csv", csv, "--store", place->store, NULL);
  sqlite3_close (db);
  g_test_message ("%s", trained.err);
  g_assert_cmpint (trained.status, ==, 1);
  g_assert_nonnull (strstr (trained.err, "another program keeps it busy"));
  g_assert_nonnull (strstr (trained.err, blocker));
  g_assert_nonnull (strstr (trained.err, "the files of --csv and --plot are complete"));
  table = fixture_read (csv);
  g_assert_nonnull (strstr (table, ",39,"));
}

/* A home that is none, and a folder for data that is not named from the root on: nothing
 * is put where the program was started. */
static void
test_homes (Place *place, gconstpointer data)
{
  g_autofree char *home = g_build_filename (place->folder, "home", NULL);
  g_autofree char *stored
      = g_build_filename (home, ".local", "share", "fuzzy-key-lab", "runs.db", NULL);
  const char *const nowhere[] = { "HOME", "", "XDG_DATA_HOME", "", NULL };
  const char *const relative[] = { "HOME", "home", "XDG_DATA_HOME", "data", NULL };
  const char *const ignored[] = { "HOME", home, "XDG_DATA_HOME", "data", NULL };
  const char *const *without[] = { nowhere, relative };
  g_autofree char *folder = g_get_current_dir ();

  g_assert_cmpint (g_chdir (place->folder), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (without); i++)
    {
      g_auto (Result) trained = { 0 };

      fixture_set_environment (without[i]);
      fixture_refuse (1, "HOME|--store FILE", "runs", NULL);
      fixture_refuse (1, "HOME|--store FILE", "resume", NULL);
      trained = fixture_run ("train", "figure-3", SMALL, NULL);
      g_assert_cmpint (trained.status, ==, 0);
      g_assert_nonnull (strstr (trained.err, "HOME"));
      g_assert_nonnull (strstr (trained.err, "training continues but is not stored"));
      g_assert_cmpuint (fixture_count_files (place->folder), ==, 0);
    }
  fixture_set_environment (ignored);
  {
    g_auto (Result) runs = fixture_succeed ("runs", NULL);
    g_auto (Result) made = { 0 };

    g_assert_nonnull (strstr (runs.out, stored));
    g_assert_cmpuint (fixture_count_files (place->folder), ==, 0);
    made = fixture_succeed ("train", "figure-3", SMALL, NULL);
    g_assert_true (g_file_test (stored, G_FILE_TEST_EXISTS));
    g_assert_cmpuint (fixture_count_files (place->folder), ==, 1);
  }
  fixture_set_environment (NULL);
  g_assert_cmpint (g_chdir (folder), ==, 0);
}

/* What is refused leaves neither a store nor a folder. */
static void
test_refused (Place *place, gconstpointer data)
{
  g_autofree char *within = g_build_filename (place->folder, "new", "runs.db", NULL);
  g_autofree char *report = g_build_filename (place->folder, "report", NULL);
  g_autofree char *locks = g_strconcat (within, "-locks", NULL);

  fixture_refuse (1, "/nowhere/a.csv", "train", "figure-3", SMALL, "--csv", "/nowhere/a.csv",
                  "--store", within, NULL);
  fixture_refuse (2, "belongs to the store", "train", "figure-3", SMALL, "--csv", place->store,
                  "--store", place->store, NULL);
  fixture_refuse (2, "nothing-such", "train", "nothing-such", "--store", within, NULL);
  fixture_refuse (1, "no-weights", "audit", "no-weights", "-o", report, "--store", within, NULL);
  fixture_refuse (2, "known ciphers", "audit", "--known", "rot13", "-o", report, "--store", within,
                  NULL);
  fixture_refuse (1, "there is no store", "audit", "3", "-o", report, "--store", within, NULL);
  fixture_refuse (1, "is a folder", "audit", "--known", "clear", "-o", report, "--store",
                  place->folder, NULL);
  fixture_refuse (1, "cannot be written", "audit", "--known", "clear", "-o",
                  "/proc/fuzzy-key-report", "--store", within, NULL);
  fixture_refuse (1, "there is no store", "audits", "3", "-o", report, "--store", within, NULL);
  fixture_refuse (2, "figure-77", "reproduce", "--figure", "77", "-o", report, NULL);
  fixture_refuse (2, "no such key", "reproduce", "--figure", "3", "--set", "training.size=1", "-o",
                  report, NULL);
  g_assert_cmpuint (fixture_count_files (place->folder), ==, 0);
}

/* With few files allowed nothing else is blamed, and nothing is done to the store. */
static void
test_few_files (Place *place, gconstpointer data)
{
  guint n_told = 0;

  make_store (place);
  for (guint n = 5; n <= 20; n++)
    {
      g_auto (Result) listed = { 0 };

      fixture_set_n_files (n);
      listed = fixture_run ("runs", "--store", place->store, NULL);
      fixture_set_n_files (0);
      g_test_message ("%u: %s", n, listed.err);
      g_assert_null (strstr (listed.err, "version"));
      g_assert_null (strstr (listed.err, "damaged"));
      g_assert_null (strstr (listed.err, "writable"));
      if (listed.status == 0)
        {
          g_assert_nonnull (strstr (listed.out, "40/40"));
          continue;
        }
      g_assert_cmpint (listed.status, ==, 1);
      g_assert_nonnull (strstr (listed.err, "Too many open files"));
      g_assert_nonnull (strstr (listed.err, "ulimit -n"));
      n_told++;
    }
  g_assert_cmpuint (n_told, >, 0);
  g_assert_cmpuint (n_told, <, 16);
}

/* A store that could not be begun is not there, nor is a file of it. */
static void
test_few_files_to_begin (Place *place, gconstpointer data)
{
  guint n_told = 0;

  for (guint n = 5; n <= 12; n++)
    {
      g_auto (Result) trained = { 0 };

      fixture_set_n_files (n);
      trained = fixture_run ("train", "figure-3", SMALL, "--store", place->store, NULL);
      fixture_set_n_files (0);
      g_test_message ("%u: %s", n, trained.err);
      if (trained.status == 0)
        break;
      g_assert_nonnull (strstr (trained.err, "Too many open files"));
      g_assert_cmpuint (fixture_count_files (place->folder), ==, 0);
      n_told++;
    }
  g_assert_cmpuint (n_told, >, 0);
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/cli/store-places/" name, Place, NULL, set_up, function, tear_down)

  fixture_init (&argc, &argv);
  ADD ("strangers", test_strangers);
  ADD ("other-program", test_other_program);
  ADD ("nothing-yet", test_nothing_yet);
  ADD ("damaged", test_damaged);
  ADD ("reading", test_reading);
  ADD ("locked", test_locked);
  ADD ("locked-training", test_locked_training);
  ADD ("homes", test_homes);
  ADD ("refused", test_refused);
  ADD ("few-files", test_few_files);
  ADD ("few-files-to-begin", test_few_files_to_begin);
  return g_test_run ();
}
