/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run and its worker.
 */
#include "lab/training/lab-job.h"

#include <sys/resource.h>

#include "lab/training/lab-run-private.h"

struct _LabJob
{
  LabRun *run;
  LabTraining *training;
  GMainContext *context; /* the owner's */
  GThread *thread;       /* NULL once joined */
  int niceness;
  GSource *back; /* returns the job */
  GSource *news; /* reports a diagnosis */
  LabJobFunc done;
  gpointer data;
  LabOutcome outcome;
  NcParty party;
  gboolean goes_on;        /* when the worker is done … */
  guint64 next_iterations; /* … for so many iterations */
};

/* In the owner's context. */
static gboolean
take_news (gpointer data)
{
  LabJob *job = data;

  g_source_set_ready_time (job->news, -1);
  lab_run_update_diagnosis (job->run);
  return G_SOURCE_CONTINUE;
}

/* In the owner's context. */
static gboolean
take_back (gpointer data)
{
  LabJob *job = data;

  lab_job_wait (job);
  job->done (job, job->data);
  return G_SOURCE_REMOVE;
}

/* In the worker's thread. */
static gpointer
work (gpointer data)
{
  LabJob *job = data;

  setpriority (PRIO_PROCESS, 0, job->niceness);
  job->outcome = lab_training_work (job->training, &job->party);
  g_source_attach (job->back, job->context);
  return NULL;
}

LabJob *
lab_job_begin (LabRun *run,
               int niceness,
               GMainContext *context,
               LabJobFunc done,
               gpointer data,
               GError **error)
{
  LabJob *job = g_new0 (LabJob, 1);

  job->run = g_object_ref (run);
  job->training = lab_training_ref (lab_run_get_training (run));
  job->context = g_main_context_ref (context);
  job->niceness = niceness;
  job->done = done;
  job->data = data;
  /* Not g_main_context_invoke(), which may run the function on the worker. */
  job->back = g_idle_source_new ();
  g_source_set_priority (job->back, G_PRIORITY_DEFAULT);
  g_source_set_callback (job->back, take_back, job, NULL);
  job->news = lab_news_source_new (context, take_news, job);
  job->training->news = job->news;
  job->thread = g_thread_try_new ("trainer", work, job, error);
  if (job->thread == NULL)
    g_clear_pointer (&job, lab_job_free);
  return job;
}

void
lab_job_free (LabJob *job)
{
  g_return_if_fail (job->thread == NULL);

  g_source_destroy (job->back);
  g_source_unref (job->back);
  job->training->news = NULL;
  g_source_destroy (job->news);
  g_source_unref (job->news);
  g_main_context_unref (job->context);
  lab_training_unref (job->training);
  g_object_unref (job->run);
  g_free (job);
}

LabRun *
lab_job_get_run (LabJob *job)
{
  return job->run;
}

const NcSetup *
lab_job_get_setup (LabJob *job)
{
  return lab_experiment_get_setup (job->training->experiment);
}

void
lab_job_halt (LabJob *job)
{
  job->goes_on = FALSE;
  lab_job_interrupt (job);
}

void
lab_job_interrupt (LabJob *job)
{
  job->training->halt = TRUE;
}

gboolean
lab_job_take_back_halt (LabJob *job, guint64 n_iterations)
{
  if (job->goes_on || (!job->training->halt && n_iterations != G_MAXUINT64))
    return FALSE;
  job->next_iterations = n_iterations;
  job->goes_on = TRUE;
  return TRUE;
}

void
lab_job_set_executor (LabJob *job, NcExecutor *executor)
{
  job->training->executor = executor;
}

void
lab_job_wait (LabJob *job)
{
  g_clear_pointer (&job->thread, g_thread_join);
}

gboolean
lab_job_conclude (LabJob *job)
{
  g_autofree char *message = NULL;
  gboolean goes_on = FALSE;

  /* One notification for both, so that a handler of either finds both changes. */
  g_object_freeze_notify (G_OBJECT (job->run));
  lab_run_update_diagnosis (job->run);
  switch (job->outcome)
    {
    case LAB_OUTCOME_FINISHED:
      lab_run_set_state (job->run, LAB_RUN_FINISHED, job->training->stop);
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
      goes_on = job->goes_on;
      if (goes_on)
        job->training->iterations = job->next_iterations;
      else
        lab_run_set_state (job->run, LAB_RUN_PAUSED, NULL);
    }
  g_object_thaw_notify (G_OBJECT (job->run));
  return goes_on;
}
