/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run of a store, as sub-commands read it, and what is said where it cannot be used.
 */
#pragma once

#include "cli/cli.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/**
 * cli_run_read:
 * @study: (out) (transfer full): that it is in
 * @status: (out): what to end with where there is none
 *
 * Returns: (transfer none): NULL after one sentence on standard error
 */
LabRun *cli_run_read (LabStore *store, gint64 number, LabStudy **study, CliStatus *status);

/* That something of it could not be used, and what of it is damaged. */
void cli_run_complain (LabStudy *study, gint64 number, const GError *error);

G_END_DECLS
