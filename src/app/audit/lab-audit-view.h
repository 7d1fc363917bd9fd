/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One audit: what is audited, the verdict or how far it is, and a card for each
 * instrument. What is done to it goes through the actions of the window.
 */
#pragma once

#include <adwaita.h>

#include "app/audit/lab-audit-card.h"
#include "lab/session/lab-audit-session.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_VIEW (lab_audit_view_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditView, lab_audit_view, LAB, AUDIT_VIEW, AdwBin)

/* Once. */
void lab_audit_view_set_session (LabAuditView *self, LabAuditSession *session);

LabAuditCard *lab_audit_view_get_card (LabAuditView *self, LabInstrument instrument);

G_END_DECLS
