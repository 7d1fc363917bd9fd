/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folder of a replay: what it keeps between two starts, its store and its fresh Eves,
 * and what of a plan that has already. Trains nothing and writes no report.
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
 * Before anything is made there: whether @plan can be written below @path, and trained
 * where nothing of it is stored.
 *
 * Returns: FALSE with LAB_ERROR_VALUE or LAB_ERROR_MEMORY, one sentence
 */
gboolean report_replay_folder_check (const char *path, ReportReplayPlan *plan, GError **error);

/**
 * report_replay_folder_new:
 * @path: made if it is missing, once it is read
 * @plan: (transfer none)
 * @eve_steps: of each fresh Eve
 */
ReportReplayFolder *
report_replay_folder_new (const char *path, ReportReplayPlan *plan, guint64 eve_steps);

/* The plan and the store let go of the runs, which are paused or have ended. */
void report_replay_folder_free (ReportReplayFolder *self);

/**
 * report_replay_folder_read_async:
 * @cancellable: asked between two studies
 *
 * Opens it and takes up all of the plan, study by study: with its runs as far as the store
 * has them, or new ones that it keeps. Once. What the store has is read on other threads;
 * @self is to stay until @callback is called.
 */
void report_replay_folder_read_async (ReportReplayFolder *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

/* Returns: FALSE with G_FILE_ERROR, LAB_ERROR or G_IO_ERROR_CANCELLED */
gboolean report_replay_folder_read_finish (GAsyncResult *result, GError **error);

/* (transfer none) (nullable): NULL until it was opened, as are the Eves. */
LabStore *report_replay_folder_get_store (ReportReplayFolder *self);
ReportReplayEves *report_replay_folder_get_eves (ReportReplayFolder *self);

/* (transfer none) (element-type LabStudy): taken up so far, in the plan's order. */
GPtrArray *report_replay_folder_get_studies (ReportReplayFolder *self);

G_END_DECLS
