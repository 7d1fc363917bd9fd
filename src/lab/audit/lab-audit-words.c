/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audit in words: titles, purposes, and the verdict's reason. For people who know no
 * cryptography; what is said follows from lab-audit-verdict.c and judges nothing itself.
 */
#include "config.h"

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
    /* Translators: a share in percent, so near to 0 or 100 that it takes two decimals. */
    return g_strdup_printf (_ ("%.2f%%"), CLAMP (percent, 0.01, 99.99));
  /* Translators: a share in percent, with one decimal. */
  return g_strdup_printf (_ ("%.1f%%"), percent);
}

char *
lab_audit_format_count (double count)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%.0f", CLAMP (count, 0, 1e15));
  for (gssize at = (gssize) text->len - 3; at > 0; at -= 3)
    g_string_insert_c (text, at, ',');
  return g_string_free (text, FALSE);
}

char *
lab_audit_format_seconds (double seconds)
{
  if (seconds < 1)
    /* Translators: milliseconds. */
    return g_strdup_printf (_ ("%.0f ms"), fmax (1, ceil (1000 * seconds)));
  /* Translators: seconds. */
  return g_strdup_printf (_ ("%.1f s"), seconds);
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
  char *sentence;

  g_return_val_if_fail (finding != NULL && facts != NULL, NULL);

  sentence = lab_instrument_get_kind (lab_finding_get_instrument (finding))->say (finding, facts);
  if (sentence != NULL)
    return sentence;
  return g_strdup (lab_finding_is_complete (finding) ? _ ("Nothing was measured.")
                                                     : _ ("Still running."));
}

/* The instruments that a verdict lacks: Bob's own, or all that attack. */
static char *
say_incomplete (LabAuditResult *result)
{
  static const LabInstrument needed[]
      = { LAB_INSTRUMENT_TOLERANCE, LAB_INSTRUMENT_FRESH_EVES,       LAB_INSTRUMENT_LINEAR,
          LAB_INSTRUMENT_PARITIES,  LAB_INSTRUMENT_CHOSEN_PLAINTEXT, LAB_INSTRUMENT_HIDDEN_BITS };
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      LabFinding *finding = lab_audit_result_get_finding (result, needed[i]);

      if (finding == NULL || lab_finding_get_light (finding, facts) == LAB_LIGHT_NONE)
        g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "",
                                lab_instrument_get_title (needed[i]));
    }
  /* Translators: names of instruments, commas between. */
  return g_strdup_printf (_ ("Too little was measured for a verdict; missing: %s."), missing->str);
}

/* What was found is little, but something; empty when nothing was. */
static char *
list_weak (LabAuditResult *result)
{
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  GString *weak = g_string_new (NULL);

  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *finding = lab_audit_result_get_finding (result, i);

      if (finding != NULL && lab_finding_get_light (finding, facts) >= LAB_LIGHT_WEAK)
        g_string_append_printf (weak, "%s%s", weak->len > 0 ? ", " : "",
                                lab_instrument_get_title (i));
    }
  return g_string_free (weak, FALSE);
}

/* A short key falls, whatever the cipher; a long one is not found so. */
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
    /* Translators: the last %s is names of instruments, commas between. */
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

/* The fresh one, unless a mere sum surely reads more. */
static LabFinding *
choose_eve (LabAuditResult *result)
{
  LabFinding *fresh = lab_audit_result_get_finding (result, LAB_INSTRUMENT_FRESH_EVES);
  LabFinding *linear = lab_audit_result_get_finding (result, LAB_INSTRUMENT_LINEAR);
  const NcAuditInterval *of_fresh
      = fresh != NULL ? lab_finding_get_number (fresh, "bit-error") : NULL;
  const NcAuditInterval *of_linear
      = linear != NULL ? lab_finding_get_number (linear, "bit-error") : NULL;

  if (of_fresh == NULL)
    return linear;
  return of_linear != NULL && of_linear->high < of_fresh->low ? linear : fresh;
}

/* A verdict rests on what was measured; that not all was is said beside it. */
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
  /* Translators: goes on after the sentence of a verdict; of the second number there are
   * always several. */
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, " Incomplete: %u of %u instruments was not measured.",
                   " Incomplete: %u of %u instruments were not measured.", n_missing),
      n_missing, (guint) LAB_N_INSTRUMENTS);
}

/* What the verdict follows from. */
static char *
say_reason (LabAuditResult *result)
{
  LabFinding *reason;

  switch (lab_audit_result_get_verdict (result))
    {
    case LAB_AUDIT_BOB_FAILS:
    case LAB_AUDIT_KEY_UNUSED:
      reason = lab_audit_result_get_finding (result, LAB_INSTRUMENT_TOLERANCE);
      break;
    case LAB_AUDIT_OPEN_TO_EVE:
      reason = choose_eve (result);
      break;
    case LAB_AUDIT_LEAKS_PARITIES:
      reason = lab_audit_result_get_finding (result, LAB_INSTRUMENT_PARITIES);
      break;
    case LAB_AUDIT_OPEN_TO_CHOICE:
      reason = lab_audit_result_get_finding (result, LAB_INSTRUMENT_CHOSEN_PLAINTEXT);
      break;
    case LAB_AUDIT_LEAKS_BITS:
      reason = lab_audit_result_get_finding (result, LAB_INSTRUMENT_HIDDEN_BITS);
      break;
    case LAB_AUDIT_NOTHING_FOUND:
      return say_nothing_found (result);
    case LAB_AUDIT_INCOMPLETE:
    default:
      return say_incomplete (result);
    }
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
