/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which part of the data a figure shows: the limits of its axes, set or automatic.
 * Never looks at single values, only at spans.
 */
#include "plot/figure/plot-range.h"

#include <math.h>

/* Room above the highest value. */
#define HEADROOM 1.04
/* An automatic axis goes up to this at least: a little above guessing. */
#define LEAST_MAX 0.55

static gsize
longest_length (PlotFigureData *self)
{
  gsize longest = 0;

  for (guint p = 0; p < self->panels->len; p++)
    {
      GPtrArray *curves = plot_figure_data_get_panel (self, p)->curves;

      for (guint i = 0; i < curves->len; i++)
        {
          PlotCurve *curve = g_ptr_array_index (curves, i);

          if (plot_curve_get_visible (curve))
            longest = MAX (longest, plot_source_get_length (plot_curve_get_source (curve)));
        }
    }
  return longest;
}

gboolean
plot_figure_data_get_x_range (PlotFigureData *self, double *begin, double *end)
{
  *begin = 0.0;
  if (self->x_fixed)
    {
      *begin = self->x_begin;
      *end = self->x_end;
    }
  else
    {
      gsize longest = longest_length (self);

      /* An axis without a plan ends with the data; it is never empty. */
      *end = MAX ((double) self->planned_iterations, longest > 0 ? (double) longest - 1.0 : 0.0);
      if (*end < 1.0)
        *end = 1.0;
    }
  return self->x_fixed;
}

void
plot_figure_data_get_x_scale (PlotFigureData *self, PlotScale *scale)
{
  double begin;
  double end;

  plot_figure_data_get_x_range (self, &begin, &end);
  plot_scale_init (scale, begin, end, FALSE);
}

typedef void (*SpanFunc) (
    const PlotSpan *span, PlotSource *source, gsize begin, gsize end, void *data);

static void
call_with_span (const PlotScale *x, PlotSource *source, SpanFunc func, void *data)
{
  PlotSpan span;
  gsize begin;
  gsize end;

  plot_scale_get_indices (x, plot_source_get_length (source), &begin, &end);
  if (plot_source_get_span (source, begin, end, &span))
    func (&span, source, begin, end, data);
}

/* Calls @func for every source of a visible curve that has values in the visible part. */
static void
for_each_span (PlotFigureData *self, SpanFunc func, void *data)
{
  PlotScale x;

  plot_figure_data_get_x_scale (self, &x);
  for (guint p = 0; p < self->panels->len; p++)
    {
      GPtrArray *curves = plot_figure_data_get_panel (self, p)->curves;

      for (guint i = 0; i < curves->len; i++)
        {
          PlotCurve *curve = g_ptr_array_index (curves, i);
          PlotSource *source = plot_curve_get_source (curve);

          if (!plot_curve_get_visible (curve))
            continue;
          if (!PLOT_IS_BAND (source))
            {
              call_with_span (&x, source, func, data);
              continue;
            }
          for (guint m = 0; m < plot_band_get_n_members (PLOT_BAND (source)); m++)
            call_with_span (&x, plot_band_get_member (PLOT_BAND (source), m), func, data);
        }
    }
}

typedef struct
{
  double min;
  double max;
  double least_positive; /* infinite if there is none */
  gboolean log;
} Extremes;

static void
add_value (Extremes *extremes, double value)
{
  if (!isfinite (value))
    return;
  extremes->min = MIN (extremes->min, value);
  extremes->max = MAX (extremes->max, value);
  if (value > 0.0)
    extremes->least_positive = MIN (extremes->least_positive, value);
}

static void
add_span (const PlotSpan *span, PlotSource *source, gsize begin, gsize end, void *data)
{
  Extremes *extremes = data;

  add_value (extremes, span->min);
  /* Infinities are beyond any axis; the finite values still tell how high it must be. */
  add_value (extremes, isfinite (span->max) ? span->max : span->mean);
  if (span->min > 0.0 || !extremes->log)
    return;

  /* Where the least is zero a log axis wants the least positive mean of short stretches. */
  gsize step = MAX ((end - begin) / 256, 1);

  for (gsize i = begin; i < end; i += step)
    {
      PlotSpan part;

      plot_source_get_span (source, i, MIN (i + step, end), &part);
      if (part.mean > 0.0 && isfinite (part.mean))
        extremes->least_positive = MIN (extremes->least_positive, part.mean);
    }
}

static void
auto_range (PlotFigureData *self, double *min, double *max)
{
  Extremes extremes = { 0.0, 0.0, INFINITY, self->log_y };

  for_each_span (self, add_span, &extremes);
  for (guint i = 0; i < self->references->len; i++)
    {
      double y = g_array_index (self->references, PlotReference, i).y;

      extremes.min = MIN (extremes.min, y);
      extremes.max = MAX (extremes.max, y);
    }

  *max = MAX (LEAST_MAX, extremes.max * HEADROOM);
  *min = extremes.min < 0.0 ? extremes.min * HEADROOM : 0.0;
  if (self->log_y)
    {
      double least = MIN (extremes.least_positive, *max / 100.0);
      double decade = pow (10.0, floor (log10 (least) + 1e-9));

      *min = MAX (decade, *max * pow (10.0, -PLOT_LOG_DECADES));
    }
}

void
plot_figure_data_get_y_scale (PlotFigureData *self, PlotScale *scale)
{
  double min = self->y_min;
  double max = self->y_max;

  if (!self->y_fixed)
    auto_range (self, &min, &max);
  plot_scale_init (scale, min, max, self->log_y);
}

gboolean
plot_figure_data_get_y_range (PlotFigureData *self, double *min, double *max)
{
  PlotScale scale;

  plot_figure_data_get_y_scale (self, &scale);
  *min = scale.min;
  *max = scale.max;
  return self->y_fixed;
}

static void
find_least (const PlotSpan *span, PlotSource *source, gsize begin, gsize end, void *data)
{
  double *least = data;

  *least = MIN (*least, span->min);
}

gboolean
plot_figure_data_has_values_below (PlotFigureData *self, const PlotScale *scale)
{
  double least = INFINITY;

  for_each_span (self, find_least, &least);
  return least < scale->min;
}
