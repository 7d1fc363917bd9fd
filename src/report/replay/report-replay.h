/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A replay of the paper on its way from its folder to its report, as a window or a
 * terminal follows it: takes up what the folder has of a plan, trains, trains fresh Eves,
 * writes. Knows no widget and prints nothing. All calls come from the thread of the default
 * main context and none of them waits, except the end of the object.
 */
#pragma once

#include "lab/store/lab-store.h"
#include "report/replay/report-replay-progress.h"

G_BEGIN_DECLS

/* How a plan is replayed. */
typedef struct
{
  const char *folder;  /* made if it is missing */
  const char *command; /* what makes the same again, told in the report */
  guint64 eve_steps;   /* of each fresh Eve */
  guint n_jobs;        /* runs at once; 0 for as many as there are processors */
  GHashTable *costs;   /* (nullable): see #ReportReplayCost; for the time left */
} ReportReplayOptions;

#define REPORT_TYPE_REPLAY (report_replay_get_type ())
G_DECLARE_FINAL_TYPE (ReportReplay, report_replay, REPORT, REPLAY, GObject)

/* Signal "changed": stage, pause or trouble changed. How far it is, is asked for. */

ReportReplay *report_replay_new (void);

/**
 * report_replay_start:
 * @plan: (transfer none): no other replay has it
 * @options: needed during this call alone
 *
 * When idle or done. What the folder has of the plan already is taken up. A plan that
 * cannot be trained or written there leaves it idle with an error, and no folder made.
 */
void report_replay_start (ReportReplay *self,
                          ReportReplayPlan *plan,
                          const ReportReplayOptions *options);

/**
 * report_replay_pause:
 *
 * Training or fresh Eves; report_replay_is_paused() once the last step is done.
 */
void report_replay_pause (ReportReplay *self);

/**
 * report_replay_resume:
 *
 * Once it is paused or ran into trouble: the stage it is in goes on.
 */
void report_replay_resume (ReportReplay *self);

/**
 * report_replay_stop:
 *
 * Ends what is under way at its next step and then is idle: the folder keeps what
 * is trained and every run's fresh Eves that are done. A report that is being written is
 * finished.
 */
void report_replay_stop (ReportReplay *self);

ReportReplayStage report_replay_get_stage (ReportReplay *self);
gboolean report_replay_is_paused (ReportReplay *self);
gboolean report_replay_is_ending (ReportReplay *self); /* a pause or stop waits for the last step */

/* Whether threads are at work. */
gboolean report_replay_is_live (ReportReplay *self);

/**
 * report_replay_get_error:
 *
 * Returns: (nullable) (transfer none): what stopped it, until it goes on: of @plan and the
 * folder when it is idle, else of its stage. G_IO_ERROR_CANCELLED where a pause stopped fresh
 * Eves; LAB_ERROR_HELD where another process has a run
 */
const GError *report_replay_get_error (ReportReplay *self);

/**
 * report_replay_get_trouble:
 *
 * Returns: (nullable): what stopped it against one's will, or keeps the store from being
 * written, and what to do; a sentence for a person
 */
const char *report_replay_get_trouble (ReportReplay *self);

const char *report_replay_get_folder (ReportReplay *self); /* (nullable) of the last start */

/* (nullable) (transfer none): while its folder is held, from the training on. */
LabStore *report_replay_get_store (ReportReplay *self);

/* (nullable) (transfer none): how far it is; NULL before the first start, another one after
 * each. */
ReportReplayProgress *report_replay_get_progress (ReportReplay *self);

G_END_DECLS
