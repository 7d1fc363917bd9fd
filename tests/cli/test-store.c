/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key's store: what train keeps, runs lists, resume continues and export
 * writes; and several processes on one store.
 */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli-fixture.h"
#include "folder-fixture.h"

#define SMALL                                                                                      \
  "--set", "training.rounds=1", "--set", "training.iterations=40", "--set", "training.batch=8"
/* A second or more of training for each run. */
#define LONG LONG_OF ("256")
#define LONG_OF(batch)                                                                             \
  "--set", "training.rounds=1", "--set", "training.iterations=3000", "--set",                      \
      "training.batch=" batch

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

/* The runs of all studies, in the order of the list; the parser keeps them. */
static GPtrArray *
list_runs (Place *place, JsonParser *parser)
{
  g_auto (Result) result = fixture_succeed ("runs", "--json", "--store", place->store, NULL);
  GPtrArray *runs = g_ptr_array_new ();
  JsonArray *studies = json_object_get_array_member (fixture_parse (parser, result.out), "studies");

  for (guint i = 0; i < json_array_get_length (studies); i++)
    {
      JsonArray *members
          = json_object_get_array_member (json_array_get_object_element (studies, i), "runs");

      for (guint j = 0; j < json_array_get_length (members); j++)
        g_ptr_array_add (runs, json_array_get_object_element (members, j));
    }
  return runs;
}

static gint64
count_iterations (Place *place)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_auto (Result) result = fixture_run ("runs", "--json", "--store", place->store, NULL);
  g_autoptr (GPtrArray) runs = NULL;
  gint64 iterations = 0;

  if (result.status != 0) /* none is there yet */
    return 0;
  runs = list_runs (place, parser);
  for (guint i = 0; i < runs->len; i++)
    iterations += json_object_get_int_member (runs->pdata[i], "iterations");
  return iterations;
}

static void
wait_for_iterations (Place *place)
{
  for (guint i = 0; i < 600 && count_iterations (place) == 0; i++)
    g_usleep (50000);
  g_assert_cmpint (count_iterations (place), >, 0);
}

static void
test_nothing (Place *place, gconstpointer data)
{
  g_auto (Result) table = fixture_succeed ("runs", NULL);
  g_auto (Result) json = fixture_succeed ("runs", "--json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_assert_true (g_str_has_prefix (table.out, "No runs are stored in "));
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (fixture_parse (parser, json.out), "studies")),
                    ==, 0);
  fixture_refuse (1, "there is no store|runs.db", "runs", "--store", place->store, NULL);
  fixture_refuse (1, "there is no store|runs.db", "resume", "--store", place->store, NULL);
  fixture_refuse (1, "there is no store", "export", "1", "--csv", "--store", place->store, NULL);
  g_assert_cmpuint (fixture_count_files (place->folder), ==, 0);
}

/* Everything that is known of a run, in both forms. */
static void
test_list (Place *place, gconstpointer data)
{
  g_auto (Result) trained = fixture_succeed ("train", "figure-10", SMALL, "--seed", "3", "--json",
                                             "--store", place->store, NULL);
  g_auto (Result) table = fixture_succeed ("runs", "--store", place->store, NULL);
  g_autoptr (JsonParser) parser = json_parser_new (), other = json_parser_new ();
  g_autoptr (GPtrArray) runs = list_runs (place, parser);
  JsonObject *root = fixture_parse (other, trained.out);

  g_assert_cmpuint (runs->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      JsonObject *stored = runs->pdata[i], *run = fixture_get_run (root, i);
      JsonObject *turns = json_object_get_object_member (run, "turns");

      g_assert_cmpint (json_object_get_int_member (stored, "number"), ==, i + 1);
      g_assert_cmpint (json_object_get_int_member (run, "number"), ==, i + 1);
      g_assert_cmpstr (json_object_get_string_member (stored, "label"), ==,
                       json_object_get_string_member (run, "label"));
      g_assert_cmpstr (json_object_get_string_member (stored, "experiment"), ==,
                       json_object_get_string_member (run, "experiment"));
      g_assert_cmpstr (json_object_get_string_member (stored, "arithmetic"), ==,
                       json_object_get_string_member (run, "arithmetic"));
      g_assert_cmpstr (json_object_get_string_member (stored, "state"), ==, "finished");
      g_assert_cmpstr (json_object_get_string_member (stored, "model"), ==, "Bob2 + BN");
      g_assert_cmpint (json_object_get_int_member (stored, "key_difference"), ==, 3 + i);
      g_assert_cmpint (json_object_get_int_member (stored, "seed"), ==, 3);
      g_assert_cmpint (json_object_get_int_member (stored, "iterations"), ==,
                       json_object_get_int_member (stored, "length"));
      g_assert_cmpfloat (json_object_get_double_member (stored, "bob_loss_rate"), ==,
                         json_object_get_double_member (
                             json_object_get_object_member (turns, "alice-bob"), "bob_loss_rate"));
      g_assert_cmpfloat (json_object_get_double_member (stored, "eve_own_loss_rate"), ==,
                         json_object_get_double_member (
                             json_object_get_object_member (turns, "eve"), "eve_loss_rate"));
      g_assert_false (json_object_get_boolean_member (stored, "held"));
      g_assert_nonnull (json_object_get_string_member (stored, "version"));
      g_assert_nonnull (json_object_get_string_member (stored, "modified"));
    }
  g_assert_nonnull (strstr (table.out, "Study 1: Figure 10"));
  g_assert_nonnull (strstr (table.out, "\n    1  n = 3                   Bob2 + BN       3     3  "
                                       "finished"));
}

static void
test_no_store (Place *place, gconstpointer data)
{
  g_auto (Result) trained = fixture_succeed ("train", "figure-3", SMALL, "--no-store", NULL);
  g_auto (Result) listed = fixture_succeed ("runs", NULL);

  g_assert_true (g_str_has_prefix (listed.out, "No runs are stored in "));
  fixture_refuse (2, "--store|--no-store", "train", "figure-3", "--no-store", "--store",
                  place->store, NULL);
}

/* Without the default store training goes on, without one that was asked for it
 * does not begin. */
static void
test_no_place (Place *place, gconstpointer data)
{
  static const char *const arguments[] = { "train", "figure-3", SMALL, "--json", NULL };
  g_auto (Result) result = fixture_run_in ("XDG_DATA_HOME=/dev/null", NULL, arguments);
  g_autoptr (JsonParser) parser = json_parser_new ();

  g_test_message ("%s", result.err);
  g_assert_cmpint (result.status, ==, 0);
  g_assert_nonnull (strstr (result.err, "/dev/null/fuzzy-key-lab/runs.db"));
  g_assert_nonnull (strstr (result.err, "training continues but is not stored"));
  g_assert_true (json_object_get_null_member (
      fixture_get_run (fixture_parse (parser, result.out), 0), "number"));
  fixture_refuse (1, "/dev/null/runs.db|choose another store", "train", "figure-3", SMALL,
                  "--store", "/dev/null/runs.db", NULL);
}

/* From Ctrl-C on to the same table as without it. */
static void
test_resume (Place *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "whole.csv", NULL);
  g_autoptr (GSubprocess) process
      = fixture_start ("train", "figure-10", LONG, "--jobs", "1", "--store", place->store, NULL);
  g_auto (Result) whole
      = fixture_succeed ("train", "figure-10", LONG, "--no-store", "--csv", path, NULL);
  g_auto (Result) cut = { 0 }, resumed = { 0 }, again = { 0 }, nothing = { 0 }, none = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new (), other = json_parser_new ();
  g_autofree char *expected = fixture_read (path);
  g_autofree char *table = NULL;
  g_autofree char *untouched = NULL;
  JsonObject *root;

  wait_for_iterations (place);
  g_subprocess_send_signal (process, SIGINT);
  cut = fixture_end (process);
  g_assert_cmpint (cut.status, ==, 130);
  if (strstr (cut.out, "paused") == NULL && strstr (cut.out, "ready") == NULL)
    g_error ("nothing was cut: %s", cut.out);

  resumed
      = fixture_succeed ("resume", "--store", place->store, "--csv", place->csv, "--json", NULL);
  root = fixture_parse (parser, resumed.out);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "runs")), <=, 2);
  g_assert_cmpstr (json_object_get_string_member (fixture_get_run (root, 0), "study"), ==,
                   "figure-10");
  g_assert_cmpstr (json_object_get_string_member (fixture_get_run (root, 0), "state"), ==,
                   "finished");

  again = fixture_run ("resume", "2", "1", "--store", place->store, "--csv", place->csv, NULL);
  g_assert_cmpint (again.status, ==, 0);
  g_assert_cmpstr (again.err, ==, "fuzzy-key: run 1 is finished\nfuzzy-key: run 2 is finished\n");
  g_assert_nonnull (strstr (again.out, "n = 4"));
  table = fixture_read (place->csv);
  g_assert_true (g_str_equal (table, expected));

  nothing = fixture_run ("resume", "--store", place->store, NULL);
  g_assert_cmpint (nothing.status, ==, 0);
  g_assert_cmpstr (nothing.out, ==, "");
  g_assert_nonnull (strstr (nothing.err, "is paused or interrupted"));
  none = fixture_run ("resume", "--json", "--csv", path, "--store", place->store, NULL);
  g_assert_cmpint (none.status, ==, 0);
  root = fixture_parse (other, none.out);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "runs")), ==, 0);
  untouched = fixture_read (path);
  g_assert_true (g_str_equal (untouched, expected));
}

static void
test_refusals (Place *place, gconstpointer data)
{
  g_auto (Result) made
      = fixture_succeed ("train", "figure-3", SMALL, "--store", place->store, NULL);

  fixture_refuse (2, "no run 99|fuzzy-key runs", "resume", "1", "99", "--store", place->store,
                  NULL);
  fixture_refuse (2, "“x”|number", "resume", "x", "--store", place->store, NULL);
  fixture_refuse (2, "“0”|number", "resume", "0", "--store", place->store, NULL);
  fixture_refuse (2, "--jobs|300|0 to 256", "resume", "--jobs", "300", "--store", place->store,
                  NULL);
  fixture_refuse (1, "/nowhere/a.csv", "resume", "1", "--csv", "/nowhere/a.csv", "--store",
                  place->store, NULL);
  fixture_refuse (2, "no run 99|fuzzy-key runs", "export", "99", "--csv", "--store", place->store,
                  NULL);
  fixture_refuse (2, "one of --csv, --weights and --experiment", "export", "1", "--store",
                  place->store, NULL);
  fixture_refuse (2, "one of --csv, --weights and --experiment", "export", "1", "--csv",
                  "--weights", "--store", place->store, NULL);
  fixture_refuse (2, "one run", "export", "--csv", "--store", place->store, NULL);
  fixture_refuse (2, "“3x”|number", "export", "--csv", "--store", place->store, "3x", NULL);
  fixture_refuse (1, "/nowhere/a", "export", "1", "--weights", "-o", "/nowhere/a", "--store",
                  place->store, NULL);
  fixture_refuse (2, "“now”", "runs", "now", NULL);
  fixture_refuse (2, "--store|FILE.db", "runs", "--store", "", NULL);
  fixture_refuse (2, "--store|FILE.db", "train", "figure-3", SMALL, "--store", "", NULL);
}

/* The store is no place for anything else. */
static void
test_onto_itself (Place *place, gconstpointer data)
{
  g_autofree char *link = g_build_filename (place->folder, "link", NULL);
  g_autofree char *locks = g_strconcat (place->store, "-locks", NULL);
  const char *const targets[] = { place->store, link, locks };
  g_auto (Result) made
      = fixture_succeed ("train", "figure-3", SMALL, "--store", place->store, NULL);
  g_auto (Result) listed = fixture_succeed ("runs", "--store", place->store, NULL);
  g_auto (Result) after = { 0 };

  g_assert_cmpint (symlink (place->store, link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      const char *target = targets[i];

      fixture_refuse (2, "belongs to the store", "export", "1", "--csv", "-o", target, "--store",
                      place->store, NULL);
      fixture_refuse (2, "belongs to the store", "resume", "1", "--csv", target, "--store",
                      place->store, NULL);
      fixture_refuse (2, "belongs to the store", "train", "figure-3", SMALL, "--csv", target,
                      "--store", place->store, NULL);
    }
  after = fixture_succeed ("runs", "--store", place->store, NULL);
  g_assert_cmpstr (after.out, ==, listed.out);
}

/* What divergence leaves is not called damaged, and what it was is said later, too. */
static void
test_diverged (Place *place, gconstpointer data)
{
  g_auto (Result) made = fixture_run (
      "train", "figure-3", SMALL, "--set", "training.learning-rate=1", "--set", "training.beta2=0",
      "--set", "training.epsilon=1e-30", "--set", "networks.convolution-activation=relu", "--set",
      "bob.dense=relu", "--set", "alice.dense=relu", "--store", place->store, NULL);
  g_auto (Result) listed = fixture_succeed ("runs", "--store", place->store, NULL);
  g_auto (Result) resumed = { 0 };

  g_assert_nonnull (strstr (made.out, "diverged"));
  g_assert_nonnull (strstr (listed.out, "\n       "));
  fixture_refuse (1, "run 1: |diverged in iteration|no longer hold numbers", "export", "1",
                  "--weights", "--store", place->store, NULL);
  fixture_refuse (1, "run 1: |diverged in iteration", "audit", "1", "--store", place->store, NULL);
  resumed = fixture_run ("resume", "1", "--json", "--store", place->store, NULL);
  g_assert_cmpint (resumed.status, ==, 1);
  g_test_message ("%s", resumed.err);
  g_assert_nonnull (strstr (resumed.err, "run 1 is diverged and cannot continue: "));
  g_assert_nonnull (strstr (resumed.out, "\"runs\""));
}

/* What is exported is what was trained; the study file trains the same again. */
static void
test_export (Place *place, gconstpointer data)
{
  g_autofree char *study = g_build_filename (place->folder, "again.ini", NULL);
  g_autofree char *weights = g_build_filename (place->folder, "a.safetensors", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *losses = NULL;
  gsize length;
  g_auto (Result) trained = fixture_succeed (
      "train", "figure-10", SMALL, "--set", "bob.convolution-activation=none", "--set",
      "eve.width=3N", "--seed", "11", "--json", "--csv", place->csv, "--store", place->store, NULL);
  g_auto (Result) table
      = fixture_succeed ("export", "2", "--csv", "-o", "-", "--store", place->store, NULL);
  g_auto (Result) text
      = fixture_succeed ("export", "2", "--experiment", "-o", study, "--store", place->store, NULL);
  g_auto (Result) networks
      = fixture_succeed ("export", "2", "--weights", "-o", weights, "--store", place->store, NULL);
  g_auto (Result) again
      = fixture_succeed ("train", study, "--json", "--csv", place->csv, "--no-store", NULL);
  g_auto (Result) seeded
      = fixture_succeed ("train", study, "--seed", "11", "--json", "--no-store", NULL);
  g_autoptr (JsonParser) parser = json_parser_new (), other = json_parser_new (),
                         third = json_parser_new ();
  JsonObject *run = fixture_get_run (fixture_parse (parser, trained.out), 1);

  g_assert_cmpstr (text.out, ==, "");
  g_assert_cmpstr (networks.out, ==, "");
  losses = fixture_read (place->csv);
  g_assert_cmpstr (table.out, ==, losses);
  for (guint i = 0; i < 2; i++)
    {
      JsonObject *same = fixture_get_run (
          i == 0 ? fixture_parse (other, again.out) : fixture_parse (third, seeded.out), 0);

      g_assert_cmpstr (json_object_get_string_member (same, "experiment"), ==,
                       json_object_get_string_member (run, "experiment"));
      g_assert_true (json_object_equal (json_object_get_object_member (same, "turns"),
                                        json_object_get_object_member (run, "turns")));
    }
  g_assert_true (g_file_get_contents (weights, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 1000);
  g_assert_true (bytes[8] == '{' && strstr (bytes + 8, "\"bob.dense.0.weight\"") != NULL);
}

/* Other kernels go on, and it is said. The run outlasts the second after which the store
 * first has something of it. */
static void
test_other_kernels (Place *place, gconstpointer data)
{
  const char *const arguments[]
      = { "resume", "1", "--json", "--jobs", "1", "--store", place->store, NULL };
  g_autoptr (GSubprocess) process = fixture_start ("train", "figure-10", LONG_OF ("768"), "--jobs",
                                                   "1", "--store", place->store, NULL);
  g_auto (Result) cut = { 0 }, resumed = { 0 }, table = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new (), stored = json_parser_new ();
  g_autoptr (GPtrArray) runs = NULL;
  const char *arithmetic;

  wait_for_iterations (place);
  g_subprocess_send_signal (process, SIGINT);
  cut = fixture_end (process);
  resumed = fixture_run_in ("NC_KERNELS=baseline", NULL, arguments);
  g_assert_cmpstr (resumed.err, ==, "");
  arithmetic = json_object_get_string_member (
      fixture_get_run (fixture_parse (parser, resumed.out), 0), "arithmetic");
  g_test_message ("%s", arithmetic);
  g_assert_nonnull (strstr (arithmetic, "from iteration "));
  g_assert_nonnull (strstr (arithmetic, " on baseline kernels"));
  runs = list_runs (place, stored);
  g_assert_cmpstr (json_object_get_string_member (runs->pdata[0], "arithmetic"), ==, arithmetic);
  table = fixture_run ("resume", "1", "--store", place->store, NULL);
  g_assert_nonnull (strstr (table.out, "\n  Trained by "));
}

/* Two that train, and one that looks. */
static void
test_two_trainings (Place *place, gconstpointer data)
{
  g_autoptr (GSubprocess) one = fixture_start ("train", "figure-10", LONG, "--jobs", "1", "--store",
                                               place->store, "--csv", place->csv, NULL);
  g_autoptr (GSubprocess) two = fixture_start ("train", "figure-10", LONG, "--jobs", "1", "--seed",
                                               "9", "--store", place->store, NULL);
  g_auto (Result) first = { 0 }, second = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GPtrArray) runs = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *stored = NULL;
  guint n_first = 0;

  wait_for_iterations (place);
  for (guint i = 0; i < 5; i++)
    {
      g_auto (Result) listed = fixture_succeed ("runs", "--store", place->store, NULL);
    }
  first = fixture_end (one);
  second = fixture_end (two);
  g_assert_cmpstr (first.err, ==, "");
  g_assert_cmpstr (second.err, ==, "");
  g_assert_cmpint (first.status, ==, 0);
  g_assert_cmpint (second.status, ==, 0);
  runs = list_runs (place, parser);
  g_assert_cmpuint (runs->len, ==, 4);
  expected = fixture_read (place->csv);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *number = g_strdup_printf (
          "%" G_GINT64_FORMAT, json_object_get_int_member (runs->pdata[i], "number"));
      g_auto (Result) table
          = fixture_succeed ("export", number, "--csv", "--store", place->store, NULL);

      g_assert_cmpstr (json_object_get_string_member (runs->pdata[i], "state"), ==, "finished");
      n_first += strstr (expected, strchr (table.out, '\n') + 1) != NULL;
    }
  g_assert_cmpuint (n_first, ==, 2);
}

/* One of them trains a run, the other says so, by whatever name it comes to the store. */
static void
test_two_resumes (Place *place, gconstpointer data)
{
  g_autoptr (GSubprocess) process = fixture_start ("train", "figure-10", LONG_OF ("1024"), "--jobs",
                                                   "2", "--store", place->store, NULL);
  g_autoptr (GSubprocess) one = NULL, two = NULL;
  g_autofree char *link = g_build_filename (place->folder, "link.db", NULL);
  g_auto (Result) cut = { 0 };
  g_auto (Result) first = { 0 }, second = { 0 }, other = { 0 };
  const Result *busy, *done;
  gint64 before;

  wait_for_iterations (place);
  g_subprocess_send_signal (process, SIGINT);
  cut = fixture_end (process);
  before = count_iterations (place);
  g_assert_cmpint (before, <, 2 * 3000 * 2);
  g_assert_cmpint (symlink ("runs.db", link), ==, 0);

  one = fixture_start ("resume", "1", "--store", place->store, NULL);
  two = fixture_start ("resume", "1", "--store", link, NULL);
  /* The other run of the study is free. */
  other = fixture_succeed ("resume", "2", "--store", place->store, NULL);
  first = fixture_end (one);
  second = fixture_end (two);
  g_test_message ("%s / %s", first.err, second.err);
  done = first.status == 0 ? &first : &second;
  busy = first.status == 0 ? &second : &first;
  g_assert_cmpint (done->status, ==, 0);
  g_assert_cmpstr (done->err, ==, "");
  g_assert_cmpint (busy->status, ==, 1);
  g_assert_nonnull (strstr (busy->err, "another program has run 1"));
  g_assert_cmpstr (busy->out, ==, "");
  g_assert_nonnull (strstr (other.out, "finished"));
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/cli/store/" name, Place, NULL, set_up, function, tear_down)

  fixture_init (&argc, &argv);
  ADD ("nothing", test_nothing);
  ADD ("list", test_list);
  ADD ("no-store", test_no_store);
  ADD ("no-place", test_no_place);
  ADD ("resume", test_resume);
  ADD ("refusals", test_refusals);
  ADD ("onto-itself", test_onto_itself);
  ADD ("diverged", test_diverged);
  ADD ("export", test_export);
  ADD ("other-kernels", test_other_kernels);
  ADD ("two-trainings", test_two_trainings);
  ADD ("two-resumes", test_two_resumes);
  return g_test_run ();
}
