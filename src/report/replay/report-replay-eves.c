/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trains fresh Eves on the frozen networks of a replay's runs. Changes no run.
 */
#include "report/replay/report-replay-eves.h"

#include "report/replay/report-fresh-file.h"

struct _ReportReplayEves
{
  guint64 n_steps;
  ReportFreshFile *file;
  GHashTable *found;   /* LabRun -> LabFreshEves */
  GPtrArray *targets;  /* of LabRun; NULL until set by report_replay_eves_aim() */
  guint64 n_all_steps; /* counted from the first aim */
  guint64 n_done;      /* of those steps; counted by the threads */
};

ReportReplayEves *
report_replay_eves_new (const char *folder, guint64 n_steps)
{
  ReportReplayEves *self = g_new0 (ReportReplayEves, 1);

  self->n_steps = n_steps;
  self->file = report_fresh_file_open (folder);
  self->found
      = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) lab_fresh_eves_free);
  return self;
}

void
report_replay_eves_free (ReportReplayEves *self)
{
  report_fresh_file_free (self->file);
  g_hash_table_unref (self->found);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_free (self);
}

GHashTable *
report_replay_eves_get_found (ReportReplayEves *self)
{
  return self->found;
}

/* Whether fresh Eves have attacked the run, in this session or an earlier one in this folder. */
static gboolean
is_attacked (ReportReplayEves *self, LabRun *run)
{
  LabFreshEves *eves;
  g_autoptr (GBytes) state = NULL;
  guint64 iteration;

  if (g_hash_table_contains (self->found, run))
    return TRUE;
  state = lab_run_get_checkpoint (run, &iteration);
  eves = report_fresh_file_find (self->file, state, REPORT_REPLAY_EVES, self->n_steps);
  if (eves == NULL)
    return FALSE;
  g_hash_table_insert (self->found, g_object_ref (run), eves);
  return TRUE;
}

static gboolean
is_target (ReportReplayEves *self, LabRun *run)
{
  return lab_run_get_state (run) == LAB_RUN_FINISHED
         && lab_experiment_get_setup (lab_run_get_experiment (run))->eve
         && !is_attacked (self, run);
}

gboolean
report_replay_eves_aim (ReportReplayEves *self, GPtrArray *runs)
{
  gboolean is_first = self->targets == NULL;
  guint64 n_left;

  g_clear_pointer (&self->targets, g_ptr_array_unref);
  self->targets = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < runs->len; i++)
    if (is_target (self, runs->pdata[i]))
      g_ptr_array_add (self->targets, g_object_ref (runs->pdata[i]));
  n_left = self->targets->len * REPORT_REPLAY_EVES * self->n_steps;
  if (is_first)
    self->n_all_steps = n_left;
  self->n_done = self->n_all_steps - n_left;
  return n_left > 0;
}

double
report_replay_eves_get_share (ReportReplayEves *self)
{
  return (double) __atomic_load_n (&self->n_done, __ATOMIC_RELAXED)
         / (double) MAX (1, self->n_all_steps);
}

/* One run, prepared for the attack threads. */
typedef struct
{
  LabRun *run;
  LabExperiment *experiment;
  guint32 seed;
  GBytes *state;
  guint64 n_steps;
  guint64 *progress;
  GCancellable *cancellable;
  ReportFreshFile *file;
  LabFreshEves *eves;
  GError *error;
} Target;

static void
attack_one (gpointer data, gpointer user_data)
{
  Target *target = data;

  target->eves = lab_fresh_eves_train (target->experiment, target->seed, target->state,
                                       REPORT_REPLAY_EVES, target->n_steps, target->progress,
                                       target->cancellable, &target->error);
  if (target->eves != NULL)
    report_fresh_file_add (target->file, target->state, target->eves);
}

static void
init_target (ReportReplayEves *self, LabRun *run, GCancellable *cancellable, Target *target)
{
  guint64 iteration;

  *target = (Target){
    .run = run,
    .experiment = lab_run_get_experiment (run),
    .seed = lab_run_get_seed (run),
    .state = lab_run_get_checkpoint (run, &iteration),
    .n_steps = self->n_steps,
    .progress = &self->n_done,
    .cancellable = cancellable,
    .file = self->file,
  };
}

/* Stores what was found; FALSE with the error of the first target without a result. */
static gboolean
collect (ReportReplayEves *self, Target *targets, guint n, GError **error)
{
  gboolean done = TRUE;

  for (guint i = 0; i < n; i++)
    {
      g_clear_pointer (&targets[i].state, g_bytes_unref);
      if (targets[i].eves != NULL)
        g_hash_table_insert (self->found, g_object_ref (targets[i].run), targets[i].eves);
      if (targets[i].error != NULL && done)
        g_propagate_error (error, targets[i].error);
      else
        g_clear_error (&targets[i].error);
      done = done && targets[i].eves != NULL;
    }
  return done;
}

static gboolean
attack (ReportReplayEves *self, guint n_jobs, GCancellable *cancellable, GError **error)
{
  guint n = self->targets->len;
  g_autofree Target *targets = g_new0 (Target, MAX (1, n));
  GThreadPool *pool = g_thread_pool_new (
      attack_one, NULL, n_jobs > 0 ? (int) n_jobs : (int) g_get_num_processors (), TRUE, error);

  if (pool == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      init_target (self, self->targets->pdata[i], cancellable, &targets[i]);
      g_thread_pool_push (pool, &targets[i], NULL);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  return collect (self, targets, n, error);
}

typedef struct
{
  ReportReplayEves *eves;
  guint n_jobs;
} Order;

static void
do_attack (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Order *order = task_data;
  GError *error = NULL;

  if (attack (order->eves, order->n_jobs, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
report_replay_eves_attack_async (ReportReplayEves *self,
                                 guint n_jobs,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  const Order order = { self, n_jobs };

  g_return_if_fail (self->targets != NULL);

  g_task_set_task_data (task, g_memdup2 (&order, sizeof order), g_free);
  g_task_run_in_thread (task, do_attack);
}

gboolean
report_replay_eves_attack_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
