/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows about audits: a stored one, a run to audit, a link to a page.
 */
#pragma once

#include <adwaita.h>

#include "lab/session/lab-audit-session.h"
#include "lab/store/lab-store-audits.h"

G_BEGIN_DECLS

/* @action: activated with the row; @target is floating or NULL */
GtkWidget *
lab_audit_row_new (const char *title, const char *subtitle, const char *action, GVariant *target);

/* Adds a verdict's light and title at the end. */
void lab_audit_row_add_verdict (GtkWidget *row, LabAuditVerdict verdict);

/* Marks a row that leads to another page. */
void lab_audit_row_add_arrow (GtkWidget *row);

/* @stored: copied from; activation calls @action with its number */
GtkWidget *lab_audit_row_new_stored (LabStoredAudit *stored, const char *action);

/* @index: of the run in the open study's list; insensitive, with the reason, if it has not started
 * @is_audited: opens its newest audit */
GtkWidget *lab_audit_row_new_run (LabRun *run, guint index, gboolean is_audited);

G_END_DECLS
