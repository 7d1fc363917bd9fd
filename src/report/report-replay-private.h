/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chapters of the report; for report-replay*.c alone.
 */
#pragma once

#include "report-replay.h"

G_BEGIN_DECLS

/* (transfer full): four digits after the point; "–" for what is not there. */
char *report_replay_format (double number);
char *report_replay_format_range (ReportRange range);
/* With its 95% interval. */
char *report_replay_format_share (guint count, guint n);
/* Of the seeds that ended those that reached zero. */
char *report_replay_format_success (ReportCurveSummary *curve);
double report_replay_get_success (ReportCurveSummary *curve);

/* report-replay-eve.c: Eve in both turns, and fresh Eves; nothing without an Eve. */
void report_replay_add_eve (ReportDocument *document, ReportSummary *summary);

/* report-replay-plateaus.c: whether it is n that makes a run stop above 0, or dead
 * units and one-sided outputs; nothing where no run did. */
void report_replay_add_plateaus (ReportDocument *document, ReportSummary *summary);

/* report-replay-models.c: whether each Bob decrypts more than the one before, where two
 * were trained for the same n. */
void
report_replay_add_models (ReportDocument *document, const ReportReplayPart *parts, guint n_parts);

/* report-replay-norm.c: what batch norm brings, where a curve was trained with and
 * without it. */
void report_replay_add_batch_norm (ReportDocument *document,
                                   const ReportReplayPart *parts,
                                   guint n_parts);

G_END_DECLS
