/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The actions that read files for an audit: weights to attack, an audit to compare with.
 */
#pragma once

#include "app/audit/lab-audit-acts.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_FILES (lab_audit_files_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditFiles, lab_audit_files, LAB, AUDIT_FILES, LabPart)

/* @acts: attached earlier */
LabPart *lab_audit_files_new (LabAuditActs *acts);

G_END_DECLS
