/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An audit as a readable page: verdict first, then every instrument with its light, its sentence,
 * its picture and its numbers. Judges nothing itself.
 */
#pragma once

#include "lab/audit/lab-audit-verdict.h"
#include "report/document/report-document.h"

G_BEGIN_DECLS

ReportDocument *report_audit_to_document (LabAuditResult *result);

/**
 * report_audit_write:
 * @folder: (type filename): created if missing
 *
 * Writes audit.html, audit.pdf and audit.json into @folder, each atomically.
 *
 * Returns: FALSE with an error of #G_FILE_ERROR, one sentence
 */
gboolean report_audit_write (LabAuditResult *result, const char *folder, GError **error);

/**
 * report_audit_write_file:
 * @path: (type filename): ends in .html, .pdf or .json, in any case
 *
 * Returns: FALSE with an error of #G_FILE_ERROR, one sentence; the file is then unchanged
 */
gboolean report_audit_write_file (LabAuditResult *result, const char *path, GError **error);

G_END_DECLS
