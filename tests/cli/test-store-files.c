/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Training goes on when the store's file is deleted, damaged or another's under its
 * feet. A sentence says so, nothing of a file is deleted by the program, and all that is
 * still in memory is in the store again.
 *
 * Arguments: the program, and the library that makes calls fail (tests/preload).
 */
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "faulty-store.h"

static void
remove_store (FaultyStore *place)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (place->store, endings[i], NULL);

      g_remove (path);
    }
}

static void
test_deleted (FaultyStore *place, gconstpointer data)
{
  gint64 before;

  faulty_store_begin (place);
  before = faulty_store_wait_for_more (place->store, 0);
  remove_store (place);
  faulty_store_wait_for_more (place->store, before);
  faulty_store_end (place, "");
}

/* All but the first page of what the file itself holds, while it is in use. */
static void
damage (const char *store)
{
  FILE *file;
  long length;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (store, &db), ==, SQLITE_OK);
  sqlite3_busy_timeout (db, 10000);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA wal_checkpoint (TRUNCATE)", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  file = g_fopen (store, "r+");
  g_assert_nonnull (file);
  g_assert_cmpint (fseek (file, 0, SEEK_END), ==, 0);
  length = ftell (file);
  g_assert_cmpint (fseek (file, 4096, SEEK_SET), ==, 0);
  for (long i = 4096; i < length; i++)
    fputc (0x5a, file);
  g_assert_cmpint (fclose (file), ==, 0);
  sqlite3_close (db);
}

/* It is kept, and a new one holds what is trained; that it holds all that the former
 * held is not said. */
static void
test_damaged (FaultyStore *place, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (place->store, ".damaged-1", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_auto (Result) result = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();

  faulty_store_begin (place);
  faulty_store_wait_for_more (place->store, 0);
  for (guint i = 0; i < 20 && !g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      damage (place->store);
      g_usleep (2000000);
    }
  faulty_store_wait_for_more (place->store, 0);
  process = g_steal_pointer (&place->process);
  g_subprocess_send_signal (process, SIGINT);
  result = fixture_end (process);
  g_test_message ("%s", result.err);
  g_assert_cmpint (result.status, ==, 130);
  g_assert_nonnull (strstr (result.err, "is damaged"));
  g_assert_nonnull (strstr (result.err, aside));
  g_assert_nonnull (strstr (result.err, "a new one was begun"));
  g_assert_null (strstr (result.err, "is up to date"));
  faulty_store_check_losses (place, fixture_parse (parser, result.out));
}

/* What the other held stays; with @data the former's log stands beside it. */
static void
test_replaced (FaultyStore *place, gconstpointer data)
{
  g_autofree char *other = g_build_filename (place->folder, "other.db", NULL);
  g_auto (Result) made = fixture_succeed ("train", FAULTY_STORE_TRAINING, "--set",
                                          "training.iterations=1000", "--store", other, NULL);
  gint64 before;

  faulty_store_begin (place);
  before = faulty_store_wait_for_more (place->store, 0);
  if (data == NULL)
    remove_store (place);
  g_assert_cmpint (g_rename (other, place->store), ==, 0);
  faulty_store_wait_for_more (place->store, before + 3000);
  g_subprocess_send_signal (place->process, SIGINT);
  {
    g_autoptr (GSubprocess) process = g_steal_pointer (&place->process);
    g_auto (Result) result = fixture_end (process);
    g_autoptr (JsonParser) parser = json_parser_new ();

    fixture_assert_resumable (&result);
    g_assert_cmpint (result.status, ==, 130);
    for (guint i = 0; i < 3; i++)
      g_assert_cmpint (json_object_get_int_member (
                           fixture_get_run (fixture_parse (parser, result.out), i), "number"),
                       ==, 4 + i);
    faulty_store_check_losses (place, fixture_parse (parser, result.out));
  }
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_auto (Result) kept
          = fixture_succeed ("export", number, "--csv", "--store", place->store, NULL);

      g_assert_nonnull (strstr (kept.out, ",999,"));
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* What is in the folder: names, sizes and which files they are. */
static char *
list_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_ptr_array_add (lines, g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, name,
                                               (gint64) status.st_size, (gint64) status.st_ino));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* Where the log of a former file stands, who reads neither reads nor moves it, and says so. */
static void
test_reading (FaultyStore *place, gconstpointer data)
{
  g_autofree char *other = g_build_filename (place->folder, "other.db", NULL);
  g_auto (Result) made = fixture_succeed ("train", FAULTY_STORE_TRAINING, "--set",
                                          "training.iterations=1000", "--store", other, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_auto (Result) listed = { 0 };
  g_auto (Result) exported = { 0 };

  faulty_store_begin (place);
  faulty_store_wait_for_more (place->store, 0);
  g_subprocess_force_exit (place->process);
  g_assert_true (g_subprocess_wait (place->process, NULL, NULL));
  g_clear_object (&place->process);
  if (data != NULL) /* all that it holds is in its log, from which its copy is parted */
    {
      g_autofree char *bytes = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (place->store, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents (other, bytes, (gssize) length, NULL));
    }
  g_assert_cmpint (g_rename (other, place->store), ==, 0);
  before = list_folder (place->folder);
  listed = fixture_run ("runs", "--store", place->store, NULL);
  exported = fixture_run ("export", "1", "--csv", "--store", place->store, NULL);
  after = list_folder (place->folder);
  g_assert_cmpstr (before, ==, after);
  g_test_message ("%s", listed.err);
  g_assert_nonnull (strstr (listed.err, "without the log beside it"));
  /* As of a damaged one: what is shown may not be all. */
  g_assert_cmpint (listed.status, ==, 1);
  if (data != NULL)
    {
      g_assert_nonnull (strstr (listed.err, "holds nothing"));
      return;
    }
  g_assert_nonnull (strstr (listed.out, "1000/1000"));
  g_assert_nonnull (strstr (exported.out, ",999,"));
}

int
main (int argc, char **argv)
{
#define ADD(name, data, function)                                                                  \
  g_test_add ("/cli/store-files/" name, FaultyStore, data, faulty_store_set_up, function,          \
              faulty_store_tear_down)

  faulty_store_init (&argc, &argv);
  ADD ("deleted", NULL, test_deleted);
  ADD ("damaged", NULL, test_damaged);
  ADD ("replaced", NULL, test_replaced);
  ADD ("moved-over", "", test_replaced);
  ADD ("moved-over-and-read", NULL, test_reading);
  ADD ("copied-without-its-log", "", test_reading);
  return g_test_run ();
}
