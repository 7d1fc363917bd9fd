/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be replayed and how it is named: the paper's figures by their number, and
 * studies by their name or file.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REPORT_REPLAY_N_FIGURES 6

/* The figures of the paper that have curves, as studies; NULL-terminated. */
extern const char *const report_replay_figures[REPORT_REPLAY_N_FIGURES + 1];

/**
 * report_replay_list_studies:
 * @figures: (nullable): NULL-terminated; a figure by its number, or a study; NULL for all
 * figures of the paper
 *
 * Returns: (transfer full): a study for each
 */
char **report_replay_list_studies (const char *const *figures);

/* The shortest that means @study there. */
const char *report_replay_get_figure (const char *study);

/* Whether @study is a figure: it is read as one likes, where a study that explains a
 * figure has its own reading. */
gboolean report_replay_is_figure (const char *study);

/**
 * report_replay_describe_command:
 * @figures: (nullable): as report_replay_list_studies() has them
 * @reading: (nullable)
 * @settings: (nullable): NULL-terminated, "GROUP.KEY=VALUE" each
 *
 * Returns: (transfer full): what makes the same report again, wherever it is made
 */
char *report_replay_describe_command (const char *const *figures,
                                      guint n_seeds,
                                      const char *reading,
                                      guint64 eve_steps,
                                      const char *const *settings);

G_END_DECLS
