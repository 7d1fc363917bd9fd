/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store: what was kept comes back as it was, a run that was cut off goes on
 * to the same bits, and one process trains a run.
 */
#include "lab/store/lab-store-change.h"
#include "lab/store/lab-store-private.h"
#include "store-fixture.h"

/* In the file, not in memory. */
static void
assert_stored (LabStore *store, gint64 number, LabRunState state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) studies = lab_store_list (store, &error);
  gboolean found = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < studies->len; i++)
    {
      GPtrArray *runs = ((LabStoredStudy *) studies->pdata[i])->runs;

      for (guint j = 0; j < runs->len; j++)
        {
          LabStoredRun *run = runs->pdata[j];

          if (run->number != number)
            continue;
          found = TRUE;
          g_assert_cmpint (run->state, ==, state);
          g_assert_false (run->cut_off);
          g_assert_cmpuint (run->iterations, ==, run->length);
        }
    }
  g_assert_true (found);
}

/* A study with ended, ready and hidden runs, saved settings that apply to the next
 * run, and a title: all of it comes back. */
static void
test_round_trip (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (LabStudy) study = store_fixture_make (STUDY);
  g_autoptr (LabStudy) again = NULL;
  gint64 number;

  {
    g_autoptr (LabStore) store = store_fixture_open (place);

    lab_store_keep (store, study);
    g_assert_cmpint (lab_run_get_number (lab_study_get_run (study, 0)), ==, 0);
    lab_scheduler_start (scheduler, lab_study_get_run (study, 0));
    lab_scheduler_start (scheduler, lab_study_get_run (study, 2));
    lab_scheduler_step (scheduler, lab_study_get_run (study, 3), 7);
    fixture_wait_inactive (scheduler);
    g_assert_true (lab_study_set_value (study, "training.learning-rate", "0.01", NULL));
    g_assert_true (fixture_is_outdated (study));
    lab_study_set_title (study, "Both, “quoted”; =[x]");
    lab_study_rename (study, lab_study_get_run (study, 2), "deux");
    lab_run_set_visible (lab_study_get_run (study, 1), FALSE);
    lab_run_set_colour (lab_study_get_run (study, 0), 5);
    store_fixture_flush (store);
    number = lab_store_get_study_number (store, study);
    g_assert_cmpint (number, >, 0);
    for (guint i = 0; i < 4; i++)
      g_assert_cmpint (lab_run_get_number (lab_study_get_run (study, i)), >, 0);
  }
  {
    g_autoptr (LabStore) store = store_fixture_open (place);

    again = store_fixture_load (store, number);
    g_assert_cmpstr (lab_study_file_get_title (lab_study_get_file (again)), ==,
                     "Both, “quoted”; =[x]");
    g_assert_cmpstr (lab_study_file_get_name (lab_study_get_file (again)), ==, "two-curves");
    g_assert_cmpuint (lab_study_get_n_runs (again), ==, 4);
    for (guint i = 0; i < 4; i++)
      {
        LabRun *run = lab_study_get_run (again, i);

        store_fixture_assert_same_run (lab_study_get_run (study, i), run);
        g_assert_cmpint (lab_study_is_outdated (again, run), ==,
                         lab_study_is_outdated (study, lab_study_get_run (study, i)));
      }
    {
      g_autoptr (LabStudyFile) one = lab_study_copy_file_as_trained (study);
      g_autoptr (LabStudyFile) two = lab_study_copy_file_as_trained (again);
      g_autofree char *text_one = lab_study_file_to_text (one);
      g_autofree char *text_two = lab_study_file_to_text (two);

      g_assert_cmpstr (text_one, ==, text_two);
    }
    /* The paused one goes on, and ends as if it had never been left. */
    lab_scheduler_start (scheduler, lab_study_get_run (study, 3));
    lab_scheduler_start (scheduler, lab_study_get_run (again, 3));
    fixture_wait_inactive (scheduler);
    g_assert_cmpint (lab_run_get_state (lab_study_get_run (again, 3)), ==, LAB_RUN_FINISHED);
    {
      g_autofree char *one = store_fixture_get_fingerprint (lab_study_get_run (study, 3));
      g_autofree char *two = store_fixture_get_fingerprint (lab_study_get_run (again, 3));

      g_assert_cmpstr (one, ==, two);
    }
  }
}

/* Written while it trains; what is in the file is taken up by another store, as
 * after a crash, and ends to the same bits. */
static void
test_cut_off (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (LabStudy) study = store_fixture_make (LONG_STUDY);
  g_autofree char *copy = g_build_filename (place->folder, "copy.db", NULL);
  g_autofree char *wal = g_strconcat (place->path, "-wal", NULL);
  g_autofree char *copy_wal = g_strconcat (copy, "-wal", NULL);
  LabRun *run = lab_study_get_run (study, 0);
  gint64 number;

  {
    g_autoptr (LabStore) store = store_fixture_open (place);

    lab_store_keep (store, study);
    lab_scheduler_start (scheduler, run);
    fixture_wait_iteration (run, 1);
    /* At least one checkpoint of a training under way. */
    while (number = 0, lab_run_get_state (run) == LAB_RUN_RUNNING)
      {
        guint64 iteration;
        g_autoptr (GBytes) checkpoint = lab_run_get_checkpoint (run, &iteration);

        if (checkpoint != NULL)
          break;
        fixture_idle (10);
      }
    store_fixture_flush (store);
    number = lab_store_get_study_number (store, study);
    /* Files as a crash would leave them: the store has them open and nothing closed. */
    store_fixture_copy (place->path, copy);
    store_fixture_copy (wal, copy_wal);
    fixture_wait (run, LAB_RUN_FINISHED);
  }
  {
    StoreFixture crashed = { place->folder, copy };
    g_autoptr (LabStore) store = store_fixture_open (&crashed);
    g_autoptr (LabStudy) again = store_fixture_load (store, number);
    LabRun *cut = lab_study_get_run (again, 0);

    g_assert_cmpint (lab_run_get_state (cut), ==, LAB_RUN_PAUSED);
    g_assert_nonnull (lab_run_get_message (cut));
    g_assert_cmpuint (lab_run_get_iteration (cut), >, 0);
    g_assert_cmpuint (lab_run_get_iteration (cut), <, lab_run_get_length (cut));
    lab_scheduler_start (scheduler, cut);
    fixture_wait (cut, LAB_RUN_FINISHED);
    store_fixture_flush (store);
    assert_stored (store, lab_run_get_number (cut), LAB_RUN_FINISHED);
    {
      g_autofree char *one = store_fixture_get_fingerprint (run);
      g_autofree char *two = store_fixture_get_fingerprint (cut);

      g_assert_cmpstr (one, ==, two);
    }
    {
      guint64 iteration;
      g_autoptr (GBytes) one = lab_run_get_checkpoint (run, &iteration);
      g_autoptr (GBytes) two = lab_run_get_checkpoint (cut, &iteration);

      g_assert_true (g_bytes_equal (one, two));
    }
  }
}

/* Two stores on one file stand for two processes: the second sees, and cannot
 * start, what the first has. */
static void
test_one_owner (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabStudy) study = store_fixture_make (STUDY);
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (LabStore) other = store_fixture_open (place);
  g_autoptr (GError) error = NULL;
  LabRun *run = lab_study_get_run (study, 0);
  gint64 number;

  lab_store_keep (store, study);
  lab_scheduler_step (scheduler, run, 5);
  fixture_wait_inactive (scheduler);
  store_fixture_flush (store);
  number = lab_store_get_study_number (store, study);
  {
    g_autoptr (LabStudy) seen = store_fixture_load (other, number);
    LabRun *its = lab_study_get_run (seen, 0);

    g_assert_true (lab_run_is_held_elsewhere (its));
    g_assert_nonnull (lab_run_get_message (its));
    g_assert_cmpuint (lab_run_get_iteration (its), ==, 5);
    lab_scheduler_start (scheduler, its);
    g_assert_cmpint (lab_run_get_state (its), ==, LAB_RUN_PAUSED);
    g_assert_cmpuint (lab_run_get_iteration (its), ==, 5);
    g_assert_false (lab_store_delete (other, number, &error));
    g_assert_error (error, LAB_ERROR, LAB_ERROR_HELD);
    lab_store_let_go (other, seen);
    store_fixture_flush (other);
  }
  lab_store_let_go (store, study);
  store_fixture_flush (store);
  g_assert_cmpint (lab_run_get_number (run), ==, 0);
  {
    g_autoptr (LabStudy) taken = store_fixture_load (other, number);

    run = lab_study_get_run (taken, 0);
    g_assert_false (lab_run_is_held_elsewhere (run));
    lab_scheduler_start (scheduler, run);
    fixture_wait (run, LAB_RUN_FINISHED);
    store_fixture_flush (other);
  }
}

typedef struct
{
  LabStore *store;
  int is_over; /* atomic */
} Waker;

static gpointer
wake_on_and_on (gpointer data)
{
  Waker *waker = data;

  while (!g_atomic_int_get (&waker->is_over))
    lab_store_wake (waker->store);
  return NULL;
}

/* Whenever the writer looks, each run has something to be written. */
static void
test_looked_at (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabStudy) study = store_fixture_make (STUDY);
  g_autoptr (LabStore) store = store_fixture_open (place);
  Waker waker = { .store = store };
  GThread *thread;

  store_fixture_keep_changed (store, study);
  thread = g_thread_new ("waker", wake_on_and_on, &waker);
  for (guint i = 0; i < 150; i++)
    g_assert_nonnull (lab_study_add_curve (study, NULL, NULL));
  g_atomic_int_set (&waker.is_over, TRUE);
  g_thread_join (thread);
  store_fixture_flush (store);
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/lab/store/" name, StoreFixture, NULL, store_fixture_set_up, function,              \
              store_fixture_tear_down)

  g_test_init (&argc, &argv, NULL);

  ADD ("round-trip", test_round_trip);
  ADD ("cut-off", test_cut_off);
  ADD ("looked-at", test_looked_at);
  ADD ("one-owner", test_one_owner);

  return g_test_run ();
}
