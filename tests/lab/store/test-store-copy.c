/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study goes from one store to another as it was trained.
 */
#include "config.h"

#include "lab/store/lab-store-copy.h"
#include "trained-store.h"

static void
test_copy (TrainedStore *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "other.db", NULL);
  g_autoptr (LabStore) from = lab_store_open_to_read (place->path, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStore) to = lab_store_open (path, &error);
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) ours = NULL;

  g_assert_no_error (error);
  theirs = lab_store_list (from, NULL);
  none = lab_store_list (to, NULL);
  g_assert_cmpuint (theirs->len, ==, 1);
  g_assert_false (lab_store_has_same (none, theirs->pdata[0]));
  g_autoptr (LabStudy) read = lab_store_read (from, place->number, &error);
  g_assert_no_error (error);
  lab_store_add_copy (to, read);
  g_assert_true (lab_store_flush (to));
  ours = lab_store_list (to, NULL);
  g_assert_cmpuint (ours->len, ==, 1);
  g_assert_true (lab_store_has_same (ours, theirs->pdata[0]));

  /* Nobody holds it, and the run that was paused can go on. */
  LabStoredStudy *copy = ours->pdata[0];
  g_autoptr (LabStudy) study = lab_store_load (to, copy->number, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lab_study_get_n_runs (study), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      LabRun *run = lab_study_get_run (study, i);
      trained_store_assert_same (run, lab_study_get_run (place->study, i));
      g_assert_false (lab_run_is_held_elsewhere (run));
    }
  lab_scheduler_start (place->scheduler, lab_study_get_run (study, 1));
  lab_scheduler_start (place->scheduler, lab_study_get_run (place->study, 1));
  fixture_wait (lab_study_get_run (study, 1), LAB_RUN_FINISHED);
  fixture_wait (lab_study_get_run (place->study, 1), LAB_RUN_FINISHED);
  trained_store_assert_same (lab_study_get_run (study, 1), lab_study_get_run (place->study, 1));
  lab_store_let_go (to, study);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/lab/store-copy/copy", TrainedStore, NULL, trained_store_set_up, test_copy,
              trained_store_tear_down);
  return g_test_run ();
}
