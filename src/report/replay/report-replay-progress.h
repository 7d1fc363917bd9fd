/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How far a replay has come, as shares of its work, and how long it may still take. The replay
 * reports its stage; this changes nothing in the replay.
 */
#pragma once

#include "report/replay/report-replay-eves.h"
#include "report/replay/report-replay-plan.h"
#include "report/study/report-curve.h"

G_BEGIN_DECLS

typedef enum
{
  REPORT_REPLAY_IDLE,    /* nothing is held: another replay may start */
  REPORT_REPLAY_READING, /* reading what the folder has */
  REPORT_REPLAY_TRAINING,
  REPORT_REPLAY_ATTACKING, /* fresh Eves */
  REPORT_REPLAY_WRITING,   /* pictures, tables, report */
  REPORT_REPLAY_DONE,      /* the report is written and nothing is held */
} ReportReplayStage;

/* The progress of a study. */
typedef struct
{
  const char *title; /* from the plan */
  guint n_runs;
  guint n_ended;
  double share; /* of its iterations, 0 to 1 */
} ReportReplayPart;

typedef struct _ReportReplayProgress ReportReplayProgress;

/**
 * report_replay_progress_new:
 * @costs: (nullable): see #ReportReplayCost; they weight iterations and estimate the time left
 * until the pace can
 */
ReportReplayProgress *report_replay_progress_new (ReportReplayPlan *plan, GHashTable *costs);
void report_replay_progress_free (ReportReplayProgress *self);

/**
 * report_replay_progress_enter:
 * @eves: (nullable): for REPORT_REPLAY_ATTACKING; used until the next stage
 *
 * @stage begins or resumes.
 */
void report_replay_progress_enter (ReportReplayProgress *self,
                                   ReportReplayStage stage,
                                   ReportReplayEves *eves);

/* The stage is suspended until it is entered again. */
void report_replay_progress_rest (ReportReplayProgress *self);

/* Studies taken up so far; those the plan has released are shown as of the last
 * report_replay_progress_keep(). */
guint report_replay_progress_get_n_parts (ReportReplayProgress *self);
void
report_replay_progress_get_part (ReportReplayProgress *self, guint nth, ReportReplayPart *part);
void report_replay_progress_keep (ReportReplayProgress *self);

/**
 * report_replay_progress_get_current:
 *
 * Returns: the part that trains: the first that is not done; the last if all are
 */
guint report_replay_progress_get_current (ReportReplayProgress *self);

/**
 * report_replay_progress_list_curves:
 *
 * Returns: (transfer full) (element-type ReportCurve): of part @nth, growing while it trains;
 * empty if the plan does not have its runs
 */
GPtrArray *report_replay_progress_list_curves (ReportReplayProgress *self, guint nth);

/* Whether fresh Eves are part of it: some run has an Eve. */
gboolean report_replay_progress_has_attack (ReportReplayProgress *self);
double report_replay_progress_get_attack_share (ReportReplayProgress *self); /* 0 to 1 */

/**
 * report_replay_progress_get_share:
 * @seconds_left: (out): for the stage, NAN when unknown
 *
 * Returns: of the training or of the fresh Eves, whichever is in progress, 0 to 1, weighted by the
 * cost of an iteration if known
 */
double report_replay_progress_get_share (ReportReplayProgress *self, double *seconds_left);

G_END_DECLS
