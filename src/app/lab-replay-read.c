/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the folder of a replay has: opened and read on other threads, taken up here.
 */
#include "config.h"

#include "lab-replay-private.h"

/* A plan that borrows all it has. */
static ReportReplayPlan
make_plan (LabReplay *self)
{
  return (ReportReplayPlan){
    .folder = self->folder,
    .studies = (const char *const *) self->studies,
    .reading = self->reading,
    .n_seeds = self->n_seeds,
    .eve_steps = self->eve_steps,
    .command = self->command,
  };
}

static void
on_store_trouble (LabReplay *self)
{
  lab_replay_tell (self);
}

static void read_next (LabReplay *self);

static void
on_study_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LabReplay) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean read = report_replay_add_study_finish (result, &error);

  self->working = FALSE;
  if (lab_replay_end_stage (self))
    return;
  if (!read)
    lab_replay_become_idle (self, error->message);
  else if (self->studies[++self->n_read] != NULL)
    read_next (self);
  else
    lab_replay_train (self);
}

/* One study at a time, as the report has them. */
static void
read_next (LabReplay *self)
{
  const ReportReplayPlan plan = make_plan (self);

  self->working = TRUE;
  report_replay_add_study_async (self->replay, &plan, self->studies[self->n_read], on_study_read,
                                 g_object_ref (self));
}

static void
do_open (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LabReplay *self = source;
  const ReportReplayPlan plan = make_plan (self);
  GError *error = NULL;

  ReportReplay *replay = report_replay_open (&plan, &error);

  if (replay != NULL)
    g_task_return_pointer (task, replay, (GDestroyNotify) report_replay_free);
  else
    g_task_return_error (task, error);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LabReplay *self = LAB_REPLAY (source);
  g_autoptr (GError) error = NULL;

  self->replay = g_task_propagate_pointer (G_TASK (result), &error);
  self->working = FALSE;
  if (self->replay != NULL)
    g_signal_connect_swapped (report_replay_get_store (self->replay), "notify::trouble",
                              G_CALLBACK (on_store_trouble), self);
  if (lab_replay_end_stage (self))
    return;
  if (self->replay != NULL)
    read_next (self);
  else
    lab_replay_become_idle (self, error->message);
}

/* Looking through a large store takes half a second. */
void
lab_replay_open_folder (LabReplay *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_opened, NULL);

  lab_replay_begin_stage (self, LAB_REPLAY_READING);
  self->working = TRUE;
  g_task_run_in_thread (task, do_open);
  lab_replay_tell (self);
}
