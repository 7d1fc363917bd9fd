/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What to train: studies over seeds as a list of experiments and seeds, with who trains each and
 * whether it is done. Trains nothing, opens no store and writes no file.
 */
#pragma once

#include "lab/training/lab-study.h"

G_BEGIN_DECLS

/* Who trains an entry. */
typedef enum
{
  REPORT_REPLAY_HERE,      /* this process */
  REPORT_REPLAY_ELSEWHERE, /* another process, which has the run open */
} ReportReplayTrainer;

typedef struct
{
  guint study;               /* index in the plan */
  LabExperiment *experiment; /* shared by all seeds of a curve */
  guint32 seed;
  LabRun *run; /* NULL until its study is taken up */
} ReportReplayEntry;

#define REPORT_TYPE_REPLAY_PLAN (report_replay_plan_get_type ())
G_DECLARE_FINAL_TYPE (ReportReplayPlan, report_replay_plan, REPORT, REPLAY_PLAN, GObject)

/**
 * report_replay_plan_new:
 * @n_seeds: per curve, counting up from the study's seed
 */
ReportReplayPlan *report_replay_plan_new (guint n_seeds);

/**
 * report_replay_plan_add:
 * @name: as given: a shipped study, or a file
 * @file: (transfer none): copied; its settings, such as its rounds, are those trained
 *
 * Appends all its curves over all seeds to the entries.
 *
 * Returns: FALSE with LAB_ERROR if it is invalid or already in the plan
 */
gboolean report_replay_plan_add (ReportReplayPlan *self,
                                 const char *name,
                                 LabStudyFile *file,
                                 GError **error);

guint report_replay_plan_get_n_seeds (ReportReplayPlan *self);
guint report_replay_plan_get_n_studies (ReportReplayPlan *self);

/* (transfer none): its name is unique in the plan. */
LabStudyFile *report_replay_plan_get_file (ReportReplayPlan *self, guint study);

guint report_replay_plan_get_n_entries (ReportReplayPlan *self);

/* (transfer none): ordered by study, curve and seed; valid until the plan changes. */
const ReportReplayEntry *report_replay_plan_get_entry (ReportReplayPlan *self, guint nth);

/* Whether its run has ended, here or earlier in the store it was read from. */
gboolean report_replay_entry_is_done (const ReportReplayEntry *entry);
ReportReplayTrainer report_replay_entry_get_trainer (const ReportReplayEntry *entry);

/* Whether all are done. */
gboolean report_replay_plan_is_done (ReportReplayPlan *self);

/* Whether any has an Eve. */
gboolean report_replay_plan_has_eve (ReportReplayPlan *self);

/**
 * report_replay_plan_fits:
 *
 * Returns: whether @runs trains exactly the plan's @study, run by run
 */
gboolean report_replay_plan_fits (ReportReplayPlan *self, guint study, LabStudy *runs);

/**
 * report_replay_plan_take_up:
 * @runs: (nullable): fitting @study; NULL to release its runs
 *
 * The entries of @study use these runs from now on.
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
 * Checks that memory suffices for all of it from the first iteration.
 *
 * Returns: FALSE with LAB_ERROR_MEMORY, one sentence with the figures
 */
gboolean
report_replay_plan_check_memory (ReportReplayPlan *self, guint64 available, GError **error);

/**
 * report_replay_plan_check_folder:
 *
 * Checks that no file a replay writes below @folder replaces a study it reads.
 *
 * Returns: FALSE with LAB_ERROR_VALUE, a sentence that names the file
 */
gboolean
report_replay_plan_check_folder (ReportReplayPlan *self, const char *folder, GError **error);

G_END_DECLS
