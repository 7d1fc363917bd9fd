/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes of what a store lists, as steps that can be undone. A deleted study stays in the store,
 * marked as such, for an hour and as long as it is kept; a deleted audit stays in memory.
 */
#pragma once

#include "lab/audit/lab-audit-result.h"
#include "lab/session/lab-undo.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/* @number: of a study that is not open
 * @title: its title
 * Returns: FALSE with @error, and no step */
gboolean lab_stored_step_delete_study (
    LabUndo *undo, LabStore *store, gint64 number, const char *title, GError **error);

/* @audit: the audit with @number */
gboolean lab_stored_step_delete_audit (
    LabUndo *undo, LabStore *store, gint64 number, LabAuditResult *audit, GError **error);

/* @former: the title it had */
gboolean lab_stored_step_rename_study (LabUndo *undo,
                                       LabStore *store,
                                       gint64 number,
                                       const char *former,
                                       const char *title,
                                       GError **error);

G_END_DECLS
