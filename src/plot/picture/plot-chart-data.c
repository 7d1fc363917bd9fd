/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Holds what a chart is made of. Draws nothing.
 */
#include "plot/picture/plot-chart-data.h"

#include <math.h>

static void
series_clear (gpointer data)
{
  PlotChartSeries *series = data;

  g_free (series->label);
  g_free (series->x);
  g_free (series->y);
  g_free (series->low);
  g_free (series->high);
}

static void
reference_clear (gpointer data)
{
  g_free (((PlotChartReference *) data)->label);
}

void
plot_chart_data_init (PlotChartData *self)
{
  *self = (PlotChartData){ .x_max = 1.0, .y_max = 1.0 };
  self->x_title = g_strdup ("");
  self->y_title = g_strdup ("");
  self->series = g_array_new (FALSE, FALSE, sizeof (PlotChartSeries));
  g_array_set_clear_func (self->series, series_clear);
  self->references = g_array_new (FALSE, FALSE, sizeof (PlotChartReference));
  g_array_set_clear_func (self->references, reference_clear);
}

void
plot_chart_data_clear (PlotChartData *self)
{
  g_free (self->x_title);
  g_free (self->y_title);
  g_strfreev (self->names);
  g_array_unref (self->series);
  g_array_unref (self->references);
}

void
plot_chart_data_widen (PlotChartData *self, double y)
{
  if (!isfinite (y))
    return;
  self->y_min = MIN (self->y_min, y);
  self->y_max = MAX (self->y_max, y);
}

PlotColor
plot_chart_series_get_color (const PlotChartSeries *series, const PlotTheme *theme)
{
  PlotColor color = series->style.color == PLOT_CHART_YARDSTICK
                        ? theme->dim
                        : plot_palette_get (series->style.color, theme->dark);

  if (series->style.faint)
    color.alpha = 0.4;
  return color;
}
