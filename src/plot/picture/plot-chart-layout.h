/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the parts of a chart stand at one size.
 */
#pragma once

#include "plot/draw/plot-axis.h"
#include "plot/picture/plot-chart-data.h"
#include "plot/picture/plot-frame.h"
#include "plot/picture/plot-key.h"

G_BEGIN_DECLS

typedef struct
{
  PlotCanvas *canvas;
  PlotFrame frame;
  PlotKey *key; /* NULL: nothing to tell apart */
  double key_y;
  PlotScale x;
  PlotAxis y;
  PlotRect area;
  GArray *x_labels; /* of PlotLabel */
  double labels_bottom;
  guint n_bars; /* series of bars */
} PlotChartLayout;

void plot_chart_layout_init (PlotChartLayout *self, const PlotChartData *chart, PlotCanvas *canvas);
void plot_chart_layout_clear (PlotChartLayout *self);
double plot_chart_layout_get_x (const PlotChartLayout *self, double value);
double plot_chart_layout_get_y (const PlotChartLayout *self, double value);

/* Half the width of a bar in units of x, and where the @nth series of bars stands beside x. */
void
plot_chart_layout_get_bar (const PlotChartLayout *self, guint nth, double *half, double *offset);

/* (transfer full) (element-type PlotLabel) Labels of the reference lines, where the fewest
 * data are behind them and none on another. */
GArray *plot_chart_place_references (const PlotChartData *chart, const PlotChartLayout *layout);

G_END_DECLS
