/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Estimates what a replay will take before it begins: measures a few steps of each of its
 * experiments on this machine. Keeps nothing it trains.
 */
#pragma once

#include "report/replay/report-replay-plan.h"

G_BEGIN_DECLS

typedef struct
{
  guint n_runs;
  double seconds;    /* for training and fresh Eves, on all processors */
  guint64 bytes;     /* of memory */
  GHashTable *costs; /* (element-type utf8 double): seconds per iteration by experiment hash */
} ReportReplayCost;

void report_replay_cost_free (ReportReplayCost *cost);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReportReplayCost, report_replay_cost_free)

/**
 * report_replay_cost_measure_async:
 * @plan: needed only during this call
 * @eve_steps: of each fresh Eve
 * @known: (nullable): costs measured before; not measured again
 *
 * On another thread, for about a second.
 */
void report_replay_cost_measure_async (ReportReplayPlan *plan,
                                       guint64 eve_steps,
                                       GHashTable *known,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);

/* Returns: NULL with G_IO_ERROR_CANCELLED */
ReportReplayCost *report_replay_cost_measure_finish (GAsyncResult *result, GError **error);

G_END_DECLS
