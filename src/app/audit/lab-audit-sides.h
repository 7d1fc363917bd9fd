/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two audits side by side: which is worse and why, and each instrument of both. The rule is in
 * lab-audit-compare.h.
 */
#pragma once

#include <adwaita.h>

#include "lab/audit/lab-audit-compare.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_SIDES (lab_audit_sides_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditSides, lab_audit_sides, LAB, AUDIT_SIDES, AdwBin)

LabAuditSides *lab_audit_sides_new (void);
void lab_audit_sides_show (LabAuditSides *self, LabAuditResult *first, LabAuditResult *second);

G_END_DECLS
