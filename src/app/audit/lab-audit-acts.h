/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page “Audit” and the audit actions, with what they offer the other audit parts.
 */
#pragma once

#include "app/audit/lab-audit-page.h"
#include "app/widgets/lab-frame.h"
#include "lab/session/lab-audit-session.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_ACTS (lab_audit_acts_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditActs, lab_audit_acts, LAB, AUDIT_ACTS, LabPart)

LabAuditActs *lab_audit_acts_new (void);

LabAuditSession *lab_audit_acts_get_session (LabAuditActs *self); /* once attached */
LabAuditPage *lab_audit_acts_get_page (LabAuditActs *self);

void lab_audit_acts_show (LabAuditActs *self, LabAuditPageName page);

/* Whether an audit is running; if so, says so and shows it. */
gboolean lab_audit_acts_is_busy (LabAuditActs *self);

/* Makes @subject the current one and cancels any reading. */
void lab_audit_acts_take (LabAuditActs *self, LabAuditSubject *subject);

/* A subject is being read, until it is taken or cancelled. (transfer none) */
GCancellable *lab_audit_acts_begin_reading (LabAuditActs *self);
void lab_audit_acts_stop_reading (LabAuditActs *self);
gboolean lab_audit_acts_is_reading (LabAuditActs *self);

G_END_DECLS
