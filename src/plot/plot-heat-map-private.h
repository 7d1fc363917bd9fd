// SPDX-License-Identifier: GPL-3.0-or-later
// What a heat map is made of and where its parts stand; for plot-heat-map*.c alone.
#pragma once

#include "plot/plot-frame.h"
#include "plot/plot-heat-map.h"
#include "plot/plot-scale.h"

G_BEGIN_DECLS

typedef struct
{
  char *title;
  guint first;
  guint n_columns;
} PlotHeatGroup;

struct _PlotHeatMap
{
  PlotPicture parent_instance;
  guint n_rows;
  guint n_columns;
  double *values;
  char *row_title;
  char *column_title;
  GArray *groups; /* of PlotHeatGroup */
  gboolean has_range;
  double range_min;
  double range_max;
  char *scale_title;
  double pale;
  double deep;
  gboolean square;
  gboolean hatches_zeros;
};

typedef struct
{
  PangoLayout *layout;
  PlotRect rect;
} PlotHeatLabel;

typedef struct
{
  PlotCanvas *canvas;
  PlotFrame frame;
  PlotRect area;
  PlotRect bar;             /* of the scale */
  GArray *labels;           /* of PlotHeatLabel: ticks of rows, columns, groups and scale */
  PangoLayout *scale_title; /* turned, right of the scale */
  double scale_title_x;
  double labels_bottom;
} PlotHeatLayout;

void plot_heat_layout_init (PlotHeatLayout *self, PlotHeatMap *map, PlotCanvas *canvas);
void plot_heat_layout_clear (PlotHeatLayout *self);

/* 0 pale to 1 deep. */
double plot_heat_map_get_share (PlotHeatMap *self, double value);

/* Whether @column is to be hatched. */
gboolean plot_heat_map_is_zero (PlotHeatMap *self, guint column);

void plot_heat_map_draw (PlotHeatMap *self, PlotCanvas *canvas);

G_END_DECLS
