/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts the result of an audit into the store, and says what became of it.
 */
#pragma once

#include "lab/audit/lab-audit-result.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/**
 * lab_audit_keep:
 * @store: (nullable)
 * @is_whole: whether the audit has finished; it was stopped otherwise
 * @number: (out): in the store; 0 if it is not there
 *
 * Returns: (transfer full): a sentence
 */
char *lab_audit_keep (LabStore *store, LabAuditResult *result, gboolean is_whole, gint64 *number);

/* How many instruments have found something. */
guint lab_audit_count_done (LabAuditResult *result);

G_END_DECLS
