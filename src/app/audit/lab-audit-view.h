/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One audit: its subject, its verdict or progress, and a card for each instrument. The window's
 * actions do the rest.
 */
#pragma once

#include <adwaita.h>

#include "app/audit/lab-audit-card.h"
#include "lab/session/lab-audit-session.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_VIEW (lab_audit_view_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditView, lab_audit_view, LAB, AUDIT_VIEW, AdwBin)

/* To be called once. */
void lab_audit_view_set_session (LabAuditView *self, LabAuditSession *session);

LabAuditCard *lab_audit_view_get_card (LabAuditView *self, LabInstrument instrument);

G_END_DECLS
