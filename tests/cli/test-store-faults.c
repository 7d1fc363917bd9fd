/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Training goes on when the system refuses what the store needs of it: on a full, broken
 * or read-only disk, without locks or threads, and with a clock that was set back. A
 * sentence says so, and all of it is in the store once that is possible.
 *
 * Arguments: the program, and the library that makes calls fail (tests/preload).
 */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "faulty-store.h"

/* Nothing comes in while it fails, everything afterwards. */
static void
check_disk (FaultyStore *place, const char *call, int number, const char *words)
{
  gint64 before, meanwhile;

  faulty_store_begin (place);
  faulty_store_wait_for_more (place->store, 0);
  faulty_store_begin_to_fail (place, call, number);
  g_usleep (300000);
  before = faulty_store_count (place->store, NULL);
  g_usleep (2500000);
  meanwhile = faulty_store_count (place->store, NULL);
  g_assert_cmpint (meanwhile, ==, before);
  faulty_store_end_to_fail (place);
  faulty_store_wait_for_more (place->store, before);
  faulty_store_end (place, words);
}

static void
test_full (FaultyStore *place, gconstpointer data)
{
  check_disk (place, "write", ENOSPC,
              "cannot be used (database or disk is full): free some space on its disk; training "
              "continues|is up to date again");
}

static void
test_broken (FaultyStore *place, gconstpointer data)
{
  check_disk (place, "sync", EIO, "check its disk|training continues|is up to date again");
}

/* To the end: the results are shown, and are no success. */
static void
test_full_for_good (FaultyStore *place, gconstpointer data)
{
  g_auto (Result) result = { 0 };
  g_autoptr (JsonParser) parser = json_parser_new ();
  gint64 iterations = 0;

  faulty_store_begin (place);
  faulty_store_wait_for_more (place->store, 0);
  faulty_store_begin_to_fail (place, "write", ENOSPC);
  g_usleep (1500000);
  g_subprocess_send_signal (place->process, SIGINT);
  result = fixture_end (place->process);
  g_clear_object (&place->process);
  faulty_store_end_to_fail (place);
  g_test_message ("%s", result.err);
  g_assert_cmpint (result.status, ==, 130);
  g_assert_nonnull (strstr (result.err, "training continues"));
  g_assert_nonnull (strstr (result.err, "not all of these results are stored"));
  g_assert_nonnull (strstr (result.err, "free some space on its disk"));
  for (guint i = 0; i < 3; i++)
    iterations += json_object_get_int_member (
        fixture_get_run (fixture_parse (parser, result.out), i), "iterations");
  g_assert_cmpint (faulty_store_count (place->store, "paused"), <, iterations);
}

/* A disk that cannot be written shows what it has; once it can, all comes in. */
static void
check_unwritable_first (FaultyStore *place, const char *call, int number, const char *words)
{
  g_auto (Result) made = fixture_succeed ("train", FAULTY_STORE_TRAINING, "--set",
                                          "training.iterations=10", "--store", place->store, NULL);
  g_auto (Result) listed = { 0 };

  faulty_store_begin_to_fail (place, call, number);
  fixture_set_environment (place->faulty);
  listed = fixture_succeed ("runs", "--store", place->store, NULL);
  fixture_set_environment (NULL);
  g_assert_nonnull (strstr (listed.out, "10/10"));
  faulty_store_begin (place);
  g_usleep (2500000);
  faulty_store_end_to_fail (place);
  faulty_store_wait_for_more (place->store, 30);
  {
    g_autoptr (GSubprocess) process = g_steal_pointer (&place->process);
    g_auto (Result) result = { 0 };

    g_subprocess_send_signal (process, SIGINT);
    result = fixture_end (process);
    g_test_message ("%s", result.err);
    g_assert_cmpint (result.status, ==, 130);
    g_assert_nonnull (strstr (result.err, words));
    g_assert_nonnull (strstr (result.err, "is up to date again"));
  }
}

static void
test_read_only (FaultyStore *place, gconstpointer data)
{
  check_unwritable_first (place, "open", EROFS, "make the file and its folder writable");
}

static void
test_full_first (FaultyStore *place, gconstpointer data)
{
  check_unwritable_first (place, "write", ENOSPC, "free some space on its disk");
}

/* Where no lock can be had no other program is blamed. */
static void
check_resume_without_locks (FaultyStore *place)
{
  g_auto (Result) resumed = fixture_run ("resume", "1", "--store", place->store, NULL);

  g_test_message ("%s", resumed.err);
  g_assert_cmpint (resumed.status, ==, 1);
  g_assert_nonnull (strstr (resumed.err, "runs.db-locks cannot be written or locked"));
  g_assert_null (strstr (resumed.err, "another program"));
}

static void
test_no_locks (FaultyStore *place, gconstpointer data)
{
  g_autofree char *locks = g_strconcat (place->store, "-locks", NULL);

  faulty_store_begin (place);
  faulty_store_wait_for_more (place->store, 0);
  faulty_store_end (place, "");
  g_assert_cmpint (g_remove (locks), ==, 0);
  g_assert_cmpint (g_mkdir (locks, 0700), ==, 0); /* even who may do anything cannot open it */
  check_resume_without_locks (place);
  g_assert_cmpint (faulty_store_count (place->store, "paused"), >, 0);
  g_assert_cmpint (g_rmdir (locks), ==, 0);
}

/* What is trained is kept also on a system, or a disk, that knows no locks. */
static void
test_unknown_locks (FaultyStore *place, gconstpointer data)
{
  faulty_store_begin_to_fail (place, "lock", EINVAL);
  faulty_store_begin (place);
  faulty_store_wait_for_more (place->store, 0);
  faulty_store_end (place, "");
  fixture_set_environment (place->faulty);
  check_resume_without_locks (place);
  fixture_set_environment (NULL);
  faulty_store_end_to_fail (place);
  g_assert_cmpint (faulty_store_count (place->store, "paused"), >, 0);
}

/* Nothing is lost by it, and it is no success. */
static void
test_no_thread (FaultyStore *place, gconstpointer data)
{
  g_autofree char *other = g_build_filename (place->folder, "other.db", NULL);
  gint64 before;
  g_auto (Result) resumed = { 0 }, trained = { 0 };

  faulty_store_begin (place);
  faulty_store_wait_for_more (place->store, 0);
  faulty_store_end (place, "");
  before = faulty_store_count (place->store, "paused");
  faulty_store_begin_to_fail (place, "thread", EAGAIN);
  fixture_set_environment (place->faulty);
  resumed = fixture_run ("resume", "--json", "--store", place->store, NULL);
  trained = fixture_run ("train", FAULTY_STORE_TRAINING, "--set", "training.iterations=10",
                         "--store", other, NULL);
  fixture_set_environment (NULL);
  faulty_store_end_to_fail (place);
  g_test_message ("%s", resumed.err);
  g_assert_cmpint (resumed.status, ==, 1);
  g_assert_nonnull (strstr (resumed.err, "No thread could be started"));
  g_assert_nonnull (strstr (resumed.err, "start it again"));
  g_test_message ("%s", trained.err);
  g_assert_cmpint (trained.status, ==, 1);
  g_assert_nonnull (strstr (trained.err, "No thread could be started"));
  g_assert_cmpint (faulty_store_count (place->store, "paused"), ==, before);
}

static void
test_clock (FaultyStore *place, gconstpointer data)
{
  gint64 before;

  faulty_store_begin (place);
  before = faulty_store_wait_for_more (place->store, 0);
  fixture_write (place->clock, "-86400");
  before = faulty_store_wait_for_more (place->store, before);
  fixture_write (place->clock, "86400");
  before = faulty_store_wait_for_more (place->store, before);
  g_assert_cmpint (g_remove (place->clock), ==, 0);
  faulty_store_wait_for_more (place->store, before);
  faulty_store_end (place, "");
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/cli/store-faults/" name, FaultyStore, NULL, faulty_store_set_up, function,         \
              faulty_store_tear_down)

  faulty_store_init (&argc, &argv);
  ADD ("full", test_full);
  ADD ("broken", test_broken);
  ADD ("full-for-good", test_full_for_good);
  ADD ("read-only", test_read_only);
  ADD ("full-first", test_full_first);
  ADD ("no-locks", test_no_locks);
  ADD ("unknown-locks", test_unknown_locks);
  ADD ("no-thread", test_no_thread);
  ADD ("clock", test_clock);
  return g_test_run ();
}
