/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The contents of a chart, and what it says in words. Draws nothing (plot-chart-draw.c).
 */
#include "config.h"

#include "plot/picture/plot-chart.h"

#include <glib/gi18n-lib.h>

#include "plot/picture/plot-chart-draw.h"
#include "plot/picture/plot-chart-layout.h"
#include "base/number.h"

#include <math.h>

struct _PlotChart
{
  PlotPicture parent_instance;

  PlotChartData data;
};

G_DEFINE_FINAL_TYPE (PlotChart, plot_chart, PLOT_TYPE_PICTURE)

static void
plot_chart_finalize (GObject *object)
{
  plot_chart_data_clear (&PLOT_CHART (object)->data);
  G_OBJECT_CLASS (plot_chart_parent_class)->finalize (object);
}

/* With what stands above it now. */
static const PlotChartData *
get_data (PlotChart *self)
{
  self->data.title = plot_picture_get_title (PLOT_PICTURE (self));
  self->data.note = plot_picture_get_note (PLOT_PICTURE (self));
  return &self->data;
}

static void
draw (PlotPicture *picture, PlotCanvas *canvas)
{
  plot_chart_draw (get_data (PLOT_CHART (picture)), canvas);
}

/* (transfer full) The value of the x axis at @x in words. */
static char *
name_x (PlotChart *self, double x)
{
  if (self->data.names != NULL && x >= 0.0 && x < g_strv_length (self->data.names))
    return g_strdup (self->data.names[(guint) x]);
  if (self->data.whole || fabs (x) >= 1e4)
    return base_number_whole (x);
  return base_number_value (x);
}

static void
describe_series (PlotChart *self, const PlotChartSeries *series, GString *text)
{
  guint least = G_MAXUINT;
  guint most = G_MAXUINT;

  for (guint i = 0; i < series->n; i++)
    {
      if (isnan (series->y[i]))
        continue;
      if (least == G_MAXUINT || series->y[i] < series->y[least])
        least = i;
      if (most == G_MAXUINT || series->y[i] > series->y[most])
        most = i;
    }
  if (least == G_MAXUINT)
    {
      g_string_append_printf (text, _ ("%s: no values yet. "), series->label);
      return;
    }

  g_autofree char *least_value = base_number_value (series->y[least]);
  g_autofree char *least_at = name_x (self, series->x[least]);
  g_autofree char *most_value = base_number_value (series->y[most]);
  g_autofree char *most_at = name_x (self, series->x[most]);

  g_string_append_printf (text, _ ("%s: lowest %s at %s, highest %s at %s. "), series->label,
                          least_value, least_at, most_value, most_at);
}

static void
describe (PlotPicture *picture, GString *text)
{
  PlotChart *self = PLOT_CHART (picture);

  g_string_append_printf (text, _ ("%s over %s. "), self->data.y_title, self->data.x_title);
  for (guint i = 0; i < self->data.series->len; i++)
    {
      const PlotChartSeries *series = &g_array_index (self->data.series, PlotChartSeries, i);

      if (series->label != NULL)
        describe_series (self, series, text);
    }
  for (guint i = 0; i < self->data.references->len; i++)
    g_string_append_printf (text, _ ("Reference line: %s. "),
                            g_array_index (self->data.references, PlotChartReference, i).label);
}

static void
plot_chart_class_init (PlotChartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plot_chart_finalize;
  PLOT_PICTURE_CLASS (klass)->draw = draw;
  PLOT_PICTURE_CLASS (klass)->describe = describe;
}

static void
plot_chart_init (PlotChart *self)
{
  plot_chart_data_init (&self->data);
}

PlotChart *
plot_chart_new (const char *title, const char *note)
{
  PlotChart *self = g_object_new (PLOT_TYPE_CHART, NULL);

  plot_picture_set_title (PLOT_PICTURE (self), title);
  plot_picture_set_note (PLOT_PICTURE (self), note);
  return self;
}

static void
replace (char **text, const char *with)
{
  g_free (*text);
  *text = g_strdup (with);
}

void
plot_chart_set_x (PlotChart *self, const char *title, double min, double max, gboolean whole)
{
  g_return_if_fail (PLOT_IS_CHART (self));
  g_return_if_fail (title != NULL);

  replace (&self->data.x_title, title);
  g_clear_pointer (&self->data.names, g_strfreev);
  self->data.x_min = min;
  self->data.x_max = max;
  self->data.whole = whole;
}

void
plot_chart_set_x_names (PlotChart *self, const char *title, const char *const *names)
{
  g_return_if_fail (PLOT_IS_CHART (self));
  g_return_if_fail (title != NULL);
  g_return_if_fail (names != NULL && names[0] != NULL);

  replace (&self->data.x_title, title);
  g_strfreev (self->data.names);
  self->data.names = g_strdupv ((char **) names);
  self->data.x_min = -0.5;
  self->data.x_max = g_strv_length (self->data.names) - 0.5;
}

void
plot_chart_set_y (PlotChart *self, const char *title, double min, double max)
{
  g_return_if_fail (PLOT_IS_CHART (self));
  g_return_if_fail (title != NULL);

  replace (&self->data.y_title, title);
  self->data.y_min = min;
  self->data.y_max = max;
}

void
plot_chart_add_series (PlotChart *self,
                       const PlotChartStyle *style,
                       guint n,
                       const double *x,
                       const double *y,
                       const double *low,
                       const double *high)
{
  g_return_if_fail (PLOT_IS_CHART (self));
  g_return_if_fail (style != NULL);
  g_return_if_fail (y != NULL || n == 0);

  PlotChartSeries series = { .style = *style, .n = n };
  gsize size = n * sizeof (double);

  series.label = g_strdup (style->label);
  series.style.label = NULL;
  series.y = g_memdup2 (y, size);
  series.x = x != NULL ? g_memdup2 (x, size) : g_new (double, n);
  if (low != NULL && high != NULL)
    {
      series.low = g_memdup2 (low, size);
      series.high = g_memdup2 (high, size);
    }
  for (guint i = 0; i < n; i++)
    {
      if (x == NULL)
        series.x[i] = i;
      plot_chart_data_widen (&self->data, y[i]);
      if (series.low != NULL)
        {
          plot_chart_data_widen (&self->data, low[i]);
          plot_chart_data_widen (&self->data, high[i]);
        }
    }
  g_array_append_val (self->data.series, series);
}

void
plot_chart_add_reference (PlotChart *self, const char *label, double y, PlotLineStyle style)
{
  g_return_if_fail (PLOT_IS_CHART (self));
  g_return_if_fail (label != NULL);

  PlotChartReference reference = { g_strdup (label), y, style };

  plot_chart_data_widen (&self->data, y);
  g_array_append_val (self->data.references, reference);
}

/* @point: in values, then in pixels. */
static void
measure (
    PlotChart *self, double width, double height, PlotRect *area, double *point_x, double *point_y)
{
  PlotCanvas canvas;
  PlotChartLayout layout;

  plot_canvas_init (&canvas, NULL, width, height, plot_theme_get (PLOT_THEME_LIGHT), NULL);
  plot_chart_layout_init (&layout, get_data (self), &canvas);
  *area = layout.area;
  *point_x = plot_chart_layout_get_x (&layout, *point_x);
  *point_y = plot_chart_layout_get_y (&layout, *point_y);
  plot_chart_layout_clear (&layout);
  plot_canvas_clear (&canvas);
}

void
plot_chart_get_area (PlotChart *self, double width, double height, PlotRect *area)
{
  g_return_if_fail (PLOT_IS_CHART (self));

  double x = 0.0;
  double y = 0.0;

  measure (self, width, height, area, &x, &y);
}

void
plot_chart_get_point (PlotChart *self,
                      double width,
                      double height,
                      double x,
                      double y,
                      double *pixel_x,
                      double *pixel_y)
{
  g_return_if_fail (PLOT_IS_CHART (self));

  PlotRect area;

  *pixel_x = x;
  *pixel_y = y;
  measure (self, width, height, &area, pixel_x, pixel_y);
}
