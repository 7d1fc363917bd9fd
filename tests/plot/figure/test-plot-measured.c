/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is drawn is what was measured: columns from least to greatest where nothing is smoothed, the
 * cursor's dot on the line, no smoothed summaries, no median of the fastest seeds.
 */
#include "plot-test-util.h"
#include "plot/data/plot-band.h"

#include <math.h>

enum
{
  WIDTH = 1000,
  HEIGHT = 700,
  N_VALUES = 20000,
};

/* A source that goes on growing, or whose values are summaries. */
#define TEST_TYPE_TOLD_SOURCE (test_told_source_get_type ())
G_DECLARE_FINAL_TYPE (TestToldSource, test_told_source, TEST, TOLD_SOURCE, GObject)

struct _TestToldSource
{
  GObject parent_instance;

  PlotArraySource *values;
  gboolean growing;
  gboolean summary;
};

static gsize
told_get_length (PlotSource *source)
{
  return plot_source_get_length (PLOT_SOURCE (TEST_TOLD_SOURCE (source)->values));
}

static double
told_get_value (PlotSource *source, gsize index)
{
  return plot_source_get_value (PLOT_SOURCE (TEST_TOLD_SOURCE (source)->values), index);
}

static void
told_get_span (PlotSource *source, gsize begin, gsize end, PlotSpan *span)
{
  plot_source_get_span (PLOT_SOURCE (TEST_TOLD_SOURCE (source)->values), begin, end, span);
}

static gboolean
told_is_growing (PlotSource *source)
{
  return TEST_TOLD_SOURCE (source)->growing;
}

static gboolean
told_is_summary (PlotSource *source)
{
  return TEST_TOLD_SOURCE (source)->summary;
}

static void
told_source_init (PlotSourceInterface *iface)
{
  iface->get_length = told_get_length;
  iface->get_value = told_get_value;
  iface->get_span = told_get_span;
  iface->is_growing = told_is_growing;
  iface->is_summary = told_is_summary;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestToldSource,
                               test_told_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLOT_TYPE_SOURCE, told_source_init))

static void
test_told_source_dispose (GObject *object)
{
  g_clear_object (&TEST_TOLD_SOURCE (object)->values);
  G_OBJECT_CLASS (test_told_source_parent_class)->dispose (object);
}

static void
test_told_source_class_init (TestToldSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = test_told_source_dispose;
}

static void
test_told_source_init (TestToldSource *self)
{
  self->values = plot_array_source_new (NULL, 0);
}

static void
append (TestToldSource *self, double value, guint n)
{
  for (guint i = 0; i < n; i++)
    plot_array_source_append (self->values, &value, 1);
}

static PlotFigure *
figure_of (PlotSource *source)
{
  PlotFigure *figure = plot_figure_new ();
  g_autoptr (PlotCurve) curve = plot_curve_new (source, "curve");

  plot_figure_set_x_axis (figure, 0, N_VALUES);
  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, curve);
  return figure;
}

/* Whether the curve's full colour is within @slack pixels of (@x, @y). */
static gboolean
is_inked (const Picture *picture, double x, double y, int slack)
{
  PlotRect rect = { floor (x) - slack, floor (y) - slack, 2 * slack + 1, 2 * slack + 1 };

  return picture_count (picture, &rect, plot_palette_get (0, FALSE), 40) > 0;
}

/* Values of 0.1 and 0.4 in turn: all between is drawn in full, and nothing else; with dashes, too,
 * no column is left out. */
static void
test_columns (void)
{
  g_autofree double *values = g_new (double, N_VALUES);
  g_autoptr (PlotArraySource) source = NULL;
  PlotRect area;

  for (guint i = 0; i < N_VALUES; i++)
    values[i] = i % 2 == 0 ? 0.1 : 0.4;
  source = plot_array_source_new (values, N_VALUES);
  for (guint style = 0; style < PLOT_N_LINE_STYLES; style++)
    {
      g_autoptr (PlotFigure) figure = figure_of (PLOT_SOURCE (source));

      plot_curve_set_line_style (plot_figure_get_curves (figure, 0)->pdata[0], style);

      g_auto (Picture) picture = picture_draw (figure, WIDTH, HEIGHT);

      g_assert_true (plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area));
      for (int x = (int) area.x + 3; x < (int) (area.x + area.width) - 3; x += 7)
        for (double value = 0.06; value < 0.45; value += 0.03)
          {
            int y = (int) (area.y + area.height * (1.0 - value / 0.55));
            guint32 pixel = picture_get (&picture, x, y);
            /* The grid is grey. */
            int blue = (int) (pixel & 0xff) - (int) (pixel >> 16);

            if (value > 0.1 && value < 0.4)
              g_assert_cmpint (blue, >, 30);
            else if (value < 0.095 || value > 0.405)
              g_assert_cmpint (blue, <, 10);
            if (style == PLOT_LINE_SOLID && value > 0.11 && value < 0.39)
              g_assert_true (is_inked (&picture, x, y, 0));
          }
    }
}

/* Noise that falls. */
static double
noisy (guint i)
{
  return 0.1 + 0.35 * exp (-(double) i / 6000.0) + 0.04 * sin (i * 12.9898) * sin (i * 0.37);
}

/* The dot of the cursor lies on the drawn line, smoothed or not, wherever the pointer is. */
static void
test_dot (void)
{
  const double smoothings[] = { 0.0, 0.5, 0.9, 0.99 };
  g_autofree double *values = g_new (double, N_VALUES);
  g_autoptr (PlotArraySource) source = NULL;

  for (guint i = 0; i < N_VALUES; i++)
    values[i] = noisy (i);
  source = plot_array_source_new (values, N_VALUES);
  for (guint s = 0; s < G_N_ELEMENTS (smoothings); s++)
    {
      g_autoptr (PlotFigure) figure = figure_of (PLOT_SOURCE (source));
      PlotRect area;

      plot_figure_set_smoothing (figure, smoothings[s]);

      g_auto (Picture) picture = picture_draw (figure, WIDTH, HEIGHT);

      g_assert_true (plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area));
      for (double x = area.x + 5.5; x < area.x + area.width - 5.0; x += 9.0)
        {
          guint64 iteration;
          g_autoptr (GArray) picks
              = plot_figure_pick (figure, WIDTH, HEIGHT, x, area.y + 5.0, &iteration);
          const PlotPick *pick = &g_array_index (picks, PlotPick, 0);
          double dot_x, dot_y;

          g_assert_true (plot_figure_get_point (figure, WIDTH, HEIGHT, 0, (double) iteration,
                                                pick->drawn, &dot_x, &dot_y));
          g_assert_true (is_inked (&picture, dot_x, dot_y, 1));
        }
    }
}

/* A round's minimum is what was measured, whatever is smoothed. */
static void
test_summary (void)
{
  for (guint summary = 0; summary < 2; summary++)
    {
      g_autoptr (TestToldSource) source = g_object_new (TEST_TYPE_TOLD_SOURCE, NULL);
      g_autoptr (PlotFigure) figure = figure_of (PLOT_SOURCE (source));
      g_autoptr (GArray) picks = NULL;
      guint64 iteration;
      PlotRect area;

      source->summary = summary;
      append (source, 0.5, N_VALUES / 2);
      append (source, 0.1, N_VALUES / 2);
      plot_figure_set_smoothing (figure, 0.999);
      g_assert_true (plot_figure_get_area (figure, WIDTH, HEIGHT, 0, &area));
      picks = plot_figure_pick (figure, WIDTH, HEIGHT, area.x + area.width * 0.51, area.y + 9.0,
                                &iteration);

      const PlotPick *pick = &g_array_index (picks, PlotPick, 0);

      g_assert_cmpfloat_with_epsilon (pick->value, 0.1, 1e-9);
      g_assert_cmpint (pick->smoothed > 0.3, ==, !summary);
      g_assert_cmpint (pick->smoothed == pick->value, ==, summary);
    }
}

/* How the columns of the median are drawn at 0.3 where only two of three seeds are. */
static void
check_median (PlotFigure *figure, double iteration, gboolean drawn)
{
  g_auto (Picture) picture = picture_draw (figure, WIDTH, HEIGHT);
  double x, y;

  g_assert_true (plot_figure_get_point (figure, WIDTH, HEIGHT, 0, iteration, 0.1, &x, &y));
  g_assert_cmpint (is_inked (&picture, x, y, 2), ==, drawn);
}

/* Seeds at 0.1, 0.1 and 0.4. The third is slow: where it has not come yet the first two alone
 * would make the median, until it comes or is trained no longer. */
static void
test_median_ends (void)
{
  g_autoptr (PlotBand) band = plot_band_new (PLOT_BAND_MIN_MAX);
  TestToldSource *members[3];
  g_autoptr (PlotFigure) figure = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (TestToldSource) member = g_object_new (TEST_TYPE_TOLD_SOURCE, NULL);

      append (member, i == 2 ? 0.4 : 0.1, i == 2 ? 5000 : 15000);
      member->growing = TRUE;
      members[i] = member;
      plot_band_add_member (band, PLOT_SOURCE (member));
    }
  figure = figure_of (PLOT_SOURCE (band));
  g_assert_cmpuint (plot_band_get_end (band), ==, 5000);
  check_median (figure, 2500, TRUE);
  check_median (figure, 7500, FALSE);

  /* The figure is kept up, not drawn anew. */
  append (members[2], 0.4, 5000);
  check_median (figure, 7500, TRUE);
  check_median (figure, 12500, FALSE);

  members[2]->growing = FALSE;
  g_assert_cmpuint (plot_band_get_end (band), ==, 15000);
  check_median (figure, 12500, TRUE);
}

/* How dark the ground is at this part of the axis, between two lines of the grid; 0 is white. */
static guint
get_shade (PlotFigure *figure, double iteration)
{
  g_auto (Picture) picture = picture_draw (figure, WIDTH, HEIGHT);
  double x, y;

  g_assert_true (plot_figure_get_point (figure, WIDTH, HEIGHT, 0, iteration, 0.33, &x, &y));
  return 0xff - (picture_get (&picture, (int) x, (int) y) & 0xff);
}

/* The second half of every round, unless that would be a veil of thin stripes. */
static void
test_shade (void)
{
  g_autoptr (TestToldSource) source = g_object_new (TEST_TYPE_TOLD_SOURCE, NULL);
  g_autoptr (PlotFigure) figure = figure_of (PLOT_SOURCE (source));

  append (source, 0.1, N_VALUES);
  plot_figure_set_x_axis (figure, 4000, N_VALUES);
  g_assert_cmpuint (get_shade (figure, 7100), ==, 0);
  plot_figure_set_shade (figure, 2000, 4000, "turns");
  g_assert_cmpuint (get_shade (figure, 5100), ==, 0);
  g_assert_cmpuint (get_shade (figure, 7100), >, 3);
  g_assert_cmpuint (get_shade (figure, 11100), >, 3);

  plot_figure_set_x_range (figure, 6500, 9000);
  g_assert_cmpuint (get_shade (figure, 7100), >, 3);
  g_assert_cmpuint (get_shade (figure, 8700), ==, 0);

  plot_figure_reset_x_range (figure);
  plot_figure_set_x_axis (figure, 40, N_VALUES);
  plot_figure_set_shade (figure, 20, 40, "turns");
  g_assert_cmpuint (get_shade (figure, 7130), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/measured/columns", test_columns);
  g_test_add_func ("/plot/measured/dot", test_dot);
  g_test_add_func ("/plot/measured/summary", test_summary);
  g_test_add_func ("/plot/measured/median-ends", test_median_ends);
  g_test_add_func ("/plot/measured/shade", test_shade);
  return g_test_run ();
}
