// SPDX-License-Identifier: GPL-3.0-or-later
// What a chart is made of and where its parts stand; for plot-chart*.c alone.
#pragma once

#include "plot/plot-axis.h"
#include "plot/plot-chart.h"
#include "plot/plot-frame.h"
#include "plot/plot-key.h"

G_BEGIN_DECLS

typedef struct
{
  char *label; /* NULL: not in the legend */
  PlotChartStyle style;
  guint n;
  double *x;
  double *y;
  double *low; /* NULL: no intervals */
  double *high;
} PlotChartSeries;

typedef struct
{
  char *label;
  double y;
  PlotLineStyle style;
} PlotChartReference;

struct _PlotChart
{
  PlotPicture parent_instance;
  char *x_title;
  char *y_title;
  char **names; /* NULL: numbers */
  double x_min;
  double x_max;
  gboolean whole;
  double y_min;
  double y_max;
  GArray *series;
  GArray *references;
};

/* A tick label under the area, or a label of a reference line: where it stands. */
typedef struct
{
  PangoLayout *layout;
  PlotRect rect;
} PlotChartLabel;

typedef struct
{
  PlotCanvas *canvas;
  PlotFrame frame;
  PlotKey *key; /* NULL: nothing to tell apart */
  double key_y;
  PlotScale x;
  PlotAxis y;
  PlotRect area;
  GArray *x_labels; /* of PlotChartLabel */
  double labels_bottom;
  guint n_bars; /* series of bars */
} PlotChartLayout;

void plot_chart_layout_init (PlotChartLayout *self, PlotChart *chart, PlotCanvas *canvas);
void plot_chart_layout_clear (PlotChartLayout *self);
double plot_chart_layout_get_x (const PlotChartLayout *self, double value);
double plot_chart_layout_get_y (const PlotChartLayout *self, double value);

/* Half the width of a bar in units of x, and where the @nth series of bars stands beside x. */
void
plot_chart_layout_get_bar (const PlotChartLayout *self, guint nth, double *half, double *offset);

PlotColor plot_chart_series_get_color (const PlotChartSeries *series, const PlotTheme *theme);

/* (transfer full) (element-type PlotChartLabel) Labels of the reference lines, where the fewest
 * data are behind them and none on another. */
GArray *plot_chart_place_references (PlotChart *chart, const PlotChartLayout *layout);

void plot_chart_draw (PlotChart *self, PlotCanvas *canvas);

G_END_DECLS
