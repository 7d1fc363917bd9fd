/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading files for an audit: weights to attack, an audit to compare with.
 */
#pragma once

#include "app/audit/lab-audit-acts.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_FILES (lab_audit_files_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditFiles, lab_audit_files, LAB, AUDIT_FILES, LabPart)

/* @acts: attached earlier */
LabPart *lab_audit_files_new (LabAuditActs *acts);

/* @weights: (transfer full)
 * @shown: the file's name */
typedef void (*LabWeightsRead) (gpointer owner, LabWeights *weights, const char *shown);

/**
 * lab_audit_files_read:
 * @owner: (type GObject): @read is called once, unless another file is read instead or this one
 * cannot be, which the user is told
 */
void
lab_audit_files_read (LabAuditFiles *self, const char *path, gpointer owner, LabWeightsRead read);

/**
 * lab_audit_files_take:
 * @weights: (transfer full)
 * @shown: the file's name
 *
 * Makes them what is to be audited. Returns: FALSE if an audit is running, which the user is told
 */
gboolean lab_audit_files_take (LabAuditFiles *self, LabWeights *weights, const char *shown);

G_END_DECLS
