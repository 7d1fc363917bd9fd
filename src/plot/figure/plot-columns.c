/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Cuts the visible part of the x axis into columns. Draws nothing and reads no values.
 */
#include "plot/figure/plot-columns.h"
#include "plot/data/plot-band.h"

#include <math.h>

/* A line breaks at a pause of so many times the usual distance of values, if it is wide enough not
 * to be taken for a dash. Where values are missing it breaks in any case. */
#define GAP 8.0
#define GAP_LEAST_WIDTH 24.0
#define MOST_COLUMNS 16384.0

/* Columns in a pixel of the figure. One, also where the target has finer ones: a larger export
 * shows what the screen shows. Fewer where the figure is scaled down. */
static double
columns_per_pixel (cairo_t *cr)
{
  double dx = 1.0;
  double dy = 0.0;

  if (cr == NULL)
    return 1.0;
  cairo_user_to_device_distance (cr, &dx, &dy);
  /* A PDF counts points: three for four pixels, without losing any. */
  return hypot (dx, dy) > 0.7 ? 1.0 : MAX (hypot (dx, dy), 0.25);
}

void
plot_columns_init (PlotColumns *self, const PlotPlane *plane, cairo_t *cr)
{
  double n = ceil (plane->area.width * columns_per_pixel (cr));

  self->plane = *plane;
  self->n_columns = (guint) CLAMP (n, 1.0, MOST_COLUMNS);
  self->width = plane->area.width / self->n_columns;
  self->x = plane->area.x;
  self->begin = plane->x.min;
  self->end = plane->x.max;
  self->step = (plane->x.max - plane->x.min) / self->n_columns;
}

void
plot_columns_init_fine (PlotColumns *self, const PlotPlane *plane, cairo_t *cr)
{
  plot_columns_init (self, plane, cr);
  if (self->step > PLOT_RAW_PER_COLUMN)
    return;

  double first = MAX (ceil (plane->x.min) - 1.0, 0.0);
  double last = MAX (floor (plane->x.max) + 1.0, first);

  self->begin = first;
  self->end = last;
  self->step = 1.0;
  self->n_columns = (guint) (last - first) + 1;
  self->width = plane->area.width / (plane->x.max - plane->x.min);
  self->x = plot_plane_get_x (plane, first) - self->width / 2.0;
}

void
plot_columns_get (const PlotColumns *self, guint k, gsize *begin, gsize *end)
{
  double first = ceil (self->begin + k * self->step);
  double last = k + 1 < self->n_columns ? ceil (self->begin + (k + 1) * self->step)
                                        : floor (self->end) + 1.0;

  *begin = first <= 0.0 ? 0 : (gsize) first;
  *end = last <= 0.0 ? 0 : (gsize) last;
}

double
plot_columns_get_x (const PlotColumns *self, guint k)
{
  return self->x + (k + 0.5) * self->width;
}

double
plot_columns_get_gap (const PlotColumns *self, PlotSource *source, gsize begin, gsize end)
{
  double least = GAP_LEAST_WIDTH * self->step / self->width;
  PlotSpan span;

  if (!plot_source_get_span (source, begin, end, &span))
    return INFINITY;
  return MAX (GAP * (double) (end - begin) / (double) span.count, least);
}

gboolean
plot_columns_break (const PlotColumns *self, PlotSource *source, guint last, guint k, double gap)
{
  gsize from;
  gsize from_end;
  gsize to;
  gsize to_end;
  gssize down = 0;
  gssize up = 0;

  if (last + 1 >= k)
    return FALSE;
  plot_columns_get (self, last, &from, &from_end);
  plot_columns_get (self, k, &to, &to_end);
  /* A band looks for its members' values itself. */
  if (!PLOT_IS_BAND (source))
    {
      down = plot_source_find_previous (source, from_end - 1, from_end - 1 - from);
      up = plot_source_find_next (source, to, to_end - 1 - to);
    }
  if (down < 0 || up < 0)
    return FALSE;
  switch (plot_source_classify_step (source, from_end - 1 - (gsize) down, to + (gsize) up))
    {
    case PLOT_STEP_USUAL:
      return FALSE;
    case PLOT_STEP_PAUSE:
      return (double) (to - from_end) + 1.0 > gap;
    case PLOT_STEP_GAP:
    default:
      return TRUE;
    }
}
