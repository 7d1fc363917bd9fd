/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts that describe an audit's subject, depth and date. Those for findings are in
 * lab-audit-verdict.h.
 */
#pragma once

#include "lab/audit/lab-audit-result.h"

G_BEGIN_DECLS

/* Returns: (transfer full): "Bob2 · N = 16 · n = 3 · 20,000 iterations" */
char *lab_audit_labels_for_facts (const LabAuditFacts *facts);

/* Returns: (transfer full): "full audit of 24 Nov 2026, 17:05, 43 s" */
char *lab_audit_labels_for_audit (const LabAuditFacts *facts);

/* Returns: (transfer none): translated */
const char *lab_audit_labels_for_depth (LabAuditDepth depth);

/* Returns: (transfer full): "24 Nov 2026, 17:05" */
char *lab_audit_labels_for_date (gint64 seconds);

/* Returns: (transfer none): translated: what the known cipher does */
const char *lab_audit_labels_for_known (NcAuditKnown kind);

/* Returns: (transfer full): a file name without folder and extension */
char *lab_audit_labels_for_file (const LabAuditFacts *facts);

G_END_DECLS
