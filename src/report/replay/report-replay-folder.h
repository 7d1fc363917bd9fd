/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folder of a replay: what it keeps between sessions (its store and its fresh Eves) and which
 * parts of a plan it already holds. Trains nothing and writes no report.
 */
#pragma once

#include "lab/store/lab-store.h"
#include "report/replay/report-replay-eves.h"
#include "report/replay/report-replay-plan.h"

G_BEGIN_DECLS

typedef struct _ReportReplayFolder ReportReplayFolder;

/**
 * report_replay_folder_check:
 *
 * Checks, before anything is created, that @plan can be written below @path and, if nothing of it
 * is stored there, that memory suffices to train it.
 *
 * Returns: FALSE with LAB_ERROR_VALUE or LAB_ERROR_MEMORY, one sentence
 */
gboolean report_replay_folder_check (const char *path, ReportReplayPlan *plan, GError **error);

/**
 * report_replay_folder_new:
 * @path: created when read, if missing
 * @plan: (transfer none)
 * @eve_steps: of each fresh Eve
 */
ReportReplayFolder *
report_replay_folder_new (const char *path, ReportReplayPlan *plan, guint64 eve_steps);

/* The plan and the store release the runs, which must be paused or finished. */
void report_replay_folder_free (ReportReplayFolder *self);

/**
 * report_replay_folder_read_async:
 * @cancellable: checked between studies
 *
 * Opens the folder and takes up the whole plan, study by study: stored runs where the store has
 * them, otherwise new ones that it keeps. Call once. Stored studies are read on other threads;
 * @self must stay alive until @callback is called.
 */
void report_replay_folder_read_async (ReportReplayFolder *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/* Returns: FALSE with G_FILE_ERROR, LAB_ERROR or G_IO_ERROR_CANCELLED */
gboolean report_replay_folder_read_finish (GAsyncResult *result, GError **error);

/* (transfer none) (nullable): NULL until opened, as are the Eves. */
LabStore *report_replay_folder_get_store (ReportReplayFolder *self);
ReportReplayEves *report_replay_folder_get_eves (ReportReplayFolder *self);

/* (transfer none) (element-type LabStudy): taken up so far, in the plan's order. */
GPtrArray *report_replay_folder_get_studies (ReportReplayFolder *self);

G_END_DECLS
