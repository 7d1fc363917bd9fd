/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far a replay is, as shares of its work, and how long it may take. Told by the replay
 * where it is; changes nothing of it.
 */
#pragma once

#include "report/replay/report-replay-eves.h"
#include "report/replay/report-replay-plan.h"

G_BEGIN_DECLS

typedef enum
{
  REPORT_REPLAY_IDLE,    /* nothing is held: another one may start */
  REPORT_REPLAY_READING, /* what the folder has */
  REPORT_REPLAY_TRAINING,
  REPORT_REPLAY_ATTACKING, /* fresh Eves */
  REPORT_REPLAY_WRITING,   /* pictures, tables, report */
  REPORT_REPLAY_DONE,      /* the report is there, and nothing is held any more */
} ReportReplayStage;

/* How far a study is. */
typedef struct
{
  const char *title; /* the plan's */
  guint n_runs;
  guint n_ended;
  double share; /* of its iterations, 0 to 1 */
} ReportReplayPart;

typedef struct _ReportReplayProgress ReportReplayProgress;

/**
 * report_replay_progress_new:
 * @costs: (nullable): see #ReportReplayCost; they weigh iterations, and tell the time left
 * before the pace does
 */
ReportReplayProgress *report_replay_progress_new (ReportReplayPlan *plan, GHashTable *costs);
void report_replay_progress_free (ReportReplayProgress *self);

/**
 * report_replay_progress_enter:
 * @eves: (nullable): of REPORT_REPLAY_ATTACKING, until the next stage
 *
 * @stage begins, or goes on.
 */
void report_replay_progress_enter (ReportReplayProgress *self,
                                   ReportReplayStage stage,
                                   ReportReplayEves *eves);

/* The stage stands still, until it is entered again. */
void report_replay_progress_rest (ReportReplayProgress *self);

/* Studies taken up so far; those that the plan has let go of are as they were at the last
 * report_replay_progress_keep(). */
guint report_replay_progress_get_n_parts (ReportReplayProgress *self);
void
report_replay_progress_get_part (ReportReplayProgress *self, guint nth, ReportReplayPart *part);
void report_replay_progress_keep (ReportReplayProgress *self);

/* Whether fresh Eves belong to it: some run has an Eve. */
gboolean report_replay_progress_has_attack (ReportReplayProgress *self);
double report_replay_progress_get_attack_share (ReportReplayProgress *self); /* 0 to 1 */

/**
 * report_replay_progress_get_share:
 * @seconds_left: (out): of the stage's work, NAN when unknown
 *
 * Returns: of the training or of the fresh Eves, whichever is under way, 0 to 1,
 * weighed by what an iteration costs where that is known
 */
double report_replay_progress_get_share (ReportReplayProgress *self, double *seconds_left);

G_END_DECLS
