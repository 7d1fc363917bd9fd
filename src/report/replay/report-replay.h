/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A replay of the paper from its folder to its report, as a window or a terminal follows it: takes
 * up what the folder has of a plan, trains, trains fresh Eves, writes. Knows no widget and prints
 * nothing. All calls must come from the thread of the default main context; none of them blocks
 * except finalization.
 */
#pragma once

#include "lab/store/lab-store.h"
#include "report/replay/report-replay-progress.h"

G_BEGIN_DECLS

typedef struct
{
  const char *folder;  /* created if missing */
  const char *command; /* reproduces the report; printed in it */
  guint64 eve_steps;   /* of each fresh Eve */
  guint n_jobs;        /* runs at once; 0 for one per processor */
  GHashTable *costs;   /* (nullable): see #ReportReplayCost; for the time left */
} ReportReplayOptions;

#define REPORT_TYPE_REPLAY (report_replay_get_type ())
G_DECLARE_FINAL_TYPE (ReportReplay, report_replay, REPORT, REPLAY, GObject)

/* Signal "changed": stage, pause or trouble changed. Progress has to be polled. */

ReportReplay *report_replay_new (void);

/**
 * report_replay_start:
 * @plan: (transfer none): not used by any other replay
 * @options: needed only during this call
 *
 * When idle or done. Takes up what the folder already has of the plan. If the plan cannot be
 * trained or written there, the replay stays idle with an error, and no folder is created.
 */
void report_replay_start (ReportReplay *self,
                          ReportReplayPlan *plan,
                          const ReportReplayOptions *options);

/**
 * report_replay_pause:
 *
 * Pauses training or fresh Eves; report_replay_is_paused() once the last step is done.
 */
void report_replay_pause (ReportReplay *self);

/**
 * report_replay_resume:
 *
 * Continues the current stage after a pause or trouble.
 */
void report_replay_resume (ReportReplay *self);

/**
 * report_replay_stop:
 *
 * Ends the work in progress at its next step and becomes idle: the folder keeps what is trained
 * and the fresh Eves that are done. A report being written is finished.
 */
void report_replay_stop (ReportReplay *self);

ReportReplayStage report_replay_get_stage (ReportReplay *self);
gboolean report_replay_is_paused (ReportReplay *self);
gboolean report_replay_is_ending (ReportReplay *self); /* waits for the last step */

/* Whether threads are working. */
gboolean report_replay_is_live (ReportReplay *self);

/**
 * report_replay_get_error:
 *
 * Returns: (nullable) (transfer none): what stopped it, until it continues: when idle, an error of
 * @plan or the folder, otherwise of its stage. G_IO_ERROR_CANCELLED if a pause stopped fresh Eves;
 * LAB_ERROR_HELD if another process has a run
 */
const GError *report_replay_get_error (ReportReplay *self);

/**
 * report_replay_get_trouble:
 *
 * Returns: (nullable): what stopped it unintentionally, or keeps the store from being written, and
 * what to do; a sentence for the user
 */
const char *report_replay_get_trouble (ReportReplay *self);

const char *report_replay_get_folder (ReportReplay *self); /* (nullable) of the latest start */

/* (nullable) (transfer none): while its folder is held, from training on. */
LabStore *report_replay_get_store (ReportReplay *self);

/* (nullable) (transfer none): NULL before the first start, a new one after each. */
ReportReplayProgress *report_replay_get_progress (ReportReplay *self);

G_END_DECLS
