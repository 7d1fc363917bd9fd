/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A training that ends by its rule: at the first iteration at which what was measured says so,
 * whoever trains it and however often it was paused.
 */
#include <math.h>
#include <string.h>

#include "lab-fixture.h"
#include "lab/training/lab-stop.h"

#define MANY "training.rounds=40"

static LabRun *
train (LabExperiment *experiment)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  LabRun *run = fixture_run ("one", experiment, 1);

  lab_scheduler_start (scheduler, run);
  fixture_wait_inactive (scheduler);
  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_FINISHED);
  return run;
}

/* The first iteration at whose end the plain mean of the last @window values is at most @target. */
static guint64
find_first (LabSeries *series, guint window, double target)
{
  for (guint64 end = window; end <= lab_series_get_length (series); end++)
    {
      double sum = 0;

      for (guint i = 0; i < window; i++)
        sum += (double) lab_series_get_value (series, LAB_CHANNEL_BOB_LOSS_RATE, end - 1 - i);
      if (sum / window <= target)
        return end;
    }
  return 0;
}

/* At the very iteration that a run without the rule shows, with the same numbers until there. */
static void
test_target (void)
{
  g_autoptr (LabExperiment) whole = fixture_experiment (MANY, NULL);
  g_autoptr (LabExperiment) ruled = fixture_experiment (MANY, "training.stop-bob-loss-rate=0.45",
                                                        "training.stop-window=20", NULL);
  g_autoptr (LabRun) all = train (whole);
  g_autoptr (LabRun) run = train (ruled);
  guint64 end = find_first (lab_run_get_series (all), 20, 0.45);
  g_autofree char *expected = fixture_fingerprint (lab_run_get_series (all), end);
  g_autofree char *found = fixture_fingerprint (lab_run_get_series (run), end);

  g_assert_cmpuint (end, >, 20);
  g_assert_cmpuint (end, <, 2000);
  g_assert_cmpuint (lab_run_get_iteration (run), ==, end);
  g_assert_cmpstr (found, ==, expected);
  g_assert_nonnull (strstr (lab_run_get_message (run), "The target is reached"));
  g_assert_nonnull (lab_run_get_evaluation (run));
  g_assert_null (lab_run_get_message (all));
}

/* Paused again and again it ends where it did. */
static void
test_paused (void)
{
  g_autoptr (LabExperiment) ruled = fixture_experiment (MANY, "training.stop-bob-loss-rate=0.45",
                                                        "training.stop-window=20", NULL);
  g_autoptr (LabRun) once = train (ruled);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = fixture_run ("one", ruled, 1);
  g_autofree char *expected = NULL, *found = NULL;

  while (!lab_run_is_ended (run))
    {
      lab_scheduler_step (scheduler, run, 7);
      fixture_wait_inactive (scheduler);
    }
  g_assert_cmpuint (lab_run_get_iteration (run), ==, lab_run_get_iteration (once));
  expected = fixture_fingerprint (lab_run_get_series (once), lab_run_get_iteration (once));
  found = fixture_fingerprint (lab_run_get_series (run), lab_run_get_iteration (run));
  g_assert_cmpstr (found, ==, expected);
}

/* Both targets: Bob at most, and Eve at least. */
static void
test_both (void)
{
  static const char *const settings[]
      = { "training.stop-bob-loss-rate=0.6", "training.stop-eve-loss-rate=0.01" };
  g_autoptr (LabExperiment) met
      = fixture_experiment ("parties.eve=true", "training.schedule=by-step", settings[0],
                            settings[1], "training.stop-window=10", NULL);
  g_autoptr (LabExperiment) unmet
      = fixture_experiment ("parties.eve=true", "training.schedule=by-step", settings[0],
                            "training.stop-eve-loss-rate=1", "training.stop-window=10", NULL);
  g_autoptr (LabRun) first = train (met);
  g_autoptr (LabRun) second = train (unmet);

  g_assert_cmpuint (lab_run_get_iteration (first), ==, 10);
  g_assert_nonnull (strstr (lab_run_get_message (first), "for Eve"));
  g_assert_cmpuint (lab_run_get_iteration (second), ==, 100);
}

static void
append_round (LabSeries *series, double loss_rate)
{
  for (guint i = 0; i < 50; i++)
    {
      const NcMeasurement measurement = {
        .iteration = lab_series_get_length (series),
        .turn = NC_TURN_ALICE_BOB,
        .bob_loss_rate = (float) loss_rate,
        .bob_bit_error = (float) loss_rate,
        .eve_loss_rate = NAN,
        .eve_bit_error = NAN,
      };

      lab_series_append (series, &measurement);
    }
}

/* At the end of a round, after so many without a fall of a hundredth. */
static void
test_plateau (void)
{
  g_autoptr (LabExperiment) experiment
      = fixture_experiment (MANY, "training.stop-plateau-rounds=2", NULL);
  g_autoptr (LabSeries) series = lab_series_new ();
  static const struct
  {
    double loss_rate;
    gboolean ends;
  } rounds[] = {
    { 0.5, FALSE },  { 0.4, FALSE }, { 0.399, FALSE }, /* less than a hundredth … */
    { 0.39, FALSE },                                   /* … but more in two rounds */
    { 0.39, FALSE }, { 0.4, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      g_autofree char *reason = NULL;

      append_round (series, rounds[i].loss_rate);
      reason = lab_stop_explain (experiment, series);
      g_assert_cmpint (reason != NULL, ==, rounds[i].ends);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/stop/target", test_target);
  g_test_add_func ("/lab/stop/paused", test_paused);
  g_test_add_func ("/lab/stop/both", test_both);
  g_test_add_func ("/lab/stop/plateau", test_plateau);
  return g_test_run ();
}
