/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Seeds that end in two groups. A median describes only one of them and a mean neither, so the
 * reader must be warned.
 *
 * The rule, for the final numbers in order: they are split at the longest step that leaves at
 * least a fifth of them, and at least two, on either side. They are two groups if that step is at
 * least a twentieth (of a loss rate or a bit error: 0.05), and three times as long as either side
 * is wide without the outermost quarter at both its ends. So an outlier neither makes a group nor
 * hides two. Evenly spread seeds are mistaken for groups about once in fifteen with five seeds,
 * and once in a thousand with twenty.
 */
#pragma once

#include "plot/data/plot-band-value.h"

G_BEGIN_DECLS

/**
 * PlotGroups:
 * @n_low: how many are in the lower group
 * @n_high: and in the upper
 * @low: the lower group's median, a seed's value as all medians of bands are
 * @high: the upper group's
 */
typedef struct
{
  guint n_low;
  guint n_high;
  double low;
  double high;
} PlotGroups;

/* @values: [n]: one of every seed; finite ones count. Sorted and moved about. FALSE: no groups. */
gboolean plot_groups_find (double *values, guint n, PlotGroups *groups);

/* (transfer full) "15 of 30 at 0.01, 15 at 0.50". */
char *plot_groups_describe (const PlotGroups *groups);

G_END_DECLS
