/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that a person hands to the window: named, dropped on it or pasted, and the pasted text of
 * a study.
 */
#pragma once

#include "app/audit/lab-audit-files.h"

G_BEGIN_DECLS

#define LAB_TYPE_FILE_ACTS (lab_file_acts_get_type ())
G_DECLARE_FINAL_TYPE (LabFileActs, lab_file_acts, LAB, FILE_ACTS, LabPart)

/* @audits: attached earlier */
LabPart *lab_file_acts_new (LabAuditFiles *audits);

G_END_DECLS
