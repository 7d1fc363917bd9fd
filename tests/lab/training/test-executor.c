/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Threads that share a step: every job once, whatever their number, and the
 * same curve as one thread draws.
 */
#include <stdatomic.h>
#include <string.h>

#include "lab-fixture.h"
#include "lab/training/lab-executor.h"
#include "lab/training/lab-scheduler.h"

#define MAX_JOBS 40

static void
count_job (gpointer data, guint index)
{
  _Atomic guint *counts = data;

  counts[index]++;
}

static void
test_jobs (void)
{
  static const guint thread_counts[] = { 1, 2, 3, 8 };

  for (guint i = 0; i < G_N_ELEMENTS (thread_counts); i++)
    {
      LabExecutor *executor = lab_executor_new (thread_counts[i], 0);
      NcExecutor *engine = lab_executor_get_engine (executor);

      for (guint round = 0; round < 2000; round++)
        {
          _Atomic guint counts[MAX_JOBS] = { 0 };
          guint n_jobs = round % MAX_JOBS;

          engine->run (engine, n_jobs, count_job, counts);
          for (guint job = 0; job < MAX_JOBS; job++)
            g_assert_cmpuint (counts[job], ==, job < n_jobs);
        }
      lab_executor_free (executor);
    }
}

/* Long enough for the caller to be done with its own jobs first. */
static void
count_slow_job (gpointer data, guint index)
{
  _Atomic guint *counts = data;

  g_usleep (index % 2 == 0 ? 200 : 2000);
  counts[index]++;
}

/* run() comes back only when the last thread is through. */
static void
test_waits (void)
{
  LabExecutor *executor = lab_executor_new (4, 0);
  NcExecutor *engine = lab_executor_get_engine (executor);

  for (guint round = 0; round < 20; round++)
    {
      _Atomic guint counts[8] = { 0 };

      engine->run (engine, G_N_ELEMENTS (counts), count_slow_job, counts);
      for (guint job = 0; job < G_N_ELEMENTS (counts); job++)
        g_assert_cmpuint (counts[job], ==, 1);
    }
  lab_executor_free (executor);
}

static LabSeries *
train (LabExperiment *experiment, guint n_workers, LabRun *companion)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (n_workers);
  g_autoptr (LabRun) run = lab_run_new ("run", experiment, 1);

  if (companion != NULL)
    lab_scheduler_start (scheduler, companion);
  lab_scheduler_start (scheduler, run);
  fixture_wait (run, LAB_RUN_FINISHED);
  return lab_series_ref (lab_run_get_series (run));
}

static void
assert_same (LabSeries *a, LabSeries *b)
{
  g_assert_cmpuint (lab_series_get_length (a), ==, lab_series_get_length (b));
  for (guint64 i = 0; i < lab_series_get_length (a); i++)
    {
      float one = lab_series_get_value (a, LAB_CHANNEL_BOB_LOSS_RATE, i);
      float other = lab_series_get_value (b, LAB_CHANNEL_BOB_LOSS_RATE, i);

      g_assert_cmpmem (&one, sizeof one, &other, sizeof other);
    }
}

/* Steps large enough to be shared; with a short run beside it, which takes the
 * second worker away and gives it back. */
static void
test_same_curve (void)
{
  g_autoptr (LabExperiment) large
      = fixture_experiment ("parties.key-bits=64", "training.batch=1100", "bob.batch-norm=true",
                            "training.iterations=30", NULL);
  g_autoptr (LabExperiment) small = fixture_experiment ("training.iterations=30", NULL);
  g_autoptr (LabRun) companion = lab_run_new ("companion", small, 1);
  g_autoptr (LabSeries) alone = train (large, 1, NULL);
  g_autoptr (LabSeries) shared = train (large, 3, NULL);
  g_autoptr (LabSeries) beside = train (large, 3, companion);

  assert_same (alone, shared);
  assert_same (alone, beside);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lab/executor/jobs", test_jobs);
  g_test_add_func ("/lab/executor/waits", test_waits);
  g_test_add_func ("/lab/executor/same-curve", test_same_curve);

  return g_test_run ();
}
