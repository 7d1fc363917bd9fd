/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers as the report of a replay prints them: plain ones, ranges over seeds, shares.
 */
#pragma once

#include "report/replay/report-summary.h"

G_BEGIN_DECLS

/* (transfer full): four digits after the point; "–" for what is not there. */
char *report_replay_format (double number);
char *report_replay_format_range (ReportRange range);
/* With its 95% interval. */
char *report_replay_format_share (guint count, guint n);
/* Of the seeds that ended those that reached zero. */
char *report_replay_format_success (ReportCurveSummary *curve);
double report_replay_get_success (ReportCurveSummary *curve);

G_END_DECLS
