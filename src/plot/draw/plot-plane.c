/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pixels of iterations and values. Draws nothing.
 */
#include "plot/draw/plot-plane.h"

double
plot_plane_get_x (const PlotPlane *self, double iteration)
{
  return self->area.x + self->area.width * plot_scale_position (&self->x, iteration);
}

double
plot_plane_get_y (const PlotPlane *self, double value)
{
  return self->area.y + self->area.height * (1.0 - plot_scale_position (&self->y, value));
}
