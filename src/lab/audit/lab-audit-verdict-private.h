/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the rules of judging reach the sentences; for lab-audit-verdict.c,
 * lab-audit-words*.c and lab-audit-compare.c alone. The rules are in lab-audit-verdict.c.
 */
#pragma once

#include "lab/audit/lab-audit-verdict.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_KEY_UNKNOWN, /* not measured */
  LAB_KEY_BOB_FAILS,
  LAB_KEY_UNUSED,
  LAB_KEY_PARTLY_USED, /* a random key reads some of the message */
  LAB_KEY_USED,
} LabKeyUse;

LabKeyUse lab_audit_judge_key (LabFinding *tolerance);

/* None where it is missing or no number. */
LabLight lab_audit_judge_error (const NcAuditInterval *error); /* against 0.5 */
LabLight lab_audit_judge_advantage (const NcAuditInterval *advantage);
LabLight lab_audit_judge_hidden (const NcAuditInterval *hidden, guint plaintext_bits);

/* What looks odd in what one sees without knowing any message. */
gboolean lab_audit_is_unbalanced (LabFinding *distribution);
gboolean lab_audit_is_linked (LabFinding *distribution);

/* lab-audit-words.c: (transfer full): "93.1%", "100%", and "99.98%" rather than "100.0%". */
char *lab_audit_format_share (double share);
/* "65,536"; "6 ms", "1.5 s" */
char *lab_audit_format_count (double count);
char *lab_audit_format_seconds (double seconds);

/* Whole and non-negative as far as it goes; 0 where it is missing. */
guint lab_audit_get_count (LabFinding *finding, const char *name);

/* The value in a table, NAN where there is none. */
double lab_audit_get_cell (LabFinding *finding, const char *table, guint row, const char *column);

/* lab-audit-words-attacks.c and lab-audit-words-instruments.c: (transfer full): NULL where the
 * number that decides is missing. */
char *lab_audit_say_tolerance (LabFinding *finding, const LabAuditFacts *facts);
char *lab_audit_say_fresh_eves (LabFinding *finding, const LabAuditFacts *facts);
char *lab_audit_say_linear (LabFinding *finding, const LabAuditFacts *facts);
char *lab_audit_say_parities (LabFinding *finding, const LabAuditFacts *facts);
char *lab_audit_say_hidden_bits (LabFinding *finding, const LabAuditFacts *facts);
char *lab_audit_say_chosen_plaintext (LabFinding *finding, const LabAuditFacts *facts);
char *lab_audit_say_key_search (LabFinding *finding, const LabAuditFacts *facts);
char *lab_audit_say_avalanche (LabFinding *finding, const LabAuditFacts *facts);
char *lab_audit_say_distribution (LabFinding *finding, const LabAuditFacts *facts);
char *lab_audit_say_channel (LabFinding *finding, const LabAuditFacts *facts);

G_END_DECLS
