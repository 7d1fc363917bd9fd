/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The worker threads of an audit and their jobs; only for lab-audit.c.
 *
 * Call these functions on the owner's thread. Nothing here knows the LabAudit, which may be gone
 * once the threads are joined.
 */
#pragma once

#include "lab/audit/lab-audit-options.h"

G_BEGIN_DECLS

typedef struct _LabAuditWork LabAuditWork;

/**
 * lab_audit_work_new:
 * @options: which instruments, how thorough
 */
LabAuditWork *lab_audit_work_new (LabAuditSubject *subject, const LabAuditOptions *options);

/**
 * lab_audit_work_free:
 *
 * Only if never started, or joined.
 */
void lab_audit_work_free (LabAuditWork *work);

/**
 * lab_audit_work_start:
 * @n_threads: 1 or more
 * @ended: called once in @context after the last thread has ended, but not after
 * lab_audit_work_join()
 *
 * Returns: the number of threads: at most one per job, fewer if the system allows no more
 */
guint lab_audit_work_start (
    LabAuditWork *work, guint n_threads, GMainContext *context, GSourceFunc ended, gpointer data);
void lab_audit_work_set_paused (LabAuditWork *work, gboolean is_paused);
void lab_audit_work_stop (LabAuditWork *work);

/* Waits for the threads: a few milliseconds after a stop. */
void lab_audit_work_join (LabAuditWork *work);

gboolean lab_audit_work_has_instrument (LabAuditWork *work, LabInstrument instrument);
double lab_audit_work_get_progress (LabAuditWork *work); /* 0 … 1, by cost */
double lab_audit_work_get_instrument_progress (LabAuditWork *work, LabInstrument instrument);

/* Returns: (transfer full) (nullable) */
LabFinding *lab_audit_work_get_finding (LabAuditWork *work, LabInstrument instrument);

G_END_DECLS
