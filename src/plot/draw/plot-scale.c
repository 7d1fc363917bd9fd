/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Linear and log scales, and their ticks. Never loops longer than there are ticks to make.
 */
#include "plot/draw/plot-scale.h"

#include <math.h>

/* More than any picture has room for. */
#define MAX_TICKS 200
/* Larger numbers are cut, so that differences of limits stay finite. */
#define MAX_VALUE 1e300

void
plot_scale_init (PlotScale *self, double min, double max, gboolean log)
{
  g_assert (self != NULL);

  if (isnan (min) || isnan (max))
    {
      min = 0.0;
      max = 1.0;
    }
  if (min > max)
    {
      double swapped = min;

      min = max;
      max = swapped;
    }
  min = CLAMP (min, -MAX_VALUE, MAX_VALUE);
  max = CLAMP (max, -MAX_VALUE, MAX_VALUE);

  if (log)
    {
      if (max <= 1e-290)
        max = 1.0;
      if (min <= 0.0)
        min = max * pow (10.0, -PLOT_LOG_DECADES);
      if (max < min * 1.01)
        {
          max = min * 2.0;
          min = min / 2.0;
        }
    }
  else if (max - min <= fabs (max) * 1e-9 || max - min < 1e-290)
    {
      double half = MAX (fabs (max) * 1e-3, 1e-3);

      max += half;
      min -= half;
    }
  *self = (PlotScale){ min, max, log };
}

double
plot_scale_position (const PlotScale *self, double value)
{
  g_assert (self->min < self->max);

  double position;

  if (isnan (value))
    return value;
  if (self->log)
    {
      if (value <= self->min)
        return 0.0;
      position = log (value / self->min) / log (self->max / self->min);
    }
  else
    position = (value - self->min) / (self->max - self->min);
  return CLAMP (position, -PLOT_FAR, PLOT_FAR);
}

double
plot_scale_value (const PlotScale *self, double position)
{
  g_assert (self->min < self->max);

  if (self->log)
    return self->min * pow (self->max / self->min, position);
  return self->min + position * (self->max - self->min);
}

void
plot_scale_get_indices (const PlotScale *self, gsize length, gsize *begin, gsize *end)
{
  *begin = self->min <= 0.0 ? 0 : (gsize) MIN (ceil (self->min), (double) length);
  *end = self->max < 0.0 ? 0 : (gsize) MIN (floor (self->max) + 1.0, (double) length);
  *end = MAX (*begin, *end);
}

double
plot_nice_step (double step)
{
  g_assert (step > 0.0);

  double power = pow (10.0, floor (log10 (step)));
  double mantissa = step / power * (1.0 - 1e-9);

  if (mantissa <= 1.0)
    return power;
  if (mantissa <= 2.0)
    return 2.0 * power;
  if (mantissa <= 5.0)
    return 5.0 * power;
  return 10.0 * power;
}

static void
add_tick (GArray *ticks, const PlotScale *scale, double value, gboolean major)
{
  double slack = (scale->max - scale->min) * 1e-9;

  if (scale->log)
    slack = value * 1e-9;
  if (value >= scale->min - slack && value <= scale->max + slack && ticks->len < MAX_TICKS)
    {
      PlotTick tick = { value, major };

      g_array_append_val (ticks, tick);
    }
}

static void
add_linear_ticks (GArray *ticks, const PlotScale *scale, guint n_most, double least_step)
{
  double step = plot_nice_step ((scale->max - scale->min) / n_most);

  step = MAX (step, least_step);

  double first = ceil (scale->min / step - 1e-9);
  double last = floor (scale->max / step + 1e-9);

  for (guint i = 0; i <= MIN (last - first, MAX_TICKS); i++)
    {
      double value = (first + i) * step;

      /* A zero that is only almost one would get a minus sign. */
      add_tick (ticks, scale, fabs (value) < step * 1e-6 ? 0.0 : value, TRUE);
    }
}

/* Labels on the decades; on 2 and 5 too where there are few decades; small ticks between. */
static void
add_log_ticks (GArray *ticks, const PlotScale *scale, guint n_most)
{
  int first = (int) floor (log10 (scale->min) + 1e-9);
  int last = (int) floor (log10 (scale->max) + 1e-9);
  double decades = log10 (scale->max / scale->min);
  int every = (int) ceil (decades / n_most);
  /* Three labels a decade stand closer where the numbers are large, but never on each other. */
  gboolean fine = decades * 3.0 <= n_most * 1.4;

  for (int k = first; k <= last; k++)
    {
      double power = pow (10.0, k);

      add_tick (ticks, scale, power, (k - last) % MAX (every, 1) == 0);
      for (int m = 2; m < 10 && every <= 1 && decades <= 8.0; m++)
        add_tick (ticks, scale, m * power, fine && (m == 2 || m == 5));
    }
}

GArray *
plot_scale_ticks (const PlotScale *self, guint n_most, double least_step)
{
  g_assert (self->min < self->max);

  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (PlotTick));

  n_most = MAX (n_most, 1);
  if (self->log && log10 (self->max / self->min) >= 0.8)
    add_log_ticks (ticks, self, n_most);
  else
    add_linear_ticks (ticks, self, n_most, least_step);
  return ticks;
}
