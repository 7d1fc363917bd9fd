/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures the progress of a replay.
 */
#include "report/replay/report-replay-progress.h"

#include <math.h>

/* Seconds after which the pace so far is a better guide than the costs measured before. */
#define SETTLED 30

struct _ReportReplayProgress
{
  ReportReplayPlan *plan;
  GHashTable *costs;
  GArray *kept; /* of ReportReplayPart */

  ReportReplayStage stage;
  ReportReplayEves *eves; /* borrowed during the attack */
  gboolean rests;
  gint64 start; /* monotonic: when the stage began or was resumed */
  double share; /* the share done then */
};

ReportReplayProgress *
report_replay_progress_new (ReportReplayPlan *plan, GHashTable *costs)
{
  ReportReplayProgress *self = g_new0 (ReportReplayProgress, 1);

  self->plan = g_object_ref (plan);
  self->costs = costs != NULL ? g_hash_table_ref (costs) : NULL;
  self->kept = g_array_new (FALSE, FALSE, sizeof (ReportReplayPart));
  return self;
}

void
report_replay_progress_free (ReportReplayProgress *self)
{
  g_object_unref (self->plan);
  g_clear_pointer (&self->costs, g_hash_table_unref);
  g_array_unref (self->kept);
  g_free (self);
}

void
report_replay_progress_enter (ReportReplayProgress *self,
                              ReportReplayStage stage,
                              ReportReplayEves *eves)
{
  double left;

  self->stage = stage;
  self->eves = eves;
  self->rests = FALSE;
  self->start = g_get_monotonic_time ();
  self->share = report_replay_progress_get_share (self, &left);
}

void
report_replay_progress_rest (ReportReplayProgress *self)
{
  self->rests = TRUE;
}

/* Weighted iterations. */
typedef struct
{
  double done;
  double planned;
} Work;

static void
add_run (Work *work, LabRun *run, double weight)
{
  work->done += weight * (double) lab_run_get_iteration (run);
  work->planned += weight
                   * (double) (lab_run_is_ended (run) ? lab_run_get_iteration (run)
                                                      : lab_run_get_length (run));
}

static void
measure_part (ReportReplayPlan *plan, guint study, ReportReplayPart *part)
{
  LabStudyFile *file = report_replay_plan_get_file (plan, study);
  Work work = { 0 };

  *part = (ReportReplayPart){ .title = lab_study_file_get_title (file) };
  for (guint i = 0; i < report_replay_plan_get_n_entries (plan); i++)
    {
      const ReportReplayEntry *entry = report_replay_plan_get_entry (plan, i);

      if (entry->study != study || entry->run == NULL)
        continue;
      part->n_runs++;
      part->n_ended += report_replay_entry_is_done (entry);
      add_run (&work, entry->run, 1);
    }
  part->share = work.planned > 0 ? work.done / work.planned : 1;
}

guint
report_replay_progress_get_n_parts (ReportReplayProgress *self)
{
  return MAX (self->kept->len, report_replay_plan_count_taken (self->plan));
}

void
report_replay_progress_get_part (ReportReplayProgress *self, guint nth, ReportReplayPart *part)
{
  g_return_if_fail (nth < report_replay_progress_get_n_parts (self));

  if (nth < self->kept->len)
    *part = g_array_index (self->kept, ReportReplayPart, nth);
  else
    measure_part (self->plan, nth, part);
}

void
report_replay_progress_keep (ReportReplayProgress *self)
{
  g_array_set_size (self->kept, report_replay_plan_count_taken (self->plan));
  for (guint i = 0; i < self->kept->len; i++)
    measure_part (self->plan, i, &g_array_index (self->kept, ReportReplayPart, i));
}

guint
report_replay_progress_get_current (ReportReplayProgress *self)
{
  guint n = report_replay_progress_get_n_parts (self);

  for (guint i = 0; i < n; i++)
    {
      ReportReplayPart part;

      report_replay_progress_get_part (self, i, &part);
      if (part.n_ended < part.n_runs)
        return i;
    }
  return n > 0 ? n - 1 : 0;
}

GPtrArray *
report_replay_progress_list_curves (ReportReplayProgress *self, guint nth)
{
  GPtrArray *curves = g_ptr_array_new_with_free_func ((GDestroyNotify) report_curve_free);

  for (guint i = 0; i < report_replay_plan_get_n_entries (self->plan); i++)
    {
      const ReportReplayEntry *entry = report_replay_plan_get_entry (self->plan, i);
      LabStudyFile *file = report_replay_plan_get_file (self->plan, entry->study);

      if (entry->study == nth && entry->run != NULL)
        g_ptr_array_add (curves,
                         report_curve_new_from_run (lab_study_file_get_title (file), entry->run));
    }
  return curves;
}

gboolean
report_replay_progress_has_attack (ReportReplayProgress *self)
{
  return self->stage > REPORT_REPLAY_READING && report_replay_plan_has_eve (self->plan);
}

double
report_replay_progress_get_attack_share (ReportReplayProgress *self)
{
  if (self->stage != REPORT_REPLAY_ATTACKING)
    return self->stage > REPORT_REPLAY_ATTACKING;
  return report_replay_eves_get_share (self->eves);
}

/* @seconds_left: from the costs, on all processors; NAN without them */
static double
measure_training (ReportReplayPlan *plan, GHashTable *costs, double *seconds_left)
{
  Work work = { 0 };
  gboolean known = costs != NULL;

  for (guint i = 0; i < report_replay_plan_get_n_entries (plan); i++)
    {
      const ReportReplayEntry *entry = report_replay_plan_get_entry (plan, i);
      const char *hash = lab_experiment_get_hash (entry->experiment);
      const double *cost = costs != NULL ? g_hash_table_lookup (costs, hash) : NULL;

      known = known && cost != NULL;
      if (entry->run != NULL)
        add_run (&work, entry->run, cost != NULL && *cost > 0 ? *cost : 1);
    }
  *seconds_left = known ? (work.planned - work.done) / g_get_num_processors () : (double) NAN;
  return work.planned > 0 ? work.done / work.planned : 0;
}

/* @expected: from the costs; NAN without them */
static double
measure_seconds_left (const ReportReplayProgress *self, double share, double expected)
{
  double elapsed = (double) (g_get_monotonic_time () - self->start) / G_USEC_PER_SEC;

  if (self->rests)
    return NAN;
  /* The first seconds are not representative. */
  if (elapsed < SETTLED && !isnan (expected))
    return expected;
  if (elapsed > 1 && share > self->share && share < 1)
    return elapsed * (1 - share) / (share - self->share);
  return NAN;
}

double
report_replay_progress_get_share (ReportReplayProgress *self, double *seconds_left)
{
  double share = self->stage != REPORT_REPLAY_IDLE, expected = NAN;

  if (self->stage == REPORT_REPLAY_READING)
    share = (double) report_replay_plan_count_taken (self->plan)
            / report_replay_plan_get_n_studies (self->plan);
  else if (self->stage == REPORT_REPLAY_TRAINING)
    share = measure_training (self->plan, self->costs, &expected);
  else if (self->stage == REPORT_REPLAY_ATTACKING)
    share = report_replay_progress_get_attack_share (self);
  *seconds_left = measure_seconds_left (self, share, expected);
  return share;
}
