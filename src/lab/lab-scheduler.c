/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who trains when.
 *
 * All state here is the owner's. A worker gets a job, trains, and hands the job
 * back by a source attached to the owner's main context.
 */
#include "config.h"

#include "lab-scheduler.h"

#include <glib/gi18n-lib.h>
#include <sys/resource.h>

#include "engine/nc-blas.h"
#include "engine/nc-flops.h"
#include "lab-executor.h"
#include "lab-run-private.h"

/* Nice value of a worker: the window goes first. */
#define WORKER_NICENESS 10

/* Operations of a step from which it pays to wake other threads for it. Two cores
 * were then 1.05 (N = 64, two groups) to 1.7 times (N = 128; batch 4096) as fast as
 * one; below a tenth of it they were slower. */
#define SHARED_STEP_FLOPS 100e6

struct _LabScheduler
{
  GObject parent_instance;

  guint n_workers;
  GMainContext *context; /* the owner's */
  GQueue queue;          /* of LabRun, a reference each */
  GPtrArray *jobs;       /* of Job, under way */
  LabExecutor *executor; /* for the idle workers; made when first needed */
  gboolean active;       /* as last notified */
  gboolean shut_down;
  guint64 memory; /* that runs may take from now on; 0: ask the machine */
};

/* What the owner wants once the worker is back. */
typedef enum
{
  THEN_PAUSE,
  THEN_STOP,
  THEN_GO_ON,
} Then;

typedef struct
{
  LabScheduler *scheduler;
  LabRun *run;
  LabTraining *training;
  GThread *thread;
  GSource *source; /* brings the job back */
  GSource *news;   /* brings a diagnosis */
  LabOutcome outcome;
  NcParty party;
  Then then;
  guint64 next_iterations; /* with THEN_GO_ON */
} Job;

G_DEFINE_FINAL_TYPE (LabScheduler, lab_scheduler, G_TYPE_OBJECT)

static GParamSpec *property; /* "active" */

static void dispatch (LabScheduler *scheduler);

static void
free_job (gpointer data)
{
  Job *job = data;

  g_source_destroy (job->source);
  g_source_unref (job->source);
  job->training->news = NULL;
  g_source_destroy (job->news);
  g_source_unref (job->news);
  lab_training_unref (job->training);
  g_object_unref (job->run);
  g_free (job);
}

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
lab_scheduler_class_init (LabSchedulerClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

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
  scheduler->jobs = g_ptr_array_new_with_free_func (free_job);
  g_queue_init (&scheduler->queue);
}

LabScheduler *
lab_scheduler_new (guint n_workers)
{
  LabScheduler *scheduler = g_object_new (LAB_TYPE_SCHEDULER, NULL);

  nc_blas_pin ();
  scheduler->n_workers = n_workers > 0 ? n_workers : g_get_num_processors ();
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

/* The job under way on the run's present training, if any. */
static Job *
find_job (LabScheduler *scheduler, LabRun *run)
{
  for (guint i = 0; i < scheduler->jobs->len; i++)
    {
      Job *job = scheduler->jobs->pdata[i];

      if (job->run == run && job->training == lab_run_get_training (run))
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

/* In the owner's context. */
static gboolean
take_news (gpointer data)
{
  Job *job = data;

  g_source_set_ready_time (job->news, -1);
  if (job->training == lab_run_get_training (job->run))
    lab_run_update_diagnosis (job->run);
  return G_SOURCE_CONTINUE;
}

/* What the worker's return means for the run. */
static void
conclude (LabScheduler *scheduler, Job *job)
{
  g_autofree char *message = NULL;

  if (job->training != lab_run_get_training (job->run))
    return; /* reset meanwhile */
  /* Whoever is told of one finds the other as well. */
  g_object_freeze_notify (G_OBJECT (job->run));
  lab_run_update_diagnosis (job->run);
  switch (job->outcome)
    {
    case LAB_OUTCOME_FINISHED:
      lab_run_set_state (job->run, LAB_RUN_FINISHED, NULL);
      break;
    case LAB_OUTCOME_DIVERGED:
      message = lab_training_describe_divergence (job->training, job->party);
      lab_run_set_state (job->run, LAB_RUN_DIVERGED, message);
      break;
    case LAB_OUTCOME_FAILED:
      lab_run_set_state (job->run, LAB_RUN_FAILED, job->training->failure);
      break;
    case LAB_OUTCOME_PAUSED:
    case LAB_OUTCOME_HALTED:
      if (job->then == THEN_STOP)
        lab_run_set_state (job->run, LAB_RUN_STOPPED, NULL);
      else if (job->then == THEN_GO_ON && !scheduler->shut_down)
        {
          job->training->iterations = job->next_iterations;
          enqueue (scheduler, job->run, TRUE);
        }
      else
        lab_run_set_state (job->run, LAB_RUN_PAUSED, NULL);
    }
  g_object_thaw_notify (G_OBJECT (job->run));
}

/* In the owner's context. */
static gboolean
take_back (gpointer data)
{
  Job *job = data;
  LabScheduler *scheduler = g_object_ref (job->scheduler);
  guint index;

  g_thread_join (job->thread);
  if (!g_ptr_array_find (scheduler->jobs, job, &index))
    g_assert_not_reached ();
  g_ptr_array_steal_index (scheduler->jobs, index);
  conclude (scheduler, job);
  free_job (job);
  dispatch (scheduler);
  notify_active (scheduler);
  g_object_unref (scheduler);
  return G_SOURCE_REMOVE;
}

/* In the worker's thread. */
static gpointer
work (gpointer data)
{
  Job *job = data;

  setpriority (PRIO_PROCESS, 0, WORKER_NICENESS);
  job->outcome = lab_training_work (job->training, &job->party);
  g_source_attach (job->source, job->scheduler->context);
  return NULL;
}

/* For the first that waits; without a thread it waits on. */
static gboolean
begin_job (LabScheduler *scheduler, GError **error)
{
  g_autoptr (LabRun) run = g_object_ref (g_queue_peek_head (&scheduler->queue));
  Job *job = g_new0 (Job, 1);
  g_autofree char *note = lab_training_note_arithmetic (lab_run_get_training (run));

  job->scheduler = scheduler;
  job->run = g_object_ref (run);
  job->training = lab_training_ref (lab_run_get_training (run));
  /* Not g_main_context_invoke(), which may run the function on the worker. */
  job->source = g_idle_source_new ();
  g_source_set_priority (job->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (job->source, take_back, job, NULL);
  job->news = lab_news_source_new (scheduler->context, take_news, job);
  job->training->news = job->news;
  g_ptr_array_add (scheduler->jobs, job);
  job->thread = g_thread_try_new ("trainer", work, job, error);
  if (job->thread == NULL)
    {
      g_ptr_array_remove (scheduler->jobs, job);
      return FALSE;
    }
  g_object_unref (g_queue_pop_head (&scheduler->queue));
  /* Last, for whoever is told may shut everything down. */
  lab_run_set_state (run, LAB_RUN_RUNNING, note);
  return TRUE;
}

/* Where one that nobody trains any more goes: back to where it was. */
static LabRunState
get_waiting_state (LabRun *run)
{
  return lab_run_get_iteration (run) > 0 ? LAB_RUN_PAUSED : LAB_RUN_READY;
}

/* All that wait now; @message may be NULL. */
static void
send_away (LabScheduler *scheduler, const char *message)
{
  for (guint n = scheduler->queue.length; n > 0 && scheduler->queue.length > 0; n--)
    {
      g_autoptr (LabRun) run = g_queue_pop_head (&scheduler->queue);
      lab_run_set_state (run, get_waiting_state (run), message);
    }
}

/* The workers that have nothing to train help a run that is alone, if its steps
 * are large enough. Its numbers do not depend on it. A training that was alone
 * before lets go of the executor with its next step; it alone could have it, for
 * the next one gets it only once it is alone, which is when no other job is left. */
static void
share_idle_workers (LabScheduler *scheduler)
{
  gboolean alone = scheduler->jobs->len == 1 && scheduler->n_workers > 1;

  for (guint i = 0; i < scheduler->jobs->len; i++)
    {
      LabTraining *training = ((Job *) scheduler->jobs->pdata[i])->training;
      const NcSetup *setup = lab_experiment_get_setup (training->experiment);
      gboolean shared
          = alone && nc_setup_count_flops (setup, NC_TURN_ALICE_BOB) >= SHARED_STEP_FLOPS;

      if (shared && scheduler->executor == NULL)
        scheduler->executor = lab_executor_new (scheduler->n_workers, WORKER_NICENESS);
      training->executor = shared ? lab_executor_get_engine (scheduler->executor) : NULL;
    }
}

static void
dispatch (LabScheduler *scheduler)
{
  g_autoptr (GError) error = NULL;

  while (scheduler->jobs->len < scheduler->n_workers && !g_queue_is_empty (&scheduler->queue)
         && begin_job (scheduler, &error))
    ;
  /* What waits goes on once a worker is back. Without any none would be. */
  if (error != NULL && scheduler->jobs->len == 0)
    {
      g_autofree char *message = g_strdup_printf (
          _ ("No thread can be started for this run (%s); end other programs and start it again"),
          error->message);

      send_away (scheduler, message);
    }
  share_idle_workers (scheduler);
}

/* Takes a run that waits out of the queue. */
static gboolean
remove_from_queue (LabScheduler *scheduler, LabRun *run)
{
  if (!g_queue_remove (&scheduler->queue, run))
    return FALSE;
  g_object_unref (run);
  return TRUE;
}

/* Whether there is memory for the run beside those that are active already. */
static gboolean
check_memory (LabScheduler *scheduler, LabRun *run, GError **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();

  g_ptr_array_add (runs, run);
  for (guint i = 0; i < scheduler->jobs->len; i++)
    g_ptr_array_add (runs, ((Job *) scheduler->jobs->pdata[i])->run);
  for (GList *link = scheduler->queue.head; link != NULL; link = link->next)
    g_ptr_array_add (runs, link->data);
  return lab_runs_check_memory (
      runs, scheduler->memory > 0 ? scheduler->memory : lab_limits_get_free_memory (NULL), error);
}

static void
ask_for (LabScheduler *scheduler, LabRun *run, guint64 n_iterations)
{
  Job *job = find_job (scheduler, run);
  LabRunState state = lab_run_get_state (run);

  if (scheduler->shut_down || lab_run_is_held_elsewhere (run))
    return;
  if (job != NULL && job->then == THEN_PAUSE
      && (job->training->halt || n_iterations == G_MAXUINT64))
    {
      /* Asked to halt a moment ago and not back yet, or making some steps. The
       * worker still counts its own iterations: these are for the next. */
      job->next_iterations = n_iterations;
      job->then = THEN_GO_ON;
    }
  else if (job == NULL && (state == LAB_RUN_READY || state == LAB_RUN_PAUSED))
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

/* Ends what the run is doing; then is where it goes when its worker is back,
 * state where it goes at once without one. */
static void
halt (LabScheduler *scheduler, LabRun *run, Then then, LabRunState state)
{
  Job *job = find_job (scheduler, run);

  if (job != NULL)
    {
      if (job->then != THEN_STOP) /* which is for good */
        job->then = then;
      job->training->halt = TRUE;
      return;
    }
  remove_from_queue (scheduler, run);
  lab_run_set_state (run, state, NULL);
  notify_active (scheduler);
}

void
lab_scheduler_pause (LabScheduler *scheduler, LabRun *run)
{
  g_return_if_fail (LAB_IS_SCHEDULER (scheduler) && LAB_IS_RUN (run));

  if (lab_run_is_active (run))
    halt (scheduler, run, THEN_PAUSE, get_waiting_state (run));
}

void
lab_scheduler_stop (LabScheduler *scheduler, LabRun *run)
{
  g_return_if_fail (LAB_IS_SCHEDULER (scheduler) && LAB_IS_RUN (run));

  if (!lab_run_is_ended (run))
    halt (scheduler, run, THEN_STOP, LAB_RUN_STOPPED);
}

void
lab_scheduler_reset (LabScheduler *scheduler, LabRun *run, LabExperiment *experiment, guint32 seed)
{
  g_return_if_fail (LAB_IS_SCHEDULER (scheduler) && LAB_IS_RUN (run));

  if (lab_run_is_held_elsewhere (run))
    return;
  remove_from_queue (scheduler, run);
  lab_run_renew (run, experiment, seed);
  lab_run_set_state (run, LAB_RUN_READY, NULL);
  notify_active (scheduler);
}

void
lab_scheduler_shut_down (LabScheduler *scheduler)
{
  g_return_if_fail (LAB_IS_SCHEDULER (scheduler));

  scheduler->shut_down = TRUE;
  send_away (scheduler, NULL);
  for (guint i = 0; i < scheduler->jobs->len; i++)
    ((Job *) scheduler->jobs->pdata[i])->training->halt = TRUE;
  while (scheduler->jobs->len > 0)
    {
      Job *job = g_ptr_array_steal_index (scheduler->jobs, scheduler->jobs->len - 1);

      g_thread_join (job->thread);
      conclude (scheduler, job);
      free_job (job);
    }
  notify_active (scheduler);
}
