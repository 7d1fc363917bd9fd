/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Findings: names of instruments, numbers, tables, references.
 */
#include <math.h>

#include "lab/audit/lab-finding.h"
#include "lab/audit/lab-instrument.h"

static void
test_names (void)
{
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabInstrument instrument = LAB_N_INSTRUMENTS;

      g_assert_true (lab_instrument_from_name (lab_instrument_get_name (i), &instrument));
      g_assert_cmpint (instrument, ==, i);
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (lab_instrument_get_name (j), !=, lab_instrument_get_name (i));
    }
  /* Stored audits hold them. */
  g_assert_cmpstr (lab_instrument_get_name (LAB_INSTRUMENT_TOLERANCE), ==, "key-tolerance");
  g_assert_cmpstr (lab_instrument_get_name (LAB_INSTRUMENT_LINEAR), ==, "linear-eve");
  g_assert_cmpstr (lab_instrument_get_name (LAB_INSTRUMENT_CHANNEL), ==, "channel");
}

static void
test_unknown_name (void)
{
  LabInstrument instrument = LAB_INSTRUMENT_CHANNEL;

  g_assert_false (lab_instrument_from_name ("Key-Tolerance", &instrument));
  g_assert_false (lab_instrument_from_name ("", &instrument));
  g_assert_cmpint (instrument, ==, LAB_INSTRUMENT_CHANNEL);
}

static void
test_numbers (void)
{
  g_autoptr (LabFinding) finding = lab_finding_new (LAB_INSTRUMENT_LINEAR);
  const NcAuditInterval *interval;

  g_assert_cmpint (lab_finding_get_instrument (finding), ==, LAB_INSTRUMENT_LINEAR);
  g_assert_null (lab_finding_get_number (finding, "bit-error"));
  g_assert_true (isnan (lab_finding_get_value (finding, "bit-error")));
  lab_finding_add_number (finding, "bit-error", (NcAuditInterval){ 0.25, 0.125, 0.5 });
  lab_finding_add_figure (finding, "eves", 5);
  interval = lab_finding_get_number (finding, "bit-error");
  g_assert_cmpfloat (interval->value, ==, 0.25);
  g_assert_cmpfloat (interval->low, ==, 0.125);
  g_assert_cmpfloat (interval->high, ==, 0.5);
  interval = lab_finding_get_number (finding, "eves");
  g_assert_cmpfloat (interval->low, ==, 5);
  g_assert_cmpfloat (interval->high, ==, 5);
  g_assert_cmpfloat (lab_finding_get_value (finding, "eves"), ==, 5);
  g_assert_cmpuint (lab_finding_get_numbers (finding)->len, ==, 2);
}

static void
test_tables (void)
{
  static const char *const columns[] = { "bit", "error", NULL };
  g_autoptr (LabFinding) finding = lab_finding_new (LAB_INSTRUMENT_PARITIES);
  const LabFindingTable *table;
  double *values;

  g_assert_null (lab_finding_get_table (finding, "bits"));
  values = lab_finding_add_table (finding, "bits", 3, columns);
  for (guint i = 0; i < 6; i++)
    g_assert_true (isnan (values[i]));
  values[3] = 0.5; /* row 1, "error" */
  lab_finding_add_matrix (finding, "pairs", 2, 12);
  lab_finding_add_table (finding, "none", 0, columns);

  table = lab_finding_get_table (finding, "bits");
  g_assert_cmpuint (table->n_rows, ==, 3);
  g_assert_cmpuint (table->n_columns, ==, 2);
  g_assert_cmpstr (table->columns[1], ==, "error");
  g_assert_null (table->columns[2]);
  g_assert_cmpfloat (table->values[3], ==, 0.5);
  table = lab_finding_get_table (finding, "pairs");
  g_assert_cmpuint (table->n_columns, ==, 12);
  g_assert_cmpstr (table->columns[0], ==, "0");
  g_assert_cmpstr (table->columns[11], ==, "11");
  g_assert_cmpuint (lab_finding_get_table (finding, "none")->n_rows, ==, 0);
  g_assert_cmpuint (lab_finding_get_tables (finding)->len, ==, 3);
}

/* A name is given once. */
static void
test_twice (void)
{
  g_autoptr (LabFinding) finding = lab_finding_new (LAB_INSTRUMENT_LINEAR);

  lab_finding_add_figure (finding, "eves", 5);
  lab_finding_add_matrix (finding, "pairs", 1, 1);
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*lab_finding_add_number*");
  lab_finding_add_figure (finding, "eves", 6);
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*lab_finding_add_matrix*");
  g_assert_null (lab_finding_add_matrix (finding, "pairs", 2, 2));
  g_test_assert_expected_messages ();
  g_assert_cmpfloat (lab_finding_get_value (finding, "eves"), ==, 5);
  g_assert_cmpuint (lab_finding_get_table (finding, "pairs")->n_rows, ==, 1);
}

static void
test_complete (void)
{
  LabFinding *finding = lab_finding_new (LAB_INSTRUMENT_CHANNEL);
  LabFinding *again = lab_finding_ref (finding);

  lab_finding_set_seconds (finding, 2.5);
  g_assert_false (lab_finding_is_complete (finding));
  g_assert_cmpfloat (lab_finding_get_seconds (finding), ==, 0);
  lab_finding_set_complete (finding);
  lab_finding_unref (finding);
  g_assert_true (lab_finding_is_complete (again));
  g_assert_cmpfloat (lab_finding_get_seconds (again), ==, 2.5);
  lab_finding_unref (again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/finding/names", test_names);
  g_test_add_func ("/lab/finding/unknown-name", test_unknown_name);
  g_test_add_func ("/lab/finding/numbers", test_numbers);
  g_test_add_func ("/lab/finding/tables", test_tables);
  g_test_add_func ("/lab/finding/twice", test_twice);
  g_test_add_func ("/lab/finding/complete", test_complete);
  return g_test_run ();
}
