/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The acts that export the audit that is seen.
 */
#pragma once

#include "app/audit/lab-audit-acts.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_EXPORT (lab_audit_export_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditExport, lab_audit_export, LAB, AUDIT_EXPORT, LabPart)

/* @acts: attached before. */
LabPart *lab_audit_export_new (LabAuditActs *acts);

/* Whether there is something to export; and what the export does, or why not. */
gboolean lab_audit_export_can (LabAuditExport *self);
const char *lab_audit_export_say (LabAuditExport *self);

LabAuditPage *lab_audit_export_get_page (LabAuditExport *self); /* (transfer none) */

/**
 * lab_audit_export_write:
 * @path: as the file dialog gave it
 * @format: (nullable): "pdf", "html" or "json", for a name whose ending says none
 *
 * Asks before it replaces a file about which the dialog could not ask: one whose name
 * is @path with another ending.
 */
void lab_audit_export_write (LabAuditExport *self, const char *path, const char *format);

G_END_DECLS
