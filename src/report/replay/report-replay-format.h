/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers as a replay's report prints them: plain numbers, ranges over seeds, shares.
 */
#pragma once

#include "report/replay/report-summary.h"

G_BEGIN_DECLS

/* (transfer full): four decimals; "–" if missing. */
char *report_replay_format (double number);
char *report_replay_format_range (ReportRange range);
/* With its 95% interval. */
char *report_replay_format_share (guint count, guint n);
/* How many of the seeds that ended reached zero. */
char *report_replay_format_success (ReportCurveSummary *curve);
double report_replay_get_success (ReportCurveSummary *curve);

G_END_DECLS
