/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study out of the store again: while this program still has it, while another one
 * has some of it, and when it cannot be read.
 */
#include "lab/lab-store-database.h"
#include "store-fixture.h"

/* What cannot be read is not said to be absent. */
static void
test_unread (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabStudy) study = store_fixture_make (STUDY);
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (GError) error = NULL;
  gint64 number;

  lab_store_keep (store, study);
  g_assert_true (lab_study_set_value (study, "training.batch", "16", NULL));
  store_fixture_flush (store);
  number = lab_store_get_study_number (store, study);
  lab_store_let_go (store, study);
  store_fixture_flush (store);
  store_fixture_execute (place, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage ="
                                " (SELECT rootpage FROM sqlite_schema WHERE name = 'runs_by_study')"
                                " WHERE name = 'studies'");
  g_assert_null (lab_store_load (store, number, &error));
  g_assert_true (lab_database_is_damage (error));
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/lab/store-load/" name, StoreFixture, NULL, store_fixture_set_up, function,         \
              store_fixture_tear_down)

  g_test_init (&argc, &argv, NULL);

  ADD ("unread", test_unread);

  return g_test_run ();
}
