/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audit in words: lights, titles, and the verdict's reason. For people who know no
 * cryptography; what is said follows from lab-audit-verdict.c and judges nothing itself.
 */
#include "config.h"

#include "base/number.h"
#include "lab/audit/lab-audit-verdict.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "audit/nc-audit-search.h"
#include "lab/audit/lab-audit-verdict-private.h"
#include "lab/audit/lab-instrument-private.h"

char *
lab_audit_format_share (double share)
{
  double percent = 100 * share;

  if (percent == 0 || percent == 100)
    /* Translators: a share in percent, without decimals. */
    return g_strdup_printf (_ ("%.0f%%"), percent);
  if (percent < 0.1 || percent > 99.9)
    /* Translators: a share in percent, so close to 0 or 100 that it needs two decimals. */
    return base_number_sentence (_ ("%.2f%%"), CLAMP (percent, 0.01, 99.99));
  /* Translators: a share in percent, with one decimal. */
  return base_number_sentence (_ ("%.1f%%"), percent);
}

guint
lab_audit_get_count (LabFinding *finding, const char *name)
{
  double value = lab_finding_get_value (finding, name);

  return isnan (value) ? 0 : (guint) CLAMP (value, 0, G_MAXINT);
}

double
lab_audit_get_cell (LabFinding *finding, const char *name, guint row, const char *column)
{
  const LabFindingTable *table = lab_finding_get_table (finding, name);

  for (guint i = 0; table != NULL && row < table->n_rows && i < table->n_columns; i++)
    if (strcmp (table->columns[i], column) == 0)
      return table->values[(gsize) row * table->n_columns + i];
  return NAN;
}

const char *
lab_light_get_words (LabLight light)
{
  static const char *const words[] = {
    N_ ("No judgement"),
    N_ ("Nothing found"),
    N_ ("Better than chance"),
    N_ ("Broken"),
  };

  g_return_val_if_fail ((guint) light < G_N_ELEMENTS (words), NULL);

  return _ (words[light]);
}

const char *
lab_audit_verdict_get_title (LabAuditVerdict verdict)
{
  static const char *const titles[] = {
    [LAB_AUDIT_INCOMPLETE] = N_ ("Incomplete"),
    [LAB_AUDIT_BOB_FAILS] = N_ ("Bob fails"),
    [LAB_AUDIT_KEY_UNUSED] = N_ ("Key unused"),
    [LAB_AUDIT_OPEN_TO_EVE] = N_ ("Open to a fresh Eve"),
    [LAB_AUDIT_LEAKS_PARITIES] = N_ ("Leaks parities"),
    [LAB_AUDIT_OPEN_TO_CHOICE] = N_ ("Open to chosen plaintexts"),
    [LAB_AUDIT_LEAKS_BITS] = N_ ("Leaks bits"),
    [LAB_AUDIT_NOTHING_FOUND] = N_ ("Nothing found by these attacks"),
  };

  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (titles), NULL);

  return _ (titles[verdict]);
}

char *
lab_finding_get_sentence (LabFinding *finding, const LabAuditFacts *facts)
{
  const LabInstrumentKind *kind;
  char *sentence = NULL;

  g_return_val_if_fail (finding != NULL && facts != NULL, NULL);

  kind = lab_instrument_get_kind (lab_finding_get_instrument (finding));
  if (!isnan (lab_finding_get_value (finding, kind->deciding)))
    sentence = kind->say (finding, facts);
  if (sentence != NULL)
    return sentence;
  return g_strdup (lab_finding_is_complete (finding) ? _ ("Nothing was measured.")
                                                     : _ ("Still running."));
}

/* Goes on with the title of @instrument, a comma between. */
static void
append_title (GString *titles, LabInstrument instrument)
{
  if (titles->len > 0)
    g_string_append (titles, ", ");
  g_string_append (titles, lab_instrument_get_title (instrument));
}

/* The instruments that a verdict lacks, in the order of what they would lead to. */
static char *
say_incomplete (LabAuditResult *result)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (LabAuditVerdict verdict = LAB_AUDIT_BOB_FAILS; verdict < LAB_AUDIT_NOTHING_FOUND; verdict++)
    for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
      if (lab_instrument_get_kind (i)->verdict == verdict
          && lab_audit_result_get_light (result, i) == LAB_LIGHT_NONE)
        append_title (missing, i);
  /* Translators: names of instruments, separated by commas. */
  return g_strdup_printf (_ ("Too little was measured for a verdict; missing: %s."), missing->str);
}

/* The instruments that found something; empty if none did. */
static char *
list_weak (LabAuditResult *result)
{
  GString *weak = g_string_new (NULL);

  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    if (lab_audit_result_get_light (result, i) >= LAB_LIGHT_WEAK)
      append_title (weak, i);
  return g_string_free (weak, FALSE);
}

/* A short key can be found by trying all, whatever the cipher; empty for a long one. */
static char *
say_short_key (guint key_bits)
{
  if (key_bits > NC_AUDIT_SEARCH_MAX_KEY_BITS)
    return g_strdup ("");
  return g_strdup_printf (
      _ (" And a key of %u bits can be found by trying them all, once a message is known."),
      key_bits);
}

static char *
say_nothing_found (LabAuditResult *result)
{
  LabFinding *fresh = lab_audit_result_get_finding (result, LAB_INSTRUMENT_FRESH_EVES);
  LabFinding *tolerance = lab_audit_result_get_finding (result, LAB_INSTRUMENT_TOLERANCE);
  g_autofree char *weak = list_weak (result);
  g_autofree char *eve = lab_audit_format_share (1 - lab_finding_get_value (fresh, "bit-error"));
  g_autofree char *bob
      = lab_audit_format_share (1 - lab_finding_get_value (tolerance, "fuzzy-key-bit-error"));
  g_autofree char *key = say_short_key (lab_audit_result_get_facts (result)->key_bits);
  g_autofree char *sentence = NULL;

  if (*weak != '\0')
    /* Translators: the last %s is names of instruments, separated by commas. */
    sentence
        = g_strdup_printf (_ ("No attack reads much: the best fresh Eve reads %s of the bits, "
                              "where guessing reads 50%% and Bob %s. But more than chance explains "
                              "shows in: %s. Other attacks, or more training, may find a way in."),
                           eve, bob, weak);
  else
    sentence = g_strdup_printf (
        _ ("None of these attacks found a way in: the best fresh Eve reads %s of the bits, as "
           "guessing does (50%%), and Bob %s. That is no proof: other attacks, or more training, "
           "may find one."),
        eve, bob);
  return g_strconcat (sentence, key, NULL);
}

/* The first attack that is broken and means @verdict, unless another surely reads more. */
static LabFinding *
choose_attack (LabAuditResult *result, LabAuditVerdict verdict)
{
  const NcAuditInterval *least = NULL;
  LabFinding *reason = NULL;

  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      const LabInstrumentKind *kind = lab_instrument_get_kind (i);
      LabFinding *finding = lab_audit_result_get_finding (result, i);
      const NcAuditInterval *error;

      if (kind->verdict != verdict || lab_audit_result_get_light (result, i) != LAB_LIGHT_BROKEN)
        continue;
      error = lab_finding_get_number (finding, kind->deciding);
      if (reason == NULL || (least != NULL && error != NULL && error->high < least->low))
        {
          reason = finding;
          least = error;
        }
    }
  return reason;
}

/* The verdict rests on what was measured; this says how much was not. */
static char *
say_missing (LabAuditResult *result)
{
  guint n_missing = 0;

  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *finding = lab_audit_result_get_finding (result, i);

      n_missing += finding == NULL || !lab_finding_is_complete (finding);
    }
  if (n_missing == 0)
    return g_strdup ("");
  /* Translators: follows the sentence of a verdict; the second number is always more than one. */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, " Incomplete: %u of %u instruments was not measured.",
                   " Incomplete: %u of %u instruments were not measured.", n_missing),
      n_missing, (guint) LAB_N_INSTRUMENTS);
}

/* What the verdict rests on. */
static char *
say_reason (LabAuditResult *result)
{
  LabAuditVerdict verdict = lab_audit_result_get_verdict (result);
  LabFinding *reason;

  if (verdict == LAB_AUDIT_INCOMPLETE)
    return say_incomplete (result);
  if (verdict == LAB_AUDIT_NOTHING_FOUND)
    return say_nothing_found (result);
  reason = verdict <= LAB_AUDIT_KEY_UNUSED
               ? lab_audit_result_get_finding (result, LAB_INSTRUMENT_TOLERANCE)
               : choose_attack (result, verdict);
  return lab_finding_get_sentence (reason, lab_audit_result_get_facts (result));
}

char *
lab_audit_result_get_sentence (LabAuditResult *result)
{
  g_autofree char *reason = NULL;
  g_autofree char *missing = NULL;

  g_return_val_if_fail (result != NULL, NULL);

  reason = say_reason (result);
  missing = say_missing (result);
  return g_strconcat (reason, missing, NULL);
}
