/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What fuzzy-key does not take: one sentence on standard error, exit status 2
 * for what was typed and 1 for what failed, and nothing that was there harmed.
 */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "cli-fixture.h"
#include "folder-fixture.h"

#define SMALL                                                                                      \
  "--set", "training.rounds=1", "--set", "training.iterations=20", "--set", "parties.key-bits=8",  \
      "--set", "training.batch=8"
/* A quarter of an hour, if it began. */
#define LONG "--set", "training.rounds=100", "--set", "training.iterations=100000"

static void
test_typed (void)
{
  static const char *const nothing[] = { NULL };
  g_auto (Result) result = fixture_run_in (NULL, NULL, nothing);

  g_assert_cmpint (result.status, ==, 2);
  g_assert_cmpstr (result.out, ==, "");
  g_assert_true (strchr (result.err, '\n') == result.err + strlen (result.err) - 1);
  fixture_refuse (2, "dance", "dance", NULL);
  fixture_refuse (2, "--dance", "--dance", NULL);
  fixture_refuse (2, "--dance", "train", "--dance", NULL);
  fixture_refuse (2, "--dance", "list", "--dance", NULL);
  fixture_refuse (2, "too many", "list", "figure-3", NULL);
  fixture_refuse (2, "one study", "train", NULL);
  fixture_refuse (2, "one study", "train", "figure-3", "figure-5", NULL);
  fixture_refuse (2, "one study", "show", NULL);
  fixture_refuse (2, "-o", "plot", NULL);
  fixture_refuse (2, "-o", "plot", "a.csv", NULL);
  fixture_refuse (2, "--seeds|0|1 to 1000", "train", "figure-3", "--seeds", "0", NULL);
  fixture_refuse (2, "--seeds", "train", "figure-3", "--seeds", "many", NULL);
  fixture_refuse (2, "--seed|-1|0 to 4294967295", "train", "figure-3", "--seed", "-1", NULL);
  fixture_refuse (2, "--seed|4294967296", "train", "figure-3", "--seed", "4294967296", NULL);
  fixture_refuse (2, "seed=4294967295", "train", "figure-3", "--seed", "4294967295", "--seeds", "2",
                  NULL);
  fixture_refuse (2, "--jobs|-1|0 to 256", "train", "figure-3", "--jobs", "-1", NULL);
  fixture_refuse (2, "--jobs", "train", "figure-3", "--jobs", "99999999999", NULL);
  fixture_refuse (2, "a.gif|png", "train", "figure-3", LONG, "--plot", "a.gif", NULL);
  fixture_refuse (2, "noending", "train", "figure-3", LONG, "--plot", "noending", NULL);
  fixture_refuse (2, "a.gif", "plot", "a.csv", "-o", "a.gif", NULL);
  fixture_refuse (2, "--width|0|200 to 10000", "plot", "a.csv", "-o", "a.png", "--width", "0",
                  NULL);
  fixture_refuse (2, "--height|-5", "train", "figure-3", "--height", "-5", NULL);
  fixture_refuse (2, "--smooth", "train", "figure-3", "--smooth", "1", NULL);
  fixture_refuse (2, "--smooth", "train", "figure-3", "--smooth", "nan", NULL);
  fixture_refuse (2, "--dark|--plot", "train", "figure-3", "--dark", NULL);
  fixture_refuse (2, "--width|--plot", "resume", "--width", "800", NULL);
  fixture_refuse (2, "--metric|loss-rate", "train", "figure-3", "--metric", "luck", NULL);
}

static void
test_values (void)
{
  fixture_refuse (2, "--set|rounds|GROUP.KEY=VALUE", "train", "figure-3", "--set", "rounds", NULL);
  fixture_refuse (2, "rounds=1|GROUP.KEY", "train", "figure-3", "--set", "rounds=1", NULL);
  fixture_refuse (2, "[parties]|key=1|key-bits", "train", "figure-3", "--set", "parties.key=1",
                  NULL);
  fixture_refuse (2, "key-bits=15|even", "train", "figure-3", "--set", "parties.key-bits=15", NULL);
  fixture_refuse (2, "key-difference=17|0 to 16", "train", "figure-3", "--set",
                  "parties.key-difference=17", NULL);
  fixture_refuse (2, "rounds=0|1 to 100000000", "train", "figure-3", "--set", "training.rounds=0",
                  NULL);
  fixture_refuse (2, "batch=1|batch norm|2", "train", "figure-7", "--set", "training.batch=1",
                  NULL);
  fixture_refuse (2, "learning-rate=nan|greater than 0 and at most 1", "train", "figure-3", "--set",
                  "training.learning-rate=nan", NULL);
  fixture_refuse (2, "learning-rate=|greater than 0", "show", "figure-3", "--set",
                  "training.learning-rate=", NULL);
  fixture_refuse (2, "schedule=by-step|together", "show", "figure-3", "--set",
                  "training.schedule=by-step", NULL);
  fixture_refuse (2, "guess|text, inferred, abadi", "show", "figure-3", "--reading", "guess", NULL);
}

static void
test_studies (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing.ini", NULL);
  g_autofree char *wrong = g_build_filename (folder, "wrong.ini", NULL);

  fixture_refuse (2, "figure-4|fuzzy-key list", "train", "figure-4", NULL);
  fixture_refuse (1, missing, "train", missing, NULL);
  fixture_refuse (1, folder, "show", folder, NULL);
  fixture_write (wrong, "not a study");
  fixture_refuse (1, wrong, "train", wrong, NULL);
  fixture_write (wrong, "");
  fixture_refuse (1, wrong, "show", wrong, NULL);
  fixture_write (wrong, "[training]\nrounds=ten\n");
  fixture_refuse (1, "[training]|rounds=ten|1 to 100000000", "train", wrong, NULL);
  fixture_write (wrong, "[parties]\nkey-bits=8\n[curve A]\nparties.key-difference=9\n");
  fixture_refuse (1, "[curve A]|key-difference=9|0 to 8", "train", wrong, NULL);
  fixture_write (wrong, "[party]\nkey-bits=8\n");
  fixture_refuse (1, "[party]|parties", "train", wrong, NULL);
  fixture_remove_folder (folder);
}

/* More memory than a machine has: 100 GB and more for each run. */
static void
test_memory (void)
{
  fixture_refuse (1, "This run needs|networks|series|GB|free", "train", "abadi", "--set",
                  "parties.key-bits=256", "--set", "networks.convolution-activation=none", "--set",
                  "alice.dense=relu;relu;relu;relu", "--set", "alice.width=4096", "--set",
                  "bob.dense=relu;relu;relu;relu", "--set", "bob.width=4096", "--set",
                  "training.batch=65536", NULL);
  fixture_refuse (1, "2000 runs need|series|TB|free", "train", "figure-3", "--seeds", "1000",
                  "--set", "training.rounds=1000", "--set", "training.iterations=100000", NULL);
}

static void
assert_quick (GTimer *timer)
{
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 30);
}

/* What cannot be written is found before the training. */
static void
test_unwritable (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *csv = g_build_filename (folder, "no", "a.csv", NULL);
  g_autofree char *png = g_build_filename (folder, "no", "a.png", NULL);
  g_autofree char *as_folder = g_build_filename (folder, "folder.png", NULL);
  g_autofree char *good = g_build_filename (folder, "good.csv", NULL);
  g_autoptr (GTimer) timer = g_timer_new ();

  fixture_refuse (1, csv, "train", "figure-3", LONG, "--csv", csv, NULL);
  fixture_refuse (1, png, "train", "figure-3", LONG, "--plot", png, NULL);
  fixture_refuse (1, png, "train", "figure-3", LONG, "--csv", good, "--plot", png, NULL);
  g_assert_cmpint (g_mkdir (as_folder, 0700), ==, 0);
  fixture_refuse (1, as_folder, "train", "figure-3", LONG, "--plot", as_folder, NULL);
  fixture_refuse (2, "“”", "train", "figure-3", LONG, "--csv", "", NULL);
  assert_quick (timer);
  g_assert_cmpuint (fixture_count_files (folder), ==, 1); /* nothing is left behind */
  fixture_remove_folder (folder);
}

static void
test_plot (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *missing = g_build_filename (folder, "missing.csv", NULL);
  g_autofree char *table = g_build_filename (folder, "a.csv", NULL);
  g_autofree char *png = g_build_filename (folder, "a.png", NULL);
  g_autofree char *far = g_build_filename (folder, "no", "a.png", NULL);
  g_autofree char *text = NULL;
  g_auto (Result) trained = { 0 };

  fixture_write (png, "former");
  fixture_refuse (1, missing, "plot", missing, "-o", png, NULL);
  fixture_write (table, "study,label\n");
  fixture_refuse (1, "a.csv, line 1", "plot", table, "-o", png, NULL);
  trained = fixture_succeed ("train", "figure-3", SMALL, "--csv", table, NULL);
  fixture_refuse (1, far, "plot", table, "-o", far, NULL);
  text = fixture_read (png);
  g_assert_cmpstr (text, ==, "former");
  fixture_remove_folder (folder);
}

/* A device that is always full: status 1, and the other file is written. */
static void
test_full_disk (void)
{
  char *folder = fixture_make_folder ();
  g_autofree char *png = g_build_filename (folder, "a.png", NULL);
  g_autofree char *csv = g_build_filename (folder, "a.csv", NULL);
  g_autofree char *full_png = g_build_filename (folder, "full.png", NULL);
  g_auto (Result) table = { 0 };
  g_autofree char *full = fixture_make_full_device (folder);
  g_auto (Result) picture = { 0 };

  if (full == NULL)
    {
      g_test_skip ("there is no device that is always full");
      fixture_remove_folder (folder);
      return;
    }
  table = fixture_run ("train", "figure-3", SMALL, "--csv", full, "--plot", png, NULL);
  g_assert_cmpint (table.status, ==, 1);
  g_assert_nonnull (strstr (table.err, full));
  g_assert_true (strchr (table.err, '\n') == table.err + strlen (table.err) - 1);
  g_assert_true (g_file_test (png, G_FILE_TEST_EXISTS));

  if (symlink (full, full_png) != 0)
    g_assert_not_reached ();
  picture = fixture_run ("train", "figure-3", SMALL, "--csv", csv, "--plot", full_png, NULL);
  g_assert_cmpint (picture.status, ==, 1);
  g_assert_nonnull (strstr (picture.err, full_png));
  g_assert_true (strchr (picture.err, '\n') == picture.err + strlen (picture.err) - 1);
  g_assert_true (g_file_test (csv, G_FILE_TEST_EXISTS));
  g_assert_true (fixture_is_full_device (full));
  fixture_remove_folder (folder);
}

/* Standard output on a full disk is a failure too. */
static void
test_full_output (void)
{
  static const char *const arguments[][5] = {
    { "--help", NULL },
    { "--version", NULL },
    { "show", "figure-3", NULL },
    { "show", "--version", NULL },
    { "list", NULL },
    { "list", "--json", NULL },
  };

  char *folder = fixture_make_folder ();
  g_autofree char *full = fixture_make_full_device (folder);

  if (full == NULL)
    g_test_skip ("there is no device that is always full");
  for (guint i = 0; full != NULL && i < G_N_ELEMENTS (arguments); i++)
    {
      g_auto (Result) result = fixture_run_in (NULL, full, arguments[i]);

      g_assert_cmpint (result.status, ==, 1);
      g_assert_nonnull (strstr (result.err, "standard output"));
      g_assert_true (strchr (result.err, '\n') == result.err + strlen (result.err) - 1);
    }
  fixture_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
  g_test_add_func ("/cli/refusals/typed", test_typed);
  g_test_add_func ("/cli/refusals/values", test_values);
  g_test_add_func ("/cli/refusals/memory", test_memory);
  g_test_add_func ("/cli/refusals/studies", test_studies);
  g_test_add_func ("/cli/refusals/unwritable", test_unwritable);
  g_test_add_func ("/cli/refusals/plot", test_plot);
  g_test_add_func ("/cli/refusals/full-disk", test_full_disk);
  g_test_add_func ("/cli/refusals/full-output", test_full_output);
  return g_test_run ();
}
