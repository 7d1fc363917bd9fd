/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The actions that export the audit on screen.
 */
#pragma once

#include "app/audit/lab-audit-acts.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_EXPORT (lab_audit_export_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditExport, lab_audit_export, LAB, AUDIT_EXPORT, LabPart)

/* @acts: attached earlier */
LabPart *lab_audit_export_new (LabAuditActs *acts);

/* Whether there is something to export; and what the export does, or why it cannot. */
gboolean lab_audit_export_can (LabAuditExport *self);
const char *lab_audit_export_say (LabAuditExport *self);

LabAuditPage *lab_audit_export_get_page (LabAuditExport *self); /* (transfer none) */

/**
 * lab_audit_export_write:
 * @path: as the file dialog returned it
 * @format: (nullable): "pdf", "html" or "json", for a name without such an extension
 *
 * Asks before it replaces a file that the dialog could not ask about: one named like @path with
 * another extension.
 */
void lab_audit_export_write (LabAuditExport *self, const char *path, const char *format);

G_END_DECLS
