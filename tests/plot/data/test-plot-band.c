/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several seeds as one curve: the numbers against a naive computation, what grows and what ends
 * early, and that a frame looks at new columns alone.
 */
#include "plot-test-util.h"
#include "plot/figure/plot-band-columns.h"

#include <math.h>
#include <stdlib.h>

enum
{
  WIDTH = 1000,
  HEIGHT = 700,
  N_MEMBERS = 7,
  N_VALUES = 12000,
};

static int
compare (const void *a, const void *b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

/* Written apart from the room's: the greatest value that no more than a share of the others lies
 * below; of the upper quartile, the least that no more than a share lies above. */
static double
naive_quantile (const double *values, guint n, double p)
{
  g_autofree double *sorted = g_new (double, n);
  guint count = 0;
  double found = NAN;

  for (guint i = 0; i < n; i++)
    if (isfinite (values[i]))
      sorted[count++] = p > 0.5 ? -values[i] : values[i];
  qsort (sorted, count, sizeof *sorted, compare);
  for (guint i = 0; i < count; i++)
    if (i <= (p > 0.5 ? 1.0 - p : p) * (count - 1))
      found = sorted[i];
  return p > 0.5 ? -found : found;
}

static void
assert_same (double a, double b)
{
  if (isnan (a) || isnan (b))
    g_assert_true (isnan (a) && isnan (b));
  else
    g_assert_cmpfloat_with_epsilon (a, b, 1e-12);
}

static void
test_rule (void)
{
  double four[] = { 4.0, 1.0, 3.0, 2.0 };
  double nine[] = { 4.0, 1.0, 3.0, 2.0, 9.0, 8.0, 5.0, 7.0, 6.0 };
  double gaps[] = { NAN, 5.0, INFINITY, 1.0, -INFINITY, 2.0 };
  double none[] = { NAN, INFINITY };
  double one[] = { 0.25 };
  PlotBandValue value = plot_band_measure (four, 4, PLOT_BAND_QUARTILES);

  assert_same (value.median, 2.0); /* the lower of the middle two */
  assert_same (value.low, 1.0);
  assert_same (value.high, 4.0);
  g_assert_cmpuint (value.count, ==, 4);

  value = plot_band_measure (nine, 9, PLOT_BAND_QUARTILES);
  assert_same (value.median, 5.0);
  assert_same (value.low, 3.0);
  assert_same (value.high, 7.0);

  value = plot_band_measure (gaps, 6, PLOT_BAND_MIN_MAX);
  assert_same (value.median, 2.0);
  assert_same (value.low, 1.0);
  assert_same (value.high, 5.0);
  g_assert_cmpuint (value.count, ==, 3);

  value = plot_band_measure (none, 2, PLOT_BAND_MIN_MAX);
  g_assert_true (isnan (value.median) && isnan (value.low) && isnan (value.high));
  g_assert_cmpuint (value.count, ==, 0);

  value = plot_band_measure (one, 1, PLOT_BAND_QUARTILES);
  assert_same (value.low, 0.25);
  assert_same (value.high, 0.25);
}

static gboolean
has_value (const double *values, guint n, double value)
{
  for (guint i = 0; i < n; i++)
    if (values[i] == value)
      return TRUE;
  return FALSE;
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (guint n = 1; n < 90; n++)
    {
      g_autofree double *values = g_new (double, n);
      g_autofree double *copy = NULL;

      for (guint i = 0; i < n; i++)
        values[i] = g_rand_int_range (random, 0, 8) == 0 ? (double) NAN
                                                         : g_rand_int_range (random, 0, 20) / 7.0;
      copy = g_memdup2 (values, n * sizeof *values);

      PlotBandValue value = plot_band_measure (copy, n, PLOT_BAND_QUARTILES);

      assert_same (value.median, naive_quantile (values, n, 0.5));
      assert_same (value.low, naive_quantile (values, n, 0.25));
      assert_same (value.high, naive_quantile (values, n, 0.75));
      if (value.count > 0)
        g_assert_true (has_value (values, n, value.median) && has_value (values, n, value.low)
                       && has_value (values, n, value.high));
    }
}

/* Member @m ends early for odd m, diverges for m = 4, and has gaps by turn for m = 6. */
static double
member_value (guint m, gsize i)
{
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32) (m * 100003 + i));

  if (m == 4 && i >= 5000)
    return i % 2 == 0 ? (double) INFINITY : (double) NAN;
  if (m == 6 && i / 1000 % 2 == 1)
    return NAN;
  return 0.1 + 0.05 * m + 0.2 * g_rand_double (random);
}

static gsize
member_length (guint m)
{
  return m % 2 == 1 ? 2000 * m + 37 : N_VALUES;
}

static PlotArraySource *
member_new (guint m, gsize length)
{
  g_autofree double *values = g_new (double, length);

  for (gsize i = 0; i < length; i++)
    values[i] = member_value (m, i);
  return plot_array_source_new (values, length);
}

static PlotBand *
band_of (PlotBandKind kind, PlotArraySource **members)
{
  PlotBand *band = plot_band_new (kind);

  for (guint m = 0; m < N_MEMBERS; m++)
    {
      g_autoptr (PlotArraySource) member = member_new (m, members != NULL ? 0 : member_length (m));

      plot_band_add_member (band, PLOT_SOURCE (member));
      if (members != NULL)
        members[m] = member; /* the band keeps it */
    }
  return band;
}

/* As a source: the longest length, medians of those who are still there, the whole span. */
static void
test_source (void)
{
  g_autoptr (PlotBand) band = band_of (PLOT_BAND_MIN_MAX, NULL);
  PlotSource *source = PLOT_SOURCE (band);
  const gsize places[] = { 0, 999, 1500, 2037, 5001, 11999 };
  PlotSpan span;
  double least = INFINITY;
  double greatest = -INFINITY;

  g_assert_cmpuint (plot_source_get_length (source), ==, N_VALUES);
  for (guint k = 0; k < G_N_ELEMENTS (places); k++)
    {
      double values[N_MEMBERS];

      for (guint m = 0; m < N_MEMBERS; m++)
        values[m] = places[k] < member_length (m) ? member_value (m, places[k]) : (double) NAN;
      assert_same (plot_source_get_value (source, places[k]),
                   naive_quantile (values, N_MEMBERS, 0.5));
    }
  g_assert_true (plot_source_get_span (source, 100, 900, &span));
  for (guint m = 0; m < N_MEMBERS; m++)
    for (gsize i = 100; i < 900; i++)
      {
        least = MIN (least, member_value (m, i));
        greatest = MAX (greatest, member_value (m, i));
      }
  assert_same (span.min, least);
  assert_same (span.max, greatest);
  g_assert_cmpuint (span.count, ==, 800);
}

/* Columns [begin, end) of iterations, nowhere on a screen. */
static PlotColumns
make_columns (double begin, double end, guint n)
{
  return (PlotColumns){
    .begin = begin,
    .end = end,
    .step = (end - begin) / n,
    .n_columns = n,
    .width = 1.0,
  };
}

static double
naive_mean (guint m, gsize length, gsize begin, gsize end)
{
  double sum = 0.0;
  guint n = 0;

  for (gsize i = begin; i < MIN (end, length); i++)
    if (isfinite (member_value (m, i)))
      {
        sum += member_value (m, i);
        n++;
      }
  return n > 0 ? sum / n : (double) NAN;
}

static void
assert_columns (PlotBandColumns *kept, const PlotColumns *columns, const gsize *lengths)
{
  const PlotBandValue *values = plot_band_columns_get_values (kept);

  for (guint k = 0; k < columns->n_columns; k++)
    {
      double means[N_MEMBERS];
      gsize begin;
      gsize end;

      plot_columns_get (columns, k, &begin, &end);
      for (guint m = 0; m < N_MEMBERS; m++)
        {
          means[m] = naive_mean (m, lengths[m], begin, end);
          assert_same (plot_band_columns_get_means (kept, m)[k], means[m]);
        }
      assert_same (values[k].median, naive_quantile (means, N_MEMBERS, 0.5));
      assert_same (values[k].low, naive_quantile (means, N_MEMBERS, 0.25));
      assert_same (values[k].high, naive_quantile (means, N_MEMBERS, 0.75));
    }
}

static void
get_members (PlotBand *band, PlotSource **sources)
{
  for (guint m = 0; m < N_MEMBERS; m++)
    sources[m] = plot_band_get_member (band, m);
}

static void
test_columns (void)
{
  g_autoptr (PlotBand) band = band_of (PLOT_BAND_QUARTILES, NULL);
  PlotBandColumns *kept = plot_band_columns_new (band);
  PlotSource *sources[N_MEMBERS];
  gsize lengths[N_MEMBERS];
  const PlotColumns whole = make_columns (0.0, N_VALUES, 177);
  const PlotColumns part = make_columns (3456.5, 8901.25, 90);

  get_members (band, sources);
  for (guint m = 0; m < N_MEMBERS; m++)
    lengths[m] = member_length (m);
  plot_band_columns_update (kept, &whole, sources);
  assert_columns (kept, &whole, lengths);
  plot_band_columns_update (kept, &part, sources);
  assert_columns (kept, &part, lengths);
  plot_band_columns_update (kept, &whole, sources);
  assert_columns (kept, &whole, lengths);
  plot_band_columns_free (kept);
}

/* Members that grow one after the other and in bits: the same numbers, and little looked at. */
static void
test_growth (void)
{
  PlotArraySource *members[N_MEMBERS];
  g_autoptr (PlotBand) band = band_of (PLOT_BAND_QUARTILES, members);
  PlotBandColumns *kept = plot_band_columns_new (band);
  const PlotColumns columns = make_columns (0.0, N_VALUES, 600);
  PlotSource *sources[N_MEMBERS];
  gsize lengths[N_MEMBERS] = { 0 };
  guint64 before;

  get_members (band, sources);
  for (guint m = 0; m < N_MEMBERS; m++)
    while (lengths[m] < member_length (m))
      {
        gsize more = MIN (211, member_length (m) - lengths[m]);

        for (gsize i = 0; i < more; i++)
          {
            double value = member_value (m, lengths[m] + i);

            plot_array_source_append (members[m], &value, 1);
          }
        lengths[m] += more;
        before = plot_band_columns_get_n_measured (kept);
        plot_band_columns_update (kept, &columns, sources);
        /* 211 values of 20 in a column lie in 12 columns at most. */
        g_assert_cmpuint (plot_band_columns_get_n_measured (kept) - before, <=, 12 + 4);
      }
  assert_columns (kept, &columns, lengths);
  before = plot_band_columns_get_n_measured (kept);
  plot_band_columns_update (kept, &columns, sources);
  g_assert_cmpuint (plot_band_columns_get_n_measured (kept), ==, before);
  plot_band_columns_free (kept);
}

/* A curve's stamp and live number follow every member, not the longest alone. */
static void
test_live (void)
{
  PlotArraySource *members[N_MEMBERS];
  g_autoptr (PlotBand) band = band_of (PLOT_BAND_MIN_MAX, members);
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autoptr (PlotCurve) curve = plot_curve_new (PLOT_SOURCE (band), "n = 3");
  const double values[] = { 0.5, 0.3, 0.1 };
  guint64 stamp;

  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, curve);
  g_assert_true (isnan (plot_curve_get_live_value (curve)));
  plot_array_source_append (members[0], values, 3);
  assert_same (plot_curve_get_live_value (curve), 0.3);
  stamp = plot_picture_get_stamp (PLOT_PICTURE (figure));
  plot_array_source_append (members[1], values, 2);
  g_assert_cmpuint (plot_picture_get_stamp (PLOT_PICTURE (figure)), !=, stamp);
  assert_same (plot_curve_get_live_value (curve), 0.3); /* the lower of 0.3 and 0.4 */
  g_assert_cmpuint (plot_band_get_live (band).count, ==, 2);
}

/* Each member is smoothed, then the median taken, in the cursor table too. */
static void
test_smoothing (void)
{
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autoptr (PlotBand) band = plot_band_new (PLOT_BAND_MIN_MAX);
  g_autoptr (PlotCurve) curve = plot_curve_new (PLOT_SOURCE (band), "n = 3");
  g_autoptr (GArray) picks = NULL;
  const double amount = 0.9;
  double last[3];
  PlotRect area;
  guint64 iteration;

  for (guint m = 0; m < 3; m++)
    {
      double values[100];
      double moment = 0.0;
      g_autoptr (PlotArraySource) member = NULL;

      for (guint i = 0; i < 100; i++)
        {
          values[i] = member_value (m, i);
          moment = amount * moment + (1.0 - amount) * values[i];
        }
      last[m] = moment / (1.0 - pow (amount, 100.0));
      member = plot_array_source_new (values, 100);
      plot_band_add_member (band, PLOT_SOURCE (member));
    }
  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, curve);
  plot_figure_set_smoothing (figure, amount);
  plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area);
  picks = plot_figure_pick (figure, WIDTH, HEIGHT, area.x + area.width, area.y + 9.0, &iteration);
  g_assert_cmpuint (iteration, ==, 99);

  const PlotPick *pick = &g_array_index (picks, PlotPick, 0);

  assert_same (pick->smoothed, naive_quantile (last, 3, 0.5));
  assert_same (pick->low, naive_quantile (last, 3, 0.0));
  assert_same (pick->high, naive_quantile (last, 3, 1.0));
  assert_same (pick->value, plot_source_get_value (PLOT_SOURCE (band), 99));
  g_assert_cmpuint (pick->n_seeds, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/band/rule", test_rule);
  g_test_add_func ("/plot/band/random", test_random);
  g_test_add_func ("/plot/band/source", test_source);
  g_test_add_func ("/plot/band/columns", test_columns);
  g_test_add_func ("/plot/band/growth", test_growth);
  g_test_add_func ("/plot/band/live", test_live);
  g_test_add_func ("/plot/band/smoothing", test_smoothing);
  return g_test_run ();
}
