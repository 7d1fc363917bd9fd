/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How trainings end when nobody waits for them: divergence, shutting down, and
 * objects that are let go while workers are busy.
 */
#include <dlfcn.h>
#include <string.h>

#include "lab-fixture.h"

static GPtrArray *
make_runs (LabExperiment *experiment, guint n)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (runs, fixture_run ("run", experiment, i));
  return runs;
}

/* An epsilon that is 0 as a float, and a gradient that is 0: 0 / 0. */
static void
test_divergence (void)
{
  g_autoptr (LabExperiment) experiment
      = fixture_experiment ("training.epsilon=1e-300", "networks.convolution-activation=relu",
                            "alice.dense=relu", "bob.dense=relu", NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("one", experiment, 1);
  g_autofree char *iteration = NULL;

  lab_scheduler_start (scheduler, run);
  fixture_wait (run, LAB_RUN_DIVERGED);
  g_assert_true (lab_run_is_ended (run));
  g_assert_cmpuint (lab_run_get_iteration (run), >, 0);
  g_assert_cmpuint (lab_run_get_iteration (run), <, 100);
  /* Counted from 0, as in tables. */
  iteration = g_strdup_printf ("iteration %" G_GUINT64_FORMAT ";", lab_run_get_iteration (run) - 1);
  g_assert_nonnull (strstr (lab_run_get_message (run), iteration));
  g_assert_nonnull (strstr (lab_run_get_message (run), "Alice"));
}

static void
test_shut_down (void)
{
  g_autoptr (LabExperiment) experiment = fixture_long_experiment ();
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (GPtrArray) runs = make_runs (experiment, 5);
  guint64 length;

  lab_scheduler_step (scheduler, runs->pdata[4], 3);
  fixture_wait (runs->pdata[4], LAB_RUN_PAUSED);
  for (guint i = 0; i < 5; i++)
    lab_scheduler_start (scheduler, runs->pdata[i]);
  fixture_wait_iteration (runs->pdata[0], 10);
  lab_scheduler_shut_down (scheduler);
  g_assert_false (lab_scheduler_get_active (scheduler));
  fixture_assert_states (runs, "paused paused ready ready paused");
  length = lab_run_get_iteration (runs->pdata[0]);
  lab_scheduler_start (scheduler, runs->pdata[0]); /* nothing starts any more */
  fixture_idle (10);
  g_assert_cmpuint (lab_run_get_iteration (runs->pdata[0]), ==, length);
  lab_scheduler_shut_down (scheduler); /* twice does no harm */
}

static void
test_dispose (void)
{
  g_autoptr (LabExperiment) experiment = fixture_long_experiment ();
  LabScheduler *scheduler = lab_scheduler_new (1);
  LabRun *first = fixture_run ("one", experiment, 1), *second = fixture_run ("two", experiment, 2);
  LabSeries *series = lab_series_ref (lab_run_get_series (first));

  lab_scheduler_start (scheduler, first);
  lab_scheduler_start (scheduler, second);
  fixture_wait_iteration (first, 10);
  g_assert_finalize_object (scheduler); /* running and queued */
  g_assert_finalize_object (first);
  g_assert_finalize_object (second);
  fixture_idle (5); /* no source is left that would touch them */
  g_assert_cmpuint (lab_series_get_length (series), >=, 10);
  lab_series_unref (series);
}

/* A run that is let go while it trains lives until its worker is back. */
static void
test_let_go (void)
{
  g_autoptr (LabExperiment) experiment = fixture_long_experiment ();
  LabScheduler *scheduler = lab_scheduler_new (1);
  LabRun *run = fixture_run ("one", experiment, 1);

  lab_scheduler_start (scheduler, run);
  fixture_wait_iteration (run, 10);
  lab_scheduler_pause (scheduler, run);
  g_object_add_weak_pointer (G_OBJECT (run), (gpointer *) &run);
  g_object_unref (run);
  fixture_wait_inactive (scheduler);
  g_assert_null (run);
  g_assert_finalize_object (scheduler);
}

static void
stop_others (LabRun *run, GParamSpec *pspec, LabScheduler *scheduler)
{
  if (lab_run_get_state (run) == LAB_RUN_RUNNING)
    lab_scheduler_shut_down (scheduler);
}

/* Whoever is told of a state may act upon it at once. */
static void
test_act_on_notice (void)
{
  g_autoptr (LabExperiment) experiment = fixture_long_experiment ();
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("one", experiment, 1);

  g_signal_connect (run, "notify::state", G_CALLBACK (stop_others), scheduler);
  lab_scheduler_start (scheduler, run);
  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_PAUSED);
  g_assert_false (lab_scheduler_get_active (scheduler));
}

/* From now on as many can be made. */
static guint n_threads = G_MAXUINT;

/* GLib's own, and at times none of it. */
GThread *
g_thread_try_new (const char *name, GThreadFunc function, gpointer data, GError **error)
{
  static GThread *(*make) (const char *, GThreadFunc, gpointer, GError **);

  if (n_threads == 0)
    {
      g_set_error (error, G_THREAD_ERROR, G_THREAD_ERROR_AGAIN, "none left");
      return NULL;
    }
  if (n_threads != G_MAXUINT)
    n_threads--;
  if (make == NULL)
    *(void **) &make = dlsym (RTLD_NEXT, "g_thread_try_new");
  return make (name, function, data, error);
}

/* Nothing of it is lost: it says so, and can be started again. */
static void
test_no_thread (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment (NULL, NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (GPtrArray) runs = make_runs (experiment, 3);

  lab_scheduler_step (scheduler, runs->pdata[0], 3);
  fixture_wait (runs->pdata[0], LAB_RUN_PAUSED);
  n_threads = 0;
  for (guint i = 0; i < 3; i++)
    {
      lab_scheduler_start (scheduler, runs->pdata[i]);
      g_assert_nonnull (strstr (lab_run_get_message (runs->pdata[i]), "none left"));
      g_assert_nonnull (strstr (lab_run_get_message (runs->pdata[i]), "start it again"));
    }
  fixture_assert_states (runs, "paused ready ready");
  g_assert_false (lab_scheduler_get_active (scheduler));
  g_assert_cmpuint (lab_run_get_iteration (runs->pdata[0]), ==, 3);

  /* What waits for a worker goes on with one that is left. */
  n_threads = 1;
  for (guint i = 0; i < 3; i++)
    lab_scheduler_start (scheduler, runs->pdata[i]);
  fixture_assert_states (runs, "running queued queued");
  n_threads = G_MAXUINT;
  fixture_wait_inactive (scheduler);
  fixture_assert_states (runs, "finished finished finished");

  /* And where none is left any more, what waited can be started too. */
  g_ptr_array_unref (runs);
  runs = make_runs (experiment, 3);
  n_threads = 1;
  for (guint i = 0; i < 3; i++)
    lab_scheduler_start (scheduler, runs->pdata[i]);
  fixture_wait_inactive (scheduler);
  fixture_assert_states (runs, "finished ready ready");
  g_assert_nonnull (strstr (lab_run_get_message (runs->pdata[2]), "start it again"));
  n_threads = G_MAXUINT;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/scheduler-ends/divergence", test_divergence);
  g_test_add_func ("/lab/scheduler-ends/shut-down", test_shut_down);
  g_test_add_func ("/lab/scheduler-ends/dispose", test_dispose);
  g_test_add_func ("/lab/scheduler-ends/let-go", test_let_go);
  g_test_add_func ("/lab/scheduler-ends/act-on-notice", test_act_on_notice);
  g_test_add_func ("/lab/scheduler-ends/no-thread", test_no_thread);
  return g_test_run ();
}
