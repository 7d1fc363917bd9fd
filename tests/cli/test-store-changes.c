/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Deleting from the command line, going on with a whole study, and what is said of rows
 * that are no longer as they were written.
 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli-fixture.h"
#include "folder-fixture.h"
#include "lab/store/lab-store-locks.h"

#define SMALL                                                                                      \
  "--set", "training.rounds=1", "--set", "training.iterations=40", "--set", "training.batch=8"
/* A second or more of training for each run. */
#define LONG                                                                                       \
  "--set", "training.rounds=1", "--set", "training.iterations=3000", "--set", "training.batch=512"
#define AUDIT "--quick", "--instruments", "avalanche"

static char *program;

typedef struct
{
  char *folder;
  char *store;
  char *csv;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = fixture_make_folder ();
  place->store = g_build_filename (place->folder, "runs.db", NULL);
  place->csv = g_build_filename (place->folder, "losses.csv", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  fixture_remove_folder (place->folder);
  g_free (place->store);
  g_free (place->csv);
}

/* Studies 1 and 2 with runs 1 and 2, 3 and 4; audits 1 of run 1, 2 of run 3, 3 of none. */
static void
make_store (Place *place)
{
  g_auto (Result) one = fixture_succeed ("train", "figure-3", SMALL, "--store", place->store, NULL);
  g_auto (Result) two
      = fixture_succeed ("train", "figure-10", SMALL, "--store", place->store, NULL);
  g_auto (Result) first = fixture_succeed ("audit", "1", AUDIT, "--store", place->store, NULL);
  g_auto (Result) second = fixture_succeed ("audit", "3", AUDIT, "--store", place->store, NULL);
  g_auto (Result) third
      = fixture_succeed ("audit", "--known", "clear", AUDIT, "--store", place->store, NULL);
}

static void
execute (Place *place, const char *sql)
{
  sqlite3 *db;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (place->store, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* What there is: studies, runs and audits, each by its numbers. */
static void
assert_left (Place *place, const char *expected)
{
  sqlite3 *db;
  sqlite3_stmt *statement;
#define NUMBERS(table)                                                                             \
  "ifnull ((SELECT group_concat (number) FROM (SELECT number FROM " table                          \
  " ORDER BY number)), '') || ' / ' ||"
  const char *sql = "SELECT " NUMBERS ("studies") NUMBERS ("runs")
      NUMBERS ("audits") " (SELECT count (DISTINCT run) FROM chunks)";

#undef NUMBERS

  g_assert_cmpint (sqlite3_open (place->store, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  g_assert_cmpstr ((const char *) sqlite3_column_text (statement, 0), ==, expected);
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

#define ALL "1,2 / 1,2,3,4 / 1,2,3 / 4"

static void
test_delete (Place *place, gconstpointer data)
{
  g_auto (Result) run = { 0 }, last = { 0 }, study = { 0 }, audit = { 0 };

  make_store (place);
  assert_left (place, ALL);
  run = fixture_succeed ("runs", "--delete", "1", "--yes", "--store", place->store, NULL);
  g_assert_nonnull (strstr (run.out, "run 1: n = 1, seed 1, 40 iterations, of study 1, Figure 3"));
  g_assert_nonnull (strstr (run.out, "with 1 audit\n"));
  assert_left (place, "1,2 / 2,3,4 / 2,3 / 3");
  /* The last run takes its study with it. */
  last = fixture_succeed ("runs", "--delete", "2", "--yes", "--store", place->store, NULL);
  assert_left (place, "2 / 3,4 / 2,3 / 2");
  audit = fixture_succeed ("audits", "--delete", "3", "--yes", "--store", place->store, NULL);
  g_assert_nonnull (strstr (audit.out, "audit 3 of Plaintext in the clear"));
  assert_left (place, "2 / 3,4 / 2 / 2");
  study = fixture_succeed ("runs", "--delete-study", "2", "--yes", "--store", place->store, NULL);
  g_assert_nonnull (strstr (study.out, "study 2: Figure 10"));
  g_assert_nonnull (strstr (study.out, "with its 2 runs, with 1 audit\n"));
  assert_left (place, " /  /  / 0");
}

/* All or nothing, and nobody is taken for a yes. */
static void
test_delete_refused (Place *place, gconstpointer data)
{
  g_auto (Result) asked = { 0 };

  make_store (place);
  fixture_refuse (2, "no run 9|nothing was deleted", "runs", "--delete", "1", "9", "--yes",
                  "--store", place->store, NULL);
  fixture_refuse (2, "no study 9|nothing was deleted", "runs", "--delete-study", "1", "9", "--yes",
                  "--store", place->store, NULL);
  fixture_refuse (2, "no audit 9|nothing was deleted", "audits", "--delete", "1", "9", "--yes",
                  "--store", place->store, NULL);
  fixture_refuse (2, "“x”|number", "runs", "--delete", "x", "--yes", "--store", place->store, NULL);
  fixture_refuse (2, "to delete by number", "runs", "--delete", "--yes", "--store", place->store,
                  NULL);
  fixture_refuse (2, "one at a time", "runs", "--delete", "--delete-study", "1", "--store",
                  place->store, NULL);
  fixture_refuse (2, "--json", "runs", "--delete", "1", "--json", "--store", place->store, NULL);
  fixture_refuse (2, "--yes needs", "runs", "--yes", "--store", place->store, NULL);
  fixture_refuse (2, "cannot be combined with --json or -o", "audits", "--delete", "1", "--json",
                  "--store", place->store, NULL);
  asked = fixture_run ("runs", "--delete", "1", "--store", place->store, NULL);
  g_assert_cmpint (asked.status, ==, 2);
  g_assert_cmpstr (asked.out, ==, "");
  g_assert_nonnull (strstr (asked.err, "run 1: n = 1"));
  g_assert_nonnull (strstr (asked.err, "--yes"));
  assert_left (place, ALL);
}

/* A person at a terminal is asked, and types @answer. */
static Result
answer (Place *place, const char *text)
{
  int terminal = posix_openpt (O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  Result result;
  int end;

  g_assert_cmpint (terminal, >=, 0);
  g_assert_cmpint (grantpt (terminal), ==, 0);
  g_assert_cmpint (unlockpt (terminal), ==, 0);
  end = open (ptsname (terminal), O_RDWR | O_NOCTTY | O_CLOEXEC);
  g_assert_cmpint (end, >=, 0);
  g_subprocess_launcher_take_stdin_fd (launcher, dup (end));
  g_subprocess_launcher_take_stderr_fd (launcher, end);
  g_assert_cmpint (write (terminal, text, strlen (text)), ==, (gssize) strlen (text));
  process = g_subprocess_launcher_spawn (launcher, &error, program, "runs", "--delete", "1",
                                         "--store", place->store, NULL);
  g_assert_no_error (error);
  result = fixture_end (process);
  close (terminal);
  return result;
}

static void
test_delete_asked (Place *place, gconstpointer data)
{
  g_auto (Result) no = { 0 }, nothing = { 0 }, yes = { 0 };

  make_store (place);
  no = answer (place, "n\n");
  g_assert_cmpint (no.status, ==, 1);
  nothing = answer (place, "\n");
  g_assert_cmpint (nothing.status, ==, 1);
  assert_left (place, ALL);
  yes = answer (place, "y\n");
  g_assert_cmpint (yes.status, ==, 0);
  g_assert_nonnull (strstr (yes.out, "run 1: n = 1"));
  assert_left (place, "1,2 / 2,3,4 / 2,3 / 3");
}

/* What a process has stays, and with it all that was named. */
static void
test_delete_held (Place *place, gconstpointer data)
{
  make_store (place);
  {
    g_autoptr (LabLocks) locks = lab_locks_new (place->store);

    g_assert_true (lab_locks_take (locks, 2));
    fixture_refuse (1, "another program has run 2|nothing was deleted", "runs", "--delete", "1",
                    "2", "--yes", "--store", place->store, NULL);
    fixture_refuse (1, "another program has run 2|nothing was deleted", "runs", "--delete-study",
                    "2", "1", "--yes", "--store", place->store, NULL);
    assert_left (place, ALL);
  }
  {
    g_auto (Result) now
        = fixture_succeed ("runs", "--delete", "1", "2", "--yes", "--store", place->store, NULL);

    assert_left (place, "2 / 3,4 / 2,3 / 2");
  }
}

/* A run whose row is damaged is told, shows no number, and can be deleted; the others of its
 * study are whole. */
static void
test_damaged_run (Place *place, gconstpointer data)
{
  g_auto (Result) before = { 0 }, after = { 0 }, listed = { 0 }, json = { 0 }, deleted = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *run;

  make_store (place);
  before = fixture_succeed ("export", "2", "--csv", "--store", place->store, NULL);
  execute (place, "UPDATE runs SET bob_loss_rate = 0.001 WHERE number = 1");
  listed = fixture_run ("runs", "--store", place->store, NULL);
  g_assert_cmpint (listed.status, ==, 1);
  g_assert_nonnull (strstr (listed.err, "run 1 in the store"));
  g_assert_nonnull (strstr (listed.err, "is damaged"));
  g_assert_null (strstr (listed.out, "0.0010"));
  json = fixture_run ("runs", "--json", "--store", place->store, NULL);
  run = fixture_get_run (
      json_array_get_object_element (
          json_object_get_array_member (fixture_parse (parser, json.out), "studies"), 1),
      0);
  g_assert_cmpstr (json_object_get_string_member (run, "state"), ==, "damaged");
  g_assert_true (json_object_get_null_member (run, "bob_loss_rate"));
  g_assert_true (json_object_get_null_member (run, "iterations"));
  fixture_refuse (1, "run 1 in the store|is damaged", "export", "1", "--csv", "--store",
                  place->store, NULL);
  fixture_refuse (1, "run 1 in the store|is damaged", "resume", "1", "--store", place->store, NULL);
  fixture_refuse (1, "run 1 in the store|is damaged", "audit", "1", "--store", place->store, NULL);
  after = fixture_succeed ("export", "2", "--csv", "--store", place->store, NULL);
  g_assert_cmpstr (after.out, ==, before.out);
  deleted = fixture_succeed ("runs", "--delete", "1", "--yes", "--store", place->store, NULL);
  g_assert_nonnull (strstr (deleted.out, "run 1, which is damaged"));
  assert_left (place, "1,2 / 2,3,4 / 2,3 / 3");
}

/* Of points, networks and an audit. */
static void
test_damaged_parts (Place *place, gconstpointer data)
{
  g_autofree char *weights = g_build_filename (place->folder, "a.safetensors", NULL);
  g_auto (Result) points = { 0 }, table = { 0 }, audits = { 0 };

  make_store (place);
  execute (place, "UPDATE chunks SET data = zeroblob (length (data)) WHERE run = 1;"
                  "UPDATE checkpoints SET state = zeroblob (length (state)) WHERE run = 2;"
                  "UPDATE audits SET iterations = 41 WHERE number = 2");
  points = fixture_run ("export", "1", "--csv", "--store", place->store, NULL);
  g_assert_cmpint (points.status, ==, 1);
  g_assert_nonnull (strstr (points.err, "run 1: "));
  g_assert_nonnull (strstr (points.err, "damaged from iteration 0 on"));
  g_assert_null (strstr (points.out, "alice-bob"));
  table = fixture_succeed ("export", "2", "--csv", "--store", place->store, NULL);
  g_assert_nonnull (strstr (table.out, ",39,"));
  fixture_refuse (1, "run 2: |train it first|networks in the store are damaged", "export", "2",
                  "--weights", "-o", weights, "--store", place->store, NULL);
  fixture_refuse (1, "run 2: |train it first|networks in the store are damaged", "audit", "2",
                  "--store", place->store, NULL);
  g_assert_false (g_file_test (weights, G_FILE_TEST_EXISTS));
  audits = fixture_run ("audits", "--store", place->store, NULL);
  g_assert_cmpint (audits.status, ==, 1);
  g_assert_nonnull (strstr (audits.err, "audit 2 in the store"));
  g_assert_nonnull (strstr (audits.out, "  damaged  "));
  fixture_refuse (1, "audit 2 in the store|is damaged", "audits", "2", "--store", place->store,
                  NULL);
}

/* Until the first run has ended and the second has begun: @process is killed then. */
static void
kill_between (Place *place, GSubprocess *process)
{
  for (guint i = 0; i < 1200; i++)
    {
      g_auto (Result) listed = fixture_run ("runs", "--store", place->store, NULL);

      g_usleep (20000);
      if (strstr (listed.out, "finished") != NULL)
        break;
    }
  g_usleep (200000);
  g_subprocess_send_signal (process, SIGKILL);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
}

/* After a crash the study's table is whole: a curve that had ended before is in it. */
static void
test_resume_whole (Place *place, gconstpointer data)
{
  g_autofree char *whole = g_build_filename (place->folder, "whole.csv", NULL);
  g_autofree char *picture = g_build_filename (place->folder, "picture.svg", NULL);
  g_autoptr (GSubprocess) process
      = fixture_start ("train", "figure-10", LONG, "--jobs", "1", "--store", place->store, NULL);
  g_auto (Result) undisturbed = { 0 }, resumed = { 0 };
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root;

  kill_between (place, process);
  undisturbed = fixture_succeed ("train", "figure-10", LONG, "--no-store", "--csv", whole, NULL);
  resumed = fixture_succeed ("resume", "--store", place->store, "--csv", place->csv, "--plot",
                             picture, "--json", NULL);
  root = fixture_parse (parser, resumed.out);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "runs")), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpint (json_object_get_int_member (fixture_get_run (root, i), "number"), ==, i + 1);
      g_assert_cmpstr (json_object_get_string_member (fixture_get_run (root, i), "state"), ==,
                       "finished");
    }
  expected = fixture_read (whole);
  found = fixture_read (place->csv);
  g_assert_true (g_str_equal (found, expected));
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/cli/store-changes/" name, Place, NULL, set_up, function, tear_down)

  program = g_canonicalize_filename (argv[argc - 1], NULL);
  fixture_init (&argc, &argv);
  ADD ("delete", test_delete);
  ADD ("delete-refused", test_delete_refused);
  ADD ("delete-asked", test_delete_asked);
  ADD ("delete-held", test_delete_held);
  ADD ("damaged-run", test_damaged_run);
  ADD ("damaged-parts", test_damaged_parts);
  ADD ("resume-whole", test_resume_whole);
  return g_test_run ();
}
