/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The actions on earlier audits, by store number: show, compare, delete, undo.
 */
#pragma once

#include "app/audit/lab-audit-acts.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_STORED (lab_audit_stored_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditStored, lab_audit_stored, LAB, AUDIT_STORED, LabPart)

/* @acts: attached earlier */
LabPart *lab_audit_stored_new (LabAuditActs *acts);

G_END_DECLS
