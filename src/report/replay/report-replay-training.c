/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trains a plan. Decides only what is queued.
 */
#include "config.h"

#include "report/replay/report-replay-training.h"

#include <glib/gi18n-lib.h>

#include "lab/training/lab-limits.h"

struct _ReportReplayTraining
{
  ReportReplayPlan *plan;
  LabScheduler *scheduler;
  ReportReplayTrainingEnded ended;
  gpointer user_data;
  guint end_source;
};

static gboolean
on_ended (gpointer user_data)
{
  ReportReplayTraining *self = user_data;

  self->end_source = 0;
  self->ended (self->user_data);
  return G_SOURCE_REMOVE;
}

/* Deferred: the callback may free the scheduler, which must not happen inside it. */
static void
on_active_changed (ReportReplayTraining *self)
{
  if (!lab_scheduler_get_active (self->scheduler) && self->end_source == 0)
    self->end_source = g_idle_add (on_ended, self);
}

ReportReplayTraining *
report_replay_training_new (ReportReplayPlan *plan,
                            guint n_jobs,
                            ReportReplayTrainingEnded ended,
                            gpointer user_data)
{
  ReportReplayTraining *self = g_new0 (ReportReplayTraining, 1);

  self->plan = g_object_ref (plan);
  self->scheduler = lab_scheduler_new (n_jobs);
  self->ended = ended;
  self->user_data = user_data;
  g_signal_connect_swapped (self->scheduler, "notify::active", G_CALLBACK (on_active_changed),
                            self);
  return self;
}

void
report_replay_training_free (ReportReplayTraining *self)
{
  g_signal_handlers_disconnect_by_data (self->scheduler, self);
  g_clear_handle_id (&self->end_source, g_source_remove);
  lab_scheduler_shut_down (self->scheduler);
  g_object_unref (self->scheduler);
  g_object_unref (self->plan);
  g_free (self);
}

gboolean
report_replay_training_start (ReportReplayTraining *self, GError **error)
{
  g_autoptr (GPtrArray) runs = report_replay_plan_list_runs (self->plan);

  if (!lab_runs_check_memory (runs, lab_limits_get_free_memory (NULL), error))
    return FALSE;
  for (guint i = 0; i < report_replay_plan_get_n_entries (self->plan); i++)
    {
      const ReportReplayEntry *entry = report_replay_plan_get_entry (self->plan, i);

      if (!report_replay_entry_is_done (entry)
          && report_replay_entry_get_trainer (entry) == REPORT_REPLAY_HERE)
        lab_scheduler_start (self->scheduler, entry->run);
    }
  on_active_changed (self);
  return TRUE;
}

void
report_replay_training_pause (ReportReplayTraining *self)
{
  g_autoptr (GPtrArray) runs = report_replay_plan_list_runs (self->plan);

  /* In reverse, so that no waiting run takes the place of a stopped one. */
  for (guint i = runs->len; i-- > 0;)
    lab_scheduler_pause (self->scheduler, runs->pdata[i]);
}

gboolean
report_replay_training_is_active (ReportReplayTraining *self)
{
  return self->end_source != 0 || lab_scheduler_get_active (self->scheduler);
}

GError *
report_replay_training_find_obstacle (ReportReplayTraining *self)
{
  for (guint i = 0; i < report_replay_plan_get_n_entries (self->plan); i++)
    {
      const ReportReplayEntry *entry = report_replay_plan_get_entry (self->plan, i);

      if (report_replay_entry_is_done (entry))
        continue;
      if (report_replay_entry_get_trainer (entry) == REPORT_REPLAY_ELSEWHERE)
        return g_error_new_literal (LAB_ERROR, LAB_ERROR_HELD,
                                    _ ("Another program is training runs of this folder. Close "
                                       "that program, or choose another folder, and start again."));
      if (lab_run_get_message (entry->run) != NULL)
        return g_error_new_literal (LAB_ERROR, LAB_ERROR_VALUE, lab_run_get_message (entry->run));
    }
  return NULL;
}
