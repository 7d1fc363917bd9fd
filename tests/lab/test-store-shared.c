/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A store whose file other processes use, move or change: who has which number, and
 * that nothing of anybody is lost. Another LabStore or LabLocks on a file stands for
 * another process. More of it is in tests/cli.
 */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "lab/lab-store-private.h"
#include "store-fixture.h"

/* As any program could. */
static void
execute (const char *path, const char *sql)
{
  sqlite3 *db;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

/* Four runs of five iterations each, kept and not flushed. */
static LabStudy *
begin_study (LabStore *store)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  LabStudy *study = store_fixture_make (STUDY);

  lab_store_keep (store, study);
  for (guint i = 0; i < 4; i++)
    lab_scheduler_step (scheduler, lab_study_get_run (study, i), 5);
  fixture_wait_inactive (scheduler);
  return study;
}

/* @study is in the file at @path, whole. */
static void
assert_kept (LabStore *store, LabStudy *study, const char *path)
{
  StoreFixture place = { NULL, (char *) path };
  g_autoptr (LabStore) reader = store_fixture_open (&place);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudy) read
      = lab_store_read (reader, lab_store_get_study_number (store, study), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lab_study_get_n_runs (read), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      LabRun *one = lab_study_get_run (study, i), *two = lab_study_get_run (read, i);
      g_autofree char *fingerprint_one = store_fixture_get_fingerprint (one);
      g_autofree char *fingerprint_two = store_fixture_get_fingerprint (two);

      g_assert_cmpint (lab_run_get_number (one), ==, lab_run_get_number (two));
      g_assert_cmpint (lab_run_get_state (one), ==, lab_run_get_state (two));
      g_assert_cmpstr (fingerprint_one, ==, fingerprint_two);
    }
}

static void
assert_numbers (LabStudy *study, const char *expected)
{
  g_autoptr (GString) numbers = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    g_string_append_printf (numbers, "%s%d", i > 0 ? " " : "",
                            (int) lab_run_get_number (lab_study_get_run (study, i)));
  g_assert_cmpstr (numbers->str, ==, expected);
}

/* Numbers that did not come into the file are free for others; those that others have
 * are passed over. */
static void
test_numbers (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (LabLocks) other = lab_locks_new (place->path);
  g_autoptr (LabStudy) study = NULL;

  execute (place->path, "ALTER TABLE checkpoints RENAME TO away");
  study = begin_study (store);
  g_assert_false (lab_store_flush (store));
  for (gint64 i = 1; i <= 4; i++)
    g_assert_false (lab_locks_is_held (other, i));

  g_assert_true (lab_locks_take (other, 2));
  g_assert_true (lab_locks_take (other, 3));
  execute (place->path, "ALTER TABLE away RENAME TO checkpoints");
  store_fixture_flush (store);
  assert_numbers (study, "1 4 5 6");
  for (gint64 i = 1; i <= 6; i++)
    g_assert_cmpint (lab_locks_take (other, i), ==, i == 2 || i == 3);
  assert_kept (store, study, place->path);
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/lab/store-shared/" name, StoreFixture, NULL, store_fixture_set_up, function,       \
              store_fixture_tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("numbers", test_numbers);
  return g_test_run ();
}
