/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules by which findings become lights and a verdict. The thresholds are in
 * lab-audit-verdict.h; how one instrument is judged, what that means for the verdict, and
 * what is said of it, is in its descriptor.
 */
#include "lab/audit/lab-audit-verdict.h"

#include <math.h>

#include "lab/audit/lab-audit-verdict-private.h"
#include "lab/audit/lab-instrument-private.h"
#include "lab/training/lab-evaluation.h"

/* The bit error of guessing. */
#define CHANCE 0.5

static const char *const lights[] = { "none", "nothing", "weak", "broken" };

static const char *const verdicts[] = {
  "incomplete",          "bob-fails",      "key-unused",
  "open-to-a-fresh-eve", "leaks-parities", "open-to-chosen-plaintext",
  "leaks-bits",          "nothing-found",
};

const char *
lab_light_get_name (LabLight light)
{
  g_return_val_if_fail ((guint) light < G_N_ELEMENTS (lights), NULL);

  return lights[light];
}

const char *
lab_audit_verdict_get_name (LabAuditVerdict verdict)
{
  g_return_val_if_fail ((guint) verdict < G_N_ELEMENTS (verdicts), NULL);

  return verdicts[verdict];
}

gboolean
lab_audit_verdict_from_name (const char *name, LabAuditVerdict *verdict)
{
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (g_strcmp0 (name, verdicts[i]) == 0)
      {
        *verdict = (LabAuditVerdict) i;
        return TRUE;
      }
  return FALSE;
}

LabLight
lab_audit_judge_error (const NcAuditInterval *error)
{
  if (error == NULL || isnan (error->value) || isnan (error->high))
    return LAB_LIGHT_NONE;
  if (error->high < LAB_AUDIT_OPEN_ERROR)
    return LAB_LIGHT_BROKEN;
  return error->value + LAB_AUDIT_LUCK * (error->high - error->value) < CHANCE ? LAB_LIGHT_WEAK
                                                                               : LAB_LIGHT_NOTHING;
}

LabLight
lab_audit_judge_deciding (LabFinding *finding, const LabAuditFacts *facts)
{
  const LabInstrumentKind *kind = lab_instrument_get_kind (lab_finding_get_instrument (finding));

  return lab_audit_judge_error (lab_finding_get_number (finding, kind->deciding));
}

LabAuditKeyUse
lab_audit_judge_key (LabFinding *tolerance)
{
  const NcAuditInterval *fuzzy = lab_finding_get_number (tolerance, "fuzzy-key-bit-error");
  const NcAuditInterval *random = lab_finding_get_number (tolerance, "random-key-bit-error");
  const NcAuditInterval *use = lab_finding_get_number (tolerance, "key-use");
  double fuzzy_loss = lab_finding_get_value (tolerance, "fuzzy-key-loss-rate");
  double random_loss = lab_finding_get_value (tolerance, "random-key-loss-rate");

  if (fuzzy == NULL)
    return LAB_AUDIT_KEY_USE_UNKNOWN;
  if (isnan (fuzzy->value) || lab_bob_fails (fuzzy->value, fuzzy_loss))
    return LAB_AUDIT_KEY_USE_BOB_FAILS;
  if (random == NULL || use == NULL || isnan (random->value) || isnan (use->value)
      || isnan (fuzzy_loss) || isnan (random_loss))
    return LAB_AUDIT_KEY_USE_UNKNOWN;
  if (use->value < LAB_UNUSED_KEY_GAIN && random_loss - fuzzy_loss < LAB_UNUSED_KEY_GAIN)
    return LAB_AUDIT_KEY_USE_NONE;
  return lab_audit_judge_error (random) >= LAB_LIGHT_WEAK ? LAB_AUDIT_KEY_USE_PARTLY
                                                          : LAB_AUDIT_KEY_USE_FULL;
}

LabLight
lab_finding_get_light (LabFinding *finding, const LabAuditFacts *facts)
{
  const LabInstrumentKind *kind;
  LabLight light;

  g_return_val_if_fail (finding != NULL && facts != NULL, LAB_LIGHT_NONE);

  kind = lab_instrument_get_kind (lab_finding_get_instrument (finding));
  light = kind->judge != NULL ? kind->judge (finding, facts) : LAB_LIGHT_NONE;
  return light == LAB_LIGHT_NOTHING && !lab_finding_is_complete (finding) ? LAB_LIGHT_NONE : light;
}

LabLight
lab_audit_result_get_light (LabAuditResult *result, LabInstrument instrument)
{
  LabFinding *finding = lab_audit_result_get_finding (result, instrument);

  return finding != NULL ? lab_finding_get_light (finding, lab_audit_result_get_facts (result))
                         : LAB_LIGHT_NONE;
}

LabAuditVerdict
lab_audit_result_get_verdict (LabAuditResult *result)
{
  LabAuditVerdict verdict = LAB_AUDIT_NOTHING_FOUND;
  gboolean is_missing = FALSE;
  LabFinding *tolerance;

  g_return_val_if_fail (result != NULL, LAB_AUDIT_INCOMPLETE);

  tolerance = lab_audit_result_get_finding (result, LAB_INSTRUMENT_TOLERANCE);
  if (tolerance == NULL)
    return LAB_AUDIT_INCOMPLETE;
  switch (lab_audit_judge_key (tolerance))
    {
    case LAB_AUDIT_KEY_USE_UNKNOWN:
    default:
      return LAB_AUDIT_INCOMPLETE;
    case LAB_AUDIT_KEY_USE_BOB_FAILS:
      return LAB_AUDIT_BOB_FAILS;
    case LAB_AUDIT_KEY_USE_NONE:
      return LAB_AUDIT_KEY_UNUSED;
    case LAB_AUDIT_KEY_USE_PARTLY:
    case LAB_AUDIT_KEY_USE_FULL:
      break;
    }
  for (LabInstrument i = 0; i < LAB_N_INSTRUMENTS; i++)
    {
      const LabInstrumentKind *kind = lab_instrument_get_kind (i);
      LabLight light = lab_audit_result_get_light (result, i);

      if (kind->verdict == LAB_AUDIT_INCOMPLETE)
        continue;
      if (light == LAB_LIGHT_BROKEN)
        verdict = MIN (verdict, kind->verdict);
      is_missing |= light == LAB_LIGHT_NONE;
    }
  return verdict == LAB_AUDIT_NOTHING_FOUND && is_missing ? LAB_AUDIT_INCOMPLETE : verdict;
}

LabLight
lab_audit_verdict_get_light (LabAuditVerdict verdict)
{
  switch (verdict)
    {
    case LAB_AUDIT_INCOMPLETE:
      return LAB_LIGHT_NONE;
    case LAB_AUDIT_NOTHING_FOUND:
      return LAB_LIGHT_NOTHING;
    case LAB_AUDIT_BOB_FAILS:
    case LAB_AUDIT_KEY_UNUSED:
    case LAB_AUDIT_OPEN_TO_EVE:
    case LAB_AUDIT_LEAKS_PARITIES:
    case LAB_AUDIT_OPEN_TO_CHOICE:
    case LAB_AUDIT_LEAKS_BITS:
    default:
      return LAB_LIGHT_BROKEN;
    }
}
