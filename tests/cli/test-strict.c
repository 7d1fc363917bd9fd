/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What might be accepted and mean something else: numbers of options, settings that
 * contradict each other, the environment; and studies from pipes.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "cli-fixture.h"
#include "folder-fixture.h"

static const char *program;

/* A number is decimal, in its range, and not the one that stands for “not given”. */
static void
test_numbers (void)
{
  static const char *const audit[][2] = {
    { "--difference", "-1" }, { "--difference", "17" },  { "--difference", "" },
    { "--difference", "2x" }, { "--difference", "0x2" }, { "--difference", "1e0" },
    { "--bits", "0x10" },     { "--bits", "-16" },       { "--bits", "16.0" },
    { "--jobs", "0x2" },      { "--jobs", "-1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (audit); i++)
    {
      g_autofree char *words = g_strdup_printf ("%s|%s|allowed: | to ", audit[i][0], audit[i][1]);

      fixture_refuse (2, words, "audit", "--known", "pad-fuzzy", "--no-store", audit[i][0],
                      audit[i][1], NULL);
    }
  fixture_refuse (2, "--bits|known ciphers", "audit", "3", "--bits", "16", NULL);
  fixture_refuse (2, "--seeds|0x3|1 to 1000", "train", "figure-3", "--seeds", "0x3", NULL);
  fixture_refuse (2, "--round-length|0|1 to", "plot", "a.csv", "-o", "a.png", "--round-length", "0",
                  NULL);
  fixture_refuse (2, "--smooth|0x1", "plot", "a.csv", "-o", "a.png", "--smooth", "0x1", NULL);
  fixture_refuse (2, "--smooth|0,5", "plot", "a.csv", "-o", "a.png", "--smooth", "0,5", NULL);
  fixture_refuse (2, "--seconds|inf", "bench", "--seconds", "inf", NULL);
  fixture_refuse (2, "--key-bits|-2147483648", "bench", "--key-bits", "-2147483648", NULL);
  fixture_refuse (2, "--eve-steps|0|1 to", "reproduce", "-o", "/nonexistent", "--eve-steps", "0",
                  NULL);
}

/* GLib would take it for eight. */
static void
test_leading_zero (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_auto (Result) result = fixture_succeed (
      "train", "figure-3", "--set", "training.rounds=1", "--set", "training.iterations=2", "--set",
      "training.batch=2", "--no-store", "--seeds", "010", "--json", NULL);
  JsonObject *root;

  g_assert_true (json_parser_load_from_data (parser, result.out, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "runs")) % 10, ==,
                    0);
}

static void
test_contradictions (void)
{
  /* As with other programs the last of one option counts: scripts add to a command. */
  g_auto (Result) last = fixture_succeed ("show", "figure-3", "--set", "training.batch=3", "--set",
                                          "training.batch=4", NULL);

  g_assert_nonnull (strstr (last.out, "batch=4\n"));
  fixture_refuse (2, "--seed 3|training.seed=4|contradict", "train", "figure-3", "--seed", "3",
                  "--set", "training.seed=4", NULL);
  fixture_refuse (2, "study.reading=text|--reading text", "show", "figure-3", "--set",
                  "study.reading=text", NULL);
  fixture_refuse (2, "study.title=x|[study]", "show", "figure-3", "--set", "study.title=x", NULL);
  fixture_refuse (2, "--reading inferred|--figure", "reproduce", "-o", "/nonexistent", "--figure",
                  "abadi", "--reading", "inferred", NULL);
  fixture_refuse (2, "infered|did you mean “inferred”?", "show", "figure-3", "--reading", "infered",
                  NULL);
  fixture_refuse (2, "figure3|did you mean “figure-3”?", "show", "figure3", NULL);
  fixture_refuse (2, "keybits|did you mean “key-bits”?", "show", "figure-3", "--set",
                  "parties.keybits=16", NULL);
}

static void
refuse_in (const char *environment, const char *words)
{
  static const char *const arguments[] = { "list", NULL };
  g_auto (Result) result = fixture_run_in (environment, NULL, arguments);
  g_auto (GStrv) each = g_strsplit (words, "|", -1);

  g_assert_cmpint (result.status, ==, 2);
  g_assert_cmpstr (result.out, ==, "");
  for (guint i = 0; each[i] != NULL; i++)
    g_assert_nonnull (strstr (result.err, each[i]));
}

/* Numbers depend on the kernels: what there is not is no wish to pass over. */
static void
test_environment (void)
{
  static const char *const arguments[] = { "list", NULL };
  g_auto (Result) empty = fixture_run_in ("NC_KERNELS=", NULL, arguments);
  g_auto (Result) baseline = fixture_run_in ("NC_KERNELS=baseline", NULL, arguments);

  g_assert_cmpint (empty.status, ==, 0);
  g_assert_cmpint (baseline.status, ==, 0);
  refuse_in ("NC_KERNELS=avx512", "NC_KERNELS|avx512|baseline");
  refuse_in ("NC_KERNELS=V3", "NC_KERNELS|V3|baseline");
  refuse_in ("OPENBLAS_CORETYPE=Fast", "OPENBLAS_CORETYPE|Fast");
}

/* Runs a line of the shell, in which "$0" is fuzzy-key and "$1" @argument. */
static Result
run_shell (const char *line, const char *argument)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) shell
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error,
                          "/bin/bash", "-c", line, program, argument, NULL);

  g_assert_no_error (error);
  return fixture_end (shell);
}

static void
assert_shell (const char *line, const char *argument, int status, const char *out, const char *err)
{
  g_auto (Result) result = run_shell (line, argument);

  if (result.status != status || strstr (result.out, out) == NULL
      || strstr (result.err, err) == NULL)
    g_error ("%s: status %d, “%s”, “%s”", line, result.status, result.out, result.err);
}

#define STUDY "printf '[study]\\ntitle=Piped\\n[parties]\\nkey-bits=8\\nkey-difference=1\\n'"
#define TINY                                                                                       \
  " --set training.rounds=1 --set training.iterations=2 --set training.batch=2 --no-store"

static void
test_pipes (void)
{
  char *folder = fixture_make_folder ();

  assert_shell (STUDY " | \"$0\" show -", folder, 0, "title=Piped", "");
  assert_shell (STUDY " | \"$0\" show /dev/stdin", folder, 0, "title=Piped", "");
  assert_shell ("\"$0\" show <(" STUDY ")", folder, 0, "title=Piped", "");
  assert_shell (STUDY " | \"$0\" train -" TINY, folder, 0, "Piped", "");
  assert_shell ("\"$0\" train <(" STUDY ")" TINY, folder, 0, "Piped", "");
  assert_shell ("\"$0\" show - </dev/null", folder, 1, "", "standard input is not a study");
  assert_shell ("\"$0\" show - <&-", folder, 1, "", "standard input");
  assert_shell ("printf '\\x89PNG' | \"$0\" show -", folder, 1, "", "a PNG picture");
  assert_shell ("\"$0\" show \"$1\"", folder, 1, "", "is a folder");
  fixture_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  program = argc == 2 ? argv[1] : NULL;
  fixture_init (&argc, &argv);
  g_test_add_func ("/cli/strict/numbers", test_numbers);
  g_test_add_func ("/cli/strict/leading-zero", test_leading_zero);
  g_test_add_func ("/cli/strict/contradictions", test_contradictions);
  g_test_add_func ("/cli/strict/environment", test_environment);
  g_test_add_func ("/cli/strict/pipes", test_pipes);
  return g_test_run ();
}
