/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a command line is read: every way of writing an option and its value, and what is
 * refused because it would mean something else.
 */
#include <glib/gstdio.h>

#include "cli-fixture.h"
#include "cli/cli.h"
#include "folder-fixture.h"

#define SMALL                                                                                      \
  "--set", "training.rounds=1", "--set", "training.iterations=10", "--set", "parties.key-bits=8",  \
      "--set", "training.batch=8", "--no-store"

static void
test_ways_of_writing (void)
{
  static const char *const ways[][3] = {
    { "-j1", NULL },      { "-j", "1", NULL },     { "-j=1", NULL },
    { "--jobs=1", NULL }, { "--jobs", "1", NULL }, { "-qj1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_auto (Result) result
          = fixture_run ("train", "figure-3", SMALL, ways[i][0], ways[i][1], NULL);

      g_assert_cmpstr (result.err, ==, "");
      g_assert_cmpint (result.status, ==, 0);
    }
}

/* -oFILE, -o=FILE, and a name with a dash after "--". */
static void
test_files (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *table = g_build_filename (folder, "-table.csv", NULL);
  g_autofree char *picture = g_build_filename (folder, "a.png", NULL);
  g_autofree char *direct = g_strconcat ("-o", picture, NULL);
  g_autofree char *equal = g_strconcat ("-o=", picture, NULL);
  g_autofree char *here = g_get_current_dir ();
  g_auto (Result) trained = fixture_succeed ("train", "figure-3", SMALL, "--csv", table, NULL);
  g_auto (Result) first = { 0 };
  g_auto (Result) second = { 0 };

  g_assert_cmpint (g_chdir (folder), ==, 0);
  first = fixture_succeed ("plot", direct, "--", "-table.csv", NULL);
  g_assert_cmpint (g_remove (picture), ==, 0);
  second = fixture_succeed ("plot", equal, "--", "-table.csv", NULL);
  g_assert_true (g_file_test (picture, G_FILE_TEST_EXISTS));
  fixture_refuse (2, "there is no option -table.csv", "plot", direct, "-table.csv", NULL);
  fixture_refuse (1, "-o", "plot", direct, "--", "-o", NULL); /* a table of that name */
  g_assert_cmpint (g_chdir (here), ==, 0);
  fixture_remove_folder (folder);
}

static void
test_flags (void)
{
  fixture_refuse (2, "--json takes no value|=no", "list", "--json=no", NULL);
  fixture_refuse (2, "--json takes no value", "list", "--json=", NULL);
  fixture_refuse (2, "--no-store takes no value|=no", "train", "figure-3", "--no-store=no", NULL);
  fixture_refuse (2, "--quiet takes no value", "train", "figure-3", "-q=1", NULL);
  fixture_refuse (2, "--help takes no value", "train", "--help=no", NULL);
  fixture_refuse (2, "--quiet and --progress", "train", "figure-3", "-q", "--progress", NULL);
}

static void
test_twice (void)
{
  g_auto (Result) last = fixture_succeed ("train", "figure-3", SMALL, "--seeds", "1000", "--seeds",
                                          "1", "--json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = fixture_parse (parser, last.out);

  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "runs")), ==, 2);
  fixture_refuse (2, "--csv is given twice|“a”|“b”", "train", "figure-3", "--csv", "a", "--csv",
                  "b", NULL);
  fixture_refuse (2, "--output is given twice", "plot", "t.csv", "-o", "a.png", "--output=a.png",
                  NULL);
  fixture_refuse (2, "--text is given twice", "encrypt", "-t", "a", "-t", "b", NULL);
  fixture_refuse (2, "--csv|FILE.csv", "resume", "--csv", "", NULL);
  fixture_refuse (2, "--weights|FILE.safetensors", "decrypt", "--weights=", NULL);
}

static void
test_values (void)
{
  static const char *const wrong[]
      = { "1.5", "1e3", "", " 1", "0x1", "99999999999999999999", "-1", "257", "1 " };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autofree char *words = g_strdup_printf ("--jobs is “%s”|0 to 256", wrong[i]);

      fixture_refuse (2, words, "train", "figure-3", "--jobs", wrong[i], NULL);
    }
  fixture_refuse (2, "--smooth|“0.5x”|at least 0 and less than 1", "plot", "a.csv", "--smooth",
                  "0.5x", NULL);
  fixture_refuse (2, "--smooth|“1”|at least 0 and less than 1", "plot", "a.csv", "--smooth", "1",
                  NULL);
  fixture_refuse (2, "--smooth|“inf”", "plot", "a.csv", "--smooth", "inf", NULL);
  fixture_refuse (2, "--seconds|“0”|more than 0 and at most 3600", "bench", "--seconds", "0", NULL);
  fixture_refuse (2, "--round-length|“0”|1 to ", "plot", "a.csv", "--round-length", "0", NULL);
  fixture_refuse (2, "--difference|“-1”|0 to 256", "audit", "--known", "pad-fuzzy", "--difference",
                  "-1", NULL);
  fixture_refuse (2, "known ciphers", "audit", "3", "--bits", "16", NULL);
  fixture_refuse (2, "--jobs needs a value", "train", "figure-3", "--jobs", NULL);
  fixture_refuse (2, "--jobs needs a value", "train", "figure-3", "-j", NULL);
  fixture_refuse (2, "--csv needs a value|--plot|--csv=--plot", "train", "figure-3", "--csv",
                  "--plot", "a.png", NULL);
}

static void
test_nearest (void)
{
  fixture_refuse (2, "--sees|did you mean --seeds?", "train", "--sees", "3", NULL);
  fixture_refuse (2, "--jsn|did you mean --json?", "list", "--jsn", NULL);
  fixture_refuse (2, "-seeds|did you mean --seeds?", "train", "-seeds", "3", NULL);
  fixture_refuse (2, "--zzz|fuzzy-key list --help", "list", "--zzz", NULL);
  fixture_refuse (2, "-z|fuzzy-key train --help", "train", "-z", NULL);
  fixture_refuse (2, "trian|did you mean “fuzzy-key train”?", "trian", "figure-3", NULL);
  fixture_refuse (2, "nonsense|fuzzy-key --help", "help", "nonsense", NULL);
  fixture_refuse (2, "trian|did you mean “fuzzy-key train”?", "help", "trian", NULL);
  fixture_refuse (2, "too many", "help", "train", "show", NULL);
  fixture_refuse (2, "--json|before the command", "--json", "list", NULL);
}

static void
test_curves (void)
{
  g_auto (Result) one
      = fixture_succeed ("train", "figure-3", SMALL, "--set", "parties.key-difference=1", "--curve",
                         "n = 2", "--json", NULL);
  g_auto (Result) both = fixture_succeed ("train", "figure-3", SMALL, "--curve=n = 2", "--curve",
                                          "n = 1", "--json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = fixture_parse (parser, one.out);
  JsonArray *runs = json_object_get_array_member (root, "runs");

  g_assert_cmpuint (json_array_get_length (runs), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (fixture_get_run (root, 0), "label"), ==, "n = 2");
  root = fixture_parse (parser, both.out);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "runs")), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (fixture_get_run (root, 0), "label"), ==, "n = 1");
  fixture_refuse (2, "--curve|n == 2|did you mean “n = 2”?", "train", "figure-3", "--curve",
                  "n == 2", NULL);
  fixture_refuse (2, "--curve sigmoid|“n = 1”, “n = 2”", "train", "figure-3", "--curve", "sigmoid",
                  NULL);
}

/* Each number has a range, each value a name, and options that two commands share stand in
 * the same order in both. */
static void
test_tables (void)
{
  g_autoptr (GHashTable) before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; cli_commands[i] != NULL; i++)
    for (const GOptionEntry *option = cli_commands[i]->options; option->long_name != NULL; option++)
      {
        if (option->arg == G_OPTION_ARG_INT || option->arg == G_OPTION_ARG_DOUBLE)
          g_assert_nonnull (cli_find_range (cli_commands[i], option->long_name));
        if (option->arg != G_OPTION_ARG_NONE)
          g_assert_nonnull (option->arg_description);
        for (const GOptionEntry *next = option + 1; next->long_name != NULL; next++)
          {
            g_autofree char *reverse
                = g_strdup_printf ("%s %s", next->long_name, option->long_name);

            g_assert_cmpstr (option->long_name, !=, next->long_name);
            if (g_hash_table_contains (before, reverse))
              g_error ("%s: --%s stands before --%s, elsewhere behind it", cli_commands[i]->name,
                       option->long_name, next->long_name);
            g_hash_table_add (before,
                              g_strdup_printf ("%s %s", option->long_name, next->long_name));
          }
      }
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/cli/options/ways-of-writing", test_ways_of_writing);
  g_test_add_func ("/cli/options/files", test_files);
  g_test_add_func ("/cli/options/flags", test_flags);
  g_test_add_func ("/cli/options/twice", test_twice);
  g_test_add_func ("/cli/options/values", test_values);
  g_test_add_func ("/cli/options/nearest", test_nearest);
  g_test_add_func ("/cli/options/curves", test_curves);
  g_test_add_func ("/cli/options/tables", test_tables);
  return g_test_run ();
}
