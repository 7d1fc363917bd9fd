/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The calibration that ships: every known cipher is there, what was measured is what is
 * known by calculation, and a row measured anew is the same but for chance.
 */
#include <math.h>

#include "calibration-lines.h"
#include "lab/audit/lab-audit.h"
#include "lab/experiment/lab-error.h"

static const LabCalibration *
find (GArray *rows, NcAuditKnown kind, guint bits)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const LabCalibration *row = &g_array_index (rows, LabCalibration, i);
      if (row->kind == kind && row->bits == bits)
        return row;
    }
  g_error ("The calibration lacks a cipher.");
}

static const LabAuditVerdict verdicts[NC_AUDIT_N_KNOWN] = {
  [NC_AUDIT_KNOWN_CLEAR] = LAB_AUDIT_KEY_UNUSED,
  [NC_AUDIT_KNOWN_PAD_EXACT] = LAB_AUDIT_NOTHING_FOUND,
  [NC_AUDIT_KNOWN_PAD_FUZZY] = LAB_AUDIT_NOTHING_FOUND,
  [NC_AUDIT_KNOWN_COMPLEMENT] = LAB_AUDIT_LEAKS_PARITIES,
  [NC_AUDIT_KNOWN_COMMITMENT] = LAB_AUDIT_OPEN_TO_EVE,
  [NC_AUDIT_KNOWN_THREE_KEY_BITS] = LAB_AUDIT_LEAKS_PARITIES,
};

static void
test_shipped (void)
{
  static const double slack[LAB_CALIBRATION_N_QUANTITIES] = { 0.01, 0.01, 0.01, 0.1, 0.05, 0.5 };
  static const guint bits[] = { 8, 16 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = lab_calibration_read_shipped (&error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, NC_AUDIT_N_KNOWN * G_N_ELEMENTS (bits));
  for (guint i = 0; i < G_N_ELEMENTS (bits); i++)
    for (guint kind = 0; kind < NC_AUDIT_N_KNOWN; kind++)
      {
        const LabCalibration *row = find (rows, kind, bits[i]);

        g_assert_cmpint (row->verdict, ==, verdicts[kind]);
        for (guint k = 0; k < LAB_CALIBRATION_N_QUANTITIES; k++)
          {
            double known = lab_calibration_get_known (kind, bits[i], row->key_difference, k);
            const NcAuditInterval *found = &row->measured[k];

            g_test_message ("%s %u %s: %g, known %g", nc_audit_known_get_name (kind), bits[i],
                            lab_calibration_get_name (k), found->value, known);
            g_assert_cmpfloat (found->low, <=, found->value);
            g_assert_cmpfloat (found->high, >=, found->value);
            g_assert_cmpfloat (found->low - slack[k], <=, known);
            g_assert_cmpfloat (found->high + slack[k], >=, known);
          }
      }
}

static void
test_measured_anew (void)
{
  g_autoptr (GArray) rows = lab_calibration_read_shipped (NULL);
  const LabCalibration *shipped = find (rows, NC_AUDIT_KNOWN_THREE_KEY_BITS, 8);
  const LabAuditOptions options = { .seed = 1, .depth = shipped->depth };
  g_autoptr (LabAuditSubject) subject
      = lab_audit_subject_new_for_known (shipped->kind, shipped->bits, LAB_KNOWN_DIFFERENCE);
  g_autoptr (LabAudit) audit = lab_audit_new (subject, &options);
  LabCalibration row;

  calibration_fill (&row, shipped->kind, lab_audit_run (audit, NULL));
  g_assert_cmpint (row.verdict, ==, shipped->verdict);
  g_assert_cmpuint (row.key_difference, ==, shipped->key_difference);
  for (guint k = 0; k < LAB_CALIBRATION_N_QUANTITIES; k++)
    {
      const NcAuditInterval *a = &row.measured[k], *b = &shipped->measured[k];

      g_test_message ("%s: %g, shipped %g", lab_calibration_get_name (k), a->value, b->value);
      g_assert_cmpfloat (a->low - 1e-4, <=, b->high);
      g_assert_cmpfloat (b->low - 1e-4, <=, a->high);
    }
}

static void
test_malformed (void)
{
  static const char *const lines[] = {
    "clear,8,0,quick,key-unused,bob-bit-error,0,0",
    "dear,8,0,quick,key-unused,bob-bit-error,0,0,0",
    "clear,x,0,quick,key-unused,bob-bit-error,0,0,0",
    "clear,8,0,slow,key-unused,bob-bit-error,0,0,0",
    "clear,8,0,quick,key-used,bob-bit-error,0,0,0",
    "clear,8,0,quick,key-unused,bob,0,0,0",
    "clear,8,0,quick,key-unused,bob-bit-error,0,0,zero",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *text = g_strconcat (CALIBRATION_HEADER, lines[i], "\n", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (lab_calibration_read (text, &error));
      g_assert_error (error, LAB_ERROR, LAB_ERROR_MALFORMED);
    }
}

static void
test_round_trip (void)
{
  LabCalibration row = { .kind = NC_AUDIT_KNOWN_COMMITMENT,
                         .bits = 16,
                         .key_difference = 3,
                         .depth = LAB_AUDIT_QUICK,
                         .verdict = LAB_AUDIT_LEAKS_BITS };

  for (guint k = 0; k < LAB_CALIBRATION_N_QUANTITIES; k++)
    row.measured[k] = (NcAuditInterval){ 0.5 + k, 0.25 + k, k == 3 ? (double) NAN : 0.75 + k };
  g_autofree char *lines = calibration_to_csv (&row);
  g_autofree char *text = g_strconcat (CALIBRATION_HEADER, lines, NULL);
  g_autoptr (GArray) rows = lab_calibration_read (text, NULL);
  g_assert_cmpuint (rows->len, ==, 1);
  const LabCalibration *read = find (rows, NC_AUDIT_KNOWN_COMMITMENT, 16);
  g_assert_cmpint (read->verdict, ==, row.verdict);
  g_assert_cmpint (read->depth, ==, row.depth);
  g_assert_cmpuint (read->key_difference, ==, 3);
  for (guint k = 0; k < LAB_CALIBRATION_N_QUANTITIES; k++)
    {
      g_assert_cmpfloat (read->measured[k].value, ==, row.measured[k].value);
      g_assert_cmpfloat (read->measured[k].low, ==, row.measured[k].low);
      g_assert_true (k == 3 ? isnan (read->measured[k].high)
                            : read->measured[k].high == row.measured[k].high);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/calibration/shipped", test_shipped);
  g_test_add_func ("/calibration/measured-anew", test_measured_anew);
  g_test_add_func ("/calibration/malformed", test_malformed);
  g_test_add_func ("/calibration/round-trip", test_round_trip);
  return g_test_run ();
}
