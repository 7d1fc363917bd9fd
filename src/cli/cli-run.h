/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads one run of a store for the sub-commands, and reports if it cannot be used.
 */
#pragma once

#include "cli/cli.h"
#include "lab/store/lab-store.h"

G_BEGIN_DECLS

/**
 * cli_run_read:
 * @study: (out) (transfer full): the run's study
 * @status: (out): the exit status on failure
 *
 * Returns: (transfer none): NULL after one sentence on standard error
 */
LabRun *cli_run_read (LabStore *store, gint64 number, LabStudy **study, CliStatus *status);

/* Reports that part of the run could not be used, and what is damaged. */
void cli_run_complain (LabStudy *study, gint64 number, const GError *error);

G_END_DECLS
