/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a chart is made of. Knows no size.
 */
#pragma once

#include "plot/draw/plot-style.h"

G_BEGIN_DECLS

typedef enum
{
  PLOT_CHART_LINE,   /* intervals are a band around it */
  PLOT_CHART_POINTS, /* intervals are whiskers, as those of bars */
  PLOT_CHART_BARS,   /* from 0; several series stand beside each other */
} PlotChartKind;

#define PLOT_CHART_YARDSTICK G_MAXUINT

/**
 * PlotChartStyle:
 * @label: (nullable): NULL does not stand in the legend
 * @color: index in the palette, or PLOT_CHART_YARDSTICK: grey, for what was calculated
 * @faint: one of several like it, not the one that counts
 * @strong: the one that counts: wider
 */
typedef struct
{
  const char *label;
  PlotChartKind kind;
  guint color;
  PlotLineStyle line_style;
  PlotMarker marker;
  gboolean faint;
  gboolean strong;
} PlotChartStyle;

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

typedef struct
{
  const char *title; /* the picture's, as the note */
  const char *note;
  char *x_title;
  char *y_title;
  char **names; /* NULL: numbers */
  double x_min;
  double x_max;
  gboolean whole;
  double y_min;
  double y_max;
  GArray *series;     /* of PlotChartSeries */
  GArray *references; /* of PlotChartReference */
} PlotChartData;

void plot_chart_data_init (PlotChartData *self);
void plot_chart_data_clear (PlotChartData *self);

/* Makes the y axis reach @y, if that is a number. */
void plot_chart_data_widen (PlotChartData *self, double y);

PlotColor plot_chart_series_get_color (const PlotChartSeries *series, const PlotTheme *theme);

G_END_DECLS
