/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An axis: its scale and its ticks with their labels.
 */
#pragma once

#include "plot/draw/plot-scale.h"
#include "plot/draw/plot-text.h"

G_BEGIN_DECLS

typedef struct
{
  double value;
  double position;    /* 0 to 1 along the axis */
  PangoLayout *label; /* NULL: a small tick */
  double width;       /* of the label */
} PlotAxisTick;

typedef struct
{
  PlotScale scale;
  GArray *ticks; /* of PlotAxisTick */
  double label_width;
  double label_height;
  guint64 round; /* iterations in a round if the ticks count rounds, else 0 */
} PlotAxis;

/* A scale without ticks; the axis must be cleared in the end. */
void plot_axis_init (PlotAxis *self, const PlotScale *scale);
void plot_axis_clear (PlotAxis *self);

/* Ticks of a value axis @length pixels long. @has_below: values that belong below the lower edge
 * are drawn on it; the lowest label of a log axis then says so. */
void plot_axis_set_value_ticks (
    PlotAxis *self, PangoContext *context, double text_size, double length, gboolean has_below);

/* Ticks of an iteration axis: in rounds of @iterations_per_round if three or more are visible,
 * else in iterations. */
void plot_axis_set_iteration_ticks (PlotAxis *self,
                                    PangoContext *context,
                                    double text_size,
                                    double length,
                                    guint64 iterations_per_round);

/* (transfer full) The unit of the iteration axis, in words. */
char *plot_axis_get_iteration_title (PlotAxis *self);

G_END_DECLS
