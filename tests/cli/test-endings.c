/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How commands end: what was asked for is written whatever becomes of the terminal, no
 * output replaces an input, nothing is left behind, and the exit status says why.
 */
#include "cli-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "folder-fixture.h"

#define SMALL                                                                                      \
  "--set", "parties.key-bits=8", "--set", "training.rounds=1", "--set", "training.iterations=40",  \
      "--set", "training.batch=64"
#define ENDLESS "--set", "training.rounds=100", "--set", "training.iterations=100000"
#define BROKEN_PIPE (128 + SIGPIPE)

static const char *program;

typedef struct
{
  char *folder;
  char *csv;
  char *store;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = fixture_make_folder ();
  place->csv = g_build_filename (place->folder, "a.csv", NULL);
  place->store = g_build_filename (place->folder, "runs.db", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  fixture_remove_folder (place->folder);
  g_free (place->csv);
  g_free (place->store);
}

/* With the shell's redirections: the exit status. */
static int
run_shell (Place *place, const char *command)
{
  const char *const arguments[] = { "bash", "-c", command, program, place->folder, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_NONE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

/* In such a command, with its small study and no store. */
#define TRAIN                                                                                      \
  "\"$0\" train figure-3 --no-store --set parties.key-bits=8 --set training.rounds=1"              \
  " --set training.iterations=40 --set training.batch=64 "

static void
assert_whole_table (Place *place)
{
  g_autofree char *table = fixture_read (place->csv);

  g_assert_true (g_str_has_prefix (table, "study,label,"));
  g_assert_nonnull (strstr (table, ",n = 2,8,2,1,alice-bob,39,"));
}

/* Nobody reads what is printed. */
static void
test_broken_pipe (Place *place, gconstpointer data)
{
  g_assert_cmpint (run_shell (place, TRAIN "--csv \"$1/a.csv\" 2>\"$1/said\" | true;"
                                           " exit ${PIPESTATUS[0]}"),
                   ==, BROKEN_PIPE);
  assert_whole_table (place);
  g_assert_cmpuint (fixture_count_files (place->folder), ==, 2);
}

/* Who has seen enough is told nothing. */
static void
test_head (Place *place, gconstpointer data)
{
  g_autofree char *said = g_build_filename (place->folder, "said", NULL);
  g_autofree char *text = NULL;

  g_assert_cmpint (run_shell (place, "\"$0\" train figure-3 --store \"$1/runs.db\""
                                     " --set training.rounds=1 --set training.iterations=5000"
                                     " --set training.batch=8 >\"$1/out\" && "
                                     "\"$0\" export 1 --csv --store \"$1/runs.db\" 2>\"$1/said\""
                                     " | head -n 1 >\"$1/a.csv\"; exit ${PIPESTATUS[0]}"),
                   ==, BROKEN_PIPE);
  text = fixture_read (said);
  g_assert_cmpstr (text, ==, "");
}

/* Descriptors that are closed are nobody's: the store is no place to print to. */
static void
test_closed (Place *place, gconstpointer data)
{
  g_auto (Result) runs = { 0 };

  g_assert_cmpint (run_shell (place, "\"$0\" train figure-3 --store \"$1/runs.db\""
                                     " --set parties.key-bits=8 --set training.rounds=1"
                                     " --set training.iterations=40 --set training.batch=64"
                                     " --csv \"$1/a.csv\" <&- >&- 2>\"$1/said\""),
                   ==, 1);
  assert_whole_table (place);
  runs = fixture_succeed ("runs", "--store", place->store, NULL);
  g_assert_nonnull (strstr (runs.out, "finished"));
}

/* A file that may not grow as large as the table is a full disk. */
static void
test_limited (Place *place, gconstpointer data)
{
  g_autofree char *said = NULL;
  g_autofree char *path = g_build_filename (place->folder, "said", NULL);

  g_assert_cmpint (run_shell (place, "ulimit -f 1; " TRAIN "--csv \"$1/a.csv\" >\"$1/out\""
                                     " 2>\"$1/said\""),
                   ==, 1);
  said = fixture_read (path);
  g_assert_nonnull (strstr (said, "a.csv"));
  g_assert_false (g_file_test (place->csv, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (fixture_count_files (place->folder), ==, 2);
}

/* Nor the store. */
static void
test_limited_store (Place *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "said", NULL);
  g_autofree char *said = NULL;

  g_assert_cmpint (run_shell (place, "ulimit -f 200; \"$0\" train figure-3 --store \"$1/runs.db\""
                                     " --set training.rounds=1 --set training.iterations=20000"
                                     " --set training.batch=8 >\"$1/out\" 2>\"$1/said\""),
                   ==, 1);
  said = fixture_read (path);
  g_assert_nonnull (strstr (said, "ulimit -f"));
  g_assert_nonnull (strstr (said, "not all of these results are stored"));
}

/* Until it writes points to its store. */
static void
wait_for_training (Place *place)
{
  g_autofree char *log = g_strconcat (place->store, "-wal", NULL);
  GStatBuf status;

  for (guint i = 0; i < 3000; i++)
    {
      if (g_stat (log, &status) == 0 && status.st_size > 100000)
        return;
      g_usleep (10000);
    }
  g_error ("nothing is trained");
}

static void
check_signal (Place *place, int number)
{
  g_autoptr (GSubprocess) process
      = fixture_start ("train", "figure-3", ENDLESS, "--csv", place->csv, "--store", place->store,
                       "--jobs", "1", NULL);
  g_auto (Result) result = { 0 };
  g_autofree char *table = NULL;

  wait_for_training (place);
  g_subprocess_send_signal (process, number);
  result = fixture_end (process);
  g_assert_cmpint (result.status, ==, 128 + number);
  table = fixture_read (place->csv);
  g_assert_true (g_str_has_prefix (table, "study,label,"));
  g_assert_true (g_str_has_suffix (table, "\n"));
  g_assert_nonnull (strstr (result.out, "paused"));
}

static void
test_interrupt (Place *place, gconstpointer data)
{
  check_signal (place, SIGINT);
}

static void
test_terminate (Place *place, gconstpointer data)
{
  check_signal (place, SIGTERM);
}

/* The terminal is closed. */
static void
test_hang_up (Place *place, gconstpointer data)
{
  check_signal (place, SIGHUP);
}

/* A second signal, while the table is written, does not cut it: into a pipe that nobody
 * reads for a while. */
static void
test_second (Place *place, gconstpointer data)
{
  g_assert_cmpint (run_shell (place,
                              "mkfifo \"$1/pipe\"; { sleep 3; cat; } <\"$1/pipe\" >\"$1/a.csv\" & "
                              "\"$0\" train figure-3 --no-store --set training.rounds=100 "
                              "--set training.batch=8 --set parties.key-bits=8 --set "
                              "training.iterations=100000 --csv \"$1/pipe\" >\"$1/out\" & "
                              "sleep 1; kill -TERM $!; sleep 1; kill -HUP $!; wait $!; status=$?;"
                              " wait; exit $status"),
                   ==, 128 + SIGTERM);

  g_autofree char *table = fixture_read (place->csv);

  g_assert_cmpuint (strlen (table), >, 65536);
  g_assert_true (g_str_has_suffix (table, "\n"));
}

/* As timeout(1) asks: one request, two signals. */
static void
test_twice_at_once (Place *place, gconstpointer data)
{
  g_assert_cmpint (run_shell (place,
                              "\"$0\" train figure-3 --no-store --set training.rounds=100 "
                              "--set training.iterations=100000 --csv \"$1/a.csv\" >\"$1/out\" & "
                              "sleep 1; kill -TERM $!; kill -TERM $!; wait $!"),
                   ==, 128 + SIGTERM);

  g_autofree char *table = fixture_read (place->csv);

  g_assert_true (g_str_has_suffix (table, "\n"));
}

/* Whoever waits for a reader that never comes can be ended. */
static void
test_no_reader (Place *place, gconstpointer data)
{
  g_assert_cmpint (run_shell (place, "mkfifo \"$1/pipe\"; " TRAIN "--csv \"$1/pipe\" >\"$1/out\" & "
                                     "sleep 1; kill -TERM $!; sleep 1.5; kill -TERM $!; wait $!"),
                   ==, 128 + SIGTERM);
}

/* What a link points to is made, where it is not there yet. */
static void
test_dangling (Place *place, gconstpointer data)
{
  g_autofree char *link = g_build_filename (place->folder, "link.csv", NULL);

  g_assert_cmpint (symlink ("a.csv", link), ==, 0);
  g_assert_cmpint (run_shell (place, TRAIN "--csv \"$1/link.csv\" >\"$1/out\""), ==, 0);
  assert_whole_table (place);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}

/* A pipe that another program has made non-blocking. */
static void
test_non_blocking (Place *place, gconstpointer data)
{
  g_assert_cmpint (run_shell (place,
                              "{ python3 -c 'import os; os.set_blocking (1, False)'; "
                              "\"$0\" train figure-3 --no-store --set training.rounds=1 --set "
                              "training.batch=8 --set training.iterations=5000 --csv -; } "
                              "| { sleep 2; cat >\"$1/a.csv\"; }; exit ${PIPESTATUS[0]}"),
                   ==, 0);

  g_autofree char *table = fixture_read (place->csv);

  g_assert_cmpuint (strlen (table), >, 2 * 65536);
  g_assert_nonnull (strstr (table, ",n = 2,16,2,1,alice-bob,4999,"));
}

/* nohup */
static void
test_ignored (Place *place, gconstpointer data)
{
  g_assert_cmpint (run_shell (place, "trap '' HUP; " TRAIN "--csv \"$1/a.csv\" >\"$1/out\" & "
                                     "kill -HUP $!; wait $!"),
                   ==, 0);
  assert_whole_table (place);
}

/* A command that has nothing to save: standard input never comes. */
static void
test_plain (Place *place, gconstpointer data)
{
  static const int numbers[] = { SIGTERM, SIGHUP, SIGUSR1 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *command
          = g_strdup_printf ("sleep 5 | \"$0\" plot /dev/stdin -o \"$1/a.png\" & sleep 0.5;"
                             " kill -%d $!; wait $!",
                             numbers[i]);

      g_assert_cmpint (run_shell (place, command), ==, 128 + numbers[i]);
      g_assert_cmpuint (fixture_count_files (place->folder), ==, 0);
    }
}

/* No output is an input or another output, by whatever name. */
static void
test_replaced (Place *place, gconstpointer data)
{
  g_autofree char *study = g_build_filename (place->folder, "s.ini", NULL);
  g_autofree char *link = g_build_filename (place->folder, "link", NULL);
  g_autofree char *png = g_build_filename (place->folder, "a.png", NULL);
  g_autofree char *kept = NULL;
  const char *text = "[study]\nreading=text\n";

  fixture_write (study, text);
  g_assert_cmpint (symlink ("s.ini", link), ==, 0);
  fixture_refuse (2, "s.ini|read", "train", study, SMALL, "--csv", study, NULL);
  fixture_refuse (2, "link|read", "train", study, SMALL, "--csv", link, NULL);
  fixture_refuse (2, "s.ini|read", "train", link, SMALL, "--csv", study, NULL);
  fixture_refuse (2, "a.png|twice", "train", study, SMALL, "--csv", png, "--plot", png, NULL);
  g_assert_cmpint (run_shell (place, TRAIN "--csv \"$1/a.csv\" >\"$1/a.csv\" 2>\"$1/said\""), ==,
                   2);
  kept = fixture_read (study);
  g_assert_cmpstr (kept, ==, text);
  g_assert_false (g_file_test (png, G_FILE_TEST_EXISTS));
}

/* Two studies of one name have pictures and tables of their own; one that is named twice
 * is refused. */
static void
test_replay_names (Place *place, gconstpointer data)
{
  g_autofree char *report = g_build_filename (place->folder, "report", NULL);
  g_autofree char *a = g_build_filename (place->folder, "a", NULL);
  g_autofree char *b = g_build_filename (place->folder, "b", NULL);
  g_autofree char *first = g_build_filename (a, "x.ini", NULL);
  g_autofree char *second = g_build_filename (b, "x.ini", NULL);
  g_autofree char *html = g_build_filename (report, "report.md", NULL);
  g_autofree char *text = NULL;
  const char *heading, *other;
  g_auto (Result) done = { 0 };

  g_assert_cmpint (g_mkdir (a, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (b, 0700), ==, 0);
  fixture_write (first, "[study]\ntitle=The first\nreading=text\n[curve one]\n"
                        "parties.key-difference=1\n");
  fixture_write (second, "[study]\ntitle=The second\nreading=text\n[curve two]\n"
                         "parties.key-difference=2\n");
  fixture_refuse (2, "same study", "reproduce", "-o", report, "--figure", first, "--figure", first,
                  NULL);
  done = fixture_succeed ("reproduce", "-o", report, "--figure", first, "--figure", second,
                          "--seeds", "1", SMALL, NULL);
  text = fixture_read (html);
  heading = strstr (text, "## The first");
  other = strstr (text, "## The second");
  g_assert_true (heading != NULL && other > heading);
  g_assert_true (strstr (heading, "(x.png)") != NULL && strstr (heading, "(x.png)") < other);
  g_assert_nonnull (strstr (other, "(x-2.png)"));
  g_assert_null (strstr (other, "(x.png)"));
}

/* Replays @study, whose file is there by the name @file below the folder of the report. */
static void
refuse_replay (const char *folder, const char *other, const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *link = g_build_filename (folder, "..", "link.ini", NULL);
  g_autofree char *words = g_strconcat (file, "|read", NULL);
  g_autofree char *kept = NULL;
  const char *text = "[study]\nreading=text\n[curve one]\n";

  fixture_write (path, text);
  fixture_refuse (2, words, "reproduce", "-o", folder, "--figure", other, "--figure", path,
                  "--seeds", "1", SMALL, NULL);
  g_assert_cmpint (symlink (path, link), ==, 0);
  fixture_refuse (2, words, "reproduce", "-o", folder, "--figure", link, "--figure", other,
                  "--seeds", "1", SMALL, NULL);
  kept = fixture_read (path);
  g_assert_cmpstr (kept, ==, text);
  g_assert_cmpint (g_unlink (link), ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpuint (fixture_count_files (folder), ==, 0);
}

/* Nothing that a replay keeps or writes in its folder takes the place of a study. */
static void
test_replay_replaced (Place *place, gconstpointer data)
{
  static const char *const files[]
      = { "runs.db",        "runs.db-journal", "runs.db-wal", "runs.db-shm", "runs.db-locks",
          "fresh-eves.ini", "runs.csv",        "report.md",   "report.html", "x.png",
          "x-dark.png",     "x.svg",           "x-rounds.csv" };
  g_autofree char *report = g_build_filename (place->folder, "report", NULL);
  g_autofree char *other = g_build_filename (place->folder, "x.ini", NULL);

  fixture_write (other, "[study]\nreading=text\n[curve two]\nparties.key-difference=2\n");
  g_assert_cmpint (g_mkdir (report, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    refuse_replay (report, other, files[i]);
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/cli/endings/" name, Place, NULL, set_up, function, tear_down)

  program = argc > 1 ? g_canonicalize_filename (argv[argc - 1], NULL) : NULL;
  fixture_init (&argc, &argv);
  ADD ("broken-pipe", test_broken_pipe);
  ADD ("head", test_head);
  ADD ("closed", test_closed);
  ADD ("limited", test_limited);
  ADD ("limited-store", test_limited_store);
  ADD ("interrupt", test_interrupt);
  ADD ("terminate", test_terminate);
  ADD ("hang-up", test_hang_up);
  ADD ("second", test_second);
  ADD ("twice-at-once", test_twice_at_once);
  ADD ("no-reader", test_no_reader);
  ADD ("dangling", test_dangling);
  ADD ("non-blocking", test_non_blocking);
  ADD ("ignored", test_ignored);
  ADD ("plain", test_plain);
  ADD ("replaced", test_replaced);
  ADD ("replay-names", test_replay_names);
  ADD ("replay-replaced", test_replay_replaced);
  return g_test_run ();
}
