/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target "audit": an audit as JSON. What is read is judged and put into words, and is
 * written and read back to the same text; what is refused is refused with a sentence.
 */
#include "fuzz.h"

#include <string.h>

#include "lab/audit/lab-audit-verdict.h"

/* As a window and a report say it. */
static void
assert_words (LabAuditResult *result)
{
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  g_autofree char *verdict = lab_audit_result_get_sentence (result);

  g_assert_nonnull (lab_audit_verdict_get_title (lab_audit_result_get_verdict (result)));
  g_assert_true (g_utf8_validate (verdict, -1, NULL));
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      LabFinding *finding = lab_audit_result_get_finding (result, i);
      g_autofree char *sentence = NULL;

      if (finding == NULL)
        continue;
      sentence = lab_finding_get_sentence (finding, facts);
      g_assert_true (g_utf8_validate (sentence, -1, NULL));
      g_assert_nonnull (lab_light_get_words (lab_finding_get_light (finding, facts)));
    }
}

void
fuzz_read (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabAuditResult) result
      = lab_audit_result_from_text ((const char *) bytes, n_bytes, FUZZ_ORIGIN, &error);
  g_autoptr (LabAuditResult) again = NULL;
  g_autofree char *written = NULL;
  g_autofree char *written_again = NULL;

  if (result == NULL)
    {
      fuzz_assert_sentence (error);
      return;
    }
  assert_words (result);
  written = lab_audit_result_to_text (result);
  again = lab_audit_result_from_text (written, strlen (written), FUZZ_ORIGIN, &error);
  g_assert_no_error (error);
  written_again = lab_audit_result_to_text (again);
  g_assert_cmpstr (written, ==, written_again);
}

gboolean
fuzz_try (const guint8 *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (LabAuditResult) result
      = lab_audit_result_from_text ((const char *) bytes, n_bytes, FUZZ_ORIGIN, error);

  return result != NULL;
}
