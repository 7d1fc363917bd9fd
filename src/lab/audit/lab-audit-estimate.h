/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long an audit will take, before it starts.
 */
#pragma once

#include "lab/audit/lab-audit-result.h"

G_BEGIN_DECLS

/**
 * lab_audit_estimate:
 * @facts: of an audit that could start, or of one that has finished
 * @depth: that the audit would have
 *
 * From what the jobs cost on the machine where that was measured, or, better, from how long the
 * audit of @facts took here.
 *
 * Returns: seconds, roughly
 */
double lab_audit_estimate (const LabAuditFacts *facts, LabAuditDepth depth);

G_END_DECLS
