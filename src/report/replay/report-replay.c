/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A replay of the paper from its folder to its report: the order of the steps. The folder, the
 * training, the Eves and the writer do the work.
 */
#include "config.h"

#include "report/replay/report-replay.h"

#include "report/replay/report-replay-folder.h"
#include "report/replay/report-replay-training.h"
#include "report/replay/report-replay-write.h"

struct _ReportReplay
{
  GObject parent_instance;

  ReportReplayStage stage;
  gboolean paused;
  gboolean ending;   /* waits for the last step */
  gboolean stopping; /* become idle once it has ended */
  gboolean working;  /* a thread uses the folder: nobody else may touch it */
  GError *error;

  ReportReplayPlan *plan;
  char *path;
  char *command;
  guint n_jobs;

  ReportReplayFolder *folder;     /* while held */
  ReportReplayTraining *training; /* once the folder is read, while it is held */
  GCancellable *cancellable;      /* for the work in progress */
  ReportReplayProgress *progress; /* of the latest start */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (ReportReplay, report_replay, G_TYPE_OBJECT)

static void
tell (ReportReplay *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* Releases folder and runs; the progress shown is kept. */
static void
let_go (ReportReplay *self)
{
  g_clear_pointer (&self->training, report_replay_training_free);
  if (self->folder == NULL)
    return;
  report_replay_progress_keep (self->progress);
  if (report_replay_folder_get_store (self->folder) != NULL)
    g_signal_handlers_disconnect_by_data (report_replay_folder_get_store (self->folder), self);
  g_clear_pointer (&self->folder, report_replay_folder_free);
}

/* @eves: (nullable): as for report_replay_progress_enter() */
static void
begin_stage (ReportReplay *self, ReportReplayStage stage, ReportReplayEves *eves)
{
  self->stage = stage;
  self->paused = FALSE;
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  report_replay_progress_enter (self->progress, stage, eves);
}

/* Releases everything and enters @stage. Takes @error, which may be NULL. */
static void
leave (ReportReplay *self, ReportReplayStage stage, GError *error)
{
  let_go (self);
  begin_stage (self, stage, NULL);
  self->error = error;
  self->ending = FALSE;
  self->stopping = FALSE;
  tell (self);
}

/* Pauses in the current stage until resumed or stopped. Takes @error, which may be NULL. */
static void
stand (ReportReplay *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  self->ending = FALSE;
  self->paused = TRUE;
  report_replay_progress_rest (self->progress);
  tell (self);
}

/* The work in progress failed or was cancelled. Takes @error. */
static void
fail (ReportReplay *self, GError *error)
{
  if (self->stopping)
    g_clear_error (&error);
  if (self->stopping || self->stage == REPORT_REPLAY_READING)
    leave (self, REPORT_REPLAY_IDLE, error);
  else
    stand (self, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReportReplay) self = user_data;
  GError *error = NULL;

  self->working = FALSE;
  if (report_replay_write_finish (result, &error))
    leave (self, REPORT_REPLAY_DONE, NULL);
  else
    fail (self, error);
}

static void
write_report (ReportReplay *self)
{
  ReportReplayEves *eves = report_replay_folder_get_eves (self->folder);

  begin_stage (self, REPORT_REPLAY_WRITING, NULL);
  self->working = TRUE;
  report_replay_write_async (self->path, report_replay_folder_get_studies (self->folder),
                             report_replay_eves_get_found (eves), self->command, on_written,
                             g_object_ref (self));
  tell (self);
}

static void
on_attacked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReportReplay) self = user_data;
  GError *error = NULL;

  self->working = FALSE;
  if (report_replay_eves_attack_finish (result, &error))
    write_report (self);
  else
    fail (self, error);
}

/* Trains fresh Eves on all runs that have none yet. */
static void
attack (ReportReplay *self)
{
  ReportReplayEves *eves = report_replay_folder_get_eves (self->folder);
  g_autoptr (GPtrArray) runs = report_replay_plan_list_runs (self->plan);

  if (!report_replay_eves_aim (eves, runs))
    {
      write_report (self);
      return;
    }
  begin_stage (self, REPORT_REPLAY_ATTACKING, eves);
  self->working = TRUE;
  report_replay_eves_attack_async (eves, self->n_jobs, self->cancellable, on_attacked,
                                   g_object_ref (self));
  tell (self);
}

static void
on_training_ended (gpointer user_data)
{
  ReportReplay *self = user_data;

  if (self->stopping)
    leave (self, REPORT_REPLAY_IDLE, NULL);
  else if (report_replay_plan_is_done (self->plan) && !self->ending)
    attack (self);
  else
    stand (self, report_replay_training_find_obstacle (self->training));
}

static void
train (ReportReplay *self)
{
  GError *error = NULL;

  begin_stage (self, REPORT_REPLAY_TRAINING, NULL);
  if (report_replay_training_start (self->training, &error))
    tell (self);
  else
    stand (self, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (ReportReplay) self = user_data;
  GError *error = NULL;

  self->working = FALSE;
  if (!report_replay_folder_read_finish (result, &error))
    {
      fail (self, error);
      return;
    }
  g_signal_connect_swapped (report_replay_folder_get_store (self->folder), "notify::trouble",
                            G_CALLBACK (tell), self);
  self->training = report_replay_training_new (self->plan, self->n_jobs, on_training_ended, self);
  train (self);
}

static void
forget_options (ReportReplay *self)
{
  g_clear_object (&self->plan);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->command, g_free);
  g_clear_pointer (&self->progress, report_replay_progress_free);
}

void
report_replay_start (ReportReplay *self, ReportReplayPlan *plan, const ReportReplayOptions *options)
{
  g_return_if_fail (REPORT_IS_REPLAY (self) && REPORT_IS_REPLAY_PLAN (plan));
  g_return_if_fail (self->stage == REPORT_REPLAY_IDLE || self->stage == REPORT_REPLAY_DONE);
  g_return_if_fail (report_replay_plan_get_n_studies (plan) > 0);

  GError *error = NULL;

  forget_options (self);
  self->plan = g_object_ref (plan);
  self->path = g_strdup (options->folder);
  self->command = g_strdup (options->command);
  self->n_jobs = options->n_jobs;
  self->progress = report_replay_progress_new (plan, options->costs);
  if (!report_replay_folder_check (self->path, plan, &error))
    {
      leave (self, REPORT_REPLAY_IDLE, error);
      return;
    }
  self->folder = report_replay_folder_new (self->path, plan, options->eve_steps);
  begin_stage (self, REPORT_REPLAY_READING, NULL);
  self->working = TRUE;
  report_replay_folder_read_async (self->folder, self->cancellable, on_read, g_object_ref (self));
  tell (self);
}

void
report_replay_pause (ReportReplay *self)
{
  g_return_if_fail (REPORT_IS_REPLAY (self));

  if (self->paused || self->ending)
    return;
  if (self->stage != REPORT_REPLAY_TRAINING && self->stage != REPORT_REPLAY_ATTACKING)
    return;
  self->ending = TRUE;
  if (self->stage == REPORT_REPLAY_ATTACKING)
    g_cancellable_cancel (self->cancellable);
  else
    report_replay_training_pause (self->training);
  tell (self);
}

void
report_replay_resume (ReportReplay *self)
{
  g_return_if_fail (REPORT_IS_REPLAY (self));

  if (!self->paused)
    return;
  if (self->stage == REPORT_REPLAY_TRAINING)
    train (self);
  else if (self->stage == REPORT_REPLAY_ATTACKING)
    attack (self);
  else
    write_report (self);
}

void
report_replay_stop (ReportReplay *self)
{
  g_return_if_fail (REPORT_IS_REPLAY (self));

  if (self->stage == REPORT_REPLAY_IDLE || self->stage == REPORT_REPLAY_DONE || self->stopping)
    return;
  self->stopping = TRUE;
  if (self->paused)
    {
      leave (self, REPORT_REPLAY_IDLE, NULL);
      return;
    }
  report_replay_pause (self);
  if (self->stage == REPORT_REPLAY_READING)
    g_cancellable_cancel (self->cancellable);
  tell (self);
}

ReportReplayStage
report_replay_get_stage (ReportReplay *self)
{
  return self->stage;
}

gboolean
report_replay_is_paused (ReportReplay *self)
{
  return self->paused;
}

gboolean
report_replay_is_ending (ReportReplay *self)
{
  return self->ending || self->stopping;
}

gboolean
report_replay_is_live (ReportReplay *self)
{
  return self->working
         || (self->training != NULL && report_replay_training_is_active (self->training));
}

const GError *
report_replay_get_error (ReportReplay *self)
{
  return self->error;
}

LabStore *
report_replay_get_store (ReportReplay *self)
{
  /* Until training starts, a thread may still be opening it. */
  return self->training != NULL ? report_replay_folder_get_store (self->folder) : NULL;
}

const char *
report_replay_get_trouble (ReportReplay *self)
{
  LabStore *store = report_replay_get_store (self);

  if (self->error != NULL && !g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return self->error->message;
  return store != NULL ? lab_store_get_trouble (store) : NULL;
}

const char *
report_replay_get_folder (ReportReplay *self)
{
  return self->path;
}

ReportReplayProgress *
report_replay_get_progress (ReportReplay *self)
{
  return self->progress;
}

static void
report_replay_dispose (GObject *object)
{
  ReportReplay *self = REPORT_REPLAY (object);

  /* A working thread would hold a reference. */
  g_assert (!self->working);
  let_go (self);
  G_OBJECT_CLASS (report_replay_parent_class)->dispose (object);
}

static void
report_replay_finalize (GObject *object)
{
  ReportReplay *self = REPORT_REPLAY (object);

  forget_options (self);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (report_replay_parent_class)->finalize (object);
}

static void
report_replay_class_init (ReportReplayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = report_replay_dispose;
  object_class->finalize = report_replay_finalize;
  changed_signal = g_signal_new ("changed", REPORT_TYPE_REPLAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
report_replay_init (ReportReplay *self)
{
}

ReportReplay *
report_replay_new (void)
{
  return g_object_new (REPORT_TYPE_REPLAY, NULL);
}
