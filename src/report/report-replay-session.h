/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A replay under way: which studies it has, which of their runs are already in the
 * store of its folder, the fresh Eves, and the files it ends in. Who trains the
 * runs is left to the caller, a terminal or the window.
 */
#pragma once

#include "lab/lab-fresh-eves.h"
#include "lab/lab-store.h"
#include "report-document.h"

G_BEGIN_DECLS

#define REPORT_REPLAY_EVES 5
#define REPORT_REPLAY_EVE_STEPS 20000 /* of each, as a rule */

typedef struct
{
  const char *folder;          /* made if it is missing */
  const char *const *studies;  /* NULL-terminated names or files */
  const char *reading;         /* of those that are figures; NULL for their own */
  guint n_seeds;               /* a curve */
  guint64 eve_steps;           /* of each fresh Eve */
  const char *const *settings; /* (nullable): "GROUP.KEY=VALUE" that beat the studies' own */
  const char *command;         /* told in the report */
} ReportReplayPlan;

typedef struct _ReportReplay ReportReplay;

/**
 * report_replay_new:
 *
 * Opens the store FOLDER/runs.db and takes up the studies of @plan that are in it, and
 * FOLDER/fresh-eves.ini, of the fresh Eves that were trained already.
 *
 * Returns: NULL with G_FILE_ERROR, LAB_ERROR or NC_ERROR, one sentence
 */
ReportReplay *report_replay_new (const ReportReplayPlan *plan, GError **error);

/**
 * report_replay_open:
 *
 * The same in steps, for who may not wait: opens the store alone, on any thread
 * (the default main context's is its owner's), and
 * report_replay_add_study_async() is to take up each study of @plan, one after
 * the other and in its order.
 */
ReportReplay *report_replay_open (const ReportReplayPlan *plan, GError **error);

/**
 * report_replay_add_study_async:
 * @plan: needed during this call alone
 *
 * What the store has of @study is read on another thread. @replay is to stay until
 * @callback is called.
 */
void report_replay_add_study_async (ReportReplay *replay,
                                    const ReportReplayPlan *plan,
                                    const char *study,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean report_replay_add_study_finish (GAsyncResult *result, GError **error);
void report_replay_free (ReportReplay *replay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReportReplay, report_replay_free)

LabStore *report_replay_get_store (ReportReplay *replay); /* (transfer none) */

guint report_replay_get_n_studies (ReportReplay *replay);
LabStudy *report_replay_get_study (ReportReplay *replay, guint nth); /* (transfer none) */

/* (transfer full) (element-type LabRun): of all studies, in the order of the report;
 * those that are finished too. */
GPtrArray *report_replay_get_runs (ReportReplay *replay);

/* Whether every run has ended: what cannot go on is no obstacle. */
gboolean report_replay_is_trained (ReportReplay *replay);

/**
 * report_replay_count_attack_steps:
 *
 * Returns: steps of all fresh Eves that report_replay_attack() is going to train
 */
guint64 report_replay_count_attack_steps (ReportReplay *replay);

/**
 * report_replay_attack:
 * @n_jobs: threads; 0 for as many as there are processors
 * @progress: (nullable): counts steps, atomically
 *
 * Trains fresh Eves on every finished run with an Eve that has none yet. Takes minutes:
 * to be called on a thread that may wait. Those that are done are kept, also when it is
 * stopped.
 *
 * Returns: FALSE with G_IO_ERROR_CANCELLED or what stopped it
 */
gboolean report_replay_attack (ReportReplay *replay,
                               guint n_jobs,
                               guint64 *progress,
                               GCancellable *cancellable,
                               GError **error);

/**
 * report_replay_write:
 *
 * May be called on another thread while nothing trains and nobody else uses @replay.
 *
 * Writes report.html, report.md, runs.csv, and for each study its picture (PNG,
 * light and dark, and SVG) and its rounds as CSV into the folder.
 *
 * Returns: FALSE with an error that names the file
 */
gboolean report_replay_write (ReportReplay *replay, GError **error);

G_END_DECLS
