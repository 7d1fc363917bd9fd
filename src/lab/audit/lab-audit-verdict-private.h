/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the rules of judging reach the sentences; for lab-audit-verdict.c,
 * lab-audit-words.c, lab-audit-compare.c and lab-instrument*.c alone.
 */
#pragma once

#include "lab/audit/lab-audit-verdict.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_AUDIT_KEY_USE_UNKNOWN, /* not measured */
  LAB_AUDIT_KEY_USE_BOB_FAILS,
  LAB_AUDIT_KEY_USE_NONE,
  LAB_AUDIT_KEY_USE_PARTLY, /* part of the message can be read with a random key */
  LAB_AUDIT_KEY_USE_FULL,
} LabAuditKeyUse;

LabAuditKeyUse lab_audit_judge_key (LabFinding *tolerance);

/* LAB_LIGHT_NONE if the number is missing or NAN. */
LabLight lab_audit_judge_error (const NcAuditInterval *error); /* against 0.5 */

/* The judge of an instrument whose deciding number is such an error. */
LabLight lab_audit_judge_deciding (LabFinding *finding, const LabAuditFacts *facts);

/* None for one that was not used. */
LabLight lab_audit_result_get_light (LabAuditResult *result, LabInstrument instrument);

/* lab-audit-words.c: (transfer full): "93.1%", "100%", but "99.98%" instead of "100.0%". */
char *lab_audit_format_share (double share);

/* Made whole and non-negative; 0 if missing. */
guint lab_audit_get_count (LabFinding *finding, const char *name);

/* A table's value, NAN if there is none. */
double lab_audit_get_cell (LabFinding *finding, const char *table, guint row, const char *column);

G_END_DECLS
