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
#include "lab/training/lab-loss.h"
#include "lab/training/lab-verdict.h"

/* A round and a half of figure-10, whose rounds are of 4000. */
#define N_ITERATIONS 6000

static LabRun *
make_empty_run (const char *study)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudyFile) file = lab_study_file_open (study, NULL, &error);
  g_assert_no_error (error);
  guint32 seed;
  g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, 0, &seed, &error);
  g_assert_no_error (error);
  return lab_run_new ("X", experiment, seed);
}

/* A run of @study whose measurements are all the same. */
static LabRun *
make_run (const char *study, float bob, float bit_error, float eve, float eve_own)
{
  LabRun *run = make_empty_run (study);
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (run));

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
  check (make_run ("figure-10", 0.02f, 0.02f, 0.97f, 0.03f),
         "0.0300 (mean of 100) at the end of her last", TRUE);
  check (make_run ("figure-10", 0.3f, 0.3f, 0.5f, 0.5f), "is no better", FALSE);
  check (make_run ("figure-10", 0.1f, 0.1f, 0.5f, 0.5f), "fresh Eves", FALSE);
  check (make_run ("figure-10", 0.5f, 0.5f, 0.5f, 0.5f), "still guessing", FALSE);
  check (make_run ("abadi", 0.01f, 0.01f, 0.45f, 0.45f), "no proof", FALSE);

  lab_run_set_visible (hidden, FALSE);
  check (hidden, "only just begun", FALSE);
}

/* A kept series, by its rounds. */
typedef struct
{
  char *name; /* study, curve and seed */
  LabRun *run;
  double loss_rate; /* of the last round read … */
  double before;    /* … and of the one before it, NAN for none */
  double bit_error;
  guint n_died; /* rounds after which a unit is said to have died */
  gboolean died_last;
} Kept;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->name);
  g_object_unref (kept->run);
  g_free (kept);
}

/* As a worker would have measured it, but for the noise: evenly from one round's last value to
 * the next one's. */
static void
append_round (Kept *kept, double begin, double end, double bit_error)
{
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (kept->run));
  LabSeries *series = lab_run_get_series (kept->run);
  guint length = nc_setup_get_round_length (setup);

  for (guint i = 0; i < length; i++)
    {
      NcMeasurement measurement = {
        .iteration = lab_series_get_length (series),
        .turn = NC_TURN_ALICE_BOB,
        .bob_loss_rate = (float) (begin + (end - begin) * i / length),
        .bob_bit_error = (float) bit_error,
        .eve_loss_rate = NAN,
        .eve_bit_error = NAN,
      };
      lab_series_append (series, &measurement);
    }
}

/* Without verdict on a unit while the loss falls, at whatever slope. */
static void
check_round (Kept *kept)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();
  g_autofree char *sentence = NULL;
  gboolean is_warning;

  g_ptr_array_add (runs, kept->run);
  sentence = lab_insight_describe (runs, &is_warning);
  kept->died_last = strstr (sentence, "died") != NULL;
  kept->n_died += kept->died_last;
  g_assert_cmpint (
      kept->died_last, ==,
      lab_verdict_unit_died (lab_run_get_series (kept->run),
                             lab_experiment_get_setup (lab_run_get_experiment (kept->run))));
  g_assert_null (strstr (sentence, "key is unused"));
  if (!kept->died_last)
    return;
  g_assert_cmpfloat (kept->loss_rate, >, 0.1);
  g_assert_cmpfloat (kept->bit_error, <, 0.01);
  if (!(kept->loss_rate > kept->before * 0.97))
    g_error ("%s: a unit is called dead while the loss falls from %g to %g", kept->name,
             kept->before, kept->loss_rate);
}

static Kept *
find_kept (GPtrArray *all, const char *study, char **cells)
{
  g_autofree char *name = g_strdup_printf ("%s, %s, seed %s", study, cells[0], cells[1]);
  Kept *kept = all->len > 0 ? all->pdata[all->len - 1] : NULL;

  if (kept != NULL && g_str_equal (kept->name, name))
    return kept;
  kept = g_new0 (Kept, 1);
  kept->name = g_steal_pointer (&name);
  kept->loss_rate = NAN;
  kept->run = make_empty_run (study);
  g_ptr_array_add (all, kept);
  return kept;
}

/* Rows of one round: curve, seed, round, turn, Bob's mean, min, max and last, his bit error. */
static void
read_kept (GPtrArray *all, const char *study, const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  double last = 0.5;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);
      Kept *kept = find_kept (all, study, cells);

      g_assert_cmpstr (cells[3], ==, "alice-bob");
      if (g_str_equal (cells[2], "0"))
        last = 0.5;
      kept->before = kept->loss_rate;
      kept->loss_rate = g_ascii_strtod (cells[4], NULL);
      kept->bit_error = g_ascii_strtod (cells[8], NULL);
      append_round (kept, last, g_ascii_strtod (cells[7], NULL), kept->bit_error);
      last = g_ascii_strtod (cells[7], NULL);
      check_round (kept);
    }
}

/* The series that the replay of the paper left: figures 3 to 8, and the plateaus. */
static void
test_kept_series (void)
{
  static const char *const studies[]
      = { "figure-3", "figure-5", "figure-6", "figure-7", "figure-8", "plateaus" };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (kept_free);
  guint n_died = 0;

  for (guint i = 0; i < G_N_ELEMENTS (studies); i++)
    {
      const char *folder = g_str_equal (studies[i], "plateaus") ? "plateaus" : "text";
      g_autofree char *name = g_strdup_printf ("%s-rounds.csv", studies[i]);
      g_autofree char *path
          = g_test_build_filename (G_TEST_DIST, "..", "data", "replay", folder, name, NULL);

      read_kept (all, studies[i], path);
    }
  g_assert_cmpuint (all->len, >=, 60);
  for (guint i = 0; i < all->len; i++)
    n_died += ((Kept *) all->pdata[i])->died_last;
  g_test_message ("%u series, %u with a dead unit at their end", all->len, n_died);
  g_assert_cmpuint (n_died, >, 0);
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
  g_assert_cmpfloat_with_epsilon (
      lab_loss_measure (lab_run_get_series (run), setup, LAB_CHANNEL_EVE_OWN_LOSS_RATE), 0.405,
      1e-4);
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
              "every curve has its own: 1 … 5");
  check_text (lab_words_for_overrides (models, "bob.dense"),
              "every curve has its own: Bob, Bob1, Bob2");
  g_assert_null (lab_words_for_overrides (figure, "training.batch"));
  lab_study_file_remove_curve (figure, 2);
  check_text (lab_words_for_overrides (figure, "parties.key-difference"),
              "every curve has its own: 1, 2, 4, 5");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/insight/sentences", test_sentences);
  g_test_add_func ("/insight/kept-series", test_kept_series);
  g_test_add_func ("/insight/whole-turns", test_whole_turns);
  g_test_add_func ("/insight/words", test_words);
  g_test_add_func ("/insight/overrides", test_overrides);
  return g_test_run ();
}
