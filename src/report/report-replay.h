/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The paper replayed: studies over seeds as a report that says which claims hold,
 * with its tables as CSV beside it. In English whatever the locale: its words go
 * with the paper's.
 */
#pragma once

#include "report-document.h"
#include "report-summary.h"

G_BEGIN_DECLS

/* A figure of the paper, or a study that explains one. */
typedef struct
{
  ReportSummary *summary;
  char *picture; /* file name beside the Markdown */
  GBytes *light; /* PNG */
  GBytes *dark;  /* PNG */
} ReportReplayPart;

/**
 * report_replay_write_document:
 * @parts: [n_parts], in the order in which they are told
 * @command: what makes the same again
 *
 * The same runs give the same text to the byte: it holds no date and no time.
 *
 * Returns: (transfer full)
 */
ReportDocument *
report_replay_write_document (const ReportReplayPart *parts, guint n_parts, const char *command);

/**
 * report_replay_write_runs:
 * @summaries: [n]
 *
 * A row for each run: everything the report's numbers are made of.
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
 * A row for each run, round and turn: mean, least, greatest and last loss rate of
 * Bob and of Eve, mean bit errors.
 *
 * Returns: FALSE with an error that names the file
 */
gboolean report_replay_write_rounds (LabStudy *study, const char *path, GError **error);

G_END_DECLS
