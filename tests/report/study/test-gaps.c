/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is missing of a table and of the rounds of a run, and what is the other
 * party's turn.
 */
#include <math.h>

#include "lab/experiment/lab-study-file.h"
#include "lab/training/lab-series.h"
#include "report/table/report-csv-source.h"
#include "report/study/report-round-source.h"
#include "report/study/report-source.h"

/* Rounds of 30: ten iterations of Alice and Bob's turn, twenty of Eve's. */
static gboolean
is_own_turn (guint iteration)
{
  return iteration % 30 >= 10;
}

typedef struct
{
  GArray *iterations;
  GArray *bob;
  GArray *eve;
  PlotSource *bob_source;
  PlotSource *eve_source;
} Table;

static void
table_init (Table *table)
{
  table->iterations = g_array_new (FALSE, FALSE, sizeof (guint32));
  table->bob = g_array_new (FALSE, FALSE, sizeof (double));
  table->eve = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
table_add (Table *table, guint32 iteration, double bob, double eve)
{
  g_array_append_val (table->iterations, iteration);
  g_array_append_val (table->bob, bob);
  g_array_append_val (table->eve, eve);
}

static void
table_finish (Table *table)
{
  g_autoptr (GBytes) iterations
      = g_bytes_new (table->iterations->data, table->iterations->len * sizeof (guint32));

  table->bob_source
      = report_csv_source_new (iterations, (const double *) (gpointer) table->bob->data);
  table->eve_source
      = report_csv_source_new (iterations, (const double *) (gpointer) table->eve->data);
  report_csv_source_pair (table->bob_source, table->eve_source);
}

static void
table_clear (Table *table)
{
  g_array_unref (table->iterations);
  g_array_unref (table->bob);
  g_array_unref (table->eve);
  g_object_unref (table->bob_source);
  g_object_unref (table->eve_source);
}

static void
assert_step (PlotSource *source, gsize from, gsize to, PlotStep expected)
{
  g_assert_false (isnan (plot_source_get_value (source, from)));
  g_assert_false (isnan (plot_source_get_value (source, to)));
  g_assert_cmpint (plot_source_classify_step (source, from, to), ==, expected);
}

/* Rows 400 to 419 (in Bob's turn and past it) and 610 to 614 (in Eve's) are missing. */
static void
test_turns (void)
{
  Table table;

  table_init (&table);
  for (guint i = 0; i < 900; i++)
    if (!(i >= 395 && i < 420) && !(i >= 615 && i < 620))
      table_add (&table, i, is_own_turn (i) ? (double) NAN : 0.3,
                 is_own_turn (i) ? 0.4 : (double) NAN);
  table_finish (&table);
  assert_step (table.bob_source, 30, 31, PLOT_STEP_USUAL);
  assert_step (table.bob_source, 39, 60, PLOT_STEP_PAUSE);
  assert_step (table.bob_source, 394, 420, PLOT_STEP_GAP);
  assert_step (table.eve_source, 29, 40, PLOT_STEP_PAUSE);
  assert_step (table.eve_source, 389, 430, PLOT_STEP_GAP);
  assert_step (table.eve_source, 614, 620, PLOT_STEP_GAP);
  table_clear (&table);
}

/* Every fifth row of that; then Bob's rows alone, as a person may have filtered them. */
static void
test_turns_left (void)
{
  Table thinned, filtered;

  table_init (&thinned);
  table_init (&filtered);
  for (guint i = 0; i < 900; i += 5)
    table_add (&thinned, i, is_own_turn (i) ? (double) NAN : 0.3,
               is_own_turn (i) ? 0.4 : (double) NAN);
  for (guint i = 0; i < 900; i++)
    if (!is_own_turn (i) && !(i >= 301 && i < 305))
      table_add (&filtered, i, 0.3, NAN);
  table_finish (&thinned);
  table_finish (&filtered);
  assert_step (thinned.bob_source, 30, 35, PLOT_STEP_USUAL);
  assert_step (thinned.bob_source, 35, 60, PLOT_STEP_PAUSE);
  assert_step (filtered.bob_source, 39, 60, PLOT_STEP_PAUSE);
  assert_step (filtered.bob_source, 300, 305, PLOT_STEP_GAP);
  table_clear (&thinned);
  table_clear (&filtered);
}

/* Rows that are there, and empty where Bob should have been measured. */
static void
test_empty_cells (void)
{
  Table table;

  table_init (&table);
  for (guint i = 0; i < 500; i++)
    table_add (&table, i, i >= 200 && i < 240 ? (double) NAN : 0.3, NAN);
  table_finish (&table);
  assert_step (table.bob_source, 199, 240, PLOT_STEP_GAP);
  table_clear (&table);
}

/* One round of twenty has no value. */
static void
test_rounds (void)
{
  double values[200];
  g_autoptr (PlotArraySource) source = NULL;
  g_autoptr (PlotSource) rounds = NULL;

  for (guint i = 0; i < 200; i++)
    values[i] = i / 10 == 7 || i % 10 >= 5 ? (double) NAN : 0.3;
  source = plot_array_source_new (values, 200);
  rounds = report_round_source_new (PLOT_SOURCE (source), 10);
  assert_step (rounds, 50, 60, PLOT_STEP_USUAL);
  assert_step (rounds, 70, 90, PLOT_STEP_GAP);
}

/* A run that is trained here has turns, and nothing is missing of it. */
static void
test_series (void)
{
  g_autoptr (LabSeries) series = lab_series_new ();
  g_autoptr (LabStudyFile) file = lab_study_file_open ("figure-10", NULL, NULL);
  guint32 seed;
  g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, 0, &seed, NULL);
  g_autoptr (PlotSource) bob = NULL, own = NULL, minima = NULL;

  for (guint i = 0; i < 100; i++)
    {
      const NcMeasurement measurement = {
        .iteration = i,
        .turn = is_own_turn (i) ? NC_TURN_EVE : NC_TURN_ALICE_BOB,
        .bob_loss_rate = is_own_turn (i) || i == 64 ? NAN : 0.3f,
        .eve_loss_rate = 0.4f,
      };

      lab_series_append (series, &measurement);
    }
  bob = report_source_new (series, experiment, LAB_CHANNEL_BOB_LOSS_RATE);
  own = report_source_new (series, experiment, LAB_CHANNEL_EVE_OWN_LOSS_RATE);
  assert_step (bob, 9, 30, PLOT_STEP_PAUSE);
  assert_step (bob, 63, 65, PLOT_STEP_GAP);
  assert_step (own, 29, 40, PLOT_STEP_PAUSE);

  /* What is drawn knows whether it is being trained, and that minima are not to be smoothed. */
  minima = report_round_source_new (bob, 20);
  g_assert_false (plot_source_is_growing (bob));
  lab_series_set_growing (series, TRUE);
  g_assert_true (plot_source_is_growing (bob));
  g_assert_true (plot_source_is_growing (minima));
  g_assert_false (plot_source_is_summary (bob));
  g_assert_true (plot_source_is_summary (minima));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/gaps/turns", test_turns);
  g_test_add_func ("/report/gaps/turns-left", test_turns_left);
  g_test_add_func ("/report/gaps/empty-cells", test_empty_cells);
  g_test_add_func ("/report/gaps/rounds", test_rounds);
  g_test_add_func ("/report/gaps/series", test_series);
  return g_test_run ();
}
