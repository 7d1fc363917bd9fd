/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Seeds that end in two groups. A median tells of one of them alone, and a mean of neither: who
 * looks at the line has to be told.
 *
 * The rule, for the final numbers in order: they are split where the step from one to the next is
 * longest, among the places that leave either side a fifth of them, and two. They are two groups
 * if that step is at least a twentieth (of a loss rate or a bit error: 0.05), and three times as
 * long as either side is wide without the outermost quarter at both its ends. So an outlier makes
 * no group, and does not hide two either. Of seeds that are spread evenly about one in fifteen
 * times five, and one in a thousand times twenty, would be told as groups.
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
