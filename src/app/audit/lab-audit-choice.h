/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be audited, and what was: the runs of the open study, files, known
 * ciphers, and earlier audits. It lists and chooses; what is done goes through the
 * actions of the window.
 */
#pragma once

#include <adwaita.h>

#include "lab/session/lab-audit-session.h"

G_BEGIN_DECLS

#define LAB_TYPE_AUDIT_CHOICE (lab_audit_choice_get_type ())
G_DECLARE_FINAL_TYPE (LabAuditChoice, lab_audit_choice, LAB, AUDIT_CHOICE, AdwBin)

/* Once. */
void
lab_audit_choice_set_sessions (LabAuditChoice *self, LabSession *session, LabAuditSession *audits);

/* Reads the list anew, if it is seen. */
void lab_audit_choice_refresh (LabAuditChoice *self);

G_END_DECLS
