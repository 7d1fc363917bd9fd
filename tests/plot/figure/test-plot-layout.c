/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Places: nothing is clipped, nothing overlaps, whatever the size.
 */
#include "plot-test-util.h"
#include "plot/figure/plot-figure-private.h"
#include "plot/figure/plot-layout.h"
#include "plot/figure/plot-reference.h"

#include <math.h>

static const int sizes[][2] = { { 1600, 1000 }, { 1000, 700 }, { 800, 300 }, { 640, 400 },
                                { 360, 240 },   { 300, 600 },  { 240, 180 } };

static PlotFigure *
side_by_side (guint n_panels)
{
  PlotFigure *figure = plot_figure_new ();

  plot_figure_set_title (figure, "Bob, Bob1 and Bob2 with n = 3 differing key bits");
  plot_figure_set_y_label (figure, "Bob's loss rate L");
  plot_figure_set_x_axis (figure, 2000, 20000);
  for (guint i = 0; i < n_panels; i++)
    {
      g_autofree char *title = g_strdup_printf ("A panel with a rather long title, number %u", i);
      g_autoptr (PlotCurve) bob = falling_curve (i, 20000, "Bob");
      g_autoptr (PlotCurve) eve = falling_curve (i + 3, 20000, "Eve");

      plot_figure_add_panel (figure, title);
      plot_figure_add_curve (figure, i, bob);
      plot_figure_add_curve (figure, i, eve);
    }
  return figure;
}

/* Text that reached the border would be cut there: the outermost pixels must be untouched. */
static void
assert_border_free (PlotFigure *figure, int width, int height)
{
  g_auto (Picture) picture = picture_draw (figure, width, height);
  guint32 ground = color_to_pixel (plot_theme_get (PLOT_THEME_LIGHT)->background);

  for (int x = 0; x < width; x++)
    {
      g_assert_cmphex (picture_get (&picture, x, 0), ==, ground);
      g_assert_cmphex (picture_get (&picture, x, height - 1), ==, ground);
    }
  for (int y = 0; y < height; y++)
    {
      g_assert_cmphex (picture_get (&picture, 0, y), ==, ground);
      g_assert_cmphex (picture_get (&picture, width - 1, y), ==, ground);
    }
}

static gboolean
overlap (const PlotRect *a, const PlotRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static void
assert_inside (const PlotRect *rect, double width, double height)
{
  g_assert_cmpfloat (rect->x, >=, 0.0);
  g_assert_cmpfloat (rect->y, >=, 0.0);
  g_assert_cmpfloat (rect->x + rect->width, <=, width);
  g_assert_cmpfloat (rect->y + rect->height, <=, height);
}

static PlotLayout *
layout_new (PlotFigure *figure, double width, double height)
{
  return plot_layout_new (plot_figure_get_data (figure), width, height,
                          plot_theme_get (PLOT_THEME_LIGHT));
}

static void
assert_layout (PlotFigure *figure, int width, int height)
{
  g_autoptr (PlotLayout) layout = layout_new (figure, width, height);

  for (guint i = 0; i < layout->panels->len; i++)
    {
      PlotPanelLayout *place = plot_layout_get_panel (layout, i);
      PlotRect legend;

      assert_inside (&place->area, width, height);
      g_assert_cmpfloat (place->area.width, >, width * 0.6 / layout->n_columns - 40.0);
      for (guint j = 0; j < i; j++)
        g_assert_false (overlap (&place->area, &plot_layout_get_panel (layout, j)->area));
      if (place->legend == NULL)
        continue;
      legend = (PlotRect){ place->legend_x, place->legend_y, plot_legend_get_width (place->legend),
                           plot_legend_get_height (place->legend) };
      assert_inside (&legend, width, height);
      for (guint j = 0; j < layout->panels->len; j++)
        g_assert_false (overlap (&legend, &plot_layout_get_panel (layout, j)->area));
    }
}

static void
test_one_panel (void)
{
  const guint counts[] = { 0, 1, 5, 12, 40 };

  for (guint c = 0; c < G_N_ELEMENTS (counts); c++)
    {
      g_autoptr (PlotFigure) figure = falling_figure (counts[c]);

      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          assert_layout (figure, sizes[i][0], sizes[i][1]);
          assert_border_free (figure, sizes[i][0], sizes[i][1]);
        }
    }
}

static void
test_long_labels (void)
{
  const char *label = "Bob2 with batch normalisation, three dense layers, a name that never ends";
  g_autoptr (PlotFigure) figure = falling_figure (2);
  g_autoptr (PlotCurve) curve = falling_curve (4, 20000, label);
  g_autoptr (PlotCurve) broken = falling_curve (5, 20000, "no \xff UTF-8");

  plot_figure_add_curve (figure, 0, curve);
  plot_figure_add_curve (figure, 0, broken);
  plot_figure_set_title (figure, label);
  plot_figure_set_y_label (figure, label);
  plot_figure_add_reference (figure, PLOT_ALL_PANELS, label, 0.3, PLOT_LINE_DOTTED);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      assert_layout (figure, sizes[i][0], sizes[i][1]);
      assert_border_free (figure, sizes[i][0], sizes[i][1]);
    }
}

static void
test_side_by_side (void)
{
  for (guint n = 2; n <= 7; n++)
    {
      g_autoptr (PlotFigure) figure = side_by_side (n);

      for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
        {
          assert_layout (figure, sizes[i][0], sizes[i][1]);
          assert_border_free (figure, sizes[i][0], sizes[i][1]);
        }
    }

  /* Three models stand in one row where there is room. */
  g_autoptr (PlotFigure) three = side_by_side (3);
  g_autoptr (PlotLayout) layout = layout_new (three, 1000, 700);

  g_assert_cmpuint (layout->n_columns, ==, 3);
}

static void
test_large_ticks (void)
{
  const double values[] = { 1e5, 5e7, 123456789.0 };
  g_autoptr (PlotFigure) figure = plot_figure_new ();
  g_autoptr (PlotCurve) curve = curve_new (values, G_N_ELEMENTS (values), "large");

  plot_figure_add_panel (figure, NULL);
  plot_figure_add_curve (figure, 0, curve);
  plot_figure_set_x_axis (figure, 0, 5000000);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      assert_layout (figure, sizes[i][0], sizes[i][1]);
      assert_border_free (figure, sizes[i][0], sizes[i][1]);
    }
}

static void
test_reference_labels (void)
{
  /* Crowded on purpose: close together, at both ends, three at one height. */
  const double heights[] = { 0.5, 0.19, 0.1875, 0.18, 0.25, 0.0, 0.0, 0.0, 0.001, 0.549, 0.55 };
  g_autoptr (PlotFigure) figure = falling_figure (5);

  for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
    {
      g_autofree char *label = g_strdup_printf ("reference %u", i);

      plot_figure_add_reference (figure, PLOT_ALL_PANELS, label, heights[i], PLOT_LINE_DOTTED);
    }
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (PlotLayout) layout = layout_new (figure, sizes[s][0], sizes[s][1]);
      g_autoptr (GArray) labels = plot_reference_place_labels (layout, 0);
      const PlotRect *area = &plot_layout_get_panel (layout, 0)->area;

      for (guint i = 0; i < labels->len; i++)
        {
          PlotRect *rect = &g_array_index (labels, PlotReferenceLabel, i).rect;

          g_assert_cmpfloat (rect->x, >=, area->x);
          g_assert_cmpfloat (rect->x + rect->width, <=, area->x + area->width);
          g_assert_cmpfloat (rect->y, >=, area->y - 0.01);
          g_assert_cmpfloat (rect->y + rect->height, <=, area->y + area->height + 0.01);
          for (guint j = 0; j < i; j++)
            {
              PlotRect other = g_array_index (labels, PlotReferenceLabel, j).rect;

              other.height -= 0.01;
              g_assert_false (overlap (rect, &other));
            }
        }
      if (sizes[s][1] >= 700)
        {
          g_assert_cmpuint (labels->len, ==, 9);
          g_assert_cmpstr (g_array_index (labels, PlotReferenceLabel, 8).text, ==,
                           "reference 5 · reference 6 · reference 7");
        }
    }
}

/* A lone line keeps its label right above it. */
static void
test_reference_on_line (void)
{
  g_autoptr (PlotFigure) figure = falling_figure (1);

  plot_figure_add_reference (figure, 0, "one-time pad 0.19", 0.1875, PLOT_LINE_DOTTED);

  g_autoptr (PlotLayout) layout = layout_new (figure, 1000, 700);
  g_autoptr (GArray) labels = plot_reference_place_labels (layout, 0);
  const PlotReferenceLabel *label = &g_array_index (labels, PlotReferenceLabel, 0);

  g_assert_cmpuint (labels->len, ==, 1);
  g_assert_cmpfloat (label->rect.y + label->rect.height, <=, label->line_y);
  g_assert_cmpfloat (label->rect.y + label->rect.height, >, label->line_y - 3.0);
}

/* The log axis says what stands on its lower edge, and only if something does. */
static void
test_log_label (void)
{
  const double positive[] = { 0.3, 0.03, 0.3 };
  const double zero[] = { 0.3, 0.0, 0.3 };

  for (int below = 0; below < 2; below++)
    {
      g_autoptr (PlotFigure) figure = plot_figure_new ();
      g_autoptr (PlotCurve) curve = curve_new (below ? zero : positive, 3, "curve");
      const char *lowest;

      plot_figure_add_panel (figure, NULL);
      plot_figure_add_curve (figure, 0, curve);
      plot_figure_set_log_y (figure, TRUE);

      g_autoptr (PlotLayout) layout = layout_new (figure, 1000, 700);

      lowest = pango_layout_get_text (g_array_index (layout->y.ticks, PlotAxisTick, 0).label);
      g_assert_true (g_str_has_prefix (lowest, "≤ ") == (below == 1));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/layout/one-panel", test_one_panel);
  g_test_add_func ("/plot/layout/long-labels", test_long_labels);
  g_test_add_func ("/plot/layout/side-by-side", test_side_by_side);
  g_test_add_func ("/plot/layout/large-ticks", test_large_ticks);
  g_test_add_func ("/plot/layout/reference-labels", test_reference_labels);
  g_test_add_func ("/plot/layout/reference-on-line", test_reference_on_line);
  g_test_add_func ("/plot/layout/log-label", test_log_label);
  return g_test_run ();
}
