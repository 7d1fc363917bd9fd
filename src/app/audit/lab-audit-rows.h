/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows about audits: a stored one, a run that can be audited, a page to go to.
 */
#pragma once

#include <adwaita.h>

#include "lab/session/lab-audit-session.h"
#include "lab/store/lab-store-audits.h"

G_BEGIN_DECLS

/* @action: taken when the row is activated; @target is floating or NULL */
GtkWidget *
lab_audit_row_new (const char *title, const char *subtitle, const char *action, GVariant *target);

/* A verdict's light and title at its end. */
void lab_audit_row_add_verdict (GtkWidget *row, LabAuditVerdict verdict);

/* Which leads somewhere else. */
void lab_audit_row_add_arrow (GtkWidget *row);

/* @stored: copied from; activation takes @action with its number */
GtkWidget *lab_audit_row_new_stored (LabStoredAudit *stored, const char *action);

/* @index: of the run in the open study's list; insensitive, and says why, when it has not begun
 * @is_audited: its newest audit is opened */
GtkWidget *lab_audit_row_new_run (LabRun *run, guint index, gboolean is_audited);

G_END_DECLS
