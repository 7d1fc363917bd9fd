/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One number over several seeds: its median and spread.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PLOT_BAND_MIN_MAX,   /* from the least to the greatest member */
  PLOT_BAND_QUARTILES, /* from the lower to the upper quartile */
} PlotBandKind;

typedef struct
{
  double median; /* from the smallest to the largest member */
  double low;
  double high;
  guint count; /* members with a finite value */
} PlotBandValue;

/**
 * plot_band_measure:
 * @values: [n]: one of every member; finite ones count. Sorted and moved about.
 *
 * Every number is that of a member, for a number between two of them may be one that no seed comes
 * near: with half of them at 0.01 and half at 0.5 a mean of the middle two says 0.255. Of m values
 * x_0 <= x_1 <= … the median is x_k, k = (m - 1) / 2 rounded down: of an even number the lower of
 * the middle two. Quartiles leave out (m - 1) / 4, rounded down, at either end, so that at least
 * half of the members lie between them. Of 5, 9, 13, … members these are the usual numbers.
 */
PlotBandValue plot_band_measure (double *values, guint n, PlotBandKind kind);

G_END_DECLS
