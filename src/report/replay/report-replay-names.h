/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can be replayed and what it is called: the paper's figures by number, and studies by name
 * or file.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define REPORT_REPLAY_N_FIGURES 6

/* The paper's figures that have curves, as studies; NULL-terminated. */
extern const char *const report_replay_figures[REPORT_REPLAY_N_FIGURES + 1];

/**
 * report_replay_list_studies:
 * @figures: (nullable): NULL-terminated; figure numbers or studies; NULL for all figures of the
 * paper
 *
 * Returns: (transfer full): a study for each
 */
char **report_replay_list_studies (const char *const *figures);

/* The shortest name that report_replay_list_studies() resolves to @study. */
const char *report_replay_get_figure (const char *study);

/* Whether @study is a figure: its reading can be chosen, while a study that explains a figure has
 * a fixed one. */
gboolean report_replay_is_figure (const char *study);

/**
 * report_replay_describe_command:
 * @figures: (nullable): as for report_replay_list_studies()
 * @reading: (nullable)
 * @settings: (nullable): NULL-terminated, "GROUP.KEY=VALUE" each
 *
 * Returns: (transfer full): a command that reproduces the report on any machine
 */
char *report_replay_describe_command (const char *const *figures,
                                      guint n_seeds,
                                      const char *reading,
                                      guint64 eve_steps,
                                      const char *const *settings);

G_END_DECLS
