/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables beside the report of a replay.
 */
#pragma once

#include "report/replay/report-summary.h"

G_BEGIN_DECLS

/**
 * report_replay_write_runs:
 * @summaries: [n]
 *
 * A row per run: all numbers the report is based on.
 *
 * Returns: FALSE with an error that names the file
 */
gboolean report_replay_write_runs (ReportSummary *const *summaries,
                                   guint n,
                                   const char *path,
                                   GError **error);

/**
 * report_replay_write_rounds:
 *
 * A row per run, round and turn: mean, minimum, maximum and last loss rate of Bob and of Eve, mean
 * bit errors.
 *
 * Returns: FALSE with an error that names the file
 */
gboolean report_replay_write_rounds (LabStudy *study, const char *path, GError **error);

G_END_DECLS
