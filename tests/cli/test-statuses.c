/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The exit status of every command for every kind of failure: 1 when a file is missing or
 * malformed or the work failed, 2 when the command line, a value or a name is wrong.
 */
#include <glib/gstdio.h>
#include <string.h>

#include "cli-fixture.h"
#include "folder-fixture.h"

#define MAX_WORDS 8

/* A word that begins with "@" is a file in the test's folder. */
typedef struct
{
  int status;
  const char *words[MAX_WORDS];
} Case;

static const Case cases[] = {
  /* The name of a study, and study files. */
  { 2, { "train", "nosuchstudy" } },
  { 2, { "show", "nosuchstudy" } },
  { 2, { "reproduce", "--figure", "nosuchstudy", "-o", "@report" } },
  { 2, { "reproduce", "--figure", "4", "-o", "@report" } },
  { 1, { "train", "missing.ini" } },
  { 1, { "train", "@missing" } },
  { 1, { "show", "@missing.ini" } },
  { 1, { "reproduce", "--figure", "@missing.ini", "-o", "@report" } },
  { 1, { "train", "@broken.ini" } },
  { 1, { "show", "@broken.ini" } },
  { 1, { "reproduce", "--figure", "@broken.ini", "-o", "@report" } },
  { 1, { "train", "@value.ini" } },
  { 1, { "train", "@curve.ini" } },
  { 1, { "train", "@curve.ini", "--set", "training.rounds=1" } },
  { 1, { "reproduce", "--figure", "@curve.ini", "-o", "@report" } },
  { 1, { "show", "@" } },
  /* Values. */
  { 2, { "train", "figure-3", "--set", "training.rounds=0" } },
  { 2, { "train", "@good.ini", "--set", "training.rounds=0" } },
  { 2, { "train", "@good.ini", "--set", "parties.key-difference=9" } },
  { 2, { "train", "@good.ini", "--set", "nosuch.key=1" } },
  { 2, { "train", "@good.ini", "--set", "rounds" } },
  { 2, { "train", "@good.ini", "--seed", "-1" } },
  { 2, { "train", "@good.ini", "--seed", "4294967295", "--seeds", "2" } },
  { 2, { "train", "@good.ini", "--reading", "guess" } },
  { 2, { "train", "@good.ini", "--curve", "C" } },
  { 2, { "train", "@good.ini", "--jobs", "1.5" } },
  { 2, { "train", "@good.ini", "--plot", "@a.gif" } },
  { 2, { "train", "@good.ini", "--store", "@s.db", "--no-store" } },
  { 2, { "reproduce", "-o", "@report", "--set", "training.rounds=0" } },
  { 2, { "reproduce", "-o", "@report", "--seeds", "0" } },
  { 2, { "reproduce", "-o", "@report", "--reading", "guess" } },
  { 2, { "reproduce" } },
  { 2, { "bench", "--kernels", "none" } },
  { 2, { "bench", "--step", "none" } },
  { 2, { "bench", "--key-bits", "17" } },
  { 2, { "audit", "--known", "none" } },
  { 2, { "audit", "--known", "clear", "--seed", "x" } },
  { 2, { "audit", "--known", "clear", "--instruments", "none" } },
  { 2, { "audit", "--known", "clear", "--bits", "7" } },
  { 2, { "audit", "--known", "pad-exact", "--difference", "2" } },
  { 2, { "audit" } },
  { 2, { "plot", "@good.csv", "-o", "@a.gif" } },
  { 2, { "plot", "@good.csv" } },
  /* Tables, weights, ciphertexts. */
  { 1, { "plot", "@missing.csv", "-o", "@a.png" } },
  { 1, { "plot", "@broken.ini", "-o", "@a.png" } },
  { 1, { "audit", "@missing.safetensors" } },
  { 1, { "audit", "@broken.ini" } },
  { 1, { "encrypt", "-w", "@missing.safetensors", "-k", "0", "-t", "a" } },
  { 1, { "encrypt", "-w", "@broken.ini", "-k", "0", "-t", "a" } },
  { 1, { "decrypt", "-w", "@missing.safetensors", "-k", "0", "@broken.ini" } },
  { 2, { "encrypt", "-k", "0", "-t", "a" } },
  { 2, { "encrypt", "a" } },
  { 2, { "decrypt", "a", "b" } },
  /* The store. */
  { 1, { "runs", "--store", "@missing.db" } },
  { 1, { "audits", "--store", "@missing.db" } },
  { 1, { "audits", "1", "--store", "@missing.db" } },
  { 1, { "resume", "--store", "@missing.db" } },
  { 1, { "export", "1", "--csv", "--store", "@missing.db" } },
  { 1, { "audit", "1", "--store", "@missing.db" } },
  { 2, { "audits", "99", "--store", "@store.db" } },
  { 2, { "resume", "99", "--store", "@store.db" } },
  { 2, { "export", "99", "--csv", "--store", "@store.db" } },
  { 2, { "audit", "99", "--store", "@store.db" } },
  { 2, { "resume", "x", "--store", "@store.db" } },
  { 2, { "export", "x", "--csv", "--store", "@store.db" } },
  { 2, { "audits", "x", "--store", "@store.db" } },
  { 2, { "export", "1", "--store", "@store.db" } },
  { 2, { "runs", "x" } },
  /* What cannot be written. */
  { 1, { "train", "@good.ini", "--csv", "@no/a.csv" } },
  { 1, { "train", "@good.ini", "--plot", "@no/a.png" } },
  { 1, { "train", "@good.ini", "--store", "@no/way/s.db", "--csv", "@no/a.csv" } },
  { 1, { "resume", "--csv", "@no/a.csv", "--store", "@store.db" } },
  { 1, { "export", "1", "--csv", "-o", "@no/a.csv", "--store", "@store.db" } },
  { 1, { "plot", "@good.csv", "-o", "@no/a.png" } },
  { 1, { "audit", "--known", "clear", "-o", "@good.ini", "--no-store" } },
  { 1, { "reproduce", "--figure", "@good.ini", "-o", "@good.ini" } },
};

static void
prepare (const char *folder)
{
  static const char *const files[][2] = {
    { "broken.ini", "not a study" },
    { "value.ini", "[training]\nrounds=ten\n" },
    { "curve.ini", "[parties]\nkey-bits=8\n[curve A]\nparties.key-difference=9\n" },
    { "good.ini", "[parties]\nkey-bits=8\nkey-difference=1\n[training]\nrounds=1\niterations=5\n"
                  "batch=4\n[curve A]\n[curve B]\nparties.key-difference=2\n" },
  };
  g_autofree char *study = g_build_filename (folder, "good.ini", NULL);
  g_autofree char *table = g_build_filename (folder, "good.csv", NULL);
  g_autofree char *store = g_build_filename (folder, "store.db", NULL);
  g_auto (Result) trained = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i][0], NULL);

      fixture_write (path, files[i][1]);
    }
  trained = fixture_succeed ("train", study, "--csv", table, "--store", store, NULL);
}

static void
check (const Case *test, const char *folder)
{
  const char *words[MAX_WORDS + 1] = { NULL };
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *line = NULL;
  g_auto (Result) result = { 0 };

  for (guint i = 0; i < MAX_WORDS && test->words[i] != NULL; i++)
    {
      words[i] = test->words[i];
      if (words[i][0] != '@')
        continue;
      g_ptr_array_add (paths, g_build_filename (folder, words[i] + 1, NULL));
      words[i] = paths->pdata[paths->len - 1];
    }
  result = fixture_run_in (NULL, NULL, words);
  line = g_strjoinv (" ", (char **) words);
  g_test_message ("%s: %s", line, result.err);
  g_assert_cmpstr (result.out, ==, "");
  if (result.status != test->status)
    g_error ("%s ends with %d, not %d: %s", line, result.status, test->status, result.err);
  /* One sentence. */
  g_assert_true (strchr (result.err, '\n') == result.err + strlen (result.err) - 1);
}

static void
test_statuses (void)
{
  char *folder = fixture_make_folder ();
  guint n_files;

  prepare (folder);
  n_files = fixture_count_files (folder);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (&cases[i], folder);
  g_assert_cmpuint (fixture_count_files (folder), ==, n_files); /* a refusal leaves nothing */
  fixture_remove_folder (folder);
}

/* Success is 0, and what it means is told where people look. */
static void
test_words (void)
{
  static const char *const commands[] = { "list", "train", "audit", "resume" };

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (Result) help = fixture_succeed ("help", commands[i], NULL);
      g_auto (Result) same = fixture_succeed (commands[i], "--help", NULL);
      g_autofree char *flat = fixture_flatten (help.out);

      g_assert_cmpstr (help.out, ==, same.out);
      g_assert_nonnull (strstr (flat, "1: a file is missing or malformed, or the work failed."));
      g_assert_nonnull (strstr (flat, "2: the command line, a value or the name of a study"));
      g_assert_nonnull (strstr (flat, "128 + the number of a signal"));
    }
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/cli/statuses/statuses", test_statuses);
  g_test_add_func ("/cli/statuses/words", test_words);
  return g_test_run ();
}
