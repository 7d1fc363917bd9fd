/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure of many curves: what it asks a curve does not grow with the number of the others.
 */
#include "plot-test-util.h"

#define N_VALUES 10

#define COUNTING_TYPE_SOURCE (counting_source_get_type ())
G_DECLARE_FINAL_TYPE (CountingSource, counting_source, COUNTING, SOURCE, GObject)

/* Ten values, all a half. */
struct _CountingSource
{
  GObject parent_instance;
};

static guint n_asked; /* how often any source was asked for its length */

static gsize
get_length (PlotSource *source)
{
  n_asked++;
  return N_VALUES;
}

static double
get_value (PlotSource *source, gsize index)
{
  return 0.5;
}

static void
get_span (PlotSource *source, gsize begin, gsize end, PlotSpan *span)
{
  *span = (PlotSpan){ 0.5, 0.5, 0.5, end - begin };
}

static void
counting_source_source_init (PlotSourceInterface *iface)
{
  iface->get_length = get_length;
  iface->get_value = get_value;
  iface->get_span = get_span;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (CountingSource,
                               counting_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLOT_TYPE_SOURCE,
                                                      counting_source_source_init))

static void
counting_source_class_init (CountingSourceClass *klass)
{
}

static void
counting_source_init (CountingSource *self)
{
}

/* How often one of @n_curves is asked while all are drawn, in panels of their own or in one. */
static double
count (guint n_curves, gboolean side_by_side)
{
  g_autoptr (PlotFigure) figure = plot_figure_new ();

  for (guint i = 0; i < n_curves; i++)
    {
      g_autoptr (CountingSource) source = g_object_new (COUNTING_TYPE_SOURCE, NULL);
      g_autoptr (PlotCurve) curve = plot_curve_new (PLOT_SOURCE (source), "curve");
      guint panel = side_by_side || i == 0 ? plot_figure_add_panel (figure, NULL) : 0;

      plot_figure_add_curve (figure, panel, curve);
    }
  n_asked = 0;

  g_auto (Picture) picture = picture_draw (figure, 1000, 700);

  g_assert_cmpuint (n_asked, >, 0);
  return (double) n_asked / n_curves;
}

static void
test_lengths (gconstpointer side_by_side)
{
  double few = count (10, GPOINTER_TO_INT (side_by_side));
  double many = count (200, GPOINTER_TO_INT (side_by_side));

  /* A pass more over all of them is none too many. */
  g_assert_cmpfloat (many, <=, 2.0 * few);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/plot/many/one-panel", GINT_TO_POINTER (FALSE), test_lengths);
  g_test_add_data_func ("/plot/many/side-by-side", GINT_TO_POINTER (TRUE), test_lengths);
  return g_test_run ();
}
