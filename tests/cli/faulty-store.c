/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A training whose store meets with something.
 */
#include "faulty-store.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "folder-fixture.h"

/* Longer than any test; a run of fewer iterations begins with the same losses. */
#define ENDLESS "--set", "training.iterations=10000000"

static const char *library;

void
faulty_store_init (int *argc, char ***argv)
{
  if (*argc > 2)
    library = (*argv)[--*argc];
  fixture_init (argc, argv);
  g_assert_nonnull (library);
}

void
faulty_store_set_up (FaultyStore *place, gconstpointer data)
{
  place->folder = fixture_make_folder ();
  place->store = g_build_filename (place->folder, "runs.db", NULL);
  place->flag = g_strconcat (place->folder, ".flag", NULL);
  place->clock = g_strconcat (place->folder, ".clock", NULL);
  place->csv = g_build_filename (place->folder, "losses.csv", NULL);
  place->faulty[0] = "FAULT_FOLDER";
  place->faulty[1] = place->store;
  place->faulty[2] = "FAULT_FLAG";
  place->faulty[3] = place->flag;
  place->faulty[4] = "FAULT_CLOCK";
  place->faulty[5] = place->clock;
  place->faulty[6] = "LD_PRELOAD";
  place->faulty[7] = library;
}

void
faulty_store_tear_down (FaultyStore *place, gconstpointer data)
{
  g_remove (place->flag);
  g_remove (place->clock);
  fixture_remove_folder (place->folder);
  g_free (place->store);
  g_free (place->flag);
  g_free (place->clock);
  g_free (place->csv);
}

void
faulty_store_begin_to_fail (FaultyStore *place, const char *call, int number)
{
  g_autofree char *text = g_strdup_printf ("%s %d", call, number);

  fixture_write (place->flag, text);
}

void
faulty_store_end_to_fail (FaultyStore *place)
{
  g_assert_cmpint (g_remove (place->flag), ==, 0);
}

void
faulty_store_begin (FaultyStore *place)
{
  fixture_set_environment (place->faulty);
  place->process = fixture_start ("train", FAULTY_STORE_TRAINING, ENDLESS, "--jobs", "3", "--store",
                                  place->store, "--csv", place->csv, "--json", NULL);
  fixture_set_environment (NULL);
}

gint64
faulty_store_count (const char *store, const char *state)
{
  g_auto (Result) result = fixture_run ("runs", "--json", "--store", store, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *studies;
  gint64 iterations = 0;

  if (result.status != 0)
    return -1;
  studies = json_object_get_array_member (fixture_parse (parser, result.out), "studies");
  for (guint i = 0; i < json_array_get_length (studies); i++)
    {
      JsonObject *study = json_array_get_object_element (studies, i);
      JsonArray *runs = json_object_get_array_member (study, "runs");

      for (guint j = 0; j < json_array_get_length (runs); j++)
        {
          JsonObject *run = json_array_get_object_element (runs, j);

          iterations += json_object_get_int_member (run, "iterations");
          if (state != NULL)
            g_assert_cmpstr (json_object_get_string_member (run, "state"), ==, state);
        }
    }
  return iterations;
}

gint64
faulty_store_wait_for_more (const char *store, gint64 than)
{
  gint64 stored = -1;

  for (guint i = 0; i < 600 && stored <= than; i++)
    {
      g_usleep (100000);
      stored = faulty_store_count (store, NULL);
    }
  g_assert_cmpint (stored, >, than);
  return stored;
}

/* The losses of all runs in a training that nobody disturbed, for as long as the longest. */
static char *
train_undisturbed (FaultyStore *place, JsonObject *root)
{
  g_autofree char *path = g_build_filename (place->folder, "undisturbed.csv", NULL);
  g_auto (Result) result = { 0 };
  gint64 longest = 0;

  for (guint i = 0; i < 3; i++)
    longest = MAX (longest, json_object_get_int_member (fixture_get_run (root, i), "iterations"));
  {
    g_autofree char *length = g_strdup_printf ("training.iterations=%" G_GINT64_FORMAT, longest);

    result = fixture_succeed ("train", FAULTY_STORE_TRAINING, "--set", length, "--no-store",
                              "--csv", path, NULL);
  }
  return fixture_read (path);
}

void
faulty_store_check_losses (FaultyStore *place, JsonObject *root)
{
  g_autofree char *written = fixture_read (place->csv);
  g_autofree char *undisturbed = train_undisturbed (place, root);
  const char *rest = strchr (written, '\n') + 1;

  for (guint i = 0; i < 3; i++)
    {
      JsonObject *run = fixture_get_run (root, i);
      g_autofree char *number
          = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (run, "number"));
      g_auto (Result) stored
          = fixture_succeed ("export", number, "--csv", "--store", place->store, NULL);
      const char *rows = strchr (stored.out, '\n') + 1;

      g_assert_cmpint (json_object_get_int_member (run, "iterations"), >, 0);
      if (!g_str_has_prefix (rest, rows))
        g_error ("run %s is not stored as it was", number);
      if (strstr (undisturbed, rows) == NULL)
        g_error ("run %s is not what it would have been", number);
      rest += strlen (rows);
    }
  g_assert_cmpstr (rest, ==, "");
}

void
faulty_store_end (FaultyStore *place, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, "|", -1);
  g_auto (Result) result = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *root;
  const char *from;

  g_subprocess_send_signal (place->process, SIGINT);
  result = fixture_end (place->process);
  g_clear_object (&place->process);
  g_test_message ("%s", result.err);
  g_assert_cmpint (result.status, ==, 130);
  from = result.err;
  for (guint i = 0; each[i] != NULL; i++)
    {
      const char *found = strstr (from, each[i]);

      if (found == NULL)
        g_error ("“%s” does not hold “%s” where it should", result.err, each[i]);
      from = found + strlen (each[i]);
    }
  if (*words == '\0')
    fixture_assert_resumable (&result);
  root = fixture_parse (parser, result.out);
  faulty_store_check_losses (place, root);
  faulty_store_count (place->store, "paused");
}
