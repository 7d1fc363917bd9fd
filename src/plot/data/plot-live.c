/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The mean of the last values of a source. Skips unmeasured stretches without reading their
 * values.
 */
#include "plot/data/plot-live.h"

#include <math.h>

/* Iterations averaged for the live number. */
#define LIVE_ITERATIONS 100
/* Stretch examined at once when searching back for measured values. */
#define LIVE_BLOCK 256

/* What a live number is the mean of. */
typedef struct
{
  double sum;
  guint n;
  gboolean begun;
  gsize previous; /* the value after the one looked at */
  gsize covered;  /* iterations that the values represent */
} Live;

/* Counts the value at @index, going back from the end; FALSE: enough is covered. A value of a
 * thinned table stands for those left out: a hundred such values could cover half the training. */
static gboolean
live_add (Live *live, PlotSource *source, gsize index)
{
  double value = plot_source_get_value (source, index);

  if (!isfinite (value))
    return TRUE;
  if (live->begun)
    live->covered += plot_source_classify_step (source, index, live->previous) == PLOT_STEP_USUAL
                         ? live->previous - index
                         : 1;
  live->begun = TRUE;
  live->previous = index;
  if (live->covered >= LIVE_ITERATIONS)
    return FALSE;
  live->sum += value;
  live->n++;
  return live->n < LIVE_ITERATIONS;
}

double
plot_live_measure (PlotSource *source, gsize length)
{
  Live live = { 0 };
  gboolean goes_on = TRUE;

  if (PLOT_SOURCE_GET_IFACE (source)->get_live != NULL)
    return PLOT_SOURCE_GET_IFACE (source)->get_live (source);
  for (gsize end = length; end > 0 && goes_on;)
    {
      gsize begin = end - MIN (end, LIVE_BLOCK);
      PlotSpan span;

      if (plot_source_get_span (source, begin, end, &span))
        for (gsize i = end; i > begin && goes_on; i--)
          goes_on = live_add (&live, source, i - 1);
      end = begin;
    }
  return live.n > 0 ? live.sum / live.n : (double) NAN;
}
