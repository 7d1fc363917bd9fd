/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who trains when.
 *
 * All state here is the owner's. A worker gets a job, trains, and returns the job through a source
 * attached to the owner's main context.
 */
#include "config.h"

#include "lab/training/lab-scheduler.h"

#include <glib/gi18n-lib.h>

#include "engine/kernels/nc-blas.h"
#include "engine/training/nc-flops.h"
#include "lab/training/lab-executor.h"
#include "lab/training/lab-job.h"
#include "lab/training/lab-run-private.h"

/* Nice value of a worker: the window has priority. */
#define WORKER_NICENESS 10

/* Operations per step from which waking other threads pays off. Two cores were then 1.05 (N = 64,
 * two groups) to 1.7 times (N = 128; batch 4096) as fast as one; below a tenth of it they were
 * slower. */
#define SHARED_STEP_FLOPS 100e6

struct _LabScheduler
{
  GObject parent_instance;

  guint n_workers;
  GMainContext *context; /* the owner's */
  GQueue queue;          /* of LabRun, each a reference */
  GPtrArray *jobs;       /* of LabJob, in progress */
  LabExecutor *executor; /* for idle workers; made when first needed */
  guint n_executing;     /* its threads */
  gboolean active;       /* as last notified */
  gboolean shut_down;
  guint64 memory; /* available to runs from now on; 0: ask the machine */
};

G_DEFINE_FINAL_TYPE (LabScheduler, lab_scheduler, G_TYPE_OBJECT)

static GParamSpec *property; /* "active" */

static void dispatch (LabScheduler *scheduler);

static void
lab_scheduler_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, lab_scheduler_get_active (LAB_SCHEDULER (object)));
}

static void
lab_scheduler_dispose (GObject *object)
{
  lab_scheduler_shut_down (LAB_SCHEDULER (object));
  G_OBJECT_CLASS (lab_scheduler_parent_class)->dispose (object);
}

static void
lab_scheduler_finalize (GObject *object)
{
  LabScheduler *scheduler = LAB_SCHEDULER (object);

  lab_executor_free (scheduler->executor);
  g_ptr_array_unref (scheduler->jobs);
  g_main_context_unref (scheduler->context);
  G_OBJECT_CLASS (lab_scheduler_parent_class)->finalize (object);
}

static void
lab_scheduler_class_init (LabSchedulerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = lab_scheduler_get_property;
  object_class->dispose = lab_scheduler_dispose;
  object_class->finalize = lab_scheduler_finalize;
  property = g_param_spec_boolean ("active", NULL, NULL, FALSE,
                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, property);
}

static void
lab_scheduler_init (LabScheduler *scheduler)
{
  scheduler->context = g_main_context_ref_thread_default ();
  scheduler->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_job_free);
  g_queue_init (&scheduler->queue);
}

static guint
count_workers (guint n_workers)
{
  return n_workers > 0 ? n_workers : g_get_num_processors ();
}

LabScheduler *
lab_scheduler_new (guint n_workers)
{
  LabScheduler *scheduler = g_object_new (LAB_TYPE_SCHEDULER, NULL);

  nc_blas_pin ();
  scheduler->n_workers = count_workers (n_workers);
  return scheduler;
}

gboolean
lab_scheduler_get_active (LabScheduler *scheduler)
{
  return scheduler->jobs->len > 0 || !g_queue_is_empty (&scheduler->queue);
}

static void
notify_active (LabScheduler *scheduler)
{
  gboolean active = lab_scheduler_get_active (scheduler);

  if (active == scheduler->active)
    return;
  scheduler->active = active;
  g_object_notify_by_pspec (G_OBJECT (scheduler), property);
}

static LabJob *
find_job (LabScheduler *scheduler, LabRun *run)
{
  for (guint i = 0; i < scheduler->jobs->len; i++)
    {
      LabJob *job = scheduler->jobs->pdata[i];

      if (lab_job_get_run (job) == run)
        return job;
    }
  return NULL;
}

static void
enqueue (LabScheduler *scheduler, LabRun *run, gboolean at_head)
{
  lab_run_get_training (run)->halt = FALSE;
  if (at_head)
    g_queue_push_head (&scheduler->queue, g_object_ref (run));
  else
    g_queue_push_tail (&scheduler->queue, g_object_ref (run));
  lab_run_set_state (run, LAB_RUN_QUEUED, NULL);
}

/* What the worker's return means for the run. */
static void
conclude (LabScheduler *scheduler, LabJob *job)
{
  LabRun *run = lab_job_get_run (job);

  /* A run that continues is announced as queued, with its new diagnosis. */
  g_object_freeze_notify (G_OBJECT (run));
  if (lab_job_conclude (job))
    {
      if (scheduler->shut_down)
        lab_run_set_state (run, LAB_RUN_PAUSED, NULL);
      else
        enqueue (scheduler, run, TRUE);
    }
  g_object_thaw_notify (G_OBJECT (run));
}

/* In the owner's context. */
static void
take_back (LabJob *job, gpointer data)
{
  g_autoptr (LabScheduler) scheduler = g_object_ref (data);
  guint index;

  if (!g_ptr_array_find (scheduler->jobs, job, &index))
    g_assert_not_reached ();
  g_ptr_array_steal_index (scheduler->jobs, index);
  /* Its next job must not begin with an executor that is gone by then. */
  lab_job_set_executor (job, NULL);
  conclude (scheduler, job);
  lab_job_free (job);
  dispatch (scheduler);
  notify_active (scheduler);
}

/* For the head of the queue, which stays there if no thread can be started. */
static gboolean
begin_job (LabScheduler *scheduler, GError **error)
{
  g_autoptr (LabRun) run = g_object_ref (g_queue_peek_head (&scheduler->queue));
  g_autofree char *note = lab_training_note_arithmetic (lab_run_get_training (run));
  LabJob *job
      = lab_job_begin (run, WORKER_NICENESS, scheduler->context, take_back, scheduler, error);

  if (job == NULL)
    return FALSE;
  g_ptr_array_add (scheduler->jobs, job);
  g_object_unref (g_queue_pop_head (&scheduler->queue));
  /* Last, because a handler may shut everything down. */
  lab_run_set_state (run, LAB_RUN_RUNNING, note);
  return TRUE;
}

/* The state of a run taken off the queue: paused if it has begun, otherwise ready. */
static LabRunState
get_waiting_state (LabRun *run)
{
  return lab_run_get_iteration (run) > 0 ? LAB_RUN_PAUSED : LAB_RUN_READY;
}

/* Empties the queue; @message may be NULL. */
static void
send_away (LabScheduler *scheduler, const char *message)
{
  for (guint n = scheduler->queue.length; n > 0 && scheduler->queue.length > 0; n--)
    {
      g_autoptr (LabRun) run = g_queue_pop_head (&scheduler->queue);
      lab_run_set_state (run, get_waiting_state (run), message);
    }
}

/* Idle workers help a run that trains by itself, if its steps are large enough; its numbers do not
 * depend on this. A training that was by itself before releases the executor with its next step;
 * nobody else uses it meanwhile, because the next one gets it only when no other job is left. */
static void
share_idle_workers (LabScheduler *scheduler)
{
  gboolean alone = scheduler->jobs->len == 1 && scheduler->n_workers > 1;

  for (guint i = 0; i < scheduler->jobs->len; i++)
    {
      LabJob *job = scheduler->jobs->pdata[i];
      gboolean shared = alone
                        && nc_setup_count_flops (lab_job_get_setup (job), NC_TURN_ALICE_BOB)
                               >= SHARED_STEP_FLOPS;

      if (shared && scheduler->executor == NULL)
        {
          scheduler->executor = lab_executor_new (scheduler->n_workers, WORKER_NICENESS);
          scheduler->n_executing = scheduler->n_workers;
        }
      lab_job_set_executor (job, shared ? lab_executor_get_engine (scheduler->executor) : NULL);
    }
}

static void
dispatch (LabScheduler *scheduler)
{
  g_autoptr (GError) error = NULL;

  /* With another number of threads than are wanted now, and used by no step. */
  if (scheduler->jobs->len == 0 && scheduler->n_executing != scheduler->n_workers)
    g_clear_pointer (&scheduler->executor, lab_executor_free);
  while (scheduler->jobs->len < scheduler->n_workers && !g_queue_is_empty (&scheduler->queue)
         && begin_job (scheduler, &error))
    ;
  /* The queue continues when a worker is done; without any worker, it never would. */
  if (error != NULL && scheduler->jobs->len == 0)
    {
      g_autofree char *message
          = g_strdup_printf (_ ("No thread could be started for this run (%s); close other "
                                "programs and start it again"),
                             error->message);

      send_away (scheduler, message);
    }
  share_idle_workers (scheduler);
}

/* Whether there is memory for the run in addition to the active ones. */
static gboolean
check_memory (LabScheduler *scheduler, LabRun *run, GError **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();

  g_ptr_array_add (runs, run);
  for (guint i = 0; i < scheduler->jobs->len; i++)
    g_ptr_array_add (runs, lab_job_get_run (scheduler->jobs->pdata[i]));
  for (GList *link = scheduler->queue.head; link != NULL; link = link->next)
    g_ptr_array_add (runs, link->data);
  return lab_runs_check_memory (
      runs, scheduler->memory > 0 ? scheduler->memory : lab_limits_get_free_memory (NULL), error);
}

static void
ask_for (LabScheduler *scheduler, LabRun *run, guint64 n_iterations)
{
  LabJob *job = find_job (scheduler, run);
  LabRunState state = lab_run_get_state (run);

  if (scheduler->shut_down || lab_run_is_held_elsewhere (run)
      || (job != NULL && lab_job_take_back_halt (job, n_iterations)))
    return;
  if (job == NULL && (state == LAB_RUN_READY || state == LAB_RUN_PAUSED))
    {
      g_autoptr (GError) error = NULL;

      if (!check_memory (scheduler, run, &error))
        {
          lab_run_set_state (run, state, error->message);
          return;
        }
      lab_run_get_training (run)->iterations = n_iterations;
      enqueue (scheduler, run, FALSE);
      dispatch (scheduler);
      notify_active (scheduler);
    }
}

void
lab_scheduler_set_workers (LabScheduler *scheduler, guint n_workers)
{
  g_return_if_fail (LAB_IS_SCHEDULER (scheduler));

  scheduler->n_workers = count_workers (n_workers);
  if (!scheduler->shut_down)
    dispatch (scheduler);
}

void
lab_scheduler_set_memory (LabScheduler *scheduler, guint64 bytes)
{
  g_return_if_fail (LAB_IS_SCHEDULER (scheduler));
  scheduler->memory = bytes;
}

void
lab_scheduler_start (LabScheduler *scheduler, LabRun *run)
{
  g_return_if_fail (LAB_IS_SCHEDULER (scheduler) && LAB_IS_RUN (run));
  ask_for (scheduler, run, G_MAXUINT64);
}

void
lab_scheduler_step (LabScheduler *scheduler, LabRun *run, guint64 n_iterations)
{
  g_return_if_fail (LAB_IS_SCHEDULER (scheduler) && LAB_IS_RUN (run));
  ask_for (scheduler, run, n_iterations);
}

void
lab_scheduler_pause (LabScheduler *scheduler, LabRun *run)
{
  LabJob *job;

  g_return_if_fail (LAB_IS_SCHEDULER (scheduler) && LAB_IS_RUN (run));

  if (!lab_run_is_active (run))
    return;
  job = find_job (scheduler, run);
  if (job != NULL)
    {
      lab_job_halt (job);
      return;
    }
  if (g_queue_remove (&scheduler->queue, run))
    g_object_unref (run);
  lab_run_set_state (run, get_waiting_state (run), NULL);
  notify_active (scheduler);
}

void
lab_scheduler_shut_down (LabScheduler *scheduler)
{
  g_return_if_fail (LAB_IS_SCHEDULER (scheduler));

  scheduler->shut_down = TRUE;
  send_away (scheduler, NULL);
  /* Interrupt all before waiting for each: they end together. */
  for (guint i = 0; i < scheduler->jobs->len; i++)
    lab_job_interrupt (scheduler->jobs->pdata[i]);
  while (scheduler->jobs->len > 0)
    {
      LabJob *job = g_ptr_array_steal_index (scheduler->jobs, scheduler->jobs->len - 1);

      lab_job_wait (job);
      conclude (scheduler, job);
      lab_job_free (job);
    }
  notify_active (scheduler);
}
