/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Seeds that end in two groups are told so, others are not; and the legend says it in full.
 */
#include "plot/figure/plot-curve-private.h"
#include "plot/figure/plot-figure.h"
#include "plot/data/plot-groups.h"
#include "plot/figure/plot-legend.h"

#include <math.h>

static gboolean
find (const double *values, guint n, PlotGroups *groups)
{
  g_autofree double *copy = g_memdup2 (values, n * sizeof *values);

  return plot_groups_find (copy, n, groups);
}

/* @n_low of @n at 0.01, the others at 0.5, each a little off. */
static void
fill_two (double *values, guint n, guint n_low)
{
  for (guint i = 0; i < n; i++)
    values[i] = (i * 7 % n < n_low ? 0.01 : 0.5) + 0.0001 * (i % 5);
}

static void
test_two (void)
{
  double values[30];
  PlotGroups groups;
  g_autofree char *text = NULL;

  fill_two (values, 30, 15);
  g_assert_true (find (values, 30, &groups));
  g_assert_cmpuint (groups.n_low, ==, 15);
  g_assert_cmpuint (groups.n_high, ==, 15);
  text = plot_groups_describe (&groups);
  g_assert_cmpstr (text, ==, "15 of 30 at 0.01, 15 at 0.50");

  values[4] = NAN; /* what has diverged counts in neither */
  values[7] = INFINITY;
  g_assert_true (find (values, 30, &groups));
  g_assert_cmpuint (groups.n_low + groups.n_high, ==, 28);
}

/* What a replay measured: a group at zero, one at 0.25, and outliers of both. */
static void
test_outliers (void)
{
  const double values[] = { 0.258, 0.0, 0.0, 0.249, 0.25, 0.016, 0.0, 0.5,   0.25, 0.258,
                            0.0,   0.0, 0.0, 0.25,  0.0,  0.258, 0.0, 0.266, 0.0,  0.0 };
  const double few[] = { 0.0, 0.016, 0.249, 0.25, 0.258 };
  PlotGroups groups;

  g_assert_true (find (values, G_N_ELEMENTS (values), &groups));
  g_assert_cmpuint (groups.n_low, ==, 11);
  g_assert_cmpuint (groups.n_high, ==, 9);
  g_assert_cmpfloat (groups.low, ==, 0.0);
  g_assert_cmpfloat (groups.high, ==, 0.258);
  g_assert_true (find (few, G_N_ELEMENTS (few), &groups));
  g_assert_cmpuint (groups.n_low, ==, 2);
}

static void
test_none (void)
{
  const double outlier[] = { 0.0, 0.0, 0.01, 0.0, 0.02, 0.0, 0.01, 0.5 };
  const double near[] = { 0.010, 0.010, 0.010, 0.011, 0.049, 0.049, 0.050, 0.050 };
  const double few[] = { 0.0, 0.5, 0.5 };
  double even[20];
  double all[30];
  PlotGroups groups;

  for (guint i = 0; i < 20; i++)
    even[i] = 0.025 * i;
  fill_two (all, 30, 30);
  g_assert_false (find (outlier, G_N_ELEMENTS (outlier), &groups));
  g_assert_false (find (near, G_N_ELEMENTS (near), &groups));
  g_assert_false (find (few, G_N_ELEMENTS (few), &groups));
  g_assert_false (find (even, 20, &groups));
  g_assert_false (find (all, 30, &groups));
  g_assert_false (find (NULL, 0, &groups));
}

/* Thirty seeds of twenty values each, @n_low of them at 0.01. */
static PlotCurve *
curve_new_of (guint n_low, const char *label)
{
  g_autoptr (PlotBand) band = plot_band_new (PLOT_BAND_MIN_MAX);
  double ends[30];

  fill_two (ends, 30, n_low);
  for (guint m = 0; m < 30; m++)
    {
      double values[20];
      g_autoptr (PlotArraySource) member = NULL;

      for (guint i = 0; i < 20; i++)
        values[i] = ends[m];
      member = plot_array_source_new (values, 20);
      plot_band_add_member (band, PLOT_SOURCE (member));
    }
  return plot_curve_new (PLOT_SOURCE (band), label);
}

static void
test_name (void)
{
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autoptr (PlotCurve) two = curve_new_of (15, "n = 3");
  g_autoptr (PlotCurve) one = curve_new_of (30, "n = 4");
  g_autoptr (PlotCurve) unnamed = curve_new_of (20, "");
  g_autofree char *name = plot_curve_name_now (two);
  g_autofree char *other = plot_curve_name_now (one);
  g_autofree char *short_one = plot_curve_name_now (unnamed);
  g_autofree char *description = NULL;

  g_assert_cmpstr (name, ==, "n = 3 · 15 of 30 at 0.01, 15 at 0.50");
  g_assert_cmpstr (other, ==, "n = 4 · 30 seeds");
  g_assert_cmpstr (short_one, ==, "20 of 30 at 0.01, 10 at 0.50");
  /* What is drawn is the value of a seed, not one between. */
  g_assert_cmpfloat_with_epsilon (plot_curve_get_live_value (two), 0.0104, 1e-9);
  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, two);
  description = plot_picture_describe (PLOT_PICTURE (figure));
  g_assert_nonnull (
      strstr (description, "n = 3 · 15 of 30 at 0.01, 15 at 0.50: median now 0.0104"));
}

/* However long the names are, what is said of groups is not cut, nor is there more width. */
static void
test_legend (void)
{
  PangoContext *context = plot_text_create_context ();
  g_autoptr (GPtrArray) curves = g_ptr_array_new_with_free_func (g_object_unref);
  const double widths[] = { 230.0, 300.0, 500.0, 1000.0 };

  g_ptr_array_add (curves, curve_new_of (15, "a name that is so long that it has to be cut"));
  g_ptr_array_add (curves, curve_new_of (30, "another that has to be cut, of one group alone"));
  g_ptr_array_add (curves, curve_new_of (9, "n = 5"));
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    for (int one_column = 0; one_column < 2; one_column++)
      {
        const PlotLegendRoom room = { 12.5, widths[i], 300.0, FALSE, one_column, FALSE };
        PlotLegend *legend = plot_legend_new (context, curves, &room);
        cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
        cairo_t *cr = cairo_create (surface);
        double x;
        double y;
        double width;
        double height;

        g_assert_nonnull (legend);
        g_assert_cmpfloat (plot_legend_get_width (legend), <=, widths[i] + 0.5);
        plot_legend_draw (legend, cr, plot_theme_get (PLOT_THEME_LIGHT), 1.6, 0.0, 0.0);
        cairo_recording_surface_ink_extents (surface, &x, &y, &width, &height);
        g_assert_cmpfloat (x + width, <=, widths[i] + 1.0);
        cairo_destroy (cr);
        cairo_surface_destroy (surface);
        plot_legend_free (legend);
      }
  g_object_unref (context);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/groups/two", test_two);
  g_test_add_func ("/plot/groups/outliers", test_outliers);
  g_test_add_func ("/plot/groups/none", test_none);
  g_test_add_func ("/plot/groups/name", test_name);
  g_test_add_func ("/plot/groups/legend", test_legend);
  return g_test_run ();
}
