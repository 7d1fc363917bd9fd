/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole audit of every known cipher, N = 8 and 16: the verdict is the right one, the
 * numbers are within what is known by calculation, every light is the one it must be, and
 * the audit reads back from its JSON as it was.
 *
 * Quick; as thorough as a full audit with -m slow.
 */
#include <math.h>

#include "../audit/calibration-table.h"
#include "lab/audit/lab-audit-verdict.h"
#include "lab/audit/lab-audit.h"
#include "lab/audit/lab-instrument.h"

#define SEED 1

static const LabAuditVerdict verdicts[NC_AUDIT_N_KNOWN] = {
  [NC_AUDIT_KNOWN_CLEAR] = LAB_AUDIT_KEY_UNUSED,
  [NC_AUDIT_KNOWN_PAD_EXACT] = LAB_AUDIT_NOTHING_FOUND,
  [NC_AUDIT_KNOWN_PAD_FUZZY] = LAB_AUDIT_NOTHING_FOUND,
  [NC_AUDIT_KNOWN_COMPLEMENT] = LAB_AUDIT_LEAKS_PARITIES,
  [NC_AUDIT_KNOWN_COMMITMENT] = LAB_AUDIT_OPEN_TO_EVE,
  [NC_AUDIT_KNOWN_THREE_KEY_BITS] = LAB_AUDIT_LEAKS_PARITIES,
};

/* Of the known ciphers in the order of NcAuditKnown: n none, o nothing, w weak, b broken.
 * With a random key the commitment's Bob still reads what is in the clear. */
static const char *const lights[LAB_N_INSTRUMENTS] = {
  [LAB_INSTRUMENT_TOLERANCE] = "booowo",    [LAB_INSTRUMENT_FRESH_EVES] = "booobo",
  [LAB_INSTRUMENT_LINEAR] = "booobo",       [LAB_INSTRUMENT_PARITIES] = "boobbb",
  [LAB_INSTRUMENT_HIDDEN_BITS] = "boobbb",  [LAB_INSTRUMENT_CHOSEN_PLAINTEXT] = "boobbb",
  [LAB_INSTRUMENT_KEY_SEARCH] = "nnnnnn",   [LAB_INSTRUMENT_AVALANCHE] = "bnnbnb",
  [LAB_INSTRUMENT_DISTRIBUTION] = "nnnnnn", [LAB_INSTRUMENT_CHANNEL] = "nnnnnn",
};

static void
add (CalibrationTable *table,
     LabAuditResult *result,
     LabInstrument instrument,
     const char *number,
     double known)
{
  LabFinding *finding = lab_audit_result_get_finding (result, instrument);

  calibration_table_add (table, number, lab_finding_get_number (finding, number), known);
}

/* A figure has no interval: it is right or wrong. */
static void
assert_figure (LabAuditResult *result, LabInstrument instrument, const char *name, double known)
{
  LabFinding *finding = lab_audit_result_get_finding (result, instrument);

  g_assert_cmpfloat (lab_finding_get_value (finding, name), ==, known);
}

static guint
count_unused (NcAuditKnown kind, guint n_bits)
{
  switch (kind)
    {
    case NC_AUDIT_KNOWN_CLEAR:
      return n_bits;
    case NC_AUDIT_KNOWN_COMPLEMENT:
      return n_bits - 1;
    case NC_AUDIT_KNOWN_THREE_KEY_BITS:
      return n_bits - 3;
    case NC_AUDIT_KNOWN_PAD_EXACT:
    case NC_AUDIT_KNOWN_PAD_FUZZY:
    case NC_AUDIT_KNOWN_COMMITMENT:
    default:
      return 0;
    }
}

static void
check_numbers (LabAuditResult *result, NcAuditKnown kind, CalibrationTable *table)
{
  const LabAuditFacts *about = lab_audit_result_get_facts (result);
  LabFinding *hidden = lab_audit_result_get_finding (result, LAB_INSTRUMENT_HIDDEN_BITS);
  const NcAuditInterval *bits = lab_finding_get_number (hidden, "hidden-bits");
  NcAuditKnownFacts facts;

  nc_audit_known_get_facts (kind, about->plaintext_bits, about->key_difference, &facts);
  add (table, result, LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-bit-error", facts.bob_bit_error);
  add (table, result, LAB_INSTRUMENT_TOLERANCE, "fuzzy-key-loss-rate", facts.bob_bit_error);
  add (table, result, LAB_INSTRUMENT_TOLERANCE, "random-key-bit-error", facts.wrong_key_bit_error);
  add (table, result, LAB_INSTRUMENT_FRESH_EVES, "bit-error", facts.eve_bit_error);
  add (table, result, LAB_INSTRUMENT_LINEAR, "bit-error", facts.eve_bit_error);
  add (table, result, LAB_INSTRUMENT_CHOSEN_PLAINTEXT, "advantage", facts.chosen_advantage);
  add (table, result, LAB_INSTRUMENT_CHANNEL, "sign-bit-error", facts.bob_bit_error);
  if (kind != NC_AUDIT_KNOWN_COMMITMENT) /* its keys left are so on average only */
    assert_figure (result, LAB_INSTRUMENT_KEY_SEARCH, "log2-left", facts.log2_keys_left);
  assert_figure (result, LAB_INSTRUMENT_KEY_SEARCH, "keys-tried", exp2 (about->key_bits));
  assert_figure (result, LAB_INSTRUMENT_AVALANCHE, "unused-key-bits",
                 count_unused (kind, about->plaintext_bits));
  /* Estimated from above: never below but by luck, and not far above. */
  g_assert_cmpfloat (bits->value + 2.5 * (bits->high - bits->value), >=, facts.hidden_bits);
  g_assert_cmpfloat (bits->low, <, facts.hidden_bits + 0.5);
}

static void
check_lights (LabAuditResult *result, NcAuditKnown kind)
{
  static const char letters[] = "nowb";
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);

  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *finding = lab_audit_result_get_finding (result, i);
      g_autofree char *sentence = lab_finding_get_sentence (finding, facts);
      LabLight light = lab_finding_get_light (finding, facts);

      g_test_message ("  %-24s %-8s %s", lab_instrument_get_title (i), lab_light_get_name (light),
                      sentence);
      if (lights[i] != NULL) /* not asked of one that was just added */
        g_assert_cmpint (letters[light], ==, lights[i][kind]);
    }
}

static void
check_json (LabAuditResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = lab_audit_result_to_text (result);
  g_autoptr (LabAuditResult) again
      = lab_audit_result_from_text (text, strlen (text), "audit", &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  second = lab_audit_result_to_text (again);
  g_assert_cmpstr (second, ==, text);
  g_test_message ("  %" G_GSIZE_FORMAT " bytes of JSON", strlen (text));
}

static void
audit (NcAuditKnown kind, guint n_bits, CalibrationTable *table)
{
  g_autoptr (LabAuditSubject) subject = lab_audit_subject_new_for_known (kind, n_bits, TABLE_FLIPS);
  LabAuditOptions options
      = { .seed = SEED, .depth = g_test_slow () ? LAB_AUDIT_FULL : LAB_AUDIT_QUICK };
  g_autoptr (LabAudit) work = lab_audit_new (subject, &options);
  LabAuditResult *result = lab_audit_run (work, NULL);
  LabAuditVerdict verdict = lab_audit_result_get_verdict (result);
  g_autofree char *sentence = lab_audit_result_get_sentence (result);

  g_test_message ("%s, N = %u, %.1f s: %s. %s", nc_audit_known_get_name (kind), n_bits,
                  lab_audit_get_seconds (work), lab_audit_verdict_get_title (verdict), sentence);
  check_numbers (result, kind, table);
  check_lights (result, kind);
  g_assert_cmpstr (lab_audit_verdict_get_name (verdict), ==,
                   lab_audit_verdict_get_name (verdicts[kind]));
  check_json (result);
}

static void
test_known (gconstpointer data)
{
  guint n_bits = GPOINTER_TO_UINT (data);
  CalibrationTable table = { 0 };

  for (NcAuditKnown kind = 0; kind < NC_AUDIT_N_KNOWN; kind++)
    audit (kind, n_bits, &table);
  g_test_message ("%u of %u numbers within their 95%% intervals", table.n_within, table.n_numbers);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/lab/audit-calibration/8", GUINT_TO_POINTER (8), test_known);
  g_test_add_data_func ("/lab/audit-calibration/16", GUINT_TO_POINTER (16), test_known);
  return g_test_run ();
}
