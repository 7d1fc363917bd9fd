/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How an audit starts: how deep, and on how many cores.
 */
#pragma once

#include "app/audit/lab-audit-acts.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_START (lab_audit_start_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditStart, lab_audit_start, LAB, AUDIT_START, LabPart)

/* @acts: attached earlier */
LabPart *lab_audit_start_new (LabAuditActs *acts);

G_END_DECLS
