/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store: what was kept comes back as it was, a run that was cut off goes on
 * to the same bits, one process trains a run, and studies are listed, renamed and
 * deleted.
 */
#include <math.h>

#include "folder-fixture.h"
#include "lab-fixture.h"
#include "lab/lab-store.h"

#define STUDY                                                                                      \
  "[study]\ntitle=Two\n" FIXTURE_BASE "[curve one]\nparties.key-difference=1\n"                    \
  "[curve two]\nparties.key-difference=2\nparties.eve=true\ntraining.schedule=by-round\n"

/* Long enough to be cut: tens of thousands of iterations. */
#define LONG_STUDY                                                                                 \
  "[study]\ntitle=Long\n[parties]\nkey-bits=8\nkey-difference=1\n"                                 \
  "[training]\nrounds=2\niterations=12000\nbatch=256\n[curve only]\n"

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = fixture_make_folder ();
  place->path = g_build_filename (place->folder, "runs.db", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  fixture_remove_folder (place->folder);
  g_free (place->path);
}

static LabStore *
open_store (Place *place)
{
  g_autoptr (GError) error = NULL;
  LabStore *store = lab_store_open (place->path, &error);

  g_assert_no_error (error);
  g_assert_null (lab_store_get_notice (store));
  return store;
}

static LabStudy *
make_study (const char *text)
{
  g_autoptr (LabStudyFile) file = fixture_parse (text);
  g_autoptr (GError) error = NULL;
  LabStudy *study;

  lab_study_file_set_name (file, "two-curves");
  study = lab_study_new (file, 2, &error);
  g_assert_no_error (error);
  return study;
}

static LabStudy *
load (LabStore *store, gint64 number)
{
  g_autoptr (GError) error = NULL;
  LabStudy *study = lab_store_load (store, number, &error);

  g_assert_no_error (error);
  return study;
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (from, &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_set_contents (to, contents, (gssize) length, NULL));
}

static void
start_all (LabScheduler *scheduler, LabStudy *study)
{
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    lab_scheduler_start (scheduler, lab_study_get_run (study, i));
}

static void
assert_flushed (LabStore *store)
{
  if (!lab_store_flush (store))
    g_error ("%s", lab_store_get_trouble (store));
}

static char *
get_fingerprint (LabRun *run)
{
  return fixture_fingerprint (lab_run_get_series (run), lab_run_get_iteration (run));
}

/* What was measured on the networks and what is wrong with them. */
static void
assert_same_findings (LabRun *a, LabRun *b)
{
  LabDiagnosis *diagnosis_a = lab_run_get_diagnosis (a), *diagnosis_b = lab_run_get_diagnosis (b);
  LabEvaluation *evaluation_a = lab_run_get_evaluation (a);
  LabEvaluation *evaluation_b = lab_run_get_evaluation (b);

  g_assert_true ((diagnosis_a == NULL) == (diagnosis_b == NULL));
  if (diagnosis_a != NULL)
    g_assert_cmpstr (lab_diagnosis_get_words (diagnosis_a), ==,
                     lab_diagnosis_get_words (diagnosis_b));
  g_assert_true ((evaluation_a == NULL) == (evaluation_b == NULL));
  g_assert_true ((evaluation_a != NULL) == (lab_run_get_state (a) == LAB_RUN_FINISHED));
  if (evaluation_a != NULL)
    {
      g_autofree char *words_a = lab_evaluation_get_words (evaluation_a);
      g_autofree char *words_b = lab_evaluation_get_words (evaluation_b);

      g_assert_cmpstr (words_a, ==, words_b);
    }
}

/* Everything of a run that a person sees, and its networks. */
static void
assert_same_run (LabRun *a, LabRun *b)
{
  g_autofree char *fingerprint_a = get_fingerprint (a);
  g_autofree char *fingerprint_b = get_fingerprint (b);
  guint64 iteration_a, iteration_b;
  g_autoptr (GBytes) checkpoint_a = lab_run_get_checkpoint (a, &iteration_a);
  g_autoptr (GBytes) checkpoint_b = lab_run_get_checkpoint (b, &iteration_b);

  g_assert_cmpstr (lab_run_get_label (a), ==, lab_run_get_label (b));
  g_assert_cmpstr (lab_experiment_get_hash (lab_run_get_experiment (a)), ==,
                   lab_experiment_get_hash (lab_run_get_experiment (b)));
  g_assert_cmpuint (lab_run_get_seed (a), ==, lab_run_get_seed (b));
  g_assert_cmpint (lab_run_get_state (a), ==, lab_run_get_state (b));
  g_assert_cmpstr (lab_run_get_message (a), ==, lab_run_get_message (b));
  g_assert_cmpuint (lab_run_get_colour (a), ==, lab_run_get_colour (b));
  g_assert_cmpint (lab_run_get_visible (a), ==, lab_run_get_visible (b));
  g_assert_cmpint (lab_run_get_number (a), ==, lab_run_get_number (b));
  g_assert_cmpstr (lab_run_get_arithmetic (a), ==, lab_run_get_arithmetic (b));
  assert_same_findings (a, b);
  g_assert_cmpstr (fingerprint_a, ==, fingerprint_b);
  g_assert_cmpuint (iteration_a, ==, iteration_b);
  g_assert_true (checkpoint_a == checkpoint_b
                 || (checkpoint_a != NULL && checkpoint_b != NULL
                     && g_bytes_equal (checkpoint_a, checkpoint_b)));
}

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
test_round_trip (Place *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (LabStudy) study = make_study (STUDY);
  g_autoptr (LabStudy) again = NULL;
  gint64 number;

  {
    g_autoptr (LabStore) store = open_store (place);

    lab_store_keep (store, study);
    g_assert_cmpint (lab_run_get_number (lab_study_get_run (study, 0)), ==, 0);
    lab_scheduler_start (scheduler, lab_study_get_run (study, 0));
    lab_scheduler_start (scheduler, lab_study_get_run (study, 2));
    lab_scheduler_step (scheduler, lab_study_get_run (study, 3), 7);
    fixture_wait_inactive (scheduler);
    g_assert_true (lab_study_set_value (study, "training.learning-rate", "0.01", NULL));
    g_assert_true (lab_study_get_outdated (study));
    lab_study_set_title (study, "Both, “quoted”; =[x]");
    lab_study_rename (study, lab_study_get_run (study, 2), "deux");
    lab_run_set_visible (lab_study_get_run (study, 1), FALSE);
    lab_run_set_colour (lab_study_get_run (study, 0), 5);
    assert_flushed (store);
    number = lab_store_get_study_number (store, study);
    g_assert_cmpint (number, >, 0);
    for (guint i = 0; i < 4; i++)
      g_assert_cmpint (lab_run_get_number (lab_study_get_run (study, i)), >, 0);
  }
  {
    g_autoptr (LabStore) store = open_store (place);

    again = load (store, number);
    g_assert_cmpstr (lab_study_file_get_title (lab_study_get_file (again)), ==,
                     "Both, “quoted”; =[x]");
    g_assert_cmpstr (lab_study_file_get_name (lab_study_get_file (again)), ==, "two-curves");
    g_assert_cmpuint (lab_study_get_n_runs (again), ==, 4);
    for (guint i = 0; i < 4; i++)
      {
        LabRun *run = lab_study_get_run (again, i);

        assert_same_run (lab_study_get_run (study, i), run);
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
      g_autofree char *one = get_fingerprint (lab_study_get_run (study, 3));
      g_autofree char *two = get_fingerprint (lab_study_get_run (again, 3));

      g_assert_cmpstr (one, ==, two);
    }
  }
}

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* What comes of a read on another thread. */
static GPtrArray *
list_without_wait (LabStore *store, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  lab_store_list_async (store, on_result, &result);
  g_assert_null (result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return lab_store_list_finish (store, result, error);
}

/* What was opened and never touched is not kept. */
static void
test_untouched (Place *place, gconstpointer data)
{
  g_autoptr (LabStudy) study = make_study (STUDY);
  g_autoptr (LabStore) store = open_store (place);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) one = NULL;

  lab_store_keep (store, study);
  assert_flushed (store);
  none = lab_store_list (store, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (lab_study_set_value (study, "training.batch", "16", NULL));
  assert_flushed (store);
  one = list_without_wait (store, NULL);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (((LabStoredStudy *) one->pdata[0])->runs->len, ==, 4);
}

/* Written while it trains; what is in the file is taken up by another store, as
 * after a crash, and ends to the same bits. */
static void
test_cut_off (Place *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (LabStudy) study = make_study (LONG_STUDY);
  g_autofree char *copy = g_build_filename (place->folder, "copy.db", NULL);
  g_autofree char *wal = g_strconcat (place->path, "-wal", NULL);
  g_autofree char *copy_wal = g_strconcat (copy, "-wal", NULL);
  LabRun *run = lab_study_get_run (study, 0);
  gint64 number;

  {
    g_autoptr (LabStore) store = open_store (place);

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
    assert_flushed (store);
    number = lab_store_get_study_number (store, study);
    /* Files as a crash would leave them: the store has them open and nothing closed. */
    copy_file (place->path, copy);
    copy_file (wal, copy_wal);
    fixture_wait (run, LAB_RUN_FINISHED);
  }
  {
    Place crashed = { place->folder, copy };
    g_autoptr (LabStore) store = open_store (&crashed);
    g_autoptr (LabStudy) again = load (store, number);
    LabRun *cut = lab_study_get_run (again, 0);

    g_assert_cmpint (lab_run_get_state (cut), ==, LAB_RUN_PAUSED);
    g_assert_nonnull (lab_run_get_message (cut));
    g_assert_cmpuint (lab_run_get_iteration (cut), >, 0);
    g_assert_cmpuint (lab_run_get_iteration (cut), <, lab_run_get_length (cut));
    lab_scheduler_start (scheduler, cut);
    fixture_wait (cut, LAB_RUN_FINISHED);
    assert_flushed (store);
    assert_stored (store, lab_run_get_number (cut), LAB_RUN_FINISHED);
    {
      g_autofree char *one = get_fingerprint (run);
      g_autofree char *two = get_fingerprint (cut);

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
test_one_owner (Place *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabStudy) study = make_study (STUDY);
  g_autoptr (LabStore) store = open_store (place);
  g_autoptr (LabStore) other = open_store (place);
  g_autoptr (GError) error = NULL;
  LabRun *run = lab_study_get_run (study, 0);
  gint64 number;

  lab_store_keep (store, study);
  lab_scheduler_step (scheduler, run, 5);
  fixture_wait_inactive (scheduler);
  assert_flushed (store);
  number = lab_store_get_study_number (store, study);
  {
    g_autoptr (LabStudy) seen = load (other, number);
    LabRun *its = lab_study_get_run (seen, 0);

    g_assert_true (lab_run_is_held_elsewhere (its));
    g_assert_nonnull (lab_run_get_message (its));
    g_assert_cmpuint (lab_run_get_iteration (its), ==, 5);
    lab_scheduler_start (scheduler, its);
    lab_study_reset (seen, scheduler, its);
    g_assert_cmpint (lab_run_get_state (its), ==, LAB_RUN_PAUSED);
    g_assert_cmpuint (lab_run_get_iteration (its), ==, 5);
    g_assert_false (lab_store_delete (other, number, &error));
    g_assert_error (error, LAB_ERROR, LAB_ERROR_HELD);
    lab_store_let_go (other, seen);
    assert_flushed (other);
  }
  lab_store_let_go (store, study);
  assert_flushed (store);
  g_assert_cmpint (lab_run_get_number (run), ==, 0);
  {
    g_autoptr (LabStudy) taken = load (other, number);

    run = lab_study_get_run (taken, 0);
    g_assert_false (lab_run_is_held_elsewhere (run));
    lab_scheduler_start (scheduler, run);
    fixture_wait (run, LAB_RUN_FINISHED);
    assert_flushed (other);
  }
}

static LabStoredStudy *
find (GPtrArray *studies, gint64 number)
{
  for (guint i = 0; i < studies->len; i++)
    if (((LabStoredStudy *) studies->pdata[i])->number == number)
      return studies->pdata[i];
  return NULL;
}

static void
test_list (Place *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (LabStudy) study = make_study (STUDY);
  g_autoptr (LabStudy) second = make_study (LONG_STUDY);
  g_autoptr (LabStore) store = open_store (place);
  g_autoptr (GPtrArray) studies = NULL;
  g_autoptr (GError) error = NULL;
  LabStoredStudy *first;
  gint64 number;

  lab_store_keep (store, study);
  start_all (scheduler, study);
  fixture_wait_inactive (scheduler);
  assert_flushed (store);
  lab_store_keep (store, second);
  lab_scheduler_step (scheduler, lab_study_get_run (second, 0), 3);
  fixture_wait_inactive (scheduler);
  assert_flushed (store);

  number = lab_store_get_study_number (store, study);
  studies = lab_store_list (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (studies->len, ==, 2);
  g_assert_true (find (studies, number) == studies->pdata[1]);
  first = find (studies, number);
  g_assert_cmpstr (first->title, ==, "Two");
  for (guint i = 0; i < first->runs->len; i++)
    {
      LabStoredRun *stored = first->runs->pdata[i];
      LabRun *run = lab_study_get_run (study, i);

      g_assert_cmpint (stored->number, ==, lab_run_get_number (run));
      g_assert_cmpint (stored->state, ==, LAB_RUN_FINISHED);
      g_assert_cmpuint (stored->iterations, ==, lab_run_get_length (run));
      g_assert_cmpuint (stored->length, ==, lab_run_get_length (run));
      g_assert_cmpuint (stored->key_bits, ==, 8);
      g_assert_cmpuint (stored->key_difference, ==, i / 2 + 1);
      g_assert_true (stored->held);
      for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
        {
          double mean = lab_series_get_recent_mean (lab_run_get_series (run), channel,
                                                    LAB_FINAL_ITERATIONS);

          g_assert_true (stored->finals[channel] == mean
                         || (isnan (stored->finals[channel]) && isnan (mean)));
        }
      g_assert_cmpint (lab_store_find_study (store, stored->number, NULL), ==, number);
    }
  g_assert_cmpint (lab_store_find_study (store, 999, &error), ==, 0);
  g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
}

static void
test_rename_and_delete (Place *place, gconstpointer data)
{
  g_autoptr (LabStudy) study = make_study (STUDY);
  g_autoptr (LabStore) store = open_store (place);
  g_autoptr (GError) error = NULL;
  gint64 number;

  lab_store_keep (store, study);
  g_assert_true (lab_study_set_value (study, "training.batch", "16", NULL));
  assert_flushed (store);
  number = lab_store_get_study_number (store, study);
  g_assert_true (lab_store_rename (store, number, "open", NULL));
  g_assert_cmpstr (lab_study_file_get_title (lab_study_get_file (study)), ==, "open");
  g_assert_false (lab_store_delete (store, number, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_HELD);
  g_clear_error (&error);
  lab_store_let_go (store, study);
  assert_flushed (store);

  g_assert_true (lab_store_rename (store, number, "closed", NULL));
  {
    g_autoptr (GPtrArray) studies = lab_store_list (store, NULL);

    g_assert_cmpstr (find (studies, number)->title, ==, "closed");
  }
  g_assert_false (lab_store_rename (store, number + 1, "x", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (lab_store_rename (store, number, "", &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_VALUE);
  g_clear_error (&error);

  g_assert_true (lab_store_delete (store, number, NULL));
  {
    g_autoptr (GPtrArray) studies = lab_store_list (store, NULL);

    g_assert_cmpuint (studies->len, ==, 0);
  }
  g_assert_true (lab_store_restore (store, number, NULL));
  {
    g_autoptr (LabStudy) again = load (store, number);

    g_assert_cmpstr (lab_study_file_get_title (lab_study_get_file (again)), ==, "closed");
    g_assert_cmpuint (lab_study_get_n_runs (again), ==, 4);
  }
  g_assert_null (lab_store_load (store, number + 1, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
}

/* Reset and removed runs leave nothing of what they were. */
static void
test_reset_and_remove (Place *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (LabStudy) study = make_study (STUDY);
  gint64 number, kept;

  {
    g_autoptr (LabStore) store = open_store (place);

    lab_store_keep (store, study);
    start_all (scheduler, study);
    fixture_wait_inactive (scheduler);
    assert_flushed (store);
    number = lab_store_get_study_number (store, study);
    kept = lab_run_get_number (lab_study_get_run (study, 2));
    lab_study_reset (study, scheduler, lab_study_get_run (study, 0));
    lab_study_reset (study, scheduler, lab_study_get_run (study, 1));
    lab_scheduler_step (scheduler, lab_study_get_run (study, 1), 3);
    fixture_wait_inactive (scheduler);
    lab_study_remove (study, lab_study_get_run (study, 3));
    assert_flushed (store);
  }
  {
    g_autoptr (LabStore) store = open_store (place);
    g_autoptr (LabStudy) again = load (store, number);

    g_assert_cmpuint (lab_study_get_n_runs (again), ==, 3);
    g_assert_cmpint (lab_run_get_number (lab_study_get_run (again, 2)), ==, kept);
    g_assert_cmpuint (lab_run_get_iteration (lab_study_get_run (again, 0)), ==, 0);
    g_assert_cmpint (lab_run_get_state (lab_study_get_run (again, 0)), ==, LAB_RUN_READY);
    g_assert_cmpuint (lab_run_get_iteration (lab_study_get_run (again, 1)), ==, 3);
    for (guint i = 0; i < 3; i++)
      assert_same_run (lab_study_get_run (study, i), lab_study_get_run (again, i));
  }
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/lab/store/" name, Place, NULL, set_up, function, tear_down)

  g_test_init (&argc, &argv, NULL);

  ADD ("round-trip", test_round_trip);
  ADD ("untouched", test_untouched);
  ADD ("cut-off", test_cut_off);
  ADD ("one-owner", test_one_owner);
  ADD ("list", test_list);
  ADD ("rename-and-delete", test_rename_and_delete);
  ADD ("reset-and-remove", test_reset_and_remove);

  return g_test_run ();
}
