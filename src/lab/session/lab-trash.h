/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was deleted from a store last, a study or an audit, and can be had back.
 */
#pragma once

#include "lab/audit/lab-audit-result.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/* Signal "changed": something else can be had back, or nothing. */
#define LAB_TYPE_TRASH (lab_trash_get_type ())
G_DECLARE_FINAL_TYPE (LabTrash, lab_trash, LAB, TRASH, GObject)

LabTrash *lab_trash_new (void);

/* @number: of a study that is not open */
gboolean lab_trash_delete_study (LabTrash *self, LabStore *store, gint64 number, GError **error);

/* @audit: that of @number; kept in memory while it can be had back */
gboolean lab_trash_delete_audit (
    LabTrash *self, LabStore *store, gint64 number, LabAuditResult *audit, GError **error);

gboolean lab_trash_has_study (LabTrash *self);
gboolean lab_trash_has_audit (LabTrash *self);

/**
 * lab_trash_restore:
 *
 * What there is; without any, nothing.
 *
 * Returns: FALSE with @error, after LAB_ERROR_NOT_FOUND for good
 */
gboolean lab_trash_restore (LabTrash *self, GError **error);

/* It cannot be had back any more. */
void lab_trash_empty (LabTrash *self);

G_END_DECLS
