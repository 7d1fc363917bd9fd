/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which of two audits found the worse cipher, and why, for a person who knows no
 * cryptography.
 *
 * The rule: of two verdicts the one that is tried first is the worse (see
 * LabAuditVerdict). Where both are the same, the first of these numbers whose
 * intervals do not overlap decides: Bob's bit error if he fails in both; the least
 * bit error of a fresh or a linear Eve; that of the worst parity; the advantage of
 * who chooses the plaintext; the share of the message that stays hidden. Where none
 * does, neither is worse. An incomplete audit is not compared.
 */
#pragma once

#include "lab/audit/lab-audit-verdict.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_COMPARISON_UNKNOWN, /* one of them is incomplete */
  LAB_COMPARISON_EVEN,    /* these attacks tell no difference */
  LAB_COMPARISON_FIRST,   /* the first is worse */
  LAB_COMPARISON_SECOND,
} LabComparison;

/**
 * lab_audit_results_compare:
 * @headline: (out) (transfer full): translated: “n = 3” is worse
 * @reason: (out) (transfer full): translated, one sentence or more, with the figures
 */
LabComparison lab_audit_results_compare (LabAuditResult *first,
                                         LabAuditResult *second,
                                         char **headline,
                                         char **reason);

G_END_DECLS
