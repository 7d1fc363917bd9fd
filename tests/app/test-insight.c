/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The sentence under the runs says what the numbers show and no more; and how
 * numbers and settings are put into words.
 */
#include "config.h"

#include <math.h>
#include <string.h>

#include "app/training/lab-insight.h"
#include "app/widgets/lab-words.h"

/* A round and a half of figure-10, whose rounds are of 4000. */
#define N_ITERATIONS 6000

/* A run of @study whose measurements are all the same. */
static LabRun *
make_run (const char *study, float bob, float bit_error, float eve, float eve_own)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudyFile) file = lab_study_file_open (study, NULL, &error);
  g_assert_no_error (error);
  guint32 seed;
  g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, 0, &seed, &error);
  g_assert_no_error (error);
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  LabRun *run = lab_run_new ("X", experiment, seed);

  for (guint i = 0; i < N_ITERATIONS; i++)
    {
      NcTurn turn = nc_setup_get_turn (setup, i);
      NcMeasurement measurement = {
        .iteration = i,
        .turn = turn,
        .bob_loss_rate = turn == NC_TURN_EVE ? NAN : bob,
        .bob_bit_error = turn == NC_TURN_EVE ? NAN : bit_error,
        .eve_loss_rate = turn == NC_TURN_EVE ? eve_own : eve,
        .eve_bit_error = turn == NC_TURN_EVE ? eve_own : eve,
      };
      lab_series_append (lab_run_get_series (run), &measurement);
    }
  return run;
}

static void
check (LabRun *run, const char *part, gboolean warns)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean is_warning;

  if (run != NULL)
    g_ptr_array_add (runs, run);
  g_autofree char *sentence = lab_insight_describe (runs, &is_warning);
  g_test_message ("%s", sentence);
  g_assert_nonnull (strstr (sentence, part));
  g_assert_cmpint (is_warning, ==, warns);
  /* Nothing here can show that something is secret. */
  g_assert_null (strstr (sentence, "is secret"));
  g_assert_null (strstr (sentence, "is secure"));
}

static void
test_sentences (void)
{
  LabRun *hidden = make_run ("bob-bob1-bob2", 0.01f, 0.01f, NAN, NAN);

  check (NULL, "Open a study", FALSE);
  check (make_run ("bob-bob1-bob2", 0.02f, 0.02f, NAN, NAN), "Without Eve", TRUE);
  check (make_run ("bob-bob1-bob2", 0.25f, 0.0f, NAN, NAN), "died", TRUE);
  check (make_run ("figure-10", 0.1f, 0.1f, 0.78f, 0.78f), "above guessing", TRUE);
  check (make_run ("figure-10", 0.02f, 0.02f, 0.48f, 0.1f), "stands still", TRUE);
  check (make_run ("figure-10", 0.02f, 0.02f, 0.97f, 0.03f), "0.03 at the end of her last", TRUE);
  check (make_run ("figure-10", 0.3f, 0.3f, 0.5f, 0.5f), "is no better", FALSE);
  check (make_run ("figure-10", 0.1f, 0.1f, 0.5f, 0.5f), "fresh Eves", FALSE);
  check (make_run ("figure-10", 0.5f, 0.5f, 0.5f, 0.5f), "still guessing", FALSE);
  check (make_run ("abadi", 0.01f, 0.01f, 0.45f, 0.45f), "no proof", FALSE);

  lab_run_set_visible (hidden, FALSE);
  check (hidden, "only just begun", FALSE);
}

/* What Eve has lost so far in a turn that still goes on does not count. */
static void
test_whole_turns (void)
{
  g_autoptr (LabRun) run = make_run ("figure-10", 0.1f, 0.1f, 0.9f, 0.2f);
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (run));
  guint64 round = nc_setup_get_round_length (setup);
  guint64 begin = lab_series_get_length (lab_run_get_series (run));
  guint64 mid_turn = (begin / round + 1) * round + setup->iterations + setup->iterations / 2;

  g_assert_cmpuint (setup->schedule, ==, NC_SCHEDULE_BY_ROUND);
  for (guint64 i = begin; i < mid_turn; i++)
    {
      gboolean last = i % round == round - 1;
      NcTurn turn = nc_setup_get_turn (setup, i);
      NcMeasurement measurement = {
        .iteration = i,
        .turn = turn,
        .bob_loss_rate = NAN,
        .bob_bit_error = NAN,
        .eve_loss_rate = turn == NC_TURN_ALICE_BOB || last ? 0.9f : 0.4f,
        .eve_bit_error = 0.5f,
      };
      if (i > mid_turn - setup->iterations / 2)
        measurement.eve_loss_rate = 0.7f;
      lab_series_append (lab_run_get_series (run), &measurement);
    }
  /* 99 times 0.4 and once 0.9. */
  g_assert_cmpfloat_with_epsilon (lab_insight_get_eve_own (run), 0.405, 1e-4);
}

static void
check_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_words (void)
{
  check_text (lab_words_for_count (0), "0");
  check_text (lab_words_for_count (999), "999");
  check_text (lab_words_for_count (240000), "240,000");
  check_text (lab_words_for_count (1234567), "1,234,567");
  check_text (lab_words_for_rate (0.1875), "0.1875");
  check_text (lab_words_for_rate (NAN), "–");
  check_text (lab_words_for_time (NAN), "–");
  check_text (lab_words_for_time (11.2), "12 s");
  check_text (lab_words_for_time (100), "2 min");
  check_text (lab_words_for_time (6000), "1 h 40 min");
  check_text (lab_words_for_dense ("tanh;sigmoid"), "Bob2");
  check_text (lab_words_for_dense ("relu"), "1 dense, ReLU");
  check_text (lab_words_for_dense ("tanh;tanh;sigmoid"), "3 dense, tanh, sigmoid");
}

static void
test_overrides (void)
{
  g_autoptr (LabStudyFile) figure = lab_study_file_open ("figure-6", NULL, NULL);
  g_autoptr (LabStudyFile) models = lab_study_file_open ("bob-bob1-bob2", NULL, NULL);

  check_text (lab_words_for_overrides (figure, "parties.key-difference"),
              "set by the curves: 1 … 5");
  check_text (lab_words_for_overrides (models, "bob.dense"), "set by the curves: Bob, Bob1, Bob2");
  g_assert_null (lab_words_for_overrides (figure, "training.batch"));
  lab_study_file_remove_curve (figure, 2);
  check_text (lab_words_for_overrides (figure, "parties.key-difference"),
              "set by the curves: 1, 2, 4, 5");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/insight/sentences", test_sentences);
  g_test_add_func ("/insight/whole-turns", test_whole_turns);
  g_test_add_func ("/insight/words", test_words);
  g_test_add_func ("/insight/overrides", test_overrides);
  return g_test_run ();
}
