/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study out of the store again: while this program still has it, while another one
 * has some of it, and when it cannot be read.
 */
#include <string.h>

#include "lab/store/lab-store-damage.h"
#include "lab/store/lab-store-database.h"
#include "store-fixture.h"

static void
on_result (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static LabStudy *
finish (LabStore *store, GAsyncResult **result, GError **error)
{
  LabStudy *study;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  study = lab_store_load_finish (store, *result, error);
  g_clear_object (result);
  return study;
}

/* Long enough for a thread to have read what there is. */
static void
let_it_read (void)
{
  g_usleep (G_USEC_PER_SEC / 4);
}

/* A study that was let go of while nothing could be written is opened: it is that one, and
 * nothing older takes its place. */
static void
test_going (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabStudy) study = store_fixture_make (STUDY);
  g_autoptr (LabStudy) again = NULL, third = NULL;
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (LabDatabase) other = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 number;

  number = store_fixture_keep_changed (store, study);
  other = lab_database_open_to_change (place->path, NULL);
  g_assert_true (lab_database_execute (other, "BEGIN IMMEDIATE", NULL));
  lab_study_set_title (study, "newer");
  lab_store_let_go (store, study);
  lab_store_load_async (store, number, on_result, &result);
  let_it_read ();
  g_assert_true (lab_database_execute (other, "ROLLBACK", NULL));
  store_fixture_flush (store);
  again = finish (store, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lab_study_file_get_title (lab_study_get_file (again)), ==, "newer");
  g_assert_true (again == study);
  g_assert_cmpint (lab_store_get_study_number (store, again), ==, number);

  /* Let go of while it is on its way: had again, as it is in the file. */
  lab_store_load_async (store, number, on_result, &result);
  lab_study_set_title (study, "newest");
  lab_store_let_go (store, study);
  store_fixture_flush (store);
  g_assert_cmpint (lab_store_get_study_number (store, study), ==, 0);
  third = finish (store, &result, &error);
  g_assert_no_error (error);
  g_assert_true (third != study);
  g_assert_cmpstr (lab_study_file_get_title (lab_study_get_file (third)), ==, "newest");
  g_assert_cmpint (lab_store_get_study_number (store, third), ==, number);
}

/* A study of which another program has one run, seen from here. */
typedef struct
{
  LabScheduler *scheduler;
  LabStore *theirs;
  LabStudy *their_study;
  LabStore *store;
  LabStudy *study;
  gint64 number;
} Shared;

static void
shared_begin (Shared *shared, StoreFixture *place, guint nth)
{
  gint64 number;

  shared->scheduler = lab_scheduler_new (2);
  {
    g_autoptr (LabStudy) study = store_fixture_make (STUDY);
    g_autoptr (LabStore) store = store_fixture_open (place);

    lab_store_keep (store, study);
    for (guint i = 0; i < lab_study_get_n_runs (study); i++)
      lab_scheduler_step (shared->scheduler, lab_study_get_run (study, i), 3);
    fixture_wait_inactive (shared->scheduler);
    store_fixture_flush (store);
    shared->number = lab_store_get_study_number (store, study);
    number = lab_run_get_number (lab_study_get_run (study, nth));
  }
  shared->theirs = store_fixture_open (place);
  shared->their_study = lab_store_load (shared->theirs, shared->number, &number, 1, NULL);
  g_assert_nonnull (shared->their_study);
  shared->store = store_fixture_open (place);
  shared->study = store_fixture_load (shared->store, shared->number);
  for (guint i = 0; i < lab_study_get_n_runs (shared->study); i++)
    g_assert_cmpint (lab_run_is_held_elsewhere (lab_study_get_run (shared->study, i)), ==,
                     i == nth);
}

static void
shared_end (Shared *shared)
{
  g_clear_object (&shared->scheduler);
  g_clear_object (&shared->their_study);
  g_clear_object (&shared->theirs);
  g_clear_object (&shared->study);
  g_clear_object (&shared->store);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shared, shared_end)

static void
let_go_of_theirs (Shared *shared)
{
  lab_store_let_go (shared->theirs, shared->their_study);
  store_fixture_flush (shared->theirs);
}

/* Nobody else can take the run, and what is done with it from here is in the file. */
static void
assert_kept (Shared *shared, StoreFixture *place, LabStudy *study, guint nth)
{
  LabRun *run = lab_study_get_run (study, nth);
  guint64 iterations = lab_run_get_iteration (run);
  g_autoptr (LabStore) third = store_fixture_open (place);
  g_autoptr (LabStudy) taken = store_fixture_load (third, shared->number);
  g_autoptr (LabStudy) read = NULL;

  g_assert_cmpint (lab_store_get_study_number (shared->store, study), ==, shared->number);
  g_assert_false (lab_run_is_held_elsewhere (run));
  g_assert_true (lab_run_is_held_elsewhere (lab_study_get_run (taken, nth)));
  lab_scheduler_step (shared->scheduler, run, 2);
  fixture_wait_inactive (shared->scheduler);
  store_fixture_flush (shared->store);
  read = lab_store_read (third, shared->number, NULL);
  g_assert_nonnull (read);
  g_assert_cmpuint (lab_run_get_iteration (lab_study_get_run (read, nth)), ==, iterations + 2);
}

/* Read again, the study has what the other let go of, and is in the place of the former. */
static void
test_again (StoreFixture *place, gconstpointer data)
{
  g_auto (Shared) shared = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LabStudy) again = NULL, third = NULL;
  g_autoptr (GError) error = NULL;

  shared_begin (&shared, place, 0);
  lab_scheduler_step (shared.scheduler, lab_study_get_run (shared.their_study, 0), 4);
  fixture_wait_inactive (shared.scheduler);
  let_go_of_theirs (&shared);
  lab_store_load_again_async (shared.store, shared.number, on_result, &result);
  assert_kept (&shared, place, shared.study, 1); /* meanwhile, and so it is kept */
  third = finish (shared.store, &result, &error);
  g_assert_no_error (error);
  g_assert_true (third == shared.study);
  assert_kept (&shared, place, shared.study, 1);

  lab_store_load_again_async (shared.store, shared.number, on_result, &result);
  again = finish (shared.store, &result, &error);
  g_assert_no_error (error);
  g_assert_true (again != shared.study);
  g_assert_cmpint (lab_store_get_study_number (shared.store, shared.study), ==, 0);
  g_assert_cmpuint (lab_run_get_iteration (lab_study_get_run (again, 0)), ==, 7);
  assert_kept (&shared, place, again, 0);
  assert_kept (&shared, place, again, 1);
}

/* It is as it was, and kept, when it cannot be read again or nobody asks for it. */
static void
test_again_fails (StoreFixture *place, gconstpointer data)
{
  g_auto (Shared) shared = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (LabStudy) again = NULL;
  g_autoptr (GError) error = NULL;

  shared_begin (&shared, place, 0);
  let_go_of_theirs (&shared);
  store_fixture_change (place->path, "UPDATE runs SET origin_curve = 77 WHERE position = 3");
  lab_store_load_again_async (shared.store, shared.number, on_result, &result);
  g_assert_null (finish (shared.store, &result, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
  g_clear_error (&error);
  store_fixture_change (place->path, "UPDATE runs SET origin_curve = 1 WHERE position = 3");
  assert_kept (&shared, place, shared.study, 1);

  store_fixture_execute (place->path, "ALTER TABLE studies RENAME TO hidden");
  lab_store_load_again_async (shared.store, shared.number, on_result, &result);
  g_assert_null (finish (shared.store, &result, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
  g_clear_error (&error);
  store_fixture_execute (place->path, "ALTER TABLE hidden RENAME TO studies");
  store_fixture_unquote (place, "studies");
  assert_kept (&shared, place, shared.study, 1);

  lab_store_load_again_async (shared.store, shared.number, on_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&result);
  assert_kept (&shared, place, shared.study, 1);
}

/* The run has its own curve, whatever place that has now. */
static void
assert_own_curve (LabStudy *study, guint nth, const char *label)
{
  LabRun *run = lab_study_get_run (study, nth);
  LabStudyFile *file = lab_study_get_file (study);

  g_assert_cmpstr (lab_run_get_label (run), ==, label);
  g_assert_cmpstr (lab_study_file_get_curve_label (file, lab_study_get_curve (study, run)), ==,
                   label);
  g_assert_false (lab_study_is_outdated (study, run));
}

/* A curve before that of a run which another program has is removed, one behind it added. */
static void
test_removed_meanwhile (StoreFixture *place, gconstpointer data)
{
  g_auto (Shared) shared = { 0 };
  g_autoptr (LabStudy) read = NULL;

  shared_begin (&shared, place, 3);
  g_assert_nonnull (lab_study_add_curve (shared.study, "three", NULL));
  for (guint i = 0; i < 2; i++)
    lab_study_remove (shared.study, lab_study_get_run (shared.study, 0));
  store_fixture_flush (shared.store);
  lab_scheduler_step (shared.scheduler, lab_study_get_run (shared.their_study, 3), 4);
  fixture_wait_inactive (shared.scheduler);
  let_go_of_theirs (&shared);
  read = lab_store_read (shared.store, shared.number, NULL);
  g_assert_nonnull (read);
  g_assert_cmpuint (lab_study_get_n_runs (read), ==, 4);
  g_assert_cmpuint (lab_study_file_get_n_curves (lab_study_get_file (read)), ==, 2);
  for (guint i = 0; i < 4; i++)
    assert_own_curve (read, i, i < 2 ? "two" : "three");
  g_assert_cmpuint (lab_run_get_iteration (lab_study_get_run (read, 1)), ==, 7);
}

/* The text of a study is written by one who does not know of a curve that is new. */
static void
test_added_meanwhile (StoreFixture *place, gconstpointer data)
{
  g_auto (Shared) shared = { 0 };
  g_autoptr (LabStudy) read = NULL;
  g_autoptr (LabStudy) again = NULL;
  LabRun *added;

  shared_begin (&shared, place, 0);
  g_assert_true (lab_study_set_value (shared.study, "training.batch", "16", NULL));
  added = lab_study_add_curve (shared.study, "three", NULL);
  lab_scheduler_step (shared.scheduler, added, 2);
  fixture_wait_inactive (shared.scheduler);
  store_fixture_flush (shared.store);
  lab_study_set_title (shared.their_study, "theirs");
  let_go_of_theirs (&shared);
  read = lab_store_read (shared.store, shared.number, NULL);
  g_assert_nonnull (read);
  g_assert_cmpstr (lab_study_file_get_title (lab_study_get_file (read)), ==, "theirs");
  g_assert_cmpuint (lab_study_get_n_runs (read), ==, 6);
  for (guint i = 4; i < 6; i++)
    assert_own_curve (read, i, "three");
  {
    g_autofree char *expected = store_fixture_get_fingerprint (added);
    g_autofree char *found = store_fixture_get_fingerprint (lab_study_get_run (read, 4));

    g_assert_cmpuint (lab_run_get_iteration (added), ==, 2);
    g_assert_cmpstr (found, ==, expected);
  }

  /* Once it is changed it is in the text again. */
  lab_store_let_go (shared.store, shared.study);
  store_fixture_flush (shared.store);
  again = store_fixture_load (shared.store, shared.number);
  lab_study_set_title (again, "ours");
  store_fixture_flush (shared.store);
  g_clear_object (&read);
  read = lab_store_read (shared.store, shared.number, NULL);
  g_assert_cmpuint (lab_study_file_get_n_curves (lab_study_get_file (read)), ==, 3);
  assert_own_curve (read, 5, "three");
}

/* A study whose own row cannot be read is not said to be absent: its runs are there. */
static void
test_unread (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (GError) error = NULL;
  gint64 number = store_fixture_store_one (store);
  g_autoptr (LabStudy) before = lab_store_read (store, number, NULL);
  g_autoptr (LabStudy) study = NULL;
  const char *damage;

  store_fixture_execute (place->path,
                         "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage ="
                         " (SELECT rootpage FROM sqlite_schema WHERE name = 'runs_by_study')"
                         " WHERE name = 'studies'");
  study = lab_store_read (store, number, &error);
  g_assert_no_error (error);
  g_assert_cmpint (lab_damage_get (study, 0, &damage), ==, LAB_DAMAGE_ROW);
  g_assert_nonnull (strstr (damage, "title and settings of study 1"));
  g_assert_cmpuint (lab_study_get_n_runs (study), ==, lab_study_get_n_runs (before));
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    store_fixture_assert_same_run (lab_study_get_run (before, i), lab_study_get_run (study, i));
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/lab/store-load/" name, StoreFixture, NULL, store_fixture_set_up, function,         \
              store_fixture_tear_down)

  g_test_init (&argc, &argv, NULL);

  ADD ("going", test_going);
  ADD ("again", test_again);
  ADD ("again-fails", test_again_fails);
  ADD ("removed-meanwhile", test_removed_meanwhile);
  ADD ("added-meanwhile", test_added_meanwhile);
  ADD ("unread", test_unread);

  return g_test_run ();
}
