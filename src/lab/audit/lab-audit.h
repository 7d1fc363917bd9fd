/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A running audit: every instrument on a frozen cipher, on worker threads, with progress, pause
 * and stop.
 *
 * Belongs to the thread that made it. Workers pass changes of state to its main context and
 * publish findings as they grow, which readers fetch when they like (the window once a frame). The
 * findings depend only on subject, seed and depth, not on threads, pauses or order.
 */
#pragma once

#include "lab/audit/lab-audit-options.h"
#include "lab/audit/lab-audit-result.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_AUDIT_READY,
  LAB_AUDIT_RUNNING,
  LAB_AUDIT_PAUSED,
  LAB_AUDIT_STOPPED, /* before the end; complete findings are kept in the result */
  LAB_AUDIT_FINISHED,
} LabAuditState;

/* Property "state" (int, a LabAuditState, read-only), notified in the owner's thread. */
#define LAB_TYPE_AUDIT (lab_audit_get_type ())
G_DECLARE_FINAL_TYPE (LabAudit, lab_audit, LAB, AUDIT, GObject)

LabAudit *lab_audit_new (LabAuditSubject *subject, const LabAuditOptions *options);

const LabAuditFacts *lab_audit_get_facts (LabAudit *audit); /* as far as known yet */
gboolean lab_audit_has_instrument (LabAudit *audit, LabInstrument instrument);

void lab_audit_start (LabAudit *audit); /* if ready */
void lab_audit_pause (LabAudit *audit); /* takes effect within milliseconds */
void lab_audit_resume (LabAudit *audit);
void lab_audit_stop (LabAudit *audit); /* returns at once; "state" follows */

LabAuditState lab_audit_get_state (LabAudit *audit);
double lab_audit_get_progress (LabAudit *audit);     /* 0 … 1, by work, never falls */
double lab_audit_get_seconds (LabAudit *audit);      /* of work so far, without pauses */
double lab_audit_get_seconds_left (LabAudit *audit); /* NAN while unknown */

/* 0 … 1; 0 until it starts. */
double lab_audit_get_instrument_progress (LabAudit *audit, LabInstrument instrument);

/**
 * lab_audit_get_finding:
 *
 * Returns: (transfer full) (nullable): perhaps not complete yet, see lab_finding_is_complete()
 */
LabFinding *lab_audit_get_finding (LabAudit *audit, LabInstrument instrument);

/**
 * lab_audit_get_result:
 *
 * Returns: (transfer none) (nullable): once finished or stopped
 */
LabAuditResult *lab_audit_get_result (LabAudit *audit);

/**
 * lab_audit_run:
 * @cancellable: (nullable): stops it
 *
 * Starts the audit and waits for its end, iterating the owner's main context: for programs without
 * a window.
 */
LabAuditResult *lab_audit_run (LabAudit *audit, GCancellable *cancellable); /* (transfer none) */

G_END_DECLS
