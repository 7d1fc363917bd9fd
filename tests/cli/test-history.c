/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The history of a curve on the command line: left out, or listed and continued with --history.
 */
#include <string.h>

#include "cli-fixture.h"
#include "folder-fixture.h"
#include "lab/store/lab-store.h"

#define SMALL                                                                                      \
  "--set", "training.rounds=1", "--set", "training.iterations=40", "--set", "training.batch=8"

typedef struct
{
  char *folder;
  char *store;
  char *csv;
} Place;

/* Two runs that were trained, 1 and 2; the curve of the first has begun again with 3. */
static void
set_up (Place *place, gconstpointer data)
{
  g_auto (Result) trained = { 0 };
  g_autoptr (GError) error = NULL;

  place->folder = fixture_make_folder ();
  place->store = g_build_filename (place->folder, "runs.db", NULL);
  place->csv = g_build_filename (place->folder, "losses.csv", NULL);
  trained = fixture_succeed ("train", "figure-10", SMALL, "--store", place->store, NULL);
  {
    g_autoptr (LabStore) store = lab_store_open (place->store, &error);
    g_autoptr (LabStudy) study = NULL;

    g_assert_no_error (error);
    study = lab_store_load (store, 1, NULL, 0, &error);
    g_assert_no_error (error);
    g_assert_nonnull (lab_study_renew (study, lab_study_get_run (study, 0)));
    g_assert_true (lab_store_flush (store));
  }
}

static void
tear_down (Place *place, gconstpointer data)
{
  fixture_remove_folder (place->folder);
  g_free (place->store);
  g_free (place->csv);
}

/* "3 listed ready, …": the runs that are printed, in order. */
static char *
list (Place *place, const char *option)
{
  g_auto (Result) result
      = fixture_succeed ("runs", "--json", "--store", place->store, option, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root = fixture_parse (parser, result.out);
  JsonObject *study
      = json_array_get_object_element (json_object_get_array_member (root, "studies"), 0);
  JsonArray *runs = json_object_get_array_member (study, "runs");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (runs); i++)
    {
      JsonObject *run = json_array_get_object_element (runs, i);

      g_string_append_printf (text, "%s%d %s %s", i > 0 ? ", " : "",
                              (int) json_object_get_int_member (run, "number"),
                              json_object_get_string_member (run, "place"),
                              json_object_get_string_member (run, "state"));
    }
  return g_string_free (text, FALSE);
}

static void
test_listed (Place *place, gconstpointer data)
{
  g_autofree char *listed = list (place, NULL);
  g_autofree char *all = list (place, "--history");
  g_auto (Result) table = fixture_succeed ("runs", "--history", "--store", place->store, NULL);

  g_assert_cmpstr (listed, ==, "3 listed ready, 2 listed finished");
  g_assert_cmpstr (all, ==, "3 listed ready, 2 listed finished, 1 history finished");
  g_assert_nonnull (strstr (table.out, "in the history of its curve"));
}

/* The losses of run @number, without the column of runs. (transfer full) */
static char *
take_losses (const char *table, guint number)
{
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  g_autofree char *ending = g_strdup_printf (",%u", number);
  GString *losses = g_string_new (NULL);

  for (guint i = 1; lines[i] != NULL; i++)
    if (g_str_has_suffix (lines[i], ending))
      g_string_append_printf (losses, "%.*s\n", (int) (strlen (lines[i]) - strlen (ending)),
                              lines[i]);
  return g_string_free (losses, FALSE);
}

static void
test_continued (Place *place, gconstpointer data)
{
  g_auto (Result) result
      = fixture_succeed ("resume", "--history", "--csv", place->csv, "--store", place->store, NULL);
  g_autofree char *table = fixture_read (place->csv);
  g_autofree char *first = take_losses (table, 1);
  g_autofree char *third = take_losses (table, 3);
  g_autofree char *png = g_build_filename (place->folder, "a.png", NULL);
  g_auto (Result) drawn = { 0 };

  g_assert_nonnull (strstr (table, "eve_loss_rate,eve_bit_error,run\n"));
  /* Begun again with the same seed, it trained the same. */
  g_assert_cmpstr (first, ==, third);
  g_assert_cmpuint (strlen (first), >, 1000);
  /* Read back they are two curves, not an iteration told twice. */
  drawn = fixture_succeed ("plot", place->csv, "-o", png, NULL);
}

/* One that is named is continued from there; without the option the table has no such column. */
static void
test_without (Place *place, gconstpointer data)
{
  g_auto (Result) result
      = fixture_succeed ("resume", "--csv", place->csv, "--store", place->store, NULL);
  g_autofree char *table = fixture_read (place->csv);
  g_auto (Result) named
      = fixture_run ("resume", "1", "--csv", place->csv, "--store", place->store, NULL);
  g_auto (Result) exported
      = fixture_succeed ("export", "1", "--csv", "-o", "-", "--store", place->store, NULL);

  g_assert_cmpint (named.status, ==, 0);
  g_assert_nonnull (strstr (named.err, "run 1 is finished"));
  g_assert_nonnull (strstr (table, "eve_loss_rate,eve_bit_error\n"));
  g_assert_nonnull (strstr (exported.out, "eve_bit_error\n"));
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);
#define ADD(name, test) g_test_add ("/cli/history/" name, Place, NULL, set_up, test, tear_down)
  ADD ("listed", test_listed);
  ADD ("continued", test_continued);
  ADD ("without", test_without);
#undef ADD
  return g_test_run ();
}
