/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Threads that share the steps of one run.
 *
 * Each call of run() is a round, whose number tells the threads that there is work. Jobs are taken
 * by counting up; the round is over when every thread has found none left, so that a thread still
 * in an old round cannot take a job of a new one.
 */
#include "lab/training/lab-executor.h"

#include <stdatomic.h>
#include <sys/resource.h>

struct _LabExecutor
{
  NcExecutor engine; /* first, so that it has the same address */
  int niceness;
  guint n_helpers;
  GThread **helpers;

  GMutex mutex;
  GCond begun;
  GCond ended;
  guint64 round;   /* under the mutex */
  guint n_working; /* helpers not yet done with the round, under the mutex */
  gboolean quit;   /* under the mutex */

  /* Written before the round begins. */
  NcJob job;
  gpointer data;
  guint n_jobs;
  _Atomic guint next;
};

static void
take_jobs (LabExecutor *executor)
{
  guint index;

  while ((index = atomic_fetch_add (&executor->next, 1)) < executor->n_jobs)
    executor->job (executor->data, index);
}

static gpointer
help (gpointer data)
{
  LabExecutor *executor = data;
  guint64 seen = 0;

  setpriority (PRIO_PROCESS, 0, executor->niceness);
  g_mutex_lock (&executor->mutex);
  while (TRUE)
    {
      while (executor->round == seen && !executor->quit)
        g_cond_wait (&executor->begun, &executor->mutex);
      if (executor->quit)
        break;
      seen = executor->round;
      g_mutex_unlock (&executor->mutex);
      take_jobs (executor);
      g_mutex_lock (&executor->mutex);
      if (--executor->n_working == 0)
        g_cond_signal (&executor->ended);
    }
  g_mutex_unlock (&executor->mutex);
  return NULL;
}

static void
run (NcExecutor *engine, guint n_jobs, NcJob job, gpointer data)
{
  LabExecutor *executor = (LabExecutor *) engine;

  g_mutex_lock (&executor->mutex);
  executor->job = job;
  executor->data = data;
  executor->n_jobs = n_jobs;
  executor->next = 0;
  executor->n_working = executor->n_helpers;
  executor->round++;
  g_cond_broadcast (&executor->begun);
  g_mutex_unlock (&executor->mutex);

  take_jobs (executor);

  g_mutex_lock (&executor->mutex);
  while (executor->n_working > 0)
    g_cond_wait (&executor->ended, &executor->mutex);
  g_mutex_unlock (&executor->mutex);
}

LabExecutor *
lab_executor_new (guint n_threads, int niceness)
{
  LabExecutor *executor = g_new0 (LabExecutor, 1);

  executor->engine.run = run;
  executor->niceness = niceness;
  executor->helpers = g_new0 (GThread *, MAX (n_threads, 1));
  g_mutex_init (&executor->mutex);
  g_cond_init (&executor->begun);
  g_cond_init (&executor->ended);
  /* If no more threads can be started, fewer do the work. */
  while (executor->n_helpers + 1 < n_threads)
    {
      GThread *helper = g_thread_try_new ("step", help, executor, NULL);

      if (helper == NULL)
        break;
      executor->helpers[executor->n_helpers++] = helper;
    }
  return executor;
}

void
lab_executor_free (LabExecutor *executor)
{
  if (executor == NULL)
    return;
  g_mutex_lock (&executor->mutex);
  executor->quit = TRUE;
  g_cond_broadcast (&executor->begun);
  g_mutex_unlock (&executor->mutex);
  for (guint i = 0; i < executor->n_helpers; i++)
    g_thread_join (executor->helpers[i]);
  g_mutex_clear (&executor->mutex);
  g_cond_clear (&executor->begun);
  g_cond_clear (&executor->ended);
  g_free (executor->helpers);
  g_free (executor);
}

NcExecutor *
lab_executor_get_engine (LabExecutor *executor)
{
  return &executor->engine;
}
