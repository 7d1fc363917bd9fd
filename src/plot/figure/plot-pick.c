/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finds the values under the pointer. Draws nothing.
 */
#include "plot/figure/plot-pick.h"

#include <math.h>

/* The measured value nearest to @index among those within @radius; FALSE if there is none. */
static gboolean
find_measured (PlotSource *source, gsize index, gsize radius, gsize *found)
{
  gssize up = plot_source_find_next (source, index, radius);
  gssize down = plot_source_find_previous (source, index, radius);

  if (up < 0 && down < 0)
    return FALSE;
  *found = down < 0 || (up >= 0 && up <= down) ? index + (gsize) up : index - (gsize) down;
  return TRUE;
}

/* What the pointer's pixel column covers, to either side. */
static gsize
get_radius (PlotLayout *layout, const PlotRect *area)
{
  double radius = (layout->x.scale.max - layout->x.scale.min) / area->width / 2.0;

  return (gsize) CLAMP (ceil (radius), 0.0, 1e6);
}

/* Column of @index on the screen; FALSE where each iteration has one of its own. */
static gboolean
find_column (const PlotColumns *columns, gsize index, guint *k)
{
  if (columns->step <= 1.0 || (double) index < columns->begin)
    return FALSE;
  *k = (guint) MIN (floor (((double) index - columns->begin) / columns->step),
                    (double) columns->n_columns - 1.0);
  return TRUE;
}

/* What a band's line has there: the median of the seeds' means in the column. */
static double
get_drawn_median (PlotLayout *layout, const PlotRect *area, PlotCurve *curve, gsize index)
{
  PlotPlane plane = plot_layout_get_plane (layout, area);
  PlotBandColumns *kept;
  PlotColumns columns;
  guint k;

  plot_columns_init_fine (&columns, &plane, NULL);
  if (!find_column (&columns, index, &k))
    return NAN;
  kept = plot_drawn_get_band_columns (&layout->figure->drawn, curve, &columns);
  return plot_band_columns_get_values (kept)[k].median;
}

/* What a smoothed line has there: the mean of the column. One that is not smoothed passes every
 * value, from the least to the greatest. */
static double
get_drawn_mean (
    PlotLayout *layout, const PlotRect *area, PlotSource *source, PlotSource *drawn, gsize index)
{
  PlotPlane plane = plot_layout_get_plane (layout, area);
  PlotColumns columns;
  PlotSpan span;
  gsize begin, end;
  guint k;

  plot_scale_get_indices (&layout->x.scale, plot_source_get_length (source), &begin, &end);
  plot_columns_init (&columns, &plane, NULL);
  if (drawn == source || (double) (end - begin) <= PLOT_RAW_PER_COLUMN * columns.n_columns
      || !find_column (&columns, index, &k))
    return NAN;
  plot_columns_get (&columns, k, &begin, &end);
  plot_source_get_span (drawn, begin, end, &span);
  return span.mean;
}

static PlotPick
pick_curve (PlotLayout *layout, guint panel, PlotCurve *curve, gsize index, double pointer_y)
{
  const PlotRect *area = &plot_layout_get_panel (layout, panel)->area;
  PlotSource *source = plot_curve_get_source (curve);
  PlotPick pick = { panel, curve, NAN, NAN, NAN, INFINITY, NAN, NAN, 0 };
  gsize found;

  if (!find_measured (source, index, get_radius (layout, area), &found))
    return pick;
  pick.value = plot_source_get_value (source, found);
  if (PLOT_IS_BAND (source))
    {
      PlotBandValue value
          = plot_drawn_get_band_value (&layout->figure->drawn, PLOT_BAND (source), found);

      pick.smoothed = value.median;
      if (isnan (value.median))
        pick.value = NAN;
      else
        pick.drawn = get_drawn_median (layout, area, curve, found);
      pick.low = value.low;
      pick.high = value.high;
      pick.n_seeds = value.count;
    }
  else
    {
      PlotSource *drawn = plot_drawn_get_source (&layout->figure->drawn, source);

      pick.smoothed = plot_source_get_value (drawn, found);
      pick.drawn = get_drawn_mean (layout, area, source, drawn, found);
    }
  if (isnan (pick.drawn))
    pick.drawn = pick.smoothed;
  pick.distance = fabs (plot_layout_get_y (layout, area, pick.drawn) - area->y - pointer_y);
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

/* All visible curves at @iteration, in order. Returns whether one has a value. */
static gboolean
pick_all (PlotLayout *layout, guint64 iteration, double pointer_y, GArray *picks)
{
  gboolean any = FALSE;

  g_array_set_size (picks, 0);
  for (guint p = 0; p < layout->figure->panels->len; p++)
    {
      GPtrArray *curves = plot_figure_data_get_panel (layout->figure, p)->curves;

      for (guint i = 0; i < curves->len; i++)
        {
          PlotCurve *curve = g_ptr_array_index (curves, i);
          PlotPick pick;

          if (!plot_curve_get_visible (curve))
            continue;
          pick = pick_curve (layout, p, curve, iteration, pointer_y);
          any = any || !isnan (pick.value);
          g_array_append_val (picks, pick);
        }
    }
  return any;
}

/* Moves @iteration to the nearest value, at most half of the usual distance of values away, where
 * they are so few that the pointer would hardly ever hit one. */
static gboolean
snap (const PlotScale *x, GArray *picks, guint64 *iteration)
{
  double best = INFINITY;
  gsize nearest = 0;

  for (guint i = 0; i < picks->len; i++)
    {
      PlotSource *source = plot_curve_get_source (g_array_index (picks, PlotPick, i).curve);
      PlotSpan span;
      gsize begin;
      gsize end;
      gsize found;

      plot_scale_get_indices (x, plot_source_get_length (source), &begin, &end);
      if (!plot_source_get_span (source, begin, end, &span)
          || !find_measured (source, *iteration, (end - begin) / span.count / 2, &found))
        continue;

      double distance = fabs ((double) found - (double) *iteration);

      if (distance < best)
        {
          best = distance;
          nearest = found;
        }
    }
  if (!isfinite (best))
    return FALSE;
  *iteration = nearest;
  return TRUE;
}

GArray *
plot_layout_pick (PlotLayout *layout, double x, double y, guint64 *iteration)
{
  int panel = plot_layout_get_panel_at (layout, x, y);
  GArray *picks;

  if (panel < 0 || panel >= (int) layout->figure->panels->len)
    return NULL;

  const PlotRect *area = &plot_layout_get_panel (layout, panel)->area;
  double at = plot_scale_value (&layout->x.scale, (x - area->x) / area->width);

  *iteration = (guint64) CLAMP (round (at), 0.0, 9e15);
  picks = g_array_new (FALSE, FALSE, sizeof (PlotPick));
  if (!pick_all (layout, *iteration, y - area->y, picks)
      && snap (&layout->x.scale, picks, iteration))
    pick_all (layout, *iteration, y - area->y, picks);
  g_array_sort_with_data (picks, compare_picks, GUINT_TO_POINTER (panel));
  return picks;
}
