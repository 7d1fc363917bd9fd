/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is a gap of a series, what a pause, and what is thinned out on purpose.
 */
#include "plot/data/plot-rhythm.h"

static PlotRhythm *
rhythm_of (const guint *steps, guint n)
{
  PlotRhythm *rhythm = plot_rhythm_new ();
  gsize at = 7;

  plot_rhythm_add (rhythm, at);
  for (guint i = 0; i < n; i++)
    plot_rhythm_add (rhythm, at += steps[i]);
  return rhythm;
}

/* @n steps of @often with @rare after each @every of them. */
static PlotRhythm *
rhythm_with (guint n, guint often, guint every, guint rare)
{
  PlotRhythm *rhythm = plot_rhythm_new ();
  gsize at = 0;

  plot_rhythm_add (rhythm, at);
  for (guint i = 1; i <= n; i++)
    {
      plot_rhythm_add (rhythm, at += often);
      if (i % every == 0)
        plot_rhythm_add (rhythm, at += rare);
    }
  return rhythm;
}

/* Every iteration: one missing is a gap. Every hundredth: a hundred are none, two hundred are. */
static void
test_strict (void)
{
  g_autoptr (PlotRhythm) dense = rhythm_with (1000, 1, 2000, 0);
  g_autoptr (PlotRhythm) thinned = rhythm_with (50, 100, 2000, 0);

  g_assert_cmpint (plot_rhythm_classify (dense, 1), ==, PLOT_STEP_USUAL);
  g_assert_cmpint (plot_rhythm_classify (dense, 2), ==, PLOT_STEP_GAP);
  g_assert_cmpint (plot_rhythm_classify (thinned, 100), ==, PLOT_STEP_USUAL);
  g_assert_cmpint (plot_rhythm_classify (thinned, 150), ==, PLOT_STEP_USUAL);
  g_assert_cmpint (plot_rhythm_classify (thinned, 151), ==, PLOT_STEP_GAP);
  g_assert_cmpint (plot_rhythm_classify (thinned, 200), ==, PLOT_STEP_GAP);
}

/* Where steps vary, up to three of the longest usual ones are none. */
static void
test_loose (void)
{
  const guint steps[] = { 80, 100, 120, 90, 110, 95, 105, 85, 115, 700, 100, 88, 112 };
  g_autoptr (PlotRhythm) rhythm = rhythm_of (steps, G_N_ELEMENTS (steps));

  g_assert_cmpint (plot_rhythm_classify (rhythm, 120), ==, PLOT_STEP_USUAL);
  g_assert_cmpint (plot_rhythm_classify (rhythm, 360), ==, PLOT_STEP_USUAL);
  g_assert_cmpint (plot_rhythm_classify (rhythm, 361), ==, PLOT_STEP_GAP);
  g_assert_cmpint (plot_rhythm_classify (rhythm, 700), ==, PLOT_STEP_GAP);
}

/* Lone points between gaps stay alone, though there are two gaps of one length. */
static void
test_lone (void)
{
  const guint steps[] = { 1, 1, 48, 48, 1, 1 };
  g_autoptr (PlotRhythm) rhythm = rhythm_of (steps, G_N_ELEMENTS (steps));

  g_assert_cmpint (plot_rhythm_classify (rhythm, 1), ==, PLOT_STEP_USUAL);
  g_assert_cmpint (plot_rhythm_classify (rhythm, 48), ==, PLOT_STEP_GAP);
}

/* A table that was thinned out more from some row on has two rhythms. */
static void
test_two (void)
{
  PlotRhythm *rhythm = plot_rhythm_new ();

  for (guint i = 0; i < 1000; i++)
    plot_rhythm_add (rhythm, i);
  for (guint i = 0; i < 400; i++)
    plot_rhythm_add (rhythm, 1100 + 100 * i);
  g_assert_cmpint (plot_rhythm_classify (rhythm, 100), ==, PLOT_STEP_USUAL);
  g_assert_cmpint (plot_rhythm_classify (rhythm, 200), ==, PLOT_STEP_GAP);
  plot_rhythm_free (rhythm);
}

/* Steps that grow have no rhythm, and few have none either. */
static void
test_none (void)
{
  const guint growing[] = { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512 };
  const guint few[] = { 1, 99 };
  g_autoptr (PlotRhythm) rhythm = rhythm_of (growing, G_N_ELEMENTS (growing));
  g_autoptr (PlotRhythm) short_one = rhythm_of (few, G_N_ELEMENTS (few));

  g_assert_cmpint (plot_rhythm_classify (rhythm, 512), ==, PLOT_STEP_USUAL);
  g_assert_cmpint (plot_rhythm_classify (short_one, 99), ==, PLOT_STEP_USUAL);
}

/* Turns come again and again; what is shorter or longer is missing. One value left out here and
 * there is no turn. */
static void
test_pauses (void)
{
  g_autoptr (PlotRhythm) turns = rhythm_with (10000, 1, 1000, 2001);
  g_autoptr (PlotRhythm) scattered = rhythm_with (1000, 1, 90, 2);

  g_assert_cmpint (plot_rhythm_classify (turns, 1), ==, PLOT_STEP_USUAL);
  g_assert_cmpint (plot_rhythm_classify (turns, 2001), ==, PLOT_STEP_PAUSE);
  g_assert_cmpint (plot_rhythm_classify (turns, 1500), ==, PLOT_STEP_GAP);
  g_assert_cmpint (plot_rhythm_classify (turns, 5001), ==, PLOT_STEP_GAP);
  g_assert_cmpint (plot_rhythm_classify (scattered, 2), ==, PLOT_STEP_GAP);
}

/* What comes later counts. */
static void
test_growth (void)
{
  g_autoptr (PlotRhythm) rhythm = plot_rhythm_new ();

  for (guint i = 0; i < 10; i++)
    plot_rhythm_add (rhythm, i);
  g_assert_cmpint (plot_rhythm_classify (rhythm, 10), ==, PLOT_STEP_GAP);
  for (guint i = 2; i < 30; i++)
    plot_rhythm_add (rhythm, 10 * i);
  g_assert_cmpint (plot_rhythm_classify (rhythm, 10), ==, PLOT_STEP_USUAL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/rhythm/strict", test_strict);
  g_test_add_func ("/plot/rhythm/loose", test_loose);
  g_test_add_func ("/plot/rhythm/lone", test_lone);
  g_test_add_func ("/plot/rhythm/two", test_two);
  g_test_add_func ("/plot/rhythm/none", test_none);
  g_test_add_func ("/plot/rhythm/pauses", test_pauses);
  g_test_add_func ("/plot/rhythm/growth", test_growth);
  return g_test_run ();
}
