/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the window's files about audits share.
 */
#pragma once

#include "lab-window-private.h"

G_BEGIN_DECLS

/* lab-window-audit.c */

/* Whether an audit is at work; says so, and shows it. */
gboolean lab_window_is_auditing (LabWindow *self);
void lab_window_take_subject (LabWindow *self, LabAuditSubject *subject);

/* lab-window-audit-files.c */
void lab_window_init_audit_files (LabWindow *self);

/* lab-window-audit-store.c */
void lab_window_init_audit_store (LabWindow *self);

G_END_DECLS
