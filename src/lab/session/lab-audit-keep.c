/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts the result of an audit into the store, and says what became of it.
 */
#include "config.h"

#include "lab/session/lab-audit-keep.h"

#include <glib/gi18n-lib.h>

#include "lab/audit/lab-audit-verdict.h"
#include "lab/store/lab-store-audits.h"

guint
lab_audit_count_done (LabAuditResult *result)
{
  guint n = 0;

  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    n += lab_audit_result_get_finding (result, i) != NULL;
  return n;
}

/* (transfer full): what happened to an audit that was stopped */
static char *
keep_part (LabStore *store, LabAuditResult *result, gint64 *number)
{
  const char *label = lab_audit_result_get_facts (result)->label;
  const guint n_done = lab_audit_count_done (result);
  g_autoptr (GError) error = NULL;

  if (store == NULL)
    return g_strdup_printf (_ ("The audit of %s was stopped: %u of %u instruments had finished and "
                               "are shown. No store is open, so they are not saved."),
                            label, n_done, LAB_N_INSTRUMENTS);
  *number = lab_store_add_audit (store, result, &error);
  if (*number == 0)
    return g_strdup_printf (_ ("The audit of %s was stopped, and could not be saved: %s."), label,
                            error->message);
  return g_strdup_printf (
      _ ("The audit of %s was stopped: %u of %u instruments had finished and are saved."), label,
      n_done, LAB_N_INSTRUMENTS);
}

/* (transfer full): what happened to the audit */
static char *
keep_whole (LabStore *store, LabAuditResult *result, gint64 *number)
{
  const LabAuditFacts *facts = lab_audit_result_get_facts (result);
  const char *title = lab_audit_verdict_get_title (lab_audit_result_get_verdict (result));
  g_autoptr (GError) error = NULL;

  if (store == NULL)
    return g_strdup_printf (
        _ ("The audit of %s has finished: %s. No store is open, so it is not saved."), facts->label,
        title);
  *number = lab_store_add_audit (store, result, &error);
  if (*number == 0)
    return g_strdup_printf (_ ("The audit of %s has finished, but could not be saved: %s."),
                            facts->label, error->message);
  return g_strdup_printf (_ ("The audit of %s has finished and is saved: %s."), facts->label,
                          title);
}

char *
lab_audit_keep (LabStore *store, LabAuditResult *result, gboolean is_whole, gint64 *number)
{
  g_return_val_if_fail (result != NULL && number != NULL, NULL);

  *number = 0;
  return is_whole ? keep_whole (store, result, number) : keep_part (store, result, number);
}
