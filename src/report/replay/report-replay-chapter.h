/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The chapters of the report; private to report-replay-document.c.
 */
#pragma once

#include "report/document/report-document.h"
#include "report/replay/report-summary.h"

G_BEGIN_DECLS

/* A figure of the paper, or a study that explains one. */
typedef struct
{
  ReportSummary *summary;
  char *picture; /* file name beside the Markdown */
  GBytes *light; /* PNG */
  GBytes *dark;  /* PNG */
} ReportReplayChapter;

/* Eve in both turns, and fresh Eves; nothing without an Eve. */
void report_replay_add_eve (ReportDocument *document, ReportSummary *summary);

/* Whether runs stop above 0 because of n, or because of dead units and one-sided outputs; nothing
 * if no run did. */
void report_replay_add_plateaus (ReportDocument *document, ReportSummary *summary);

/* Whether each Bob decrypts more than the one before, where both were trained for the same n. */
void report_replay_add_models (ReportDocument *document,
                               const ReportReplayChapter *chapters,
                               guint n_chapters);

/* What batch norm gains, where a curve was trained with and without it. */
void report_replay_add_batch_norm (ReportDocument *document,
                                   const ReportReplayChapter *chapters,
                                   guint n_chapters);

G_END_DECLS
