/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fresh Eves of a replay: which runs they still have to attack, and the attack itself. Their
 * results are kept in the replay's folder, so that no Eve is trained twice.
 */
#pragma once

#include <gio/gio.h>

#include "lab/training/lab-run.h"

G_BEGIN_DECLS

#define REPORT_REPLAY_EVES 5          /* on each run */
#define REPORT_REPLAY_EVE_STEPS 20000 /* of each, by default */

typedef struct _ReportReplayEves ReportReplayEves;

/**
 * report_replay_eves_new:
 * @n_steps: of each fresh Eve
 *
 * Reads the results stored in @folder; may be called on any thread.
 */
ReportReplayEves *report_replay_eves_new (const char *folder, guint64 n_steps);
void report_replay_eves_free (ReportReplayEves *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReportReplayEves, report_replay_eves_free)

/* (transfer none) (element-type LabRun LabFreshEves): results so far. */
GHashTable *report_replay_eves_get_found (ReportReplayEves *self);

/**
 * report_replay_eves_aim:
 * @runs: (element-type LabRun)
 *
 * Targets every finished run that has an Eve but no fresh ones yet.
 *
 * Returns: whether there is any
 */
gboolean report_replay_eves_aim (ReportReplayEves *self, GPtrArray *runs);

/**
 * report_replay_eves_attack_async:
 * @n_jobs: threads; 0 for one per processor
 *
 * Trains fresh Eves on the targets, on other threads, which takes minutes. Finished ones are kept
 * even if it is cancelled; the others start from scratch after another aim.
 */
void report_replay_eves_attack_async (ReportReplayEves *self,
                                      guint n_jobs,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/* Returns: FALSE with G_IO_ERROR_CANCELLED or the error that stopped it */
gboolean report_replay_eves_attack_finish (GAsyncResult *result, GError **error);

/* Share of all steps since the first aim, 0 to 1; may be called during the attack. */
double report_replay_eves_get_share (ReportReplayEves *self);

G_END_DECLS
