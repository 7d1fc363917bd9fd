/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A drawing asks for spans, not for values: its cost follows the pixels, not the data.
 */
#include "plot-test-util.h"

#include <math.h>

/* A level curve of any length that counts what it is asked. */
#define TEST_TYPE_COUNTING_SOURCE (test_counting_source_get_type ())
G_DECLARE_FINAL_TYPE (TestCountingSource, test_counting_source, TEST, COUNTING_SOURCE, GObject)

struct _TestCountingSource
{
  GObject parent_instance;

  gsize length;
  gsize n_values;
  gsize n_spans;
};

static gsize
counting_source_get_length (PlotSource *source)
{
  return TEST_COUNTING_SOURCE (source)->length;
}

static double
counting_source_get_value (PlotSource *source, gsize index)
{
  TestCountingSource *self = TEST_COUNTING_SOURCE (source);

  g_assert_cmpuint (index, <, self->length);
  self->n_values++;
  return 0.25;
}

static void
counting_source_get_span (PlotSource *source, gsize begin, gsize end, PlotSpan *span)
{
  TestCountingSource *self = TEST_COUNTING_SOURCE (source);

  g_assert_cmpuint (begin, <, end);
  g_assert_cmpuint (end, <=, self->length);
  self->n_spans++;
  *span = (PlotSpan){ 0.2, 0.3, 0.25, end - begin };
}

static void
counting_source_init (PlotSourceInterface *iface)
{
  iface->get_length = counting_source_get_length;
  iface->get_value = counting_source_get_value;
  iface->get_span = counting_source_get_span;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestCountingSource,
                               test_counting_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLOT_TYPE_SOURCE, counting_source_init))

static void
test_counting_source_class_init (TestCountingSourceClass *klass)
{
}

static void
test_counting_source_init (TestCountingSource *self)
{
}

static PlotFigure *
counting_figure (TestCountingSource **source, gsize length)
{
  PlotFigure *figure = plot_figure_new ();
  g_autoptr (PlotCurve) curve = NULL;

  *source = g_object_new (TEST_TYPE_COUNTING_SOURCE, NULL);
  (*source)->length = length;
  curve = plot_curve_new (PLOT_SOURCE (*source), "level");
  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, curve);
  return figure;
}

static void
test_whole (void)
{
  g_autoptr (TestCountingSource) source = NULL;
  g_autoptr (PlotFigure) figure = counting_figure (&source, 5000000);
  g_auto (Picture) picture = picture_draw (figure, 1000, 700);
  PlotRect area;

  g_assert_cmpuint (source->n_spans, >=, 900);
  g_assert_cmpuint (source->n_spans, <=, 2 * 1000 + 50);
  g_assert_cmpuint (source->n_values, <=, 200);

  /* The band is as high as the spans say: from 0.2 to 0.3 of 0.55. */
  g_assert_true (plot_figure_get_area (figure, 1000, 700, 0, &area));
  for (int k = 0; k < 3; k++)
    {
      const double inside[] = { 0.21, 0.29 };
      const double outside[] = { 0.19, 0.31 };
      int x = (int) (area.x + area.width * (0.123 + 0.3 * k));

      for (int i = 0; i < 2; i++)
        {
          int in = (int) (area.y + area.height * (1.0 - inside[i] / 0.55));
          int out = (int) (area.y + area.height * (1.0 - outside[i] / 0.55));

          g_assert_cmphex (picture_get (&picture, x, in), !=, 0xffffff);
          g_assert_cmphex (picture_get (&picture, x, out), ==, 0xffffff);
        }
    }
}

/* In a small part of it only that part is looked at. */
static void
test_part (void)
{
  g_autoptr (TestCountingSource) source = NULL;
  g_autoptr (PlotFigure) figure = counting_figure (&source, 5000000);

  plot_figure_set_x_range (figure, 1000000.0, 1000300.0);

  g_auto (Picture) picture = picture_draw (figure, 1000, 700);

  g_assert_cmpuint (source->n_values, >=, 301);
  g_assert_cmpuint (source->n_values, <=, 301 + 2 + 200);
  g_assert_cmpuint (source->n_spans, <=, 50);
}

/* Smoothing takes each value in once, however often the figure is drawn. */
static void
test_smoothed_once (void)
{
  g_autoptr (TestCountingSource) source = NULL;
  g_autoptr (PlotFigure) figure = counting_figure (&source, 100000);

  plot_figure_set_smoothing (figure, 0.9);
  for (int i = 0; i < 3; i++)
    {
      g_auto (Picture) picture = picture_draw (figure, 400, 300);
    }
  g_assert_cmpuint (source->n_values, >=, 100000);
  g_assert_cmpuint (source->n_values, <=, 100000 + 200);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/decimation/whole", test_whole);
  g_test_add_func ("/plot/decimation/part", test_part);
  g_test_add_func ("/plot/decimation/smoothed-once", test_smoothed_once);
  return g_test_run ();
}
