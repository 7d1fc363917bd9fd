/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files of a replay's folder: what it keeps there between sessions, and what it writes at the
 * end.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REPORT_REPLAY_STORE "runs.db"
#define REPORT_REPLAY_FRESH_EVES "fresh-eves.ini"
#define REPORT_REPLAY_RUNS "runs.csv"
#define REPORT_REPLAY_MARKDOWN "report.md"
#define REPORT_REPLAY_HTML "report.html"

/* Per study, appended to its name. */
#define REPORT_REPLAY_LIGHT ".png"
#define REPORT_REPLAY_DARK "-dark.png"
#define REPORT_REPLAY_DRAWING ".svg"
#define REPORT_REPLAY_ROUNDS "-rounds.csv"

/**
 * report_replay_files_check:
 * @inputs: NULL-terminated: studies as given; shipped studies are not files
 * @names: NULL-terminated: of the studies, as their files in @folder are called
 *
 * Checks that no file written below @folder replaces an input, through any link.
 *
 * Returns: FALSE with LAB_ERROR_VALUE, a sentence that names the file
 */
gboolean report_replay_files_check (const char *folder,
                                    const char *const *inputs,
                                    const char *const *names,
                                    GError **error);

G_END_DECLS
