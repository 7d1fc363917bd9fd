/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copies studies from one store to another, as they were trained.
 */
#pragma once

#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/**
 * lab_store_copy_study:
 * @to: where the copy is written, in its own thread
 * @from: another store, perhaps open to read only
 * @number: of a study in @from
 *
 * Copies settings, runs, series and checkpoints, with new numbers; not audits. Runs that train in
 * @from are copied as far as they are stored, and are paused.
 *
 * Returns: FALSE with LAB_ERROR_NOT_FOUND or LAB_ERROR_STORE
 */
gboolean lab_store_copy_study (LabStore *to, LabStore *from, gint64 number, GError **error);

/**
 * lab_store_has_same:
 * @studies: (element-type LabStoredStudy): of one store
 * @study: of another
 *
 * Returns: whether one of @studies has the same title and the same runs, as far as they have
 * trained
 */
gboolean lab_store_has_same (GPtrArray *studies, const LabStoredStudy *study);

G_END_DECLS
