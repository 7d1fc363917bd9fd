/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Training goes on whatever becomes of its store: a full or broken disk, a file
 * that was deleted or is another's, a clock that was set back. A sentence says so,
 * and all of it is in the store once that is possible.
 *
 * Arguments: the program, and the library that makes disks fail (tests/preload).
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "cli-fixture.h"
#include "folder-fixture.h"

/* Longer than any test; a run of fewer iterations begins with the same losses. */
#define STUDY "bob-bob1-bob2"
#define VALUES "--set", "training.batch=256", "--set", "training.rounds=1", "--seed", "5"
#define ENDLESS "--set", "training.iterations=10000000"

static const char *library;

typedef struct
{
  char *folder;
  char *store;
  char *flag;
  char *clock;
  char *csv;
  GSubprocess *process;
  const char *faulty[9]; /* environment */
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = fixture_make_folder ();
  place->store = g_build_filename (place->folder, "runs.db", NULL);
  place->flag = g_strconcat (place->folder, ".flag", NULL);
  place->clock = g_strconcat (place->folder, ".clock", NULL);
  place->csv = g_build_filename (place->folder, "losses.csv", NULL);
  place->faulty[0] = "FAULT_FOLDER";
  place->faulty[1] = place->store;
  place->faulty[2] = "FAULT_FLAG";
  place->faulty[3] = place->flag;
  place->faulty[4] = "FAULT_CLOCK";
  place->faulty[5] = place->clock;
  place->faulty[6] = "LD_PRELOAD";
  place->faulty[7] = library;
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_remove (place->flag);
  g_remove (place->clock);
  fixture_remove_folder (place->folder);
  g_free (place->store);
  g_free (place->flag);
  g_free (place->clock);
  g_free (place->csv);
}

static void
begin_to_fail (Place *place, const char *call, int number)
{
  g_autofree char *text = g_strdup_printf ("%s %d", call, number);

  fixture_write (place->flag, text);
}

static void
end_to_fail (Place *place)
{
  g_assert_cmpint (g_remove (place->flag), ==, 0);
}

static void
begin (Place *place)
{
  fixture_set_environment (place->faulty);
  place->process = fixture_start ("train", STUDY, VALUES, ENDLESS, "--jobs", "3", "--store",
                                  place->store, "--csv", place->csv, "--json", NULL);
  fixture_set_environment (NULL);
}

/* Iterations of all runs in a store, as another process sees it; -1 without one. */
static gint64
count_stored (const char *store, const char *state)
{
  g_auto (Result) result = fixture_run ("runs", "--json", "--store", store, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *studies;
  gint64 iterations = 0;

  if (result.status != 0)
    return -1;
  studies = json_object_get_array_member (fixture_parse (parser, result.out), "studies");
  for (guint i = 0; i < json_array_get_length (studies); i++)
    {
      JsonObject *study = json_array_get_object_element (studies, i);
      JsonArray *runs = json_object_get_array_member (study, "runs");

      for (guint j = 0; j < json_array_get_length (runs); j++)
        {
          JsonObject *run = json_array_get_object_element (runs, j);

          iterations += json_object_get_int_member (run, "iterations");
          if (state != NULL)
            g_assert_cmpstr (json_object_get_string_member (run, "state"), ==, state);
        }
    }
  return iterations;
}

static gint64
wait_for_more (const char *store, gint64 than)
{
  gint64 stored = -1;

  for (guint i = 0; i < 600 && stored <= than; i++)
    {
      g_usleep (100000);
      stored = count_stored (store, NULL);
    }
  g_assert_cmpint (stored, >, than);
  return stored;
}

/* The losses of all runs in a training that nobody disturbed, for as long as the longest. */
static char *
train_undisturbed (Place *place, JsonObject *root)
{
  g_autofree char *path = g_build_filename (place->folder, "undisturbed.csv", NULL);
  g_auto (Result) result = { 0 };
  gint64 longest = 0;

  for (guint i = 0; i < 3; i++)
    longest = MAX (longest, json_object_get_int_member (fixture_get_run (root, i), "iterations"));
  {
    g_autofree char *length = g_strdup_printf ("training.iterations=%" G_GINT64_FORMAT, longest);

    result = fixture_succeed ("train", STUDY, VALUES, "--set", length, "--no-store", "--csv", path,
                              NULL);
  }
  return fixture_read (path);
}

/* The same losses as from a training that nobody disturbed: written, and in the store. */
static void
check_losses (Place *place, JsonObject *root)
{
  g_autofree char *written = fixture_read (place->csv);
  g_autofree char *undisturbed = train_undisturbed (place, root);
  const char *rest = strchr (written, '\n') + 1;

  for (guint i = 0; i < 3; i++)
    {
      JsonObject *run = fixture_get_run (root, i);
      g_autofree char *number
          = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (run, "number"));
      g_auto (Result) stored
          = fixture_succeed ("export", number, "--csv", "--store", place->store, NULL);
      const char *rows = strchr (stored.out, '\n') + 1;

      g_assert_cmpint (json_object_get_int_member (run, "iterations"), >, 0);
      if (!g_str_has_prefix (rest, rows))
        g_error ("run %s is not stored as it was", number);
      if (strstr (undisturbed, rows) == NULL)
        g_error ("run %s is not what it would have been", number);
      rest += strlen (rows);
    }
  g_assert_cmpstr (rest, ==, "");
}

/* Pauses what has begun; what is in the store then is all of it. */
static void
end (Place *place, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, "|", -1);
  g_auto (Result) result = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root;
  const char *from;

  g_subprocess_send_signal (place->process, SIGINT);
  result = fixture_end (place->process);
  g_clear_object (&place->process);
  g_test_message ("%s", result.err);
  g_assert_cmpint (result.status, ==, 0);
  from = result.err;
  for (guint i = 0; each[i] != NULL; i++)
    {
      const char *found = strstr (from, each[i]);

      if (found == NULL)
        g_error ("“%s” does not hold “%s” where it should", result.err, each[i]);
      from = found + strlen (each[i]);
    }
  if (*words == '\0')
    g_assert_cmpstr (result.err, ==, "");
  root = fixture_parse (parser, result.out);
  check_losses (place, root);
  count_stored (place->store, "paused");
}

/* Nothing comes in while it fails, everything afterwards. */
static void
check_disk (Place *place, const char *call, int number, const char *words)
{
  gint64 before, meanwhile;

  begin (place);
  wait_for_more (place->store, 0);
  begin_to_fail (place, call, number);
  g_usleep (300000);
  before = count_stored (place->store, NULL);
  g_usleep (2500000);
  meanwhile = count_stored (place->store, NULL);
  g_assert_cmpint (meanwhile, ==, before);
  end_to_fail (place);
  wait_for_more (place->store, before);
  end (place, words);
}

static void
test_full (Place *place, gconstpointer data)
{
  check_disk (place, "write", ENOSPC,
              "cannot be used (database or disk is full): make room on its disk; training goes "
              "on|holds everything again");
}

static void
test_broken (Place *place, gconstpointer data)
{
  check_disk (place, "sync", EIO, "look at its disk|training goes on|holds everything again");
}

/* To the end: the results are shown, and are no success. */
static void
test_full_for_good (Place *place, gconstpointer data)
{
  g_auto (Result) result = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();
  gint64 iterations = 0;

  begin (place);
  wait_for_more (place->store, 0);
  begin_to_fail (place, "write", ENOSPC);
  g_usleep (1500000);
  g_subprocess_send_signal (place->process, SIGINT);
  result = fixture_end (place->process);
  g_clear_object (&place->process);
  end_to_fail (place);
  g_test_message ("%s", result.err);
  g_assert_cmpint (result.status, ==, 1);
  g_assert_nonnull (strstr (result.err, "training goes on"));
  g_assert_nonnull (strstr (result.err, "not all of these results are stored"));
  g_assert_nonnull (strstr (result.err, "make room on its disk"));
  for (guint i = 0; i < 3; i++)
    iterations += json_object_get_int_member (
        fixture_get_run (fixture_parse (parser, result.out), i), "iterations");
  g_assert_cmpint (count_stored (place->store, "paused"), <, iterations);
}

/* A disk nobody may write to shows what it has; once it may be written, all comes in. */
static void
test_read_only (Place *place, gconstpointer data)
{
  g_auto (Result) made = fixture_succeed ("train", STUDY, VALUES, "--set", "training.iterations=10",
                                          "--store", place->store, NULL);
  g_auto (Result) listed = { 0 };

  begin_to_fail (place, "open", EROFS);
  fixture_set_environment (place->faulty);
  listed = fixture_succeed ("runs", "--store", place->store, NULL);
  fixture_set_environment (NULL);
  g_assert_nonnull (strstr (listed.out, "10/10"));
  begin (place);
  g_usleep (2500000);
  end_to_fail (place);
  wait_for_more (place->store, 30);
  {
    g_autoptr (GSubprocess) process = g_steal_pointer (&place->process);
    g_auto (Result) result = { 0 };

    g_subprocess_send_signal (process, SIGINT);
    result = fixture_end (process);
    g_test_message ("%s", result.err);
    g_assert_cmpint (result.status, ==, 0);
    g_assert_nonnull (strstr (result.err, "make the file and its folder writable"));
    g_assert_nonnull (strstr (result.err, "holds everything again"));
  }
}

static void
remove_store (Place *place)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (place->store, endings[i], NULL);

      g_remove (path);
    }
}

static void
test_deleted (Place *place, gconstpointer data)
{
  gint64 before;

  begin (place);
  before = wait_for_more (place->store, 0);
  remove_store (place);
  wait_for_more (place->store, before);
  end (place, "");
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
test_damaged (Place *place, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (place->store, ".damaged-1", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_auto (Result) result = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();

  begin (place);
  wait_for_more (place->store, 0);
  for (guint i = 0; i < 20 && !g_file_test (aside, G_FILE_TEST_EXISTS); i++)
    {
      damage (place->store);
      g_usleep (2000000);
    }
  wait_for_more (place->store, 0);
  process = g_steal_pointer (&place->process);
  g_subprocess_send_signal (process, SIGINT);
  result = fixture_end (process);
  g_test_message ("%s", result.err);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_nonnull (strstr (result.err, "is damaged"));
  g_assert_nonnull (strstr (result.err, aside));
  g_assert_nonnull (strstr (result.err, "a new one was begun"));
  g_assert_null (strstr (result.err, "holds everything"));
  check_losses (place, fixture_parse (parser, result.out));
}

/* Where no lock can be had no other program is blamed. */
static void
test_no_locks (Place *place, gconstpointer data)
{
  g_autofree char *locks = g_strconcat (place->store, "-locks", NULL);
  g_auto (Result) resumed = { 0 };

  begin (place);
  wait_for_more (place->store, 0);
  end (place, "");
  g_assert_cmpint (g_remove (locks), ==, 0);
  g_assert_cmpint (g_mkdir (locks, 0700), ==, 0); /* even who may do anything cannot open it */
  resumed = fixture_run ("resume", "1", "--store", place->store, NULL);
  g_assert_cmpint (resumed.status, ==, 1);
  g_assert_nonnull (strstr (resumed.err, locks));
  g_assert_nonnull (strstr (resumed.err, "cannot be written"));
  g_assert_null (strstr (resumed.err, "another program"));
  g_assert_cmpint (count_stored (place->store, "paused"), >, 0);
  g_assert_cmpint (g_rmdir (locks), ==, 0);
}

/* Nothing is lost by it, and it is no success. */
static void
test_no_thread (Place *place, gconstpointer data)
{
  gint64 before;
  g_auto (Result) resumed = { 0 };

  begin (place);
  wait_for_more (place->store, 0);
  end (place, "");
  before = count_stored (place->store, "paused");
  begin_to_fail (place, "thread", EAGAIN);
  fixture_set_environment (place->faulty);
  resumed = fixture_run ("resume", "--json", "--store", place->store, NULL);
  fixture_set_environment (NULL);
  end_to_fail (place);
  g_test_message ("%s", resumed.err);
  g_assert_cmpint (resumed.status, ==, 1);
  g_assert_nonnull (strstr (resumed.err, "No thread can be started"));
  g_assert_nonnull (strstr (resumed.err, "start it again"));
  g_assert_cmpint (count_stored (place->store, "paused"), ==, before);
}

/* What the other held stays; with @data the former's log stands beside it. */
static void
test_replaced (Place *place, gconstpointer data)
{
  g_autofree char *other = g_build_filename (place->folder, "other.db", NULL);
  g_auto (Result) made = fixture_succeed ("train", STUDY, VALUES, "--set",
                                          "training.iterations=1000", "--store", other, NULL);
  gint64 before;

  begin (place);
  before = wait_for_more (place->store, 0);
  if (data == NULL)
    remove_store (place);
  g_assert_cmpint (g_rename (other, place->store), ==, 0);
  wait_for_more (place->store, before + 3000);
  g_subprocess_send_signal (place->process, SIGINT);
  {
    g_autoptr (GSubprocess) process = g_steal_pointer (&place->process);
    g_auto (Result) result = fixture_end (process);
    g_autoptr (JsonParser) parser = json_parser_new ();

    g_assert_cmpstr (result.err, ==, "");
    g_assert_cmpint (result.status, ==, 0);
    for (guint i = 0; i < 3; i++)
      g_assert_cmpint (json_object_get_int_member (
                           fixture_get_run (fixture_parse (parser, result.out), i), "number"),
                       ==, 4 + i);
    check_losses (place, fixture_parse (parser, result.out));
  }
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_auto (Result) kept
          = fixture_succeed ("export", number, "--csv", "--store", place->store, NULL);

      g_assert_nonnull (strstr (kept.out, ",999,"));
    }
}

static void
test_clock (Place *place, gconstpointer data)
{
  gint64 before;

  begin (place);
  before = wait_for_more (place->store, 0);
  fixture_write (place->clock, "-86400");
  before = wait_for_more (place->store, before);
  fixture_write (place->clock, "86400");
  before = wait_for_more (place->store, before);
  g_assert_cmpint (g_remove (place->clock), ==, 0);
  wait_for_more (place->store, before);
  end (place, "");
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/cli/store-faults/" name, Place, NULL, set_up, function, tear_down)

  if (argc > 2)
    library = argv[--argc];
  fixture_init (&argc, &argv);
  g_assert_nonnull (library);
  ADD ("full", test_full);
  ADD ("broken", test_broken);
  ADD ("full-for-good", test_full_for_good);
  ADD ("read-only", test_read_only);
  ADD ("damaged", test_damaged);
  ADD ("deleted", test_deleted);
  ADD ("no-locks", test_no_locks);
  ADD ("no-thread", test_no_thread);
  ADD ("replaced", test_replaced);
  g_test_add ("/cli/store-faults/moved-over", Place, "", set_up, test_replaced, tear_down);
  ADD ("clock", test_clock);
  return g_test_run ();
}
