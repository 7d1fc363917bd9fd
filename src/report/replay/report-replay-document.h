/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Replays of the paper's studies over seeds, as a report that says which claims hold. Always in
 * English, like the paper.
 */
#pragma once

#include "report/replay/report-replay-chapter.h"

G_BEGIN_DECLS

/**
 * report_replay_write_document:
 * @chapters: [n_chapters], in report order
 * @command: reproduces the report
 *
 * The same runs give the same text byte for byte: it contains no date or time.
 *
 * Returns: (transfer full)
 */
ReportDocument *report_replay_write_document (const ReportReplayChapter *chapters,
                                              guint n_chapters,
                                              const char *command);

G_END_DECLS
