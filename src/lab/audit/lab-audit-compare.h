/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which of two audits found the worse cipher, and why, for a reader who knows no cryptography.
 *
 * The rule: of two different verdicts, the one that is checked first is worse (see
 * LabAuditVerdict). With equal verdicts, the first of these numbers whose intervals do not overlap
 * decides: Bob's bit error, if he fails in both; the lower bit error of a fresh Eve and a linear
 * one; the error of the worst parity; the advantage of an attacker who chooses the plaintext; the
 * share of the message that stays hidden. If none decides, neither is worse. An incomplete audit
 * is not compared.
 */
#pragma once

#include "lab/audit/lab-audit-verdict.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_COMPARISON_UNKNOWN, /* at least one is incomplete */
  LAB_COMPARISON_EVEN,    /* these attacks show no difference */
  LAB_COMPARISON_FIRST,   /* the first is worse */
  LAB_COMPARISON_SECOND,
} LabComparison;

/**
 * lab_audit_results_compare:
 * @headline: (out) (transfer full): translated: “n = 3” is worse
 * @reason: (out) (transfer full): translated, one or more sentences with figures
 */
LabComparison lab_audit_results_compare (LabAuditResult *first,
                                         LabAuditResult *second,
                                         char **headline,
                                         char **reason);

G_END_DECLS
