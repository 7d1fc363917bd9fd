// SPDX-License-Identifier: GPL-3.0-or-later
// From pixels back to panels, iterations and values. Draws nothing.
#include "plot/plot-layout.h"

#include <math.h>

int
plot_figure_get_panel_at (PlotFigure *self, double width, double height, double x, double y)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), -1);

  g_autoptr (PlotLayout) layout = plot_layout_new (self, width, height);
  int panel = plot_layout_get_panel_at (layout, x, y);

  return panel < (int) self->panels->len ? panel : -1;
}

gboolean
plot_figure_get_area (PlotFigure *self, double width, double height, guint panel, PlotRect *area)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), FALSE);
  g_return_val_if_fail (area != NULL, FALSE);

  if (panel >= self->panels->len)
    return FALSE;

  g_autoptr (PlotLayout) layout = plot_layout_new (self, width, height);

  *area = plot_layout_get_panel (layout, panel)->area;
  return TRUE;
}

gboolean
plot_figure_get_position (PlotFigure *self,
                          double width,
                          double height,
                          guint panel,
                          double x,
                          double y,
                          double *iteration,
                          double *value)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), FALSE);

  if (panel >= self->panels->len)
    return FALSE;

  g_autoptr (PlotLayout) layout = plot_layout_new (self, width, height);
  const PlotRect *area = &plot_layout_get_panel (layout, panel)->area;

  if (iteration != NULL)
    *iteration = plot_scale_value (&layout->x.scale, (x - area->x) / area->width);
  if (value != NULL)
    *value = plot_scale_value (&layout->y.scale, 1.0 - (y - area->y) / area->height);
  return TRUE;
}

/* The measured value nearest to @index among those within @radius; FALSE if there is none. */
static gboolean
find_measured (PlotSource *source, gsize index, gsize radius, gsize *found)
{
  gsize length = plot_source_get_length (source);
  gsize begin = index - MIN (index, radius);
  PlotSpan span;

  if (!plot_source_get_span (source, begin, index + radius + 1, &span))
    return FALSE;
  for (gsize d = 0; d <= radius; d++)
    {
      if (index + d < length && !isnan (plot_source_get_value (source, index + d)))
        {
          *found = index + d;
          return TRUE;
        }
      if (d <= index && !isnan (plot_source_get_value (source, index - d)))
        {
          *found = index - d;
          return TRUE;
        }
    }
  return FALSE;
}

static PlotPick
pick_curve (PlotFigure *self,
            PlotLayout *layout,
            guint panel,
            PlotCurve *curve,
            gsize index,
            double pointer_y)
{
  const PlotRect *area = &plot_layout_get_panel (layout, panel)->area;
  PlotSource *source = plot_curve_get_source (curve);
  PlotPick pick = { panel, curve, NAN, NAN, INFINITY };
  /* What the pointer's pixel column covers. */
  double radius = (layout->x.scale.max - layout->x.scale.min) / area->width / 2.0;
  gsize found;

  if (!find_measured (source, index, (gsize) CLAMP (ceil (radius), 0.0, 1e6), &found))
    return pick;
  pick.value = plot_source_get_value (source, found);
  pick.smoothed = plot_source_get_value (plot_figure_get_drawn_source (self, curve), found);
  pick.distance = fabs (plot_layout_get_y (layout, area, pick.smoothed) - area->y - pointer_y);
  if (isnan (pick.distance))
    pick.distance = INFINITY;
  return pick;
}

static int
compare_picks (gconstpointer a, gconstpointer b, gpointer data)
{
  const PlotPick *first = a;
  const PlotPick *second = b;
  guint panel = GPOINTER_TO_UINT (data);

  if ((first->panel == panel) != (second->panel == panel))
    return first->panel == panel ? -1 : 1;
  if (first->panel != second->panel)
    return first->panel < second->panel ? -1 : 1;
  return (first->distance > second->distance) - (first->distance < second->distance);
}

GArray *
plot_layout_pick (PlotLayout *layout, PlotFigure *figure, double x, double y, guint64 *iteration)
{
  int panel = plot_layout_get_panel_at (layout, x, y);
  GArray *picks;

  if (panel < 0 || panel >= (int) figure->panels->len)
    return NULL;

  const PlotRect *area = &plot_layout_get_panel (layout, panel)->area;
  double at = plot_scale_value (&layout->x.scale, (x - area->x) / area->width);

  *iteration = (guint64) CLAMP (round (at), 0.0, 9e15);
  picks = g_array_new (FALSE, FALSE, sizeof (PlotPick));
  for (guint p = 0; p < figure->panels->len; p++)
    {
      GPtrArray *curves = plot_figure_get_panel (figure, p)->curves;

      for (guint i = 0; i < curves->len; i++)
        {
          PlotCurve *curve = g_ptr_array_index (curves, i);
          PlotPick pick;

          if (!plot_curve_get_visible (curve))
            continue;
          pick = pick_curve (figure, layout, p, curve, *iteration, y - area->y);
          g_array_append_val (picks, pick);
        }
    }
  g_array_sort_with_data (picks, compare_picks, GUINT_TO_POINTER (panel));
  return picks;
}

GArray *
plot_figure_pick (
    PlotFigure *self, double width, double height, double x, double y, guint64 *iteration)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), NULL);
  g_return_val_if_fail (iteration != NULL, NULL);

  g_autoptr (PlotLayout) layout = plot_layout_new (self, width, height);

  return plot_layout_pick (layout, self, x, y, iteration);
}
