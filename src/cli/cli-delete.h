/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Deleting what is stored, from the command line: what goes is said, a person at a
 * terminal is asked, and then all of it goes or nothing.
 */
#pragma once

#include "cli/cli.h"

G_BEGIN_DECLS

/* Each takes numbers as they were typed, NULL at the end, at least one. @store: (nullable):
 * as --store gave it. @is_agreed: --yes. */
CliStatus cli_delete_runs (const char *store, char **numbers, gboolean is_agreed);
CliStatus cli_delete_studies (const char *store, char **numbers, gboolean is_agreed);
CliStatus cli_delete_audits (const char *store, char **numbers, gboolean is_agreed);

G_END_DECLS
