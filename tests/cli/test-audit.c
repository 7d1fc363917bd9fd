/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzzy-key audit and audits: runs, weights files and known ciphers; what is stored;
 * Ctrl-C; and what they do not take.
 */
#include <signal.h>
#include <string.h>

#include "cli-fixture.h"
#include "folder-fixture.h"
#include "lab/audit/lab-finding.h"

#define QUICK "--quick", "--instruments", "key-tolerance,channel"

typedef struct
{
  char *folder;
  char *store;
  char *weights;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = fixture_make_folder ();
  place->store = g_build_filename (place->folder, "runs.db", NULL);
  place->weights = g_build_filename (place->folder, "bob.safetensors", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  fixture_remove_folder (place->folder);
  g_free (place->store);
  g_free (place->weights);
}

/* One run, N = 8, in the store and as a file. */
static void
train (Place *place)
{
  g_auto (Result) trained = fixture_succeed (
      "train", "figure-3", "--set", "parties.key-bits=8", "--set", "training.rounds=1", "--set",
      "training.iterations=40", "--set", "training.batch=8", "--store", place->store, NULL);
  g_auto (Result) exported = fixture_succeed ("export", "1", "--weights", "-o", place->weights,
                                              "--store", place->store, NULL);
}

static JsonArray *
list_audits (Place *place, JsonParser *parser)
{
  g_auto (Result) result = fixture_succeed ("audits", "--json", "--store", place->store, NULL);

  return json_object_get_array_member (fixture_parse (parser, result.out), "audits");
}

/* What the audit measured, as text; the parser keeps the object. */
static char *
get_numbers (JsonParser *parser, const char *json, const char *instrument)
{
  JsonObject *root = fixture_parse (parser, json);
  JsonObject *found = json_object_get_object_member (
      json_object_get_object_member (root, "instruments"), instrument);
  JsonNode *numbers = json_object_get_member (found, "numbers");

  return json_to_string (numbers, FALSE);
}

/* The networks of a run are the same in the store and in a file, on one thread and two. */
static void
test_run_and_weights (Place *place, gconstpointer data)
{
  static const char *const instruments[] = { "key-tolerance", "channel" };
  g_autoptr (JsonParser) parser = json_parser_new (), other = json_parser_new ();
  g_auto (Result) run = { 0 }, file = { 0 };
  JsonArray *audits;
  JsonObject *first, *second;

  train (place);
  run = fixture_succeed ("audit", "1", QUICK, "--jobs", "2", "--store", place->store, "--json",
                         NULL);
  file = fixture_succeed ("audit", place->weights, QUICK, "--jobs", "1", "--store", place->store,
                          "--json", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (instruments); i++)
    {
      g_autofree char *a = get_numbers (parser, run.out, instruments[i]);
      g_autofree char *b = get_numbers (other, file.out, instruments[i]);

      g_assert_cmpstr (a, ==, b);
    }
  audits = list_audits (place, parser);
  g_assert_cmpuint (json_array_get_length (audits), ==, 2);
  first = json_array_get_object_element (audits, 1);
  second = json_array_get_object_element (audits, 0); /* the newest first */
  g_assert_cmpint (json_object_get_int_member (first, "run"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (first, "kind"), ==, "run");
  g_assert_cmpint (json_object_get_int_member (second, "run"), ==, 0);
  g_assert_cmpstr (json_object_get_string_member (second, "label"), ==, "bob.safetensors");
  g_assert_cmpstr (json_object_get_string_member (second, "depth"), ==, "quick");
}

/* How many instruments the only stored audit has, in both lists. */
static void
check_measured (Place *place, JsonObject *instruments, const char *table)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *listed = json_array_get_object_element (list_audits (place, parser), 0);
  guint n = json_object_get_size (instruments);
  g_autofree char *measured = g_strdup_printf ("  %u/%u  ", n, (guint) LAB_N_INSTRUMENTS);

  g_assert_cmpuint (n, <, LAB_N_INSTRUMENTS);
  g_assert_cmpint (json_object_get_int_member (listed, "measured"), ==, n);
  g_assert_cmpint (json_object_get_int_member (listed, "instruments"), ==, LAB_N_INSTRUMENTS);
  g_assert_nonnull (strstr (table, measured));
}

/* What is printed of a stored audit is what was printed then. */
static void
test_stored (Place *place, gconstpointer data)
{
  g_auto (Result) now
      = fixture_succeed ("audit", "--known", "pad-fuzzy", "--bits", "8", "--difference", "2", QUICK,
                         "--seed", "4", "--store", place->store, NULL);
  g_auto (Result) later = fixture_succeed ("audits", "1", "--store", place->store, NULL);
  g_auto (Result) json = fixture_succeed ("audits", "1", "--json", "--store", place->store, NULL);
  g_auto (Result) table = fixture_succeed ("audits", "--store", place->store, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = fixture_parse (parser, json.out);

  g_assert_cmpstr (now.out, ==, later.out);
  g_assert_nonnull (strstr (now.out, "N = 8, n = 2"));
  g_assert_nonnull (strstr (now.out, "\n  Key tolerance"));
  g_assert_null (strstr (now.out, "\n  Linear Eve"));
  g_assert_nonnull (strstr (now.out, "\nVerdict: "));
  g_assert_nonnull (strstr (now.out, "missing: "));
  g_assert_cmpint (json_object_get_int_member (root, "seed"), ==, 4);
  g_assert_cmpstr (json_object_get_string_member (root, "kind"), ==, "pad-fuzzy");
  g_assert_nonnull (strstr (table.out, "One-time pad, fuzzy key"));
  check_measured (place, json_object_get_object_member (root, "instruments"), table.out);
}

static void
test_no_store (Place *place, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_auto (Result) known = { 0 }, run = { 0 }, nothing = { 0 }, table = { 0 };
  g_autofree char *missing = NULL;

  nothing = fixture_succeed ("audits", NULL);
  g_assert_nonnull (strstr (nothing.out, "No audits are stored"));
  known = fixture_succeed ("audit", "--known", "clear", "--bits", "8", QUICK, "--no-store", NULL);
  g_assert_cmpstr (known.err, ==, "");
  table = fixture_succeed ("audit", "--known", "clear", "--bits", "8", QUICK, "--no-store",
                           "--jobs", "1", NULL);
  g_assert_nonnull (strstr (table.out, " s on 1 thread."));
  /* The key is not used, whatever else is missing; that it is missing is said. */
  missing = g_strdup_printf ("Incomplete: %u of %u instruments were not measured.",
                             (guint) LAB_N_INSTRUMENTS - 2, (guint) LAB_N_INSTRUMENTS);
  g_assert_nonnull (strstr (table.out, missing));
  train (place);
  run = fixture_succeed ("audit", "1", QUICK, "--store", place->store, "--no-store", NULL);
  g_assert_cmpuint (json_array_get_length (list_audits (place, parser)), ==, 0);
}

/* Every instrument, and the verdict that is known by calculation. */
static void
test_verdict (Place *place, gconstpointer data)
{
  g_auto (Result) result = fixture_succeed ("audit", "--known", "complement", "--bits", "8",
                                            "--quick", "--no-store", "--json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = fixture_parse (parser, result.out);

  g_assert_cmpstr (json_object_get_string_member (root, "verdict"), ==, "leaks-parities");
  g_assert_cmpuint (json_object_get_size (json_object_get_object_member (root, "instruments")), ==,
                    LAB_N_INSTRUMENTS);
}

/* The report of an audit just made and the one of the same from the store. */
static void
test_report (Place *place, gconstpointer data)
{
  static const char *const files[] = { "audit.html", "audit.pdf", "audit.json" };
  g_autofree char *now = g_build_filename (place->folder, "now", NULL);
  g_autofree char *later = g_build_filename (place->folder, "later", NULL);
  g_auto (Result) audit = fixture_succeed ("audit", "--known", "clear", "--bits", "8", QUICK,
                                           "--store", place->store, "-o", now, NULL);
  g_auto (Result) stored
      = fixture_succeed ("audits", "1", "--store", place->store, "-o", later, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (now, files[i], NULL);
      g_autofree char *other = g_build_filename (later, files[i], NULL);
      g_autofree char *text = NULL, *again = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_true (g_file_get_contents (other, &again, NULL, NULL));
      g_assert_cmpuint (strlen (text), >, 0);
      if (i != 1) /* which tells when it was made */
        g_assert_cmpstr (text, ==, again);
    }
  fixture_remove_folder (g_steal_pointer (&now));
  fixture_remove_folder (g_steal_pointer (&later));
  /* Before it begins: nothing is printed. */
  fixture_refuse (1, "-o|runs.db is a file|folder", "audit", "--known", "clear", QUICK,
                  "--no-store", "-o", place->store, NULL);
  fixture_refuse (1, "-o|runs.db is a file|folder", "audits", "1", "--store", place->store, "-o",
                  place->store, NULL);
  fixture_refuse (2, "-o", "audits", "--store", place->store, "-o", place->folder, NULL);
}

/* Ctrl-C: what was done is told, and kept when it is anything. */
static void
test_interrupt (Place *place, gconstpointer data)
{
  g_autoptr (GSubprocess) process
      = fixture_start ("audit", "--known", "pad-exact", "--instruments", "fresh-eves,channel",
                       "--jobs", "4", "--store", place->store, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_auto (Result) result = { 0 };
  gboolean is_any;

  while (!g_file_test (place->store, G_FILE_TEST_EXISTS))
    g_usleep (10000);
  g_usleep (G_USEC_PER_SEC);
  g_subprocess_send_signal (process, SIGINT);
  result = fixture_end (process);
  g_assert_cmpint (result.status, ==, 130);
  g_test_message ("%s", result.err);
  is_any = strstr (result.err, "stopped; 1 of 2 instruments were finished and are kept") != NULL;
  g_assert_true (is_any || strstr (result.err, "stopped; 0 of 2 instruments") != NULL);
  g_assert_cmpint (strstr (result.out, "\n  Binary channel") != NULL, ==, is_any);
  g_assert_null (strstr (result.out, "\n  Fresh Eves"));
  g_assert_cmpuint (json_array_get_length (list_audits (place, parser)), ==, is_any ? 1 : 0);
}

/* Without a store nothing is said to be kept. */
static void
test_interrupt_no_store (Place *place, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (place->folder, "report", NULL);
  g_autoptr (GSubprocess) process
      = fixture_start ("audit", "--known", "pad-exact", "--instruments", "fresh-eves,channel",
                       "--jobs", "4", "--no-store", "-o", folder, NULL);
  g_auto (Result) result = { 0 };

  while (!g_file_test (folder, G_FILE_TEST_EXISTS))
    g_usleep (10000);
  g_usleep (G_USEC_PER_SEC);
  g_subprocess_send_signal (process, SIGINT);
  result = fixture_end (process);
  g_assert_cmpint (result.status, ==, 130);
  g_assert_nonnull (strstr (result.err, " of 2 instruments were finished"));
  g_assert_null (strstr (result.err, "kept"));
  fixture_remove_folder (g_steal_pointer (&folder));
}

static void
test_typed (Place *place, gconstpointer data)
{
  fixture_refuse (2, "one run|fuzzy-key runs|--known", "audit", NULL);
  fixture_refuse (2, "one run|--known", "audit", "1", "2", NULL);
  fixture_refuse (2, "one run|--known", "audit", "1", "--known", "clear", NULL);
  fixture_refuse (2, "--known rot13|clear, pad-exact", "audit", "--known", "rot13", NULL);
  fixture_refuse (2, "--bits|7|8 to 256", "audit", "--known", "clear", "--bits", "7", NULL);
  fixture_refuse (2, "--bits|257|8 to 256", "audit", "--known", "clear", "--bits", "257", NULL);
  fixture_refuse (2, "--bits|10|8 or 16", "audit", "--known", "commitment", "--bits", "10", NULL);
  fixture_refuse (2, "--difference|17|0 to 16", "audit", "--known", "pad-fuzzy", "--difference",
                  "17", NULL);
  fixture_refuse (2, "--difference|4|0 to 3", "audit", "--known", "commitment", "--difference", "4",
                  NULL);
  fixture_refuse (2, "--difference 2|pad-exact", "audit", "--known", "pad-exact", "--difference",
                  "2", NULL);
  fixture_refuse (2, "--bits|known ciphers", "audit", "1", "--bits", "8", NULL);
  fixture_refuse (2, "--difference|known ciphers", "audit", "1", "--difference", "0", NULL);
  fixture_refuse (2, "“luck”|key-tolerance, fresh-eves", "audit", "1", "--instruments",
                  "channel,luck", NULL);
  fixture_refuse (2, "--instruments names none", "audit", "1", "--instruments", "", NULL);
  fixture_refuse (2, "--seed -1|0 to 4294967295", "audit", "1", "--seed", "-1", NULL);
  fixture_refuse (2, "--jobs|-1|0 to 256", "audit", "1", "--jobs", "-1", NULL);
  fixture_refuse (2, "--store|--no-store", "audit", "--known", "clear", "--store", place->store,
                  "--no-store", NULL);
  fixture_refuse (2, "“b”", "audits", "1", "b", NULL);
  fixture_refuse (2, "“a”|number", "audits", "a", NULL);
}

static void
test_missing (Place *place, gconstpointer data)
{
  g_autofree char *wrong = g_build_filename (place->folder, "wrong", NULL);
  g_autofree char *under = g_build_filename (wrong, "runs.db", NULL); /* of a file */

  fixture_refuse (1, "no store", "audit", "1", "--store", place->store, NULL);
  fixture_refuse (1, "no store", "audits", "--store", place->store, NULL);
  fixture_refuse (1, place->weights, "audit", place->weights, "--no-store", NULL);
  fixture_write (wrong, "not weights");
  fixture_refuse (1, wrong, "audit", wrong, "--no-store", NULL);
  train (place);
  fixture_refuse (2, "run 99", "audit", "99", "--store", place->store, NULL);
  fixture_refuse (2, "9", "audits", "9", "--store", place->store, NULL);
  fixture_refuse (1, under, "audit", "--known", "clear", QUICK, "--store", under, NULL);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
#define ADD(path, function)                                                                        \
  g_test_add ("/cli/audit/" path, Place, NULL, set_up, function, tear_down)
  ADD ("run-and-weights", test_run_and_weights);
  ADD ("stored", test_stored);
  ADD ("no-store", test_no_store);
  ADD ("verdict", test_verdict);
  ADD ("report", test_report);
  ADD ("interrupt", test_interrupt);
  ADD ("interrupt-no-store", test_interrupt_no_store);
  ADD ("typed", test_typed);
  ADD ("missing", test_missing);
#undef ADD
  return g_test_run ();
}
