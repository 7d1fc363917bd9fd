/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A replay of the paper on its way from its folder to its report.
 */
#include "config.h"

#include "lab-replay-private.h"

#include <glib/gi18n.h>

#include "lab/lab-limits.h"

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LabReplay, lab_replay, G_TYPE_OBJECT)

static void attack (LabReplay *self);
static void write_report (LabReplay *self);

void
lab_replay_tell (LabReplay *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
clear_part (gpointer part)
{
  g_free ((char *) ((LabReplayPart *) part)->title);
}

/* Lets go of folder and runs; what is shown of them is kept. */
static void
let_go (LabReplay *self)
{
  g_clear_handle_id (&self->end_source, g_source_remove);
  if (self->scheduler != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->scheduler, self);
      lab_scheduler_shut_down (self->scheduler);
      g_clear_object (&self->scheduler);
    }
  if (self->replay == NULL)
    return;
  g_array_set_size (self->parts, 0);
  for (guint i = 0; i < report_replay_get_n_studies (self->replay); i++)
    {
      LabReplayPart part;

      lab_replay_measure_part (self, i, &part);
      part.title = g_strdup (part.title);
      g_array_append_val (self->parts, part);
    }
  g_signal_handlers_disconnect_by_data (report_replay_get_store (self->replay), self);
  g_clear_pointer (&self->replay, report_replay_free);
}

void
lab_replay_become_idle (LabReplay *self, const char *trouble)
{
  let_go (self);
  g_free (self->trouble);
  self->trouble = g_strdup (trouble);
  self->paused = FALSE;
  self->stage = LAB_REPLAY_IDLE;
  lab_replay_tell (self);
}

/* The stage is over, one way or another; TRUE when it was because of a stop. */
gboolean
lab_replay_end_stage (LabReplay *self)
{
  gboolean stops = self->stopping;

  self->ending = FALSE;
  self->stopping = FALSE;
  if (!stops)
    return FALSE;
  lab_replay_become_idle (self, NULL);
  return TRUE;
}

/* Stands still, in the stage in which it is, until it is resumed or stopped. */
static void
stand (LabReplay *self, const char *trouble)
{
  g_free (self->trouble);
  self->trouble = g_strdup (trouble);
  self->paused = TRUE;
  lab_replay_tell (self);
}

void
lab_replay_begin_stage (LabReplay *self, LabReplayStage stage)
{
  double left;

  self->stage = stage;
  self->paused = FALSE;
  g_clear_pointer (&self->trouble, g_free);
  self->started = g_get_monotonic_time ();
  self->started_share = lab_replay_get_share (self, &left);
}

/* (transfer full) (nullable): why not all runs have ended though none trains. */
static char *
find_obstacle (GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      LabRun *run = runs->pdata[i];

      if (lab_run_is_ended (run))
        continue;
      if (lab_run_is_held_elsewhere (run))
        return g_strdup (_ ("Another program trains runs of this folder. Close it there, or choose "
                            "another folder, and start again."));
      if (lab_run_get_message (run) != NULL)
        return g_strdup (lab_run_get_message (run));
    }
  return NULL;
}

static gboolean
on_training_ended (gpointer user_data)
{
  LabReplay *self = user_data;
  g_autoptr (GPtrArray) runs = NULL;
  g_autofree char *obstacle = NULL;

  self->end_source = 0;
  if (lab_replay_end_stage (self))
    return G_SOURCE_REMOVE;
  if (report_replay_is_trained (self->replay))
    {
      attack (self);
      return G_SOURCE_REMOVE;
    }
  runs = report_replay_get_runs (self->replay);
  obstacle = find_obstacle (runs);
  stand (self, obstacle);
  return G_SOURCE_REMOVE;
}

/* Not from within the scheduler: what follows may end it. */
static void
on_scheduler_active (LabReplay *self)
{
  if (!lab_scheduler_get_active (self->scheduler) && self->end_source == 0)
    self->end_source = g_idle_add (on_training_ended, self);
}

void
lab_replay_train (LabReplay *self)
{
  g_autoptr (GPtrArray) runs = report_replay_get_runs (self->replay);
  g_autoptr (GError) error = NULL;

  self->has_attack = FALSE;
  for (guint i = 0; i < runs->len; i++)
    self->has_attack = self->has_attack
                       || lab_experiment_get_setup (lab_run_get_experiment (runs->pdata[i]))->eve;
  lab_replay_begin_stage (self, LAB_REPLAY_TRAINING);
  if (!lab_runs_check_memory (runs, lab_limits_get_free_memory (NULL), &error))
    {
      stand (self, error->message);
      return;
    }
  if (self->scheduler == NULL)
    {
      self->scheduler = lab_scheduler_new (0);
      g_signal_connect_swapped (self->scheduler, "notify::active", G_CALLBACK (on_scheduler_active),
                                self);
    }
  for (guint i = 0; i < runs->len; i++)
    lab_scheduler_start (self->scheduler, runs->pdata[i]);
  on_scheduler_active (self);
  lab_replay_tell (self);
}

static void
do_attack (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  LabReplay *self = source;
  GError *error = NULL;

  if (report_replay_attack (self->replay, 0, &self->attack_done, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_attacked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LabReplay *self = LAB_REPLAY (source);
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  self->working = FALSE;
  if (lab_replay_end_stage (self))
    return;
  if (done)
    write_report (self);
  else
    stand (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? NULL : error->message);
}

/* Fresh Eves on all runs that have none yet. */
static void
attack (LabReplay *self)
{
  guint64 left = report_replay_count_attack_steps (self->replay);
  g_autoptr (GTask) task = NULL;

  if (left == 0)
    {
      write_report (self);
      return;
    }
  if (self->stage != LAB_REPLAY_ATTACKING)
    self->attack_steps = left;
  /* Eves of a run that a pause caught begin anew. */
  self->attack_done = self->attack_steps - left;
  lab_replay_begin_stage (self, LAB_REPLAY_ATTACKING);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_attacked, NULL);
  g_task_set_return_on_cancel (task, FALSE);
  self->working = TRUE;
  g_task_run_in_thread (task, do_attack);
  lab_replay_tell (self);
}

static void
do_write (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (report_replay_write (LAB_REPLAY (source)->replay, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LabReplay *self = LAB_REPLAY (source);
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  self->working = FALSE;
  if (done)
    {
      let_go (self);
      g_clear_pointer (&self->trouble, g_free);
      self->stopping = FALSE;
      self->stage = LAB_REPLAY_DONE;
      lab_replay_tell (self);
    }
  else if (!lab_replay_end_stage (self))
    stand (self, error->message);
}

static void
write_report (LabReplay *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_written, NULL);

  lab_replay_begin_stage (self, LAB_REPLAY_WRITING);
  self->working = TRUE;
  g_task_run_in_thread (task, do_write);
  lab_replay_tell (self);
}

static void
forget_plan (LabReplay *self)
{
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->studies, g_strfreev);
  g_clear_pointer (&self->reading, g_free);
  g_clear_pointer (&self->command, g_free);
  g_clear_pointer (&self->costs, g_hash_table_unref);
}

void
lab_replay_start (LabReplay *self,
                  const char *folder,
                  const char *const *studies,
                  const char *reading,
                  guint n_seeds,
                  guint64 eve_steps,
                  GHashTable *costs)
{
  g_return_if_fail (LAB_IS_REPLAY (self));
  g_return_if_fail (self->stage == LAB_REPLAY_IDLE || self->stage == LAB_REPLAY_DONE);
  g_return_if_fail (studies[0] != NULL && n_seeds > 0);

  forget_plan (self);
  self->folder = g_strdup (folder);
  self->studies = g_strdupv ((char **) studies);
  self->reading = g_strdup (reading);
  self->n_seeds = n_seeds;
  self->eve_steps = eve_steps > 0 ? eve_steps : REPORT_REPLAY_EVE_STEPS;
  self->costs = costs != NULL ? g_hash_table_ref (costs) : NULL;
  self->command = lab_replay_describe_command (self);
  g_array_set_size (self->parts, 0);
  self->n_read = 0;
  self->has_attack = FALSE;
  lab_replay_open_folder (self);
}

void
lab_replay_pause (LabReplay *self)
{
  g_return_if_fail (LAB_IS_REPLAY (self));

  if (self->paused || self->ending)
    return;
  if (self->stage == LAB_REPLAY_ATTACKING)
    {
      self->ending = TRUE;
      g_cancellable_cancel (self->cancellable);
      lab_replay_tell (self);
    }
  else if (self->stage == LAB_REPLAY_TRAINING)
    {
      g_autoptr (GPtrArray) runs = report_replay_get_runs (self->replay);

      self->ending = TRUE;
      /* From the end: none that waits takes the place of one that ends. */
      for (guint i = runs->len; i-- > 0;)
        lab_scheduler_pause (self->scheduler, runs->pdata[i]);
      if (self->ending)
        lab_replay_tell (self);
    }
}

void
lab_replay_resume (LabReplay *self)
{
  g_return_if_fail (LAB_IS_REPLAY (self));

  if (!self->paused || self->replay == NULL)
    return;
  if (self->stage == LAB_REPLAY_TRAINING)
    lab_replay_train (self);
  else if (self->stage == LAB_REPLAY_ATTACKING)
    attack (self);
  else if (self->stage == LAB_REPLAY_WRITING)
    write_report (self);
}

void
lab_replay_stop (LabReplay *self)
{
  g_return_if_fail (LAB_IS_REPLAY (self));

  if (self->stage == LAB_REPLAY_IDLE || self->stage == LAB_REPLAY_DONE || self->stopping)
    return;
  self->stopping = TRUE;
  if (self->paused)
    lab_replay_end_stage (self);
  else if (self->stage == LAB_REPLAY_READING || self->stage == LAB_REPLAY_WRITING)
    lab_replay_tell (self);
  else if (!self->ending)
    lab_replay_pause (self);
}

static void
lab_replay_dispose (GObject *object)
{
  LabReplay *self = LAB_REPLAY (object);

  /* A task would hold a reference. */
  g_assert (!self->working);
  let_go (self);
  G_OBJECT_CLASS (lab_replay_parent_class)->dispose (object);
}

static void
lab_replay_finalize (GObject *object)
{
  LabReplay *self = LAB_REPLAY (object);

  forget_plan (self);
  g_clear_object (&self->cancellable);
  g_array_unref (self->parts);
  g_free (self->trouble);
  G_OBJECT_CLASS (lab_replay_parent_class)->finalize (object);
}

static void
lab_replay_class_init (LabReplayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = lab_replay_dispose;
  object_class->finalize = lab_replay_finalize;
  signals[CHANGED] = g_signal_new ("changed", LAB_TYPE_REPLAY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
lab_replay_init (LabReplay *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (LabReplayPart));
  g_array_set_clear_func (self->parts, clear_part);
}

LabReplay *
lab_replay_new (void)
{
  return g_object_new (LAB_TYPE_REPLAY, NULL);
}
