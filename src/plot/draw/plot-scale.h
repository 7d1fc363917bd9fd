/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From values to positions along an axis and back, and where its ticks stand. Pure arithmetic.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* min < max, both finite; on a log scale min > 0. plot_scale_init () sees to it. */
typedef struct
{
  double min;
  double max;
  gboolean log;
} PlotScale;

/* Decades a log axis shows at most below its upper end when its lower end is not positive. */
#define PLOT_LOG_DECADES 6

/* Makes a scale that can be drawn out of any two numbers: swapped, equal, not finite. */
void plot_scale_init (PlotScale *self, double min, double max, gboolean log);

/* 0 at min, 1 at max, beyond them outside of that. A log scale puts what is below min, zero and
 * negative values at 0. Infinities give -PLOT_FAR or PLOT_FAR, and nothing lies beyond
 * those; NaN stays NaN. */
#define PLOT_FAR 8.0
double plot_scale_position (const PlotScale *self, double value);

double plot_scale_value (const PlotScale *self, double position);

/* Indices [begin, end) of @length values, one at each whole number from 0 on, that lie on the
 * scale. */
void plot_scale_get_indices (const PlotScale *self, gsize length, gsize *begin, gsize *end);

typedef struct
{
  double value;
  gboolean major; /* has a label and a grid line */
} PlotTick;

/* The smallest of 1, 2, 5 times a power of ten that is at least @step (> 0). */
double plot_nice_step (double step);

/* (transfer full) (element-type PlotTick) Ticks within the scale, ascending, about @n_most major
 * ones at most. @least_step: 1 for whole numbers, 0 for any. */
GArray *plot_scale_ticks (const PlotScale *self, guint n_most, double least_step);

G_END_DECLS
