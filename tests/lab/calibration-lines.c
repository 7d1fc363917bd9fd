/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes what lab-calibration.c reads.
 */
#include "calibration-lines.h"

#include <math.h>

static NcAuditInterval
get (LabAuditResult *result, LabInstrument instrument, const char *name)
{
  LabFinding *finding = lab_audit_result_get_finding (result, instrument);
  const NcAuditInterval *found = finding != NULL ? lab_finding_get_number (finding, name) : NULL;

  return found != NULL ? *found : (NcAuditInterval){ NAN, NAN, NAN };
}

void
calibration_fill (LabCalibration *row, NcAuditKnown kind, LabAuditResult *result)
{
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  const NcAuditInterval fresh = get (result, LAB_INSTRUMENT_FRESH_EVES, "bit-error");
  const NcAuditInterval linear = get (result, LAB_INSTRUMENT_LINEAR, "bit-error");

  *row = (LabCalibration){
    .kind = kind,
    .bits = facts->plaintext_bits,
    .key_difference = facts->key_difference,
    .depth = facts->depth,
    .verdict = lab_audit_result_get_verdict (result),
  };
  row->measured[LAB_CALIBRATION_BOB]
      = get (result, LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-bit-error");
  row->measured[LAB_CALIBRATION_WRONG]
      = get (result, LAB_INSTRUMENT_TOLERANCE, "random-key-bit-error");
  row->measured[LAB_CALIBRATION_EVE]
      = isnan (fresh.value) || linear.value < fresh.value ? linear : fresh;
  row->measured[LAB_CALIBRATION_HIDDEN] = get (result, LAB_INSTRUMENT_HIDDEN_BITS, "hidden-bits");
  row->measured[LAB_CALIBRATION_CHOSEN]
      = get (result, LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage");
  row->measured[LAB_CALIBRATION_KEYS_LEFT] = get (result, LAB_INSTRUMENT_KEY_SEARCH, "log2-left");
}

char *
calibration_to_csv (const LabCalibration *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < LAB_CALIBRATION_N_QUANTITIES; i++)
    {
      const NcAuditInterval *found = &row->measured[i];
      char number[3][G_ASCII_DTOSTR_BUF_SIZE];
      const double values[3] = { found->value, found->low, found->high };

      g_string_append_printf (text, "%s,%u,%u,%s,%s,%s", nc_audit_known_get_name (row->kind),
                              row->bits, row->key_difference, lab_audit_depth_get_name (row->depth),
                              lab_audit_verdict_get_name (row->verdict),
                              lab_calibration_get_name (i));
      for (guint k = 0; k < 3; k++)
        g_string_append_printf (
            text, ",%s",
            isnan (values[k]) ? ""
                              : g_ascii_formatd (number[k], sizeof number[k], "%.6g", values[k]));
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
