/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a heat map is made of. Knows no size.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *title;
  guint first;
  guint n_columns;
} PlotHeatGroup;

typedef struct
{
  const char *title; /* the picture's, as the note */
  const char *note;
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
} PlotHeatData;

/* Copies @values: [n_rows][n_columns]. */
void plot_heat_data_init (PlotHeatData *self, guint n_rows, guint n_columns, const double *values);
void plot_heat_data_clear (PlotHeatData *self);

/* 0 pale to 1 deep. */
double plot_heat_data_get_share (const PlotHeatData *self, double value);

/* Whether @column is to be hatched. */
gboolean plot_heat_data_is_zero (const PlotHeatData *self, guint column);

G_END_DECLS
