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

/* lab-window-audit-export.c */
void lab_window_init_audit_export (LabWindow *self);

/**
 * lab_window_export_audit_as:
 * @path: as the file dialog gave it
 * @format: (nullable): "pdf", "html" or "json", for a name whose ending says none
 *
 * Asks before it replaces a file about which the dialog could not ask: one whose name
 * is @path with another ending.
 */
void lab_window_export_audit_as (LabWindow *self, const char *path, const char *format);

/* lab-window-audit-files.c */
void lab_window_init_audit_files (LabWindow *self);

/* What is being read for an audit is not wanted any more. */
void lab_window_stop_audit_reading (LabWindow *self);

/* lab-window-audit-store.c */
void lab_window_init_audit_store (LabWindow *self);

G_END_DECLS
