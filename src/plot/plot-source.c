// SPDX-License-Identifier: GPL-3.0-or-later
// The source interface: checks borders for those who implement it. Holds no data.
#include "plot/plot-source.h"

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
  gsize length = iface->get_length (self); /* once: MIN () would ask twice while it grows */

  *span = (PlotSpan){ NAN, NAN, NAN, 0 };
  end = MIN (end, length);
  if (begin < end)
    iface->get_span (self, begin, end, span);
  return span->count > 0;
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
