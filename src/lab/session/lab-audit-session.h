/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window's audit works on: the current subject, the running audit or its result, and what
 * that is compared with. Keeps finished audits in the store. Knows no widget and judges nothing.
 */
#pragma once

#include "lab/audit/lab-audit-verdict.h"
#include "lab/audit/lab-audit.h"
#include "lab/session/lab-session.h"

G_BEGIN_DECLS

/* Signals:
 * "changed": the subject, the result, the comparison or the audit's state changed
 * "ended" (char *sentence): the audit has ended; says what happened to it */
#define LAB_TYPE_AUDIT_SESSION (lab_audit_session_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditSession, lab_audit_session, LAB, AUDIT_SESSION, GObject)

/* @session: whose store keeps the results */
LabAuditSession *lab_audit_session_new (LabSession *session);

/**
 * lab_audit_session_take:
 *
 * Replaces the current subject. A running audit must have been stopped: see
 * lab_audit_session_is_live().
 */
void lab_audit_session_take (LabAuditSession *self, LabAuditSubject *subject);

/**
 * lab_audit_session_take_audited:
 * @result: of an earlier audit of @subject
 * @number: the result's in the store, or 0
 *
 * Like lab_audit_session_take(), but with a result; it can be audited again.
 */
void lab_audit_session_take_audited (LabAuditSession *self,
                                     LabAuditSubject *subject,
                                     LabAuditResult *result,
                                     gint64 number);

/**
 * lab_audit_session_show:
 * @number: in the store, or 0 if it is not there
 *
 * Shows the result of an earlier audit instead of the current one.
 */
void lab_audit_session_show (LabAuditSession *self, LabAuditResult *result, gint64 number);

/* Drops the current audit, and ends it if it is running. */
void lab_audit_session_clear (LabAuditSession *self);

/* @n_threads: of the audits taken or started from now on; 0, the default, for one per processor */
void lab_audit_session_set_threads (LabAuditSession *self, guint n_threads);

/* A full audit after a quick one keeps its result until it has finished; if it is stopped, that
 * is the result again. */
void lab_audit_session_start (LabAuditSession *self, LabAuditDepth depth);
void lab_audit_session_pause (LabAuditSession *self);
void lab_audit_session_resume (LabAuditSession *self);
void lab_audit_session_stop (LabAuditSession *self);

gboolean lab_audit_session_can_start (LabAuditSession *self);
gboolean lab_audit_session_can_pause (LabAuditSession *self);
gboolean lab_audit_session_can_resume (LabAuditSession *self);
gboolean lab_audit_session_is_live (LabAuditSession *self); /* running, paused or ending */
gboolean lab_audit_session_is_ending (LabAuditSession *self);

LabAudit *lab_audit_session_get_audit (LabAuditSession *self);        /* (nullable) */
LabAuditResult *lab_audit_session_get_result (LabAuditSession *self); /* (nullable) */

/* (nullable): the quick audit's result, while the full audit that was started after it runs. */
LabAuditResult *lab_audit_session_get_former (LabAuditSession *self);

/* Whether the result is a quick audit's of the networks that would be audited now: they may have
 * been trained since. */
gboolean lab_audit_session_can_deepen (LabAuditSession *self);

/* Returns: (nullable): of the result, of the running audit, or of the subject as far as known */
const LabAuditFacts *lab_audit_session_get_facts (LabAuditSession *self);

/* Returns: the result's in the store, or 0 */
gint64 lab_audit_session_get_number (LabAuditSession *self);

/* (nullable): what to compare the result with. */
void lab_audit_session_compare (LabAuditSession *self, LabAuditResult *other);
LabAuditResult *lab_audit_session_get_other (LabAuditSession *self);

G_END_DECLS
