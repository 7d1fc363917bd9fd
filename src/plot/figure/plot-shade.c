/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shades a part of every round. Draws nothing where it would be a grey veil of thin stripes.
 */
#include "plot/figure/plot-shade.h"

#include <math.h>

#define ALPHA 0.045
#define LEAST_WIDTH 3.0

gboolean
plot_shade_is_seen (const PlotFigureData *figure, const PlotScale *x, double width)
{
  double length = (double) figure->shade_end - (double) figure->shade_begin;

  return figure->iterations_per_round > 0 && length > 0.0
         && length * width / (x->max - x->min) >= LEAST_WIDTH;
}

void
plot_shade_draw (const PlotFigureData *figure,
                 const PlotPlane *plane,
                 const PlotColor *color,
                 cairo_t *cr)
{
  const PlotScale *x = &plane->x;
  const PlotRect *area = &plane->area;
  double round = (double) figure->iterations_per_round;

  if (!plot_shade_is_seen (figure, x, area->width))
    return;
  cairo_save (cr);
  cairo_set_source_rgba (cr, color->red, color->green, color->blue, ALPHA);
  for (double first = floor (x->min / round) * round; first < x->max; first += round)
    {
      double begin = plot_plane_get_x (plane, MAX (first + (double) figure->shade_begin, x->min));
      double end = plot_plane_get_x (plane, MIN (first + (double) figure->shade_end, x->max));

      if (end > begin)
        cairo_rectangle (cr, begin, area->y, end - begin, area->height);
    }
  cairo_fill (cr);
  cairo_restore (cr);
}
