/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An area of a picture with the scales of its axes: from iterations and values to pixels.
 */
#pragma once

#include "plot/draw/plot-rect.h"
#include "plot/draw/plot-scale.h"

G_BEGIN_DECLS

typedef struct
{
  PlotRect area;
  PlotScale x;
  PlotScale y;
} PlotPlane;

/* Values far away give pixels not far outside. */
double plot_plane_get_x (const PlotPlane *self, double iteration);
double plot_plane_get_y (const PlotPlane *self, double value);

G_END_DECLS
