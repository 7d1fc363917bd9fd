/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The entries of a plan that this process trains, in its own scheduler.
 */
#pragma once

#include "report/replay/report-replay-plan.h"

G_BEGIN_DECLS

typedef struct _ReportReplayTraining ReportReplayTraining;

/* Called in the default main context: none trains any more, or none could. */
typedef void (*ReportReplayTrainingEnded) (gpointer user_data);

/**
 * report_replay_training_new:
 * @plan: (transfer none): every study of it taken up
 * @n_jobs: runs at once; 0 for as many as there are processors
 */
ReportReplayTraining *report_replay_training_new (ReportReplayPlan *plan,
                                                  guint n_jobs,
                                                  ReportReplayTrainingEnded ended,
                                                  gpointer user_data);

/* Ends at the next step and waits for it; nothing is called any more. */
void report_replay_training_free (ReportReplayTraining *self);

/**
 * report_replay_training_start:
 *
 * All that is not done and that no other process trains.
 *
 * Returns: FALSE with LAB_ERROR_MEMORY, and nothing started
 */
gboolean report_replay_training_start (ReportReplayTraining *self, GError **error);

/* All of it, at most one step later; then it has ended. */
void report_replay_training_pause (ReportReplayTraining *self);

/* Whether it trains, or has yet to tell that it does not. */
gboolean report_replay_training_is_active (ReportReplayTraining *self);

/**
 * report_replay_training_find_obstacle:
 *
 * Returns: (transfer full) (nullable): why not all is done though none trains:
 * LAB_ERROR_HELD, or what a run says of itself
 */
GError *report_replay_training_find_obstacle (ReportReplayTraining *self);

G_END_DECLS
