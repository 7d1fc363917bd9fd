/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What only this room may know of a curve.
 */
#pragma once

#include "plot/figure/plot-curve.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 iteration;
  char *text;
} PlotCurveMark;

/* (transfer none) (element-type PlotCurveMark) */
GArray *plot_curve_get_marks (PlotCurve *self);

/* Grows with every setting and with the data (a reset, too, changes a figure's stamp: the
 * figure counts in which source it is). */
guint64 plot_curve_get_stamp (PlotCurve *self);

/* (transfer full) The label, and of how many seeds: "n = 3 · 5 seeds", "n = 3 · 2 of 5 seeds" where
 * @n_seen have values. */
char *plot_curve_name (PlotCurve *self, guint n_seen);

/* (transfer full) The same with the seeds that have values by now; where these fall into two groups
 * it says so: "n = 3 · 15 of 30 at 0.01, 15 at 0.50". */
char *plot_curve_name_now (PlotCurve *self);

/* (transfer full) Of that the name, and in @groups what is said of two groups, " · " in front;
 * NULL if there are none. */
char *plot_curve_split_name_now (PlotCurve *self, char **groups);

G_END_DECLS
