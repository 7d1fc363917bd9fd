/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Deletes stored items from the command line: lists them, asks for confirmation at a terminal, and
 * then deletes all or none.
 */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* Each takes numbers as typed, NULL-terminated, at least one. @store: (nullable): as given by
 * --store. @is_agreed: --yes. */
CliStatus cli_delete_runs (const char *store, char **numbers, gboolean is_agreed);
CliStatus cli_delete_studies (const char *store, char **numbers, gboolean is_agreed);
CliStatus cli_delete_audits (const char *store, char **numbers, gboolean is_agreed);

G_END_DECLS
