/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audit as stored: facts and findings, but nothing derived from them.
 */
#include "lab/audit/lab-audit-result.h"

struct _LabAuditResult
{
  LabAuditFacts facts;
  LabFinding *findings[LAB_N_INSTRUMENTS];
};

static const char *const depths[] = { "full", "quick" };

const char *
lab_audit_depth_get_name (LabAuditDepth depth)
{
  g_return_val_if_fail ((guint) depth < G_N_ELEMENTS (depths), NULL);

  return depths[depth];
}

gboolean
lab_audit_depth_from_name (const char *name, LabAuditDepth *depth)
{
  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    if (g_strcmp0 (name, depths[i]) == 0)
      {
        *depth = (LabAuditDepth) i;
        return TRUE;
      }
  return FALSE;
}

LabAuditResult *
lab_audit_result_new (const LabAuditFacts *facts, LabFinding *const findings[LAB_N_INSTRUMENTS])
{
  LabAuditResult *result;

  g_return_val_if_fail (facts != NULL && facts->label != NULL && facts->kind != NULL, NULL);

  result = g_atomic_rc_box_new0 (LabAuditResult);
  result->facts = *facts;
  result->facts.label = g_strdup (facts->label);
  result->facts.kind = g_strdup (facts->kind);
  result->facts.model = g_strdup (facts->model);
  result->facts.experiment = g_strdup (facts->experiment);
  result->facts.version = g_strdup (facts->version);
  result->facts.arithmetic = g_strdup (facts->arithmetic);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    if (findings[i] != NULL)
      {
        g_assert (lab_finding_get_instrument (findings[i]) == (LabInstrument) i);
        result->findings[i] = lab_finding_ref (findings[i]);
      }
  return result;
}

LabAuditResult *
lab_audit_result_ref (LabAuditResult *result)
{
  return g_atomic_rc_box_acquire (result);
}

static void
clear (gpointer data)
{
  LabAuditResult *result = data;

  g_free (result->facts.label);
  g_free (result->facts.kind);
  g_free (result->facts.model);
  g_free (result->facts.experiment);
  g_free (result->facts.version);
  g_free (result->facts.arithmetic);
  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    g_clear_pointer (&result->findings[i], lab_finding_unref);
}

void
lab_audit_result_unref (LabAuditResult *result)
{
  g_atomic_rc_box_release_full (result, clear);
}

const LabAuditFacts *
lab_audit_result_get_facts (LabAuditResult *result)
{
  return &result->facts;
}

LabFinding *
lab_audit_result_get_finding (LabAuditResult *result, LabInstrument instrument)
{
  g_return_val_if_fail ((guint) instrument < LAB_N_INSTRUMENTS, NULL);

  return result->findings[instrument];
}
