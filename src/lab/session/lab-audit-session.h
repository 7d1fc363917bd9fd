/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window's audit works on: the subject at hand, the audit at work on it or
 * what one has found, and what it is compared with. Keeps in the store what ended.
 * Knows no widget and judges nothing.
 */
#pragma once

#include "lab/audit/lab-audit-verdict.h"
#include "lab/audit/lab-audit.h"
#include "lab/session/lab-session.h"

G_BEGIN_DECLS

/* Signals:
 * "changed": another subject, result or comparison, or another state of the audit
 * "ended" (char *sentence): the audit came to its end, and what became of it */
#define LAB_TYPE_AUDIT_SESSION (lab_audit_session_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditSession, lab_audit_session, LAB, AUDIT_SESSION, GObject)

/* @session: whose store keeps what is found */
LabAuditSession *lab_audit_session_new (LabSession *session);

/**
 * lab_audit_session_take:
 *
 * Another thing to audit, in place of what is at hand. What is at work must have been
 * stopped: see lab_audit_session_is_live().
 */
void lab_audit_session_take (LabAuditSession *self, LabAuditSubject *subject);

/**
 * lab_audit_session_take_audited:
 * @result: what an earlier audit of @subject found
 * @number: its in the store, or 0
 *
 * As lab_audit_session_take(), with what is known of it; it can be audited again.
 */
void lab_audit_session_take_audited (LabAuditSession *self,
                                     LabAuditSubject *subject,
                                     LabAuditResult *result,
                                     gint64 number);

/**
 * lab_audit_session_show:
 * @number: in the store, 0 for one that is not there
 *
 * What an earlier audit found, in place of what is at hand.
 */
void lab_audit_session_show (LabAuditSession *self, LabAuditResult *result, gint64 number);

/* Nothing is at hand any more, and what was at work ends. */
void lab_audit_session_clear (LabAuditSession *self);

void lab_audit_session_start (LabAuditSession *self, LabAuditDepth depth);
void lab_audit_session_pause (LabAuditSession *self);
void lab_audit_session_resume (LabAuditSession *self);
void lab_audit_session_stop (LabAuditSession *self);

gboolean lab_audit_session_can_start (LabAuditSession *self);
gboolean lab_audit_session_can_pause (LabAuditSession *self);
gboolean lab_audit_session_can_resume (LabAuditSession *self);
gboolean lab_audit_session_is_live (LabAuditSession *self); /* at work, paused or ending */
gboolean lab_audit_session_is_ending (LabAuditSession *self);

LabAudit *lab_audit_session_get_audit (LabAuditSession *self);        /* (nullable) */
LabAuditResult *lab_audit_session_get_result (LabAuditSession *self); /* (nullable) */

/* Returns: (nullable): of the result, of the audit at work, or of the subject as far as it says */
const LabAuditFacts *lab_audit_session_get_facts (LabAuditSession *self);

/* Returns: the result's in the store, or 0 */
gint64 lab_audit_session_get_number (LabAuditSession *self);

/* (nullable): what the result is compared with. */
void lab_audit_session_compare (LabAuditSession *self, LabAuditResult *other);
LabAuditResult *lab_audit_session_get_other (LabAuditSession *self);

G_END_DECLS
