/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is to be trained: studies over seeds as a list of experiment and seed, and of
 * each of these who trains it and whether it is done. Trains nothing, opens no store
 * and writes no file.
 */
#pragma once

#include "lab/training/lab-study.h"

G_BEGIN_DECLS

/* Who trains an entry. */
typedef enum
{
  REPORT_REPLAY_HERE,      /* this process */
  REPORT_REPLAY_ELSEWHERE, /* another one, which has its run open */
} ReportReplayTrainer;

typedef struct
{
  guint study;               /* of the plan's */
  LabExperiment *experiment; /* one for all seeds of a curve */
  guint32 seed;
  LabRun *run; /* NULL until its study was taken up */
} ReportReplayEntry;

#define REPORT_TYPE_REPLAY_PLAN (report_replay_plan_get_type ())
G_DECLARE_FINAL_TYPE (ReportReplayPlan, report_replay_plan, REPORT, REPLAY_PLAN, GObject)

/**
 * report_replay_plan_new:
 * @n_seeds: a curve, in a row from its study's on
 */
ReportReplayPlan *report_replay_plan_new (guint n_seeds);

/**
 * report_replay_plan_add:
 * @name: as it was named: a shipped study, or a file
 * @file: (transfer none): copied; what is set in it, such as its rounds, is trained
 *
 * All its curves over all seeds, behind the entries that are there.
 *
 * Returns: FALSE with LAB_ERROR when it makes no sense, or is in the plan already
 */
gboolean report_replay_plan_add (ReportReplayPlan *self,
                                 const char *name,
                                 LabStudyFile *file,
                                 GError **error);

guint report_replay_plan_get_n_seeds (ReportReplayPlan *self);
guint report_replay_plan_get_n_studies (ReportReplayPlan *self);

/* (transfer none): named as no other of the plan is. */
LabStudyFile *report_replay_plan_get_file (ReportReplayPlan *self, guint study);

guint report_replay_plan_get_n_entries (ReportReplayPlan *self);

/* (transfer none): by study, curve and seed; there until the plan changes. */
const ReportReplayEntry *report_replay_plan_get_entry (ReportReplayPlan *self, guint nth);

/* Whether its run has ended: here, or by the store of the folder it was taken from. */
gboolean report_replay_entry_is_done (const ReportReplayEntry *entry);
ReportReplayTrainer report_replay_entry_get_trainer (const ReportReplayEntry *entry);

/* Whether all are done. */
gboolean report_replay_plan_is_done (ReportReplayPlan *self);

/* Whether any has an Eve. */
gboolean report_replay_plan_has_eve (ReportReplayPlan *self);

/**
 * report_replay_plan_fits:
 *
 * Returns: whether @runs trains just what the plan's @study says, run by run
 */
gboolean report_replay_plan_fits (ReportReplayPlan *self, guint study, LabStudy *runs);

/**
 * report_replay_plan_take_up:
 * @runs: (nullable): that fits @study; NULL to let go of its runs
 *
 * From now on the entries of @study are as far as these runs are.
 */
void report_replay_plan_take_up (ReportReplayPlan *self, guint study, LabStudy *runs);

/* Studies that were taken up. */
guint report_replay_plan_count_taken (ReportReplayPlan *self);

/* (transfer full) (element-type LabRun): of the entries that have one, in order. */
GPtrArray *report_replay_plan_list_runs (ReportReplayPlan *self);

/**
 * report_replay_plan_check_memory:
 * @available: bytes
 *
 * Whether there is enough for all of it from its first iteration on.
 *
 * Returns: FALSE with LAB_ERROR_MEMORY, one sentence with the figures
 */
gboolean
report_replay_plan_check_memory (ReportReplayPlan *self, guint64 available, GError **error);

/**
 * report_replay_plan_check_folder:
 *
 * Whether nothing that a replay of it writes below @folder replaces a study it reads.
 *
 * Returns: FALSE with LAB_ERROR_VALUE, a sentence that names the file
 */
gboolean
report_replay_plan_check_folder (ReportReplayPlan *self, const char *folder, GError **error);

G_END_DECLS
