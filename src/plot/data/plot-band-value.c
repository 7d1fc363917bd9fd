/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Order statistics of a few numbers. Every result is a member's own number.
 */
#include "plot/data/plot-band-value.h"

#include <math.h>
#include <stdlib.h>

static int
compare (const void *a, const void *b)
{
  double first = *(const double *) a;
  double second = *(const double *) b;

  return (first > second) - (first < second);
}

/* Few values, often nearly sorted. */
static void
sort (double *values, guint n)
{
  if (n > 32)
    {
      qsort (values, n, sizeof *values, compare);
      return;
    }
  for (guint i = 1; i < n; i++)
    {
      double value = values[i];
      guint k = i;

      for (; k > 0 && values[k - 1] > value; k--)
        values[k] = values[k - 1];
      values[k] = value;
    }
}

PlotBandValue
plot_band_measure (double *values, guint n, PlotBandKind kind)
{
  guint count = 0;
  guint cut;

  for (guint i = 0; i < n; i++)
    if (isfinite (values[i]))
      values[count++] = values[i];
  if (count == 0)
    return (PlotBandValue){ NAN, NAN, NAN, 0 };
  sort (values, count);
  cut = kind == PLOT_BAND_QUARTILES ? (count - 1) / 4 : 0;
  return (PlotBandValue){
    .median = values[(count - 1) / 2],
    .low = values[cut],
    .high = values[count - 1 - cut],
    .count = count,
  };
}
