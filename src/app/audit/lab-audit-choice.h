/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists what can be audited: the runs of the open study, files, known ciphers; and earlier audits.
 * It lists and selects; the window's actions do the rest.
 */
#pragma once

#include <adwaita.h>

#include "lab/session/lab-audit-session.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_CHOICE (lab_audit_choice_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditChoice, lab_audit_choice, LAB, AUDIT_CHOICE, AdwBin)

/* To be called once. */
void
lab_audit_choice_set_sessions (LabAuditChoice *self, LabSession *session, LabAuditSession *audits);

/* Reloads the list if it is visible. */
void lab_audit_choice_refresh (LabAuditChoice *self);

G_END_DECLS
