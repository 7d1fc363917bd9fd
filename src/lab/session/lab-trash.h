/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The study or audit last deleted from a store, which can be restored.
 */
#pragma once

#include "lab/audit/lab-audit-result.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/* Signal "changed": another item can be restored, or none. */
#define LAB_TYPE_TRASH (lab_trash_get_type ())
G_DECLARE_FINAL_TYPE (LabTrash, lab_trash, LAB, TRASH, GObject)

LabTrash *lab_trash_new (void);

/* @number: of a study that is not open */
gboolean lab_trash_delete_study (LabTrash *self, LabStore *store, gint64 number, GError **error);

/* @audit: the audit with @number; kept in memory while it can be restored */
gboolean lab_trash_delete_audit (
    LabTrash *self, LabStore *store, gint64 number, LabAuditResult *audit, GError **error);

gboolean lab_trash_has_study (LabTrash *self);
gboolean lab_trash_has_audit (LabTrash *self);

/**
 * lab_trash_restore:
 *
 * Restores the item; does nothing if there is none.
 *
 * Returns: FALSE with @error; after LAB_ERROR_NOT_FOUND it can never be restored
 */
gboolean lab_trash_restore (LabTrash *self, GError **error);

/* It can no longer be restored. */
void lab_trash_empty (LabTrash *self);

G_END_DECLS
