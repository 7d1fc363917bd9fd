/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The fresh Eves of a replay: which of its runs they still have to attack, and the
 * attack. What they find is kept in the replay's folder, so that none is trained twice.
 */
#pragma once

#include <gio/gio.h>

#include "lab/training/lab-run.h"

G_BEGIN_DECLS

#define REPORT_REPLAY_EVES 5          /* on each run */
#define REPORT_REPLAY_EVE_STEPS 20000 /* of each, as a rule */

typedef struct _ReportReplayEves ReportReplayEves;

/**
 * report_replay_eves_new:
 * @n_steps: of each fresh Eve
 *
 * Reads what @folder has of them; on any thread.
 */
ReportReplayEves *report_replay_eves_new (const char *folder, guint64 n_steps);
void report_replay_eves_free (ReportReplayEves *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReportReplayEves, report_replay_eves_free)

/* (transfer none) (element-type LabRun LabFreshEves): found so far. */
GHashTable *report_replay_eves_get_found (ReportReplayEves *self);

/**
 * report_replay_eves_aim:
 * @runs: (element-type LabRun)
 *
 * At every finished run with an Eve that has no fresh ones yet.
 *
 * Returns: whether there is any
 */
gboolean report_replay_eves_aim (ReportReplayEves *self, GPtrArray *runs);

/**
 * report_replay_eves_attack_async:
 * @n_jobs: threads; 0 for as many as there are processors
 *
 * Trains fresh Eves on what was aimed at, on other threads, which takes minutes. Those that
 * are done are kept, also when it is stopped; the others begin anew after another aim.
 */
void report_replay_eves_attack_async (ReportReplayEves *self,
                                      guint n_jobs,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/* Returns: FALSE with G_IO_ERROR_CANCELLED or what stopped it */
gboolean report_replay_eves_attack_finish (GAsyncResult *result, GError **error);

/* Of all steps since the first aim, 0 to 1; while they attack, too. */
double report_replay_eves_get_share (ReportReplayEves *self);

G_END_DECLS
