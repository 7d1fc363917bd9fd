/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Audits in a store: kept, listed, read back, gone with their run; what an older store
 * becomes, and what a damaged or read-only one says.
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "hand-made.h"
#include "lab/store/lab-store-change.h"
#include "lab/store/lab-store-audits.h"
#include "lab/store/lab-store-database.h"
#include "store-fixture.h"

#define NOBODY 65534 /* whom a read-only file binds, root too becoming one */

static LabAuditResult *
make_audit (const char *label, gint64 run, double eve)
{
  g_auto (HandMade) made = { 0 };

  hand_made_begin (&made);
  made.facts.label = (char *) label;
  made.facts.run = run;
  hand_made_set_figure (&made, LAB_INSTRUMENT_FRESH_EVES, "bit-error", eve);
  return hand_made_end (&made);
}

static gint64
keep (LabStore *store, const char *label, gint64 run, double eve)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabAuditResult) audit = make_audit (label, run, eve);
  gint64 number = lab_store_add_audit (store, audit, &error);

  g_assert_no_error (error);
  g_assert_cmpint (number, >, 0);
  return number;
}

/* "label number, …" of all, or of a run. */
static void
assert_listed (LabStore *store, gint64 run, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) audits = lab_store_list_audits (store, run, &error);
  g_autoptr (GString) labels = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < audits->len; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? " " : "",
                            ((LabStoredAudit *) audits->pdata[i])->label);
  g_assert_cmpstr (labels->str, ==, expected);
}

/* A study whose runs are in the file; NULL-terminated numbers are not needed: [0] and [1]. */
static LabStudy *
keep_study (LabStore *store, LabScheduler *scheduler, gint64 runs[2])
{
  LabStudy *study = store_fixture_make (STUDY);

  lab_store_keep (store, study);
  store_fixture_start_all (scheduler, study);
  fixture_wait_inactive (scheduler);
  store_fixture_flush (store);
  for (guint i = 0; i < 2; i++)
    runs[i] = lab_run_get_number (lab_study_get_run (study, i));
  return study;
}

static guint
count_findings (LabAuditResult *audit)
{
  guint n = 0;

  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    n += lab_audit_result_get_finding (audit, i) != NULL;
  return n;
}

static void
count (LabStore *store, guint *n)
{
  ++*n;
}

static void
assert_same_text (LabAuditResult *a, LabAuditResult *b)
{
  g_autofree char *one = lab_audit_result_to_text (a);
  g_autofree char *two = lab_audit_result_to_text (b);

  g_assert_cmpstr (one, ==, two);
}

static void
test_kept (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (LabStore) store = store_fixture_open (place);
  gint64 runs[2], number;
  g_autoptr (LabStudy) study = keep_study (store, scheduler, runs);
  g_autoptr (LabAuditResult) audit = make_audit ("mine", runs[1], 0.02);
  g_autoptr (LabAuditResult) again = NULL;
  g_autoptr (GPtrArray) audits = NULL;
  g_autoptr (GError) error = NULL;
  const LabStoredAudit *stored;
  guint n_changes = 0;

  g_signal_connect (store, "changed", G_CALLBACK (count), &n_changes);
  keep (store, "weights", 0, 0.5);
  keep (store, "first", runs[0], 0.5);
  number = lab_store_add_audit (store, audit, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_changes, ==, 3);
  assert_listed (store, 0, "mine first weights");
  assert_listed (store, runs[0], "first");
  audits = lab_store_list_audits (store, runs[1], NULL);
  g_assert_cmpuint (audits->len, ==, 1);
  stored = audits->pdata[0];
  g_assert_cmpint (stored->number, ==, number);
  g_assert_cmpint (stored->run, ==, runs[1]);
  g_assert_cmpstr (stored->kind, ==, "run");
  g_assert_cmpint (stored->depth, ==, LAB_AUDIT_QUICK);
  g_assert_cmpint (stored->verdict, ==, LAB_AUDIT_OPEN_TO_EVE);
  g_assert_cmpint (stored->created, ==, 1700000000);
  g_assert_cmpuint (stored->iterations, ==, 20000);
  g_assert_cmpuint (stored->n_measured, ==, count_findings (audit));
  again = lab_store_load_audit (store, number, &error);
  g_assert_no_error (error);
  assert_same_text (audit, again);
  g_assert_true (lab_store_delete_audit (store, number, &error));
  g_assert_no_error (error);
  assert_listed (store, 0, "first weights");
  g_assert_cmpuint (n_changes, ==, 4);
}

/* What is not there is said to be so. */
static void
test_not_there (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabStore) store = store_fixture_open (place);
  g_autoptr (LabAuditResult) audit = make_audit ("stranger", 77, 0.5);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (lab_store_add_audit (store, audit, &error), ==, 0);
  g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "run 77"));
  g_clear_error (&error);
  assert_listed (store, 0, "");
  g_assert_null (lab_store_load_audit (store, 5, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "no audit 5"));
  g_clear_error (&error);
  g_assert_false (lab_store_delete_audit (store, 5, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
}

/* With its run, and out of sight with its study; one in the history keeps its own. */
static void
test_with_its_run (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (LabStore) store = store_fixture_open (place);
  gint64 runs[2], number, of_one;
  g_autoptr (LabStudy) study = keep_study (store, scheduler, runs);
  g_autoptr (GError) error = NULL;

  of_one = keep (store, "one", runs[0], 0.5);
  keep (store, "two", runs[1], 0.5);
  lab_study_renew (study, lab_study_get_run (study, 1));
  store_fixture_flush (store);
  assert_listed (store, 0, "two one");
  lab_study_remove (study, lab_study_get_run (study, 0));
  store_fixture_flush (store);
  assert_listed (store, 0, "two one"); /* the run is in the history */
  g_assert_true (lab_store_erase_audits (store, &of_one, 1, NULL));
  assert_listed (store, 0, "two");
  g_assert_null (lab_store_load_audit (store, of_one, &error));
  g_assert_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND);
  number = lab_store_get_study_number (store, study);
  lab_store_let_go (store, study);
  store_fixture_flush (store);
  g_assert_true (lab_store_delete (store, number, NULL));
  assert_listed (store, 0, "");
  assert_listed (store, runs[1], "");
  g_assert_true (lab_store_restore (store, number, NULL));
  assert_listed (store, 0, "two");
}

/* The file as version 2 left it: brought up to date, nothing lost, audits can come. */
static void
test_older (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autofree char *path = g_build_filename (place->folder, "second.db", NULL);
  gint64 runs[2], number;
  g_autoptr (LabStudy) study = NULL;

  {
    g_autoptr (LabStore) store = store_fixture_open (place);

    study = keep_study (store, scheduler, runs);
    number = lab_store_get_study_number (store, study);
  }
  store_fixture_execute (path, lab_database_get_schema_step (1));
  store_fixture_execute (path, lab_database_get_schema_step (2));
  {
    g_autofree char *fill
        = g_strdup_printf ("ATTACH '%s' AS now;"
                           "INSERT INTO experiments SELECT * FROM now.experiments;"
                           "INSERT INTO origins SELECT * FROM now.origins;"
                           "INSERT INTO studies SELECT number, name, title, text, seeds, created,"
                           " modified, deleted FROM now.studies;"
                           "INSERT INTO runs SELECT number, study, position, curve, nth_seed,"
                           " origin, origin_curve, label, colour, visible, experiment, seed, state,"
                           " message, iterations, length, seconds, bob_loss_rate, bob_bit_error,"
                           " eve_loss_rate, eve_bit_error, eve_own_loss_rate, eve_own_bit_error,"
                           " modified, version, arithmetic FROM now.runs;"
                           "INSERT INTO chunks SELECT run, first, count, columns, data"
                           " FROM now.chunks;"
                           "INSERT INTO checkpoints SELECT * FROM now.checkpoints;"
                           "PRAGMA application_id = %d; PRAGMA user_version = 2",
                           place->path, 0x464b4c62);

    store_fixture_execute (path, fill);
  }
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (LabStore) store = lab_store_open (path, &error);
    g_autoptr (LabStudy) again = NULL;

    g_assert_no_error (error);
    g_assert_null (lab_store_get_notice (store));
    again = store_fixture_load (store, number);
    for (guint i = 0; i < lab_study_get_n_runs (study); i++)
      store_fixture_assert_same_run (lab_study_get_run (study, i), lab_study_get_run (again, i));
    assert_listed (store, 0, "");
    keep (store, "first of all", runs[0], 0.5);
    assert_listed (store, runs[0], "first of all");
  }
}

/* Rows that make no sense: the list shows the others, and reading says what is wrong. */
static void
test_damaged_rows (StoreFixture *place, gconstpointer data)
{
  g_autoptr (LabStore) store = store_fixture_open (place);
  gint64 numbers[4];
  static const char *const harms[] = {
    "UPDATE audits SET verdict = 'secure', text = '[' WHERE number = 1",
    "UPDATE audits SET text = x'ff00ff' WHERE number = 2",
    "UPDATE audits SET text = replace (text, '\"seed\":7', '\"seed\":-7') WHERE number = 3",
  };

  numbers[0] = keep (store, "a", 0, 0.5);
  numbers[1] = keep (store, "b", 0, 0.5);
  numbers[2] = keep (store, "c", 0, 0.5);
  numbers[3] = keep (store, "d", 0, 0.5);
  for (guint i = 0; i < G_N_ELEMENTS (harms); i++)
    store_fixture_change (place->path, harms[i]);
  assert_listed (store, 0, "d c b");
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (lab_store_load_audit (store, numbers[i], &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_MALFORMED);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "runs.db: audit "));
    }
  {
    g_autoptr (LabAuditResult) sound = lab_store_load_audit (store, numbers[3], NULL);

    g_assert_nonnull (sound);
  }
}

/* In a process of its own, which gives up what root may do. */
static void
test_read_only (void)
{
  g_autofree char *path = g_strdup (g_getenv ("READ_ONLY_STORE"));

  if (path == NULL)
    {
      StoreFixture place;
      g_autofree char *shared = NULL;
      g_autofree char *folder = NULL;

      store_fixture_set_up (&place, NULL);
      {
        g_autoptr (LabStore) store = store_fixture_open (&place);

        keep (store, "before", 0, 0.02);
      }
      folder = g_build_filename (place.folder, "archive", NULL);
      shared = g_build_filename (folder, "runs.db", NULL);
      g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
      store_fixture_copy (place.path, shared);
      g_assert_cmpint (g_chmod (place.folder, 0755), ==, 0);
      g_assert_cmpint (g_chmod (shared, 0444), ==, 0);
      g_assert_cmpint (g_chmod (folder, 0555), ==, 0);
      g_setenv ("READ_ONLY_STORE", shared, TRUE);
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_unsetenv ("READ_ONLY_STORE");
      g_test_trap_assert_passed ();
      g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
      g_assert_cmpint (g_remove (shared), ==, 0);
      g_assert_cmpint (g_rmdir (folder), ==, 0);
      store_fixture_tear_down (&place, NULL);
      return;
    }
  g_assert_true (getuid () != 0 || setuid (NOBODY) == 0);
  prctl (PR_SET_DUMPABLE, 1); /* or no leaks can be looked for */
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (LabStore) store = lab_store_open (path, &error);
    g_autoptr (LabAuditResult) audit = make_audit ("late", 0, 0.5);
    g_autoptr (LabAuditResult) before = NULL;

    g_assert_no_error (error);
    assert_listed (store, 0, "before");
    before = lab_store_load_audit (store, 1, &error);
    g_assert_no_error (error);
    g_assert_cmpint (lab_audit_result_get_verdict (before), ==, LAB_AUDIT_OPEN_TO_EVE);
    g_assert_cmpint (lab_store_add_audit (store, audit, &error), ==, 0);
    g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
    g_assert_nonnull (strstr (error->message, "make the file and its folder writable"));
    g_clear_error (&error);
    g_assert_false (lab_store_delete_audit (store, 1, &error));
    g_assert_error (error, LAB_ERROR, LAB_ERROR_STORE);
    assert_listed (store, 0, "before");
  }
}

int
main (int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add ("/lab/store-audits/" name, StoreFixture, NULL, store_fixture_set_up, function,       \
              store_fixture_tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("kept", test_kept);
  ADD ("not-there", test_not_there);
  ADD ("with-its-run", test_with_its_run);
  ADD ("older", test_older);
  ADD ("damaged-rows", test_damaged_rows);
  g_test_add_func ("/lab/store-audits/read-only", test_read_only);
  return g_test_run ();
}
