/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store as sub-commands use it: opening it, and telling a person of its
 * troubles.
 */
#pragma once

#include "lab/lab-store.h"

G_BEGIN_DECLS

/**
 * cli_store_open:
 * @path: (nullable): NULL for the default
 * @must_exist: to make none when there is none
 *
 * What happened to the file while it was opened is told on standard error.
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabStore *cli_store_open (const char *path, gboolean must_exist);

/**
 * cli_store_tell_troubles:
 *
 * From now on, one sentence on standard error when the store cannot be written
 * and one when it can again, or when it was damaged and a new one was begun.
 */
void cli_store_tell_troubles (LabStore *store);

/**
 * cli_store_check_target:
 * @target: (nullable): where something will be written
 *
 * Whether that is another file than the store and what belongs to it.
 *
 * Returns: FALSE after one sentence on standard error
 */
gboolean cli_store_check_target (LabStore *store, const char *target);

/**
 * cli_store_finish:
 * @store: (nullable)
 *
 * Writes what is left.
 *
 * Returns: FALSE when not all of it could be
 */
gboolean cli_store_finish (LabStore *store);

/**
 * cli_store_complain:
 *
 * That results are not in the store, after cli_store_finish().
 */
void cli_store_complain (LabStore *store);

/**
 * cli_store_parse_run:
 *
 * Returns: a run's number, 0 after one sentence on standard error
 */
gint64 cli_store_parse_run (const char *text);

G_END_DECLS
