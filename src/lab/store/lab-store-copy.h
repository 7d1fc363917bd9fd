/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Copies studies from one store to another, as they were trained.
 */
#pragma once

#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/**
 * lab_store_add_copy:
 * @study: read from another store by lab_store_read(), and used for nothing else
 *
 * Writes it, in the store's own thread: settings, runs, series and checkpoints, with new numbers;
 * not audits. Runs that were training are copied as far as they were stored, and are paused.
 */
void lab_store_add_copy (LabStore *store, LabStudy *study);

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
