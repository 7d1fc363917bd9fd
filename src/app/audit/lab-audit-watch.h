/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tells the frame while an audit runs, and when it has ended.
 */
#pragma once

#include "app/audit/lab-audit-acts.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_WATCH (lab_audit_watch_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditWatch, lab_audit_watch, LAB, AUDIT_WATCH, LabPart)

/* @acts: attached earlier */
LabPart *lab_audit_watch_new (LabAuditActs *acts);

G_END_DECLS
