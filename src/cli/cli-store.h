/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store as sub-commands use it: opening it, and telling a person of its
 * troubles.
 */
#pragma once

#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/**
 * cli_store_open_to_read:
 * @path: (nullable): NULL for the default
 *
 * One that is there. Nothing is made, renamed or changed; that it is damaged is told on
 * standard error.
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabStore *cli_store_open_to_read (const char *path);

/* The same for what is listed: TRUE and no store where none was ever made at the default
 * place. @place: (out): where that is */
gboolean cli_store_open_to_list (const char *path, LabStore **store, char **place);

/**
 * cli_store_open_to_train:
 * @path: (nullable): NULL for the default
 *
 * Made where there is none. What happened to the file while it was opened is told on
 * standard error.
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabStore *cli_store_open_to_train (const char *path);

/* Made where there is none, and else opened to read: for an audit to be added. */
LabStore *cli_store_open_to_keep (const char *path);

/* Whether nothing was said of it when it was opened: a store that is damaged is read, and
 * that is no success. */
gboolean cli_store_is_whole (LabStore *store);

/**
 * cli_store_tell_troubles:
 *
 * From now on, one sentence on standard error when the store cannot be written
 * and one when it can again, or when it was damaged and a new one was begun.
 */
void cli_store_tell_troubles (LabStore *store);

/**
 * cli_store_check_target:
 * @path: (nullable): of a store that need not be there yet, NULL for the default
 * @target: (nullable): where something will be written
 *
 * Whether that is another file than the store and what belongs to it.
 *
 * Returns: FALSE after one sentence on standard error
 */
gboolean cli_store_check_target (const char *path, const char *target);

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

/* The same of a study and of an audit. */
gint64 cli_store_parse_study (const char *text);
gint64 cli_store_parse_audit (const char *text);

G_END_DECLS
