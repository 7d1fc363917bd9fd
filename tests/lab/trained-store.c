/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A store with two runs that were trained.
 */
#include "trained-store.h"

#include <string.h>

#include "folder-fixture.h"

#define TEXT                                                                                       \
  "[study]\ntitle=Kept\n[parties]\nkey-bits=8\nkey-difference=1\n"                                 \
  "[training]\nrounds=1\niterations=5000\nbatch=8\n[curve one]\n[curve "                           \
  "two]\nbob.batch-norm=true\n"

LabStore *
trained_store_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  LabStore *store = lab_store_open (path, &error);

  g_assert_no_error (error);
  return store;
}

void
trained_store_set_up (TrainedStore *place, gconstpointer data)
{
  g_autoptr (LabStudyFile) file = fixture_parse (TEXT);
  g_autoptr (LabStore) store = NULL;

  place->folder = fixture_make_folder ();
  place->path = g_build_filename (place->folder, "runs.db", NULL);
  place->scheduler = lab_scheduler_new (2);
  place->study = lab_study_new (file, 1, NULL);
  store = trained_store_open (place->path);
  lab_store_keep (store, place->study);
  lab_scheduler_start (place->scheduler, lab_study_get_run (place->study, 0));
  lab_scheduler_step (place->scheduler, lab_study_get_run (place->study, 1),
                      TRAINED_STORE_ITERATIONS - 100);
  fixture_wait_inactive (place->scheduler);
  store_fixture_flush (store);
  place->number = lab_store_get_study_number (store, place->study);
}

void
trained_store_tear_down (TrainedStore *place, gconstpointer data)
{
  g_object_unref (place->scheduler);
  g_object_unref (place->study);
  fixture_remove_folder (place->folder);
  g_free (place->path);
}

void
trained_store_assert_words (const char *sentence, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, "|", -1);

  g_test_message ("%s", sentence);
  for (guint i = 0; each[i] != NULL; i++)
    if (sentence == NULL || strstr (sentence, each[i]) == NULL)
      g_error ("“%s” does not hold “%s”", sentence, each[i]);
}

void
trained_store_assert_refused (const char *path, const char *words)
{
  g_autofree char *copy = g_strconcat (path, ".before", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before, length_after;
  g_autoptr (GError) error = NULL;

  store_fixture_copy (path, copy);
  g_assert_null (lab_store_open (path, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
  trained_store_assert_words (error->message, words);
  g_assert_true (g_file_get_contents (copy, &before, &length_before, NULL));
  g_assert_true (g_file_get_contents (path, &after, &length_after, NULL));
  g_assert_cmpmem (before, length_before, after, length_after);
}

void
trained_store_assert_same (LabRun *a, LabRun *b)
{
  g_autofree char *one = store_fixture_get_fingerprint (a);
  g_autofree char *two = store_fixture_get_fingerprint (b);
  guint64 first, second;
  g_autoptr (GBytes) one_state = lab_run_get_checkpoint (a, &first);
  g_autoptr (GBytes) two_state = lab_run_get_checkpoint (b, &second);

  g_assert_cmpint (lab_run_get_state (a), ==, lab_run_get_state (b));
  g_assert_cmpuint (lab_run_get_iteration (a), ==, lab_run_get_iteration (b));
  g_assert_cmpstr (one, ==, two);
  g_assert_cmpuint (first, ==, second);
  g_assert_true (g_bytes_equal (one_state, two_state));
}
