/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The paper replayed: studies over seeds as a report that says which claims hold. In
 * English whatever the locale: its words go with the paper's.
 */
#pragma once

#include "report/replay/report-replay-chapter.h"

G_BEGIN_DECLS

/**
 * report_replay_write_document:
 * @chapters: [n_chapters], in the order in which they are told
 * @command: what makes the same again
 *
 * The same runs give the same text to the byte: it holds no date and no time.
 *
 * Returns: (transfer full)
 */
ReportDocument *report_replay_write_document (const ReportReplayChapter *chapters,
                                              guint n_chapters,
                                              const char *command);

G_END_DECLS
