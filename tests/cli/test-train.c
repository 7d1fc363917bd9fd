/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key train and plot, from options to files.
 */
#include <math.h>
#include <signal.h>
#include <string.h>

#include "cli-fixture.h"
#include "folder-fixture.h"

#define QUICK "--set", "training.rounds=1", "--set", "training.iterations=40"
#define SMALL QUICK, "--set", "parties.key-bits=8", "--set", "training.batch=8"
#define ENDLESS                                                                                    \
  "--set", "training.rounds=100", "--set", "training.iterations=100000", "--set", "training.batch=8"

/* The promise: the same losses, however many runs train at once. */
static void
test_identical (void)
{
  g_auto (Result) one = fixture_succeed ("train", "figure-6", QUICK, "--json", "--jobs", "1", NULL);
  g_auto (Result) two = fixture_succeed ("train", "figure-6", QUICK, "--json", "--jobs", "2", NULL);
  g_auto (Result) again = fixture_succeed ("train", "figure-6", QUICK, "--json", NULL);
  g_autofree char *first = fixture_normalise (one.out);
  g_autofree char *second = fixture_normalise (two.out);
  g_autofree char *third = fixture_normalise (again.out);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = fixture_parse (parser, one.out);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, ==, third);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "runs")), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      JsonObject *run = fixture_get_run (root, i);
      JsonObject *turns = json_object_get_object_member (run, "turns");
      JsonObject *together = json_object_get_object_member (turns, "alice-bob");
      JsonObject *eve = json_object_get_object_member (turns, "eve");
      g_autofree char *label = g_strdup_printf ("n = %u", i + 1);

      g_assert_cmpstr (json_object_get_string_member (run, "label"), ==, label);
      g_assert_cmpstr (json_object_get_string_member (run, "state"), ==, "finished");
      g_assert_cmpint (json_object_get_int_member (run, "iterations"), ==, 40);
      g_assert_cmpfloat (json_object_get_double_member (together, "bob_loss_rate"), >, 0.3);
      g_assert_cmpfloat (json_object_get_double_member (together, "bob_loss_rate"), <, 0.7);
      g_assert_true (json_object_get_null_member (together, "eve_loss_rate"));
      g_assert_true (json_object_get_null_member (eve, "bob_loss_rate"));
      g_assert_true (json_object_get_null_member (eve, "eve_bit_error"));
    }
}

/* What show prints trains the same. */
static void
test_shown (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "mine.ini", NULL);
  g_auto (Result) shown = fixture_succeed ("show", "figure-10", SMALL, NULL);
  g_auto (Result) direct = fixture_succeed ("train", "figure-10", SMALL, "--json", NULL);
  g_auto (Result) from_file = { 0 };
  g_autofree char *first = fixture_normalise (direct.out);
  g_autofree char *second = NULL;

  fixture_write (path, shown.out);
  from_file = fixture_succeed ("train", path, "--json", NULL);
  second = fixture_normalise (from_file.out);
  g_assert_cmpstr (first, ==, second);
  g_assert_nonnull (strstr (first, "\"eve_loss_rate\" : 0."));
  fixture_remove_folder (folder);
}

/* What is wrong with a run stands below its row, as in JSON: this seed dies in the
 * reading "inferred", for every n and every set of kernels. */
static void
test_diagnosis (void)
{
  g_auto (Result) json
      = fixture_succeed ("train", "figure-3", "--reading", "inferred", "--seed", "7", "--set",
                         "training.rounds=3", "--set", "training.iterations=1000", "--json", NULL);
  g_auto (Result) table
      = fixture_succeed ("train", "figure-3", "--reading", "inferred", "--seed", "7", "--set",
                         "training.rounds=3", "--set", "training.iterations=1000", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = fixture_parse (parser, json.out);

  for (guint i = 0; i < 2; i++)
    {
      JsonObject *diagnosis
          = json_object_get_object_member (fixture_get_run (root, i), "diagnosis");
      const char *words = json_object_get_string_member (diagnosis, "words");
      JsonObject *dead = json_object_get_object_member (diagnosis, "dead_units");
      g_autofree char *line = g_strdup_printf ("\n  %s\n", words);

      g_test_message ("%s", words);
      g_assert_true (json_object_get_boolean_member (diagnosis, "flat"));
      g_assert_cmpuint (
          json_array_get_length (json_object_get_array_member (diagnosis, "stuck_outputs")), ==,
          16);
      g_assert_cmpfloat (json_object_get_double_member (dead, "bob"), >, 0);
      g_assert_cmpfloat (json_object_get_double_member (dead, "bob"), <, 1);
      g_assert_true (json_object_get_null_member (dead, "eve"));
      g_assert_nonnull (strstr (words, "stayed at 0.5"));
      g_assert_nonnull (strstr (table.out, line));
    }
}

static void
test_seeds (void)
{
  g_auto (Result) both = fixture_succeed ("train", "bob-bob1-bob2", SMALL, "--json", "--seed", "7",
                                          "--seeds", "2", NULL);
  g_auto (Result) second
      = fixture_succeed ("train", "bob-bob1-bob2", SMALL, "--json", "--seed", "8", NULL);
  g_autoptr (JsonParser) parser = json_parser_new (), second_parser = json_parser_new ();
  JsonObject *root = fixture_parse (parser, both.out);
  JsonObject *second_root = fixture_parse (second_parser, second.out);

  for (guint i = 0; i < 6; i++)
    {
      JsonObject *run = fixture_get_run (root, i);

      g_assert_cmpint (json_object_get_int_member (run, "seed"), ==, 7 + i % 2);
      if (i % 2 == 1)
        g_assert_true (json_object_equal (
            json_object_get_object_member (run, "turns"),
            json_object_get_object_member (fixture_get_run (second_root, i / 2), "turns")));
      else
        g_assert_false (json_object_equal (
            json_object_get_object_member (run, "turns"),
            json_object_get_object_member (fixture_get_run (second_root, i / 2), "turns")));
    }
}

static void
test_table (void)
{
  g_auto (Result) result = fixture_succeed ("train", "figure-10", SMALL, NULL);

  g_assert_nonnull (strstr (result.out, "n = 3"));
  g_assert_nonnull (strstr (result.out, "finished"));
  g_assert_nonnull (strstr (result.out, "alice-bob"));
}

/* A study without curves is one curve. */
static void
test_no_curves (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *path = g_build_filename (folder, "mine.ini", NULL);
  g_auto (Result) result = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();

  fixture_write (path, "[parties]\nkey-difference=2\n");
  result = fixture_succeed ("train", path, SMALL, "--json", NULL);
  g_assert_cmpstr (json_object_get_string_member (
                       fixture_get_run (fixture_parse (parser, result.out), 0), "label"),
                   ==, "Bob · n = 2");
  fixture_remove_folder (folder);
}

static void
assert_picture (const char *path, const char *begins)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 2000);
  g_assert_cmpint (memcmp (bytes, begins, strlen (begins)), ==, 0);
}

static void
test_files (void)
{
  static const struct
  {
    const char *name;
    const char *begins;
  } pictures[] = { { "a.png", "\x89PNG" }, { "a.SVG", "<?xml" }, { "a.pdf", "%PDF-" } };
  char *folder = fixture_make_folder ();
  g_autofree char *csv = g_build_filename (folder, "a.csv", NULL);
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      g_autofree char *path = g_build_filename (folder, pictures[i].name, NULL);
      g_autofree char *again = g_strconcat (path, i == 0 ? ".png" : i == 1 ? ".svg" : ".pdf", NULL);
      g_auto (Result) trained
          = fixture_succeed ("train", "figure-10", SMALL, "--csv", csv, "--plot", path, NULL);
      g_auto (Result) plotted
          = fixture_succeed ("plot", csv, "-o", again, "--side-by-side", "--dark", "--log-y",
                             "--smooth", "0.9", "--metric", "bit-error", NULL);

      assert_picture (path, pictures[i].begins);
      assert_picture (again, pictures[i].begins);
      g_assert_cmpstr (plotted.out, ==, "");
    }
  g_assert_cmpuint (fixture_count_files (folder), ==, 7);
  table = fixture_read (csv);
  lines = g_strsplit (table, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 1 + 2 * 80 + 1);
  g_assert_true (g_str_has_prefix (lines[0], "study,label,key_bits,key_difference,seed,turn,"
                                             "iteration,bob_loss_rate,"));
  g_assert_true (g_str_has_prefix (lines[1], "\"Figure 10 · Alice, Bob and Eve\",n = 3,8,3,1,"
                                             "alice-bob,0,0."));
  fixture_remove_folder (folder);
}

/* The table on standard output, for a pipe, and nothing else. */
static void
test_standard_output (void)
{
  static const char *const names[] = { "-", "/dev/stdout" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (Result) result
          = fixture_succeed ("train", "figure-3", SMALL, "--csv", names[i], NULL);

      g_assert_true (g_str_has_prefix (result.out, "study,label,"));
      g_assert_nonnull (strstr (result.out, ",n = 2,8,2,1,alice-bob,39,"));
      g_assert_null (strstr (result.out, "Means over"));
    }
}

/* Two results would run together there. */
static void
test_standard_output_twice (void)
{
  fixture_refuse (2, "standard output|twice", "train", "figure-3", SMALL, "--json", "--csv",
                  "/dev/stdout", NULL);
}

/* Whether a thread of that name has begun. */
static gboolean
has_thread (GSubprocess *process, const char *name)
{
  g_autofree char *tasks = g_strdup_printf ("/proc/%s/task", g_subprocess_get_identifier (process));
  g_autoptr (GDir) dir = g_dir_open (tasks, 0, NULL);
  const char *task;

  while (dir != NULL && (task = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (tasks, task, "comm", NULL);
      g_autofree char *comm = NULL;

      if (g_file_get_contents (path, &comm, NULL, NULL) && g_str_has_prefix (comm, name))
        return TRUE;
    }
  return FALSE;
}

/* Until the first run trains, however slow the machine is. */
static void
wait_for_training (GSubprocess *process)
{
  for (guint i = 0; i < 3000 && !has_thread (process, "trainer"); i++)
    g_usleep (20000);
  g_assert_true (has_thread (process, "trainer"));
  g_usleep (500000);
}

/* How the runs of an interrupted training stand: of the third, which had no worker
 * yet, nothing was done. */
static void
check_interrupted (const char *keep)
{
  char *folder = fixture_make_folder ();
  g_autofree char *csv = g_build_filename (folder, "a.csv", NULL);
  g_autofree char *png = g_build_filename (folder, "a.png", NULL);
  g_autoptr (GSubprocess) process
      = fixture_start ("train", "bob-bob1-bob2", ENDLESS, "--jobs", "2", "--json", "--csv", csv,
                       "--plot", png, keep, NULL);
  g_auto (Result) result = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root;
  g_autofree char *table = NULL;
  gint64 iterations = 0;
  gsize n_lines = 0;

  wait_for_training (process);
  g_subprocess_send_signal (process, SIGINT);
  result = fixture_end (process);
  if (keep == NULL)
    fixture_assert_resumable (&result);
  else
    g_assert_cmpstr (result.err, ==, "");
  g_assert_cmpint (result.status, ==, 128 + SIGINT);
  root = fixture_parse (parser, result.out);
  for (guint i = 0; i < 3; i++)
    {
      JsonObject *run = fixture_get_run (root, i);

      g_assert_cmpstr (json_object_get_string_member (run, "state"), ==,
                       i < 2 ? "paused" : "ready");
      iterations += json_object_get_int_member (run, "iterations");
    }
  g_assert_cmpint (iterations, >, 0);
  g_assert_cmpint (json_object_get_int_member (fixture_get_run (root, 2), "iterations"), ==, 0);
  table = fixture_read (csv);
  for (const char *at = table; *at != '\0'; at++)
    n_lines += *at == '\n';
  g_assert_cmpuint (n_lines, ==, (gsize) iterations + 1);
  assert_picture (png, "\x89PNG");
  g_assert_cmpuint (fixture_count_files (folder), ==, 2);
  fixture_remove_folder (folder);
}

/* Time is up: all are paused and can go on, which is what was asked for. */
static void
test_stop_after (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *store = g_build_filename (folder, "runs.db", NULL);
  g_auto (Result) result = fixture_run ("train", "bob-bob1-bob2", ENDLESS, "--jobs", "2", "--json",
                                        "--stop-after", "1", "--store", store, NULL);
  g_auto (Result) again
      = fixture_run ("resume", "--json", "--stop-after", "1", "--store", store, NULL);
  g_autoptr (JsonParser) parser = json_parser_new (), later = json_parser_new ();
  JsonObject *root = fixture_parse (parser, result.out);
  JsonObject *then = fixture_parse (later, again.out);

  g_assert_cmpint (result.status, ==, 0);
  fixture_assert_resumable (&result);
  g_assert_cmpint (again.status, ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_cmpstr (json_object_get_string_member (fixture_get_run (root, i), "state"), ==,
                       "paused");
      g_assert_cmpint (json_object_get_int_member (fixture_get_run (root, i), "iterations"), >, 0);
      g_assert_cmpint (json_object_get_int_member (fixture_get_run (then, i), "iterations"), >,
                       json_object_get_int_member (fixture_get_run (root, i), "iterations"));
    }
  fixture_remove_folder (folder);
}

/* What is stored can go on. */
static void
test_interrupt (void)
{
  check_interrupted ("--no-store");
  check_interrupted (NULL);
}

static void
test_kernels (void)
{
  static const char *const arguments[] = { "train", "figure-10", SMALL, "--json", NULL };
  g_auto (Result) result = fixture_run_in ("NC_KERNELS=baseline", NULL, arguments);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root;

  g_assert_cmpstr (result.err, ==, "");
  g_assert_cmpint (result.status, ==, 0);
  root = fixture_parse (parser, result.out);
  g_assert_cmpstr (json_object_get_string_member (root, "kernels"), ==, "baseline");
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/cli/train/identical", test_identical);
  g_test_add_func ("/cli/train/shown", test_shown);
  g_test_add_func ("/cli/train/diagnosis", test_diagnosis);
  g_test_add_func ("/cli/train/seeds", test_seeds);
  g_test_add_func ("/cli/train/table", test_table);
  g_test_add_func ("/cli/train/no-curves", test_no_curves);
  g_test_add_func ("/cli/train/files", test_files);
  g_test_add_func ("/cli/train/standard-output", test_standard_output);
  g_test_add_func ("/cli/train/standard-output-twice", test_standard_output_twice);
  g_test_add_func ("/cli/train/interrupt", test_interrupt);
  g_test_add_func ("/cli/train/stop-after", test_stop_after);
  g_test_add_func ("/cli/train/kernels", test_kernels);
  return g_test_run ();
}
