/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the instruments have found: all lights at a glance, and a card for each.
 */
#pragma once

#include "app/audit/lab-audit-card.h"
#include "lab/session/lab-audit-session.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_FINDINGS (lab_audit_findings_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditFindings, lab_audit_findings, LAB, AUDIT_FINDINGS, GtkBox)

/* Shows what @instrument has found by now: in the result of @session, or in its running audit. */
void lab_audit_findings_show (LabAuditFindings *self,
                              LabAuditSession *session,
                              LabInstrument instrument);

LabAuditCard *lab_audit_findings_get_card (LabAuditFindings *self, LabInstrument instrument);

G_END_DECLS
