/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Decides whether numbers fall into two groups, and splits them. Draws nothing.
 */
#include "config.h"

#include "plot/data/plot-groups.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/number.h"

#define LEAST_IN_GROUP 2
#define LEAST_SHARE 0.2
#define LEAST_STEP 0.05
/* Of the step between the groups, in widths of the wider one. */
#define LEAST_WIDTHS 3.0

/* Of the inner half of @sorted. */
static double
get_width (const double *sorted, guint n)
{
  return sorted[n - 1 - n / 4] - sorted[n / 4];
}

gboolean
plot_groups_find (double *values, guint n, PlotGroups *groups)
{
  guint count = plot_band_measure (values, n, PLOT_BAND_MIN_MAX).count; /* sorts them */
  guint least = MAX (LEAST_IN_GROUP, (guint) ceil (LEAST_SHARE * count));
  guint split = 0;
  double step = 0.0;

  for (guint k = least; k + least <= count; k++)
    if (values[k] - values[k - 1] > step)
      {
        split = k;
        step = values[k] - values[k - 1];
      }
  if (split == 0 || step < LEAST_STEP)
    return FALSE;
  if (step < LEAST_WIDTHS * get_width (values, split)
      || step < LEAST_WIDTHS * get_width (values + split, count - split))
    return FALSE;
  *groups = (PlotGroups){
    .n_low = split,
    .n_high = count - split,
    .low = plot_band_measure (values, split, PLOT_BAND_MIN_MAX).median,
    .high = plot_band_measure (values + split, count - split, PLOT_BAND_MIN_MAX).median,
  };
  return TRUE;
}

char *
plot_groups_describe (const PlotGroups *groups)
{
  g_autofree char *low = base_number_decimals (groups->low, 2);
  g_autofree char *high = base_number_decimals (groups->high, 2);

  /* Translators: how many seeds end at which number: "15 of 30 at 0.01, 15 at 0.50". */
  return g_strdup_printf (_ ("%u of %u at %s, %u at %s"), groups->n_low,
                          groups->n_low + groups->n_high, low, groups->n_high, high);
}
