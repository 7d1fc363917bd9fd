/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Debiased exponential moving average. Independent of the picture's size: every value is taken in
 * once, in order.
 *
 * With amount a and measured values x_1, x_2, …: m_k = a m_(k-1) + (1 - a) x_k, m_0 = 0, shown as
 * m_k / (1 - a^k), the same correction as Adam's (Kingma & Ba 2015, section 3).
 */
#include "plot/data/plot-smooth.h"
#include "plot/data/plot-shifted-source.h"

#include <math.h>

struct _PlotSmooth
{
  PlotSource *source;
  PlotArraySource *smoothed;  /* from the first measured value on */
  PlotShiftedSource *shifted; /* the same where it belongs; NULL: none was measured yet */
  gsize first;
  double amount;
  double moment; /* m_k */
  double bias;   /* a^k */
};

PlotSmooth *
plot_smooth_new (PlotSource *source, double amount)
{
  g_assert (PLOT_IS_SOURCE (source));
  g_assert (amount > 0.0 && amount < 1.0);

  PlotSmooth *self = g_new0 (PlotSmooth, 1);

  self->source = g_object_ref (source);
  self->smoothed = plot_array_source_new (NULL, 0);
  self->amount = amount;
  self->bias = 1.0;
  return self;
}

void
plot_smooth_free (PlotSmooth *self)
{
  g_object_unref (self->source);
  g_object_unref (self->smoothed);
  g_clear_object (&self->shifted);
  g_free (self);
}

PlotSource *
plot_smooth_update (PlotSmooth *self)
{
  PlotSource *smoothed = PLOT_SOURCE (self->smoothed);
  gsize length = plot_source_get_length (self->source);

  if (self->shifted == NULL && !plot_source_find_first (self->source, &self->first))
    return smoothed;
  if (self->shifted == NULL)
    self->shifted = plot_shifted_source_new (smoothed, self->first);
  for (gsize i = self->first + plot_source_get_length (smoothed); i < length; i++)
    {
      double value = plot_source_get_value (self->source, i);
      double out = NAN;

      if (isfinite (value))
        {
          self->moment = self->amount * self->moment + (1.0 - self->amount) * value;
          self->bias *= self->amount;
          out = self->moment / (1.0 - self->bias);
        }
      plot_array_source_append (self->smoothed, &out, 1);
    }
  return PLOT_SOURCE (self->shifted);
}
