/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the parts of a heat map stand at one size.
 */
#pragma once

#include "plot/picture/plot-frame.h"
#include "plot/picture/plot-heat-data.h"
#include "plot/draw/plot-scale.h"

G_BEGIN_DECLS

typedef struct
{
  PlotCanvas *canvas;
  PlotFrame frame;
  PlotRect area;
  PlotRect bar;             /* of the scale */
  GArray *labels;           /* of PlotLabel: ticks of rows, columns, groups and scale */
  PangoLayout *scale_title; /* turned, right of the scale */
  double scale_title_x;
  double labels_bottom;
} PlotHeatLayout;

void plot_heat_layout_init (PlotHeatLayout *self, const PlotHeatData *map, PlotCanvas *canvas);
void plot_heat_layout_clear (PlotHeatLayout *self);

G_END_DECLS
