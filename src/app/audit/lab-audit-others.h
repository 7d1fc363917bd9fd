/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The audits to compare with: the others in the store, or a file.
 */
#pragma once

#include <adwaita.h>

#include "lab/session/lab-audit-session.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_OTHERS (lab_audit_others_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditOthers, lab_audit_others, LAB, AUDIT_OTHERS, AdwBin)

/* To be called once. */
void
lab_audit_others_set_sessions (LabAuditOthers *self, LabSession *session, LabAuditSession *audits);

/* Reloads the list if it is visible. */
void lab_audit_others_refresh (LabAuditOthers *self);

G_END_DECLS
