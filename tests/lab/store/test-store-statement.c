/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * SQL by names: each value goes to and comes from the column of its name, in whatever
 * order it is asked for, and what fails is told once and for all.
 */
#include <math.h>

#include "lab/experiment/lab-error.h"
#include "lab/store/lab-store-statement.h"
#include "store-fixture.h"

static LabDatabase *
open_with_table (StoreFixture *place)
{
  LabDatabase *database = lab_database_open_to_write (place->path, NULL);

  g_assert_nonnull (database);
  g_assert_true (lab_database_execute (
      database,
      "CREATE TEMP TABLE things (number INTEGER PRIMARY KEY, name TEXT, size REAL,"
      " bytes BLOB, owner INTEGER);"
      "CREATE TEMP TABLE parts (thing INTEGER REFERENCES things ON DELETE CASCADE)",
      NULL));
  return database;
}

static void
write_thing (LabDatabase *database, const char *name, double size)
{
  g_autoptr (LabStatement) statement
      = lab_statement_new_upsert (database, "things", "number, name, size, bytes, owner");
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\0b", 3);

  lab_statement_bind_bytes (statement, ":bytes", bytes);
  lab_statement_bind_real (statement, ":size", size);
  lab_statement_bind_text (statement, ":name", name);
  lab_statement_bind_integer (statement, ":number", 7);
  g_assert_true (lab_statement_run (statement, NULL));
}

static void
test_names (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabDatabase) database = open_with_table (place);
  g_autoptr (LabStatement) statement = NULL;
  g_autofree char *name = NULL;
  gsize n_bytes;

  write_thing (database, "First", 0.5);
  statement = lab_statement_new_for (
      database, "SELECT name, size, bytes, owner, number FROM things WHERE number = :number", 7);
  g_assert_true (lab_statement_step (statement));
  g_assert_cmpint (lab_statement_get_integer (statement, "number"), ==, 7);
  g_assert_cmpfloat (lab_statement_get_real (statement, "size", 9), ==, 0.5);
  g_assert_cmpfloat (lab_statement_get_real (statement, "owner", 9), ==, 9);
  name = lab_statement_dup_text (statement, "name");
  g_assert_cmpstr (name, ==, "First");
  g_assert_null (lab_statement_dup_text (statement, "owner"));
  g_assert_cmpmem (lab_statement_get_bytes (statement, "bytes", &n_bytes), n_bytes, "a\0b", 3);
  g_assert_false (lab_statement_step (statement));
  g_assert_true (lab_statement_check (statement, NULL));
}

/* A row that is there changes, and what refers to it stays. */
static void
test_upsert (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabDatabase) database = open_with_table (place);

  write_thing (database, "First", 0.5);
  g_assert_true (lab_database_execute (database, "INSERT INTO parts VALUES (7)", NULL));
  write_thing (database, "Second", (double) NAN);
  g_assert_cmpint (lab_statement_ask (database,
                                      "SELECT count (*) FROM things WHERE name = 'Second'"
                                      " AND size IS NULL",
                                      NULL),
                   ==, 1);
  g_assert_cmpint (lab_statement_ask (database, "SELECT count (*) FROM parts", NULL), ==, 1);
}

static void
test_failure (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabDatabase) database = open_with_table (place);
  g_autoptr (LabStatement) statement = lab_statement_new (database, "SELECT 1 FROM nowhere");
  gboolean has_changed;

  lab_statement_bind_integer (statement, ":number", 7);
  g_assert_false (lab_statement_step (statement));
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (lab_statement_check_but_damage (statement, &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
      g_assert_nonnull (strstr (error->message, "nowhere"));
    }
  g_assert_null (lab_statement_list (database, "SELECT 1 FROM nowhere", 0, NULL));
  g_assert_true (lab_statement_run_for (database, "DELETE FROM things WHERE number = :number", 7,
                                        &has_changed, NULL));
  g_assert_false (has_changed);
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/lab/store-statement/" name, StoreFixture, NULL, store_fixture_set_up, function,    \
              store_fixture_tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("names", test_names);
  ADD ("upsert", test_upsert);
  ADD ("failure", test_failure);
  return g_test_run ();
}
