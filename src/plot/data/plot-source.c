/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The source interface: checks bounds for its implementations. Holds no data.
 */
#include "plot/data/plot-source.h"

#include <math.h>

G_DEFINE_INTERFACE (PlotSource, plot_source, G_TYPE_OBJECT)

static void
plot_source_default_init (PlotSourceInterface *iface)
{
}

gsize
plot_source_get_length (PlotSource *self)
{
  g_return_val_if_fail (PLOT_IS_SOURCE (self), 0);

  return PLOT_SOURCE_GET_IFACE (self)->get_length (self);
}

double
plot_source_get_value (PlotSource *self, gsize index)
{
  g_return_val_if_fail (PLOT_IS_SOURCE (self), NAN);

  PlotSourceInterface *iface = PLOT_SOURCE_GET_IFACE (self);

  return index < iface->get_length (self) ? iface->get_value (self, index) : (double) NAN;
}

gboolean
plot_source_get_span (PlotSource *self, gsize begin, gsize end, PlotSpan *span)
{
  g_return_val_if_fail (PLOT_IS_SOURCE (self), FALSE);
  g_return_val_if_fail (span != NULL, FALSE);

  PlotSourceInterface *iface = PLOT_SOURCE_GET_IFACE (self);
  gsize length = iface->get_length (self); /* read once: it may grow between two reads */

  *span = (PlotSpan){ NAN, NAN, NAN, 0 };
  end = MIN (end, length);
  if (begin < end)
    iface->get_span (self, begin, end, span);
  return span->count > 0;
}

gboolean
plot_source_is_summary (PlotSource *self)
{
  g_return_val_if_fail (PLOT_IS_SOURCE (self), FALSE);

  PlotSourceInterface *iface = PLOT_SOURCE_GET_IFACE (self);

  return iface->is_summary != NULL && iface->is_summary (self);
}

gboolean
plot_source_is_growing (PlotSource *self)
{
  g_return_val_if_fail (PLOT_IS_SOURCE (self), FALSE);

  PlotSourceInterface *iface = PLOT_SOURCE_GET_IFACE (self);

  return iface->is_growing != NULL && iface->is_growing (self);
}

gboolean
plot_source_find_first (PlotSource *self, gsize *index)
{
  gsize begin = 0;
  gsize end = plot_source_get_length (self);
  PlotSpan span;

  g_return_val_if_fail (index != NULL, FALSE);

  if (!plot_source_get_span (self, begin, end, &span))
    return FALSE;
  while (end - begin > 1)
    {
      gsize middle = begin + (end - begin) / 2;

      if (plot_source_get_span (self, begin, middle, &span))
        end = middle;
      else
        begin = middle;
    }
  *index = begin;
  return TRUE;
}

/* Searches spans that double in length, then bisects the first one with a measured value. */
static gssize
find_distance (PlotSource *source, gsize index, gsize radius, gboolean up)
{
  gsize none = 0; /* nothing in so many values */
  gsize some = 1;
  PlotSpan span;

  for (;; some *= 2)
    {
      some = MIN (some, radius + 1);
      if (plot_source_get_span (source, up ? index : index + 1 - some,
                                up ? index + some : index + 1, &span))
        break;
      none = some;
      if (some == radius + 1)
        return -1;
    }
  while (some - none > 1)
    {
      gsize middle = none + (some - none) / 2;

      if (plot_source_get_span (source, up ? index : index + 1 - middle,
                                up ? index + middle : index + 1, &span))
        some = middle;
      else
        none = middle;
    }
  return (gssize) some - 1;
}

gssize
plot_source_find_next (PlotSource *self, gsize index, gsize radius)
{
  g_return_val_if_fail (PLOT_IS_SOURCE (self), -1);

  gsize length = plot_source_get_length (self);

  return index < length ? find_distance (self, index, MIN (radius, length - index), TRUE) : -1;
}

gssize
plot_source_find_previous (PlotSource *self, gsize index, gsize radius)
{
  g_return_val_if_fail (PLOT_IS_SOURCE (self), -1);

  return find_distance (self, index, MIN (radius, index), FALSE);
}

PlotStep
plot_source_classify_step (PlotSource *self, gsize from, gsize to)
{
  g_return_val_if_fail (PLOT_IS_SOURCE (self), PLOT_STEP_USUAL);
  g_return_val_if_fail (from < to, PLOT_STEP_USUAL);

  PlotSourceInterface *iface = PLOT_SOURCE_GET_IFACE (self);

  if (to - from == 1)
    return PLOT_STEP_USUAL;
  return iface->classify_step != NULL ? iface->classify_step (self, from, to) : PLOT_STEP_PAUSE;
}
