/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who trains when, and that a curve is the same bit for bit however its training
 * was started, paused, stepped or put beside others.
 */
#include <string.h>

#include "lab-fixture.h"

static void
note_state (LabRun *run, GParamSpec *pspec, GString *states)
{
  g_string_append_printf (states, "%s ", lab_run_state_get_name (lab_run_get_state (run)));
}

static void
test_states (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment ("training.rounds=1", NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("one", experiment, 1);
  g_autoptr (GString) states = g_string_new (NULL);

  g_signal_connect (run, "notify::state", G_CALLBACK (note_state), states);
  g_assert_false (lab_scheduler_get_active (scheduler));
  lab_scheduler_start (scheduler, run);
  g_assert_true (lab_scheduler_get_active (scheduler));
  g_assert_true (lab_run_is_active (run));
  lab_scheduler_start (scheduler, run); /* nothing happens */
  fixture_wait (run, LAB_RUN_FINISHED);
  g_assert_cmpstr (states->str, ==, "queued running finished ");
  g_assert_cmpuint (lab_run_get_iteration (run), ==, 50);
  g_assert_cmpuint (lab_run_get_length (run), ==, 50);
  g_assert_true (lab_run_is_ended (run));
  g_assert_false (lab_scheduler_get_active (scheduler));
  g_assert_null (lab_run_get_message (run));
  g_assert_cmpfloat (lab_run_get_seconds (run), >, 0);

  /* An ended run takes no act. */
  lab_scheduler_start (scheduler, run);
  lab_scheduler_step (scheduler, run, 1);
  lab_scheduler_pause (scheduler, run);
  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_FINISHED);
}

typedef struct
{
  GPtrArray *runs;
  guint most;
  GString *order;
} Watch;

static void
count_running (LabRun *run, GParamSpec *pspec, Watch *watch)
{
  guint n = 0;

  for (guint i = 0; i < watch->runs->len; i++)
    n += lab_run_get_state (watch->runs->pdata[i]) == LAB_RUN_RUNNING;
  watch->most = MAX (watch->most, n);
  if (lab_run_get_state (run) == LAB_RUN_RUNNING)
    g_string_append (watch->order, lab_run_get_label (run));
}

static GPtrArray *
make_runs (LabExperiment *experiment, guint n, Watch *watch)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      char label[2] = { (char) ('a' + (int) (i % 26)), '\0' };
      LabRun *run = fixture_run (label, experiment, i);

      if (watch != NULL)
        g_signal_connect (run, "notify::state", G_CALLBACK (count_running), watch);
      g_ptr_array_add (runs, run);
    }
  return runs;
}

static void
test_queue (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment ("training.rounds=4", NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  g_autoptr (GString) order = g_string_new (NULL);
  Watch watch = { NULL, 0, order };
  g_autoptr (GPtrArray) runs = watch.runs = make_runs (experiment, 6, &watch);

  for (guint i = 0; i < 6; i++)
    lab_scheduler_start (scheduler, runs->pdata[i]);
  fixture_assert_states (runs, "running running queued queued queued queued");
  lab_scheduler_pause (scheduler, runs->pdata[3]); /* out of the queue again */
  fixture_assert_states (runs, "running running queued ready queued queued");
  lab_scheduler_pause (scheduler, runs->pdata[4]);
  fixture_assert_states (runs, "running running queued ready ready queued");
  lab_scheduler_start (scheduler, runs->pdata[3]); /* now the last */
  fixture_wait_inactive (scheduler);
  fixture_assert_states (runs, "finished finished finished finished ready finished");
  g_assert_cmpuint (watch.most, ==, 2);
  g_assert_cmpstr (order->str, ==, "abcfd");
}

/* More workers take from the queue at once; with fewer, runs that train go on. */
static void
test_set_workers (void)
{
  g_autoptr (LabExperiment) experiment = fixture_long_experiment ();
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (GPtrArray) runs = make_runs (experiment, 4, NULL);

  for (guint i = 0; i < 3; i++)
    lab_scheduler_start (scheduler, runs->pdata[i]);
  fixture_assert_states (runs, "running queued queued ready");
  lab_scheduler_set_workers (scheduler, 2);
  fixture_assert_states (runs, "running running queued ready");
  lab_scheduler_set_workers (scheduler, 1);
  fixture_assert_states (runs, "running running queued ready");
  lab_scheduler_pause (scheduler, runs->pdata[0]);
  fixture_wait (runs->pdata[0], LAB_RUN_PAUSED);
  fixture_assert_states (runs, "paused running queued ready");
}

/* Pauses again and again: the length stands still while it is paused, and in the
 * end the curve is what it would have been. */
static void
test_pause (void)
{
  g_autoptr (LabExperiment) experiment
      = fixture_experiment ("training.rounds=1", "training.iterations=4000", NULL);
  g_autofree char *expected = fixture_train (experiment, 3, NULL);
  g_autofree char *fingerprint = NULL;
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("one", experiment, 3);
  guint n_pauses = 0;

  while (!lab_run_is_ended (run))
    {
      guint64 length;

      lab_scheduler_start (scheduler, run);
      fixture_wait_iteration (run, MIN (4000, lab_run_get_iteration (run) + 100));
      lab_scheduler_pause (scheduler, run);
      while (lab_run_is_active (run))
        g_main_context_iteration (NULL, TRUE);
      length = lab_run_get_iteration (run);
      if (lab_run_get_state (run) != LAB_RUN_PAUSED)
        break;
      fixture_idle (2);
      g_assert_cmpuint (lab_run_get_iteration (run), ==, length);
      g_assert_cmpfloat (lab_run_get_speed (run), ==, 0);
      n_pauses++;
    }
  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_FINISHED);
  g_assert_cmpuint (n_pauses, >, 3);
  fingerprint = fixture_fingerprint (lab_run_get_series (run), 4000);
  g_assert_cmpstr (fingerprint, ==, expected);
}

/* At most one step is made after the call. */
static void
test_pause_at_once (void)
{
  g_autoptr (LabExperiment) experiment
      = fixture_experiment ("parties.key-bits=64", "training.batch=4096", "training.rounds=100",
                            "training.iterations=1000", NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("slow", experiment, 1);

  for (guint i = 0; i < 5; i++)
    {
      guint64 before;

      lab_scheduler_start (scheduler, run);
      fixture_wait_iteration (run, lab_run_get_iteration (run) + 2);
      before = lab_run_get_iteration (run);
      lab_scheduler_pause (scheduler, run);
      fixture_wait (run, LAB_RUN_PAUSED);
      /* One that ended between looking and asking, and the one under way. */
      g_assert_cmpuint (lab_run_get_iteration (run), <=, before + 2);
    }
}

static void
test_step (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment ("training.rounds=2", NULL);
  g_autofree char *expected = fixture_train (experiment, 3, NULL);
  g_autofree char *fingerprint = NULL;
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("one", experiment, 3);

  lab_scheduler_step (scheduler, run, 1);
  fixture_wait (run, LAB_RUN_PAUSED);
  g_assert_cmpuint (lab_run_get_iteration (run), ==, 1);
  lab_scheduler_step (scheduler, run, 1);
  fixture_wait (run, LAB_RUN_PAUSED);
  g_assert_cmpuint (lab_run_get_iteration (run), ==, 2);
  lab_scheduler_step (scheduler, run, 50);
  fixture_wait (run, LAB_RUN_PAUSED);
  g_assert_cmpuint (lab_run_get_iteration (run), ==, 52);
  lab_scheduler_step (scheduler, run, 50); /* more than is left */
  fixture_wait (run, LAB_RUN_FINISHED);
  g_assert_cmpuint (lab_run_get_iteration (run), ==, 100);
  fingerprint = fixture_fingerprint (lab_run_get_series (run), 100);
  g_assert_cmpstr (fingerprint, ==, expected);
}

/* The last step asked for is the last of the run. */
static void
test_step_to_end (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment ("training.rounds=1", NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("one", experiment, 3);

  lab_scheduler_step (scheduler, run, 50);
  fixture_wait (run, LAB_RUN_FINISHED);
  g_assert_cmpuint (lab_run_get_iteration (run), ==, 50);
}

/* Nobody waits for the state between two acts. */
static void
test_quick_acts (void)
{
  g_autoptr (LabExperiment) experiment = fixture_long_experiment ();
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("one", experiment, 1);
  guint64 length;

  for (guint i = 0; i < 50; i++)
    {
      lab_scheduler_start (scheduler, run);
      if (i % 3 == 0)
        g_main_context_iteration (NULL, FALSE);
      lab_scheduler_pause (scheduler, run);
      if (i % 5 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  lab_scheduler_start (scheduler, run);
  length = lab_run_get_iteration (run);
  fixture_wait_iteration (run, length + 1000);
  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_RUNNING);

  /* Asked to pause, then to make some steps. */
  lab_scheduler_pause (scheduler, run);
  lab_scheduler_step (scheduler, run, 7);
  fixture_wait (run, LAB_RUN_PAUSED);

  /* A start while a step is under way goes on. */
  lab_scheduler_step (scheduler, run, 1);
  lab_scheduler_start (scheduler, run);
  length = lab_run_get_iteration (run);
  fixture_wait_iteration (run, length + 1000);
  lab_scheduler_pause (scheduler, run);
  fixture_wait (run, LAB_RUN_PAUSED);
}

/* Steps asked for while the pause is under way are made, all of them, after it. */
static void
test_step_after_pause (void)
{
  g_autoptr (LabExperiment) experiment
      = fixture_experiment ("parties.key-bits=64", "training.batch=2048", "training.rounds=100",
                            "training.iterations=1000", NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("slow", experiment, 1);

  for (guint i = 0; i < 3; i++)
    {
      guint64 before;

      lab_scheduler_start (scheduler, run);
      before = lab_run_get_iteration (run) + 1;
      fixture_wait_iteration (run, before);
      lab_scheduler_pause (scheduler, run);
      lab_scheduler_step (scheduler, run, 3);
      fixture_wait (run, LAB_RUN_PAUSED);
      g_assert_cmpuint (lab_run_get_iteration (run), >=, before + 3);
      g_assert_cmpuint (lab_run_get_iteration (run), <=, before + 5);
    }
}

/* Two runs at once are the two alone; another seed is another curve. */
static void
test_beside (void)
{
  g_autoptr (LabExperiment) experiment
      = fixture_experiment ("training.rounds=1", "training.iterations=1500", "parties.eve=true",
                            "eve.batch-norm=true", NULL);
  guint64 length;
  g_autofree char *first = fixture_train (experiment, 1, &length);
  g_autofree char *second = fixture_train (experiment, 2, NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (4);
  g_autoptr (GPtrArray) runs = make_runs (experiment, 4, NULL);

  g_assert_cmpuint (length, ==, 3000);
  g_assert_cmpstr (first, !=, second);
  for (guint i = 0; i < 4; i++)
    lab_scheduler_start (scheduler, runs->pdata[i]);
  fixture_wait_inactive (scheduler);
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *fingerprint
          = fixture_fingerprint (lab_run_get_series (runs->pdata[i]), length);

      g_assert_cmpstr (fingerprint, ==, i == 1 ? first : second);
    }
}

static void
test_many (void)
{
  g_autoptr (LabExperiment) experiment = fixture_experiment ("training.rounds=1", NULL);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (3);
  g_autoptr (GString) order = g_string_new (NULL);
  Watch watch = { NULL, 0, order };
  g_autoptr (GPtrArray) runs = watch.runs = make_runs (experiment, 30, &watch);
  g_autoptr (GTimer) timer = g_timer_new ();

  for (guint i = 0; i < runs->len; i++)
    lab_scheduler_start (scheduler, runs->pdata[i]);
  fixture_wait_inactive (scheduler);
  g_test_message ("30 runs in %.3f s", g_timer_elapsed (timer, NULL));
  g_assert_cmpuint (watch.most, ==, 3);
  for (guint i = 0; i < runs->len; i++)
    g_assert_cmpint (lab_run_get_state (runs->pdata[i]), ==, LAB_RUN_FINISHED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/scheduler/states", test_states);
  g_test_add_func ("/lab/scheduler/queue", test_queue);
  g_test_add_func ("/lab/scheduler/set-workers", test_set_workers);
  g_test_add_func ("/lab/scheduler/pause", test_pause);
  g_test_add_func ("/lab/scheduler/pause-at-once", test_pause_at_once);
  g_test_add_func ("/lab/scheduler/step", test_step);
  g_test_add_func ("/lab/scheduler/step-to-end", test_step_to_end);
  g_test_add_func ("/lab/scheduler/step-after-pause", test_step_after_pause);
  g_test_add_func ("/lab/scheduler/quick-acts", test_quick_acts);
  g_test_add_func ("/lab/scheduler/beside", test_beside);
  g_test_add_func ("/lab/scheduler/many", test_many);
  return g_test_run ();
}
