/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trains this process's entries of the plan in its own scheduler.
 */
#pragma once

#include "report/replay/report-replay-plan.h"

G_BEGIN_DECLS

typedef struct _ReportReplayTraining ReportReplayTraining;

/* Called in the default main context once nothing trains any more, or nothing could. */
typedef void (*ReportReplayTrainingEnded) (gpointer user_data);

/**
 * report_replay_training_new:
 * @plan: (transfer none): with all its studies taken up
 * @n_jobs: runs at once; 0 for one per processor
 */
ReportReplayTraining *report_replay_training_new (ReportReplayPlan *plan,
                                                  guint n_jobs,
                                                  ReportReplayTrainingEnded ended,
                                                  gpointer user_data);

/* Stops at the next step and waits for it; the callback is not called any more. */
void report_replay_training_free (ReportReplayTraining *self);

/**
 * report_replay_training_start:
 *
 * Trains everything that is neither done nor trained by another process.
 *
 * Returns: FALSE with LAB_ERROR_MEMORY, and nothing started
 */
gboolean report_replay_training_start (ReportReplayTraining *self, GError **error);

/* Pauses everything within one step; the callback follows. */
void report_replay_training_pause (ReportReplayTraining *self);

/* Whether it trains or still has to call back. */
gboolean report_replay_training_is_active (ReportReplayTraining *self);

/**
 * report_replay_training_find_obstacle:
 *
 * Returns: (transfer full) (nullable): why entries are unfinished though none trains:
 * LAB_ERROR_HELD, or a run's own message
 */
GError *report_replay_training_find_obstacle (ReportReplayTraining *self);

G_END_DECLS
