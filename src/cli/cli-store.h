/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opens the store for the sub-commands and reports its troubles.
 */
#pragma once

#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/**
 * cli_store_open_to_read:
 * @path: (nullable): NULL for the default
 *
 * The store must exist. Nothing is created, renamed or changed; damage is reported on standard
 * error.
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabStore *cli_store_open_to_read (const char *path);

/* The same for listing: TRUE without a store if the default one was never created. @place: (out):
 * its path */
gboolean cli_store_open_to_list (const char *path, LabStore **store, char **place);

/**
 * cli_store_open_to_train:
 * @path: (nullable): NULL for the default
 *
 * Created if missing. What happened to the file during opening is reported on standard error.
 *
 * Returns: (transfer full): NULL after one sentence on standard error
 */
LabStore *cli_store_open_to_train (const char *path);

/* Created if missing, otherwise opened to read: for adding an audit. */
LabStore *cli_store_open_to_keep (const char *path);

/* Whether opening it raised no notice: a damaged store can be read, but that is not a success. */
gboolean cli_store_is_whole (LabStore *store);

/**
 * cli_store_tell_troubles:
 *
 * From now on prints one sentence on standard error when the store cannot be written, when it can
 * be again, and when it was damaged and a new one was created.
 */
void cli_store_tell_troubles (LabStore *store);

/**
 * cli_store_check_target:
 * @path: (nullable): of a store that may not exist yet, NULL for the default
 * @target: (nullable): where something will be written
 *
 * Checks that it is neither the store nor one of the store's other files.
 *
 * Returns: FALSE after one sentence on standard error
 */
gboolean cli_store_check_target (const char *path, const char *target);

/**
 * cli_store_finish:
 * @store: (nullable)
 *
 * Writes what is pending.
 *
 * Returns: FALSE if not all of it could be written
 */
gboolean cli_store_finish (LabStore *store);

/**
 * cli_store_complain:
 *
 * Reports that results are not in the store, after cli_store_finish().
 */
void cli_store_complain (LabStore *store);

/* Whether a list shows the run: an earlier one of its curve only with --history. */
gboolean cli_store_shows (const LabStoredRun *run, gboolean history);

/**
 * cli_store_parse_run:
 *
 * Returns: a run's number, 0 after one sentence on standard error
 */
gint64 cli_store_parse_run (const char *text);

/* The same for a study and for an audit. */
gint64 cli_store_parse_study (const char *text);
gint64 cli_store_parse_audit (const char *text);

G_END_DECLS
