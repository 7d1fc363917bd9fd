/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws a chart. Decides no places: those come from the layout.
 */
#include "plot/picture/plot-chart-draw.h"
#include "plot/picture/plot-chart-layout.h"

#include <math.h>

#define BAND_ALPHA 0.18
#define WHISKER_WIDTH 1.2
#define CAP 3.0
#define STRONG 1.7
/* Markers nearer to each other than this make a line unreadable. */
#define LEAST_MARKER_DISTANCE 14.0

static void
draw_grid (const PlotChartLayout *layout)
{
  const PlotRect *area = &layout->area;
  PlotCanvas *canvas = layout->canvas;
  double zero = plot_chart_layout_get_y (layout, 0.0);

  for (guint i = 0; i < layout->y.ticks->len; i++)
    {
      const PlotAxisTick *tick = &g_array_index (layout->y.ticks, PlotAxisTick, i);
      double y = area->y + area->height * (1.0 - tick->position);

      if (tick->label == NULL)
        continue;
      plot_canvas_draw_rule (canvas, area->x, y, area->x + area->width, y, &canvas->theme->grid);
      plot_canvas_draw_text (canvas, tick->label, area->x - canvas->small_size * 0.6 - tick->width,
                             y - layout->y.label_height / 2.0, &canvas->theme->dim);
    }
  for (guint i = 0; i < layout->x_labels->len; i++)
    {
      const PlotLabel *label = &g_array_index (layout->x_labels, PlotLabel, i);

      plot_canvas_draw_text (canvas, label->layout, label->rect.x, label->rect.y,
                             &canvas->theme->dim);
    }
  plot_canvas_draw_rule (canvas, area->x, area->y, area->x, area->y + area->height,
                         &canvas->theme->frame);
  plot_canvas_draw_rule (canvas, area->x, area->y + area->height, area->x + area->width,
                         area->y + area->height, &canvas->theme->frame);
  if (zero < area->y + area->height - 1.0)
    plot_canvas_draw_rule (canvas, area->x, zero, area->x + area->width, zero,
                           &canvas->theme->frame);
}

static void
draw_band (const PlotChartLayout *layout, const PlotChartSeries *series, const PlotColor *color)
{
  cairo_t *cr = layout->canvas->cr;
  guint i = 0;

  cairo_set_source_rgba (cr, color->red, color->green, color->blue, color->alpha * BAND_ALPHA);
  while (i < series->n)
    {
      guint first;

      for (; i < series->n && isnan (series->low[i]); i++)
        ;
      first = i;
      for (; i < series->n && !isnan (series->low[i]); i++)
        cairo_line_to (cr, plot_chart_layout_get_x (layout, series->x[i]),
                       plot_chart_layout_get_y (layout, series->low[i]));
      for (guint j = i; j > first; j--)
        cairo_line_to (cr, plot_chart_layout_get_x (layout, series->x[j - 1]),
                       plot_chart_layout_get_y (layout, series->high[j - 1]));
      cairo_close_path (cr);
    }
  cairo_fill (cr);
}

static void
draw_line (const PlotChartLayout *layout, const PlotChartSeries *series, const PlotColor *color)
{
  PlotCanvas *canvas = layout->canvas;
  cairo_t *cr = canvas->cr;
  double width = canvas->line_width * (series->style.strong ? STRONG : 1.0);
  double size = plot_marker_size (canvas->line_width);
  double last_marker = -INFINITY;
  gboolean is_down = FALSE;

  plot_set_color (cr, color);
  cairo_set_line_width (cr, series->style.faint ? 1.0 : width);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, series->style.line_style == PLOT_LINE_SOLID ? CAIRO_LINE_CAP_ROUND
                                                                      : CAIRO_LINE_CAP_BUTT);
  plot_line_style_apply (series->style.line_style, cr, width);
  for (guint i = 0; i < series->n; i++)
    {
      double x = plot_chart_layout_get_x (layout, series->x[i]);
      double y = plot_chart_layout_get_y (layout, series->y[i]);

      if (isnan (y))
        is_down = FALSE;
      else if (is_down)
        cairo_line_to (cr, x, y);
      else
        {
          /* A point alone becomes a dot. */
          cairo_move_to (cr, x, y);
          cairo_line_to (cr, x, y);
          is_down = TRUE;
        }
    }
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
  for (guint i = 0; i < series->n && series->style.marker != PLOT_MARKER_NONE; i++)
    {
      double x = plot_chart_layout_get_x (layout, series->x[i]);

      if (isnan (series->y[i]) || x < last_marker + LEAST_MARKER_DISTANCE)
        continue;
      plot_marker_draw (series->style.marker, cr, x, plot_chart_layout_get_y (layout, series->y[i]),
                        size * (series->style.strong ? 1.2 : 1.0));
      last_marker = x;
    }
}

static void
draw_whisker (const PlotChartLayout *layout,
              const PlotChartSeries *series,
              guint i,
              double x,
              const PlotColor *color)
{
  cairo_t *cr = layout->canvas->cr;
  double low = plot_chart_layout_get_y (layout, series->low[i]);
  double high = plot_chart_layout_get_y (layout, series->high[i]);

  /* As high as it is narrow: the marker hides it. */
  if (isnan (low) || isnan (high) || low - high < 1.0)
    return;
  plot_set_color (cr, color);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width (cr, WHISKER_WIDTH);
  cairo_move_to (cr, x, low);
  cairo_line_to (cr, x, high);
  cairo_move_to (cr, x - CAP, low);
  cairo_line_to (cr, x + CAP, low);
  cairo_move_to (cr, x - CAP, high);
  cairo_line_to (cr, x + CAP, high);
  cairo_stroke (cr);
}

static void
draw_points (const PlotChartLayout *layout, const PlotChartSeries *series, const PlotColor *color)
{
  double size = plot_marker_size (layout->canvas->line_width);

  for (guint i = 0; i < series->n; i++)
    {
      double x = plot_chart_layout_get_x (layout, series->x[i]);

      if (isnan (series->y[i]))
        continue;
      if (series->low != NULL)
        draw_whisker (layout, series, i, x, color);
      plot_set_color (layout->canvas->cr, color);
      plot_marker_draw (series->style.marker, layout->canvas->cr, x,
                        plot_chart_layout_get_y (layout, series->y[i]),
                        size * (series->style.strong ? 1.4 : 1.0));
    }
}

/* A bar of nothing is a thin line: nothing was measured, and it is seen. */
static void
draw_bars (const PlotChartLayout *layout,
           const PlotChartSeries *series,
           guint nth,
           const PlotColor *color)
{
  cairo_t *cr = layout->canvas->cr;
  double zero = plot_chart_layout_get_y (layout, 0.0);
  double half;
  double offset;

  plot_chart_layout_get_bar (layout, nth, &half, &offset);
  for (guint i = 0; i < series->n; i++)
    {
      double x = series->x[i] + offset;
      double left = plot_chart_layout_get_x (layout, x - half);
      double right = plot_chart_layout_get_x (layout, x + half);
      double y = plot_chart_layout_get_y (layout, series->y[i]);

      if (isnan (y))
        continue;
      if (fabs (zero - y) < 1.5)
        y = zero - 1.5;
      plot_set_color (cr, color);
      cairo_rectangle (cr, left, MIN (y, zero), right - left, fabs (zero - y));
      cairo_fill (cr);
      if (series->low != NULL)
        draw_whisker (layout, series, i, (left + right) / 2.0, &layout->canvas->theme->foreground);
    }
}

static void
draw_reference_lines (const PlotChartData *self, const PlotChartLayout *layout)
{
  cairo_t *cr = layout->canvas->cr;

  cairo_save (cr);
  for (guint i = 0; i < self->references->len; i++)
    {
      const PlotChartReference *reference
          = &g_array_index (self->references, PlotChartReference, i);

      cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
      cairo_set_line_width (cr, 1.0);
      plot_line_style_apply (reference->style, cr, 1.0);
      double y = plot_canvas_snap (plot_chart_layout_get_y (layout, reference->y));

      plot_set_color (cr, &layout->canvas->theme->dim);
      cairo_move_to (cr, layout->area.x, y);
      cairo_line_to (cr, layout->area.x + layout->area.width, y);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

static void
draw_data (const PlotChartData *self, const PlotChartLayout *layout)
{
  const PlotTheme *theme = layout->canvas->theme;
  guint nth_bar = 0;

  for (guint i = 0; i < self->series->len; i++)
    {
      const PlotChartSeries *series = &g_array_index (self->series, PlotChartSeries, i);
      PlotColor color = plot_chart_series_get_color (series, theme);

      if (series->style.kind == PLOT_CHART_BARS)
        draw_bars (layout, series, nth_bar++, &color);
      else if (series->style.kind == PLOT_CHART_LINE && series->low != NULL)
        draw_band (layout, series, &color);
    }
  draw_reference_lines (self, layout);
  for (guint i = 0; i < self->series->len; i++)
    {
      const PlotChartSeries *series = &g_array_index (self->series, PlotChartSeries, i);
      PlotColor color = plot_chart_series_get_color (series, theme);

      if (series->style.kind == PLOT_CHART_LINE)
        draw_line (layout, series, &color);
      else if (series->style.kind == PLOT_CHART_POINTS)
        draw_points (layout, series, &color);
    }
}

void
plot_chart_draw (const PlotChartData *self, PlotCanvas *canvas)
{
  PlotChartLayout layout;
  g_autoptr (GArray) labels = NULL;
  double margin;

  plot_chart_layout_init (&layout, self, canvas);
  draw_grid (&layout);
  margin = plot_marker_size (canvas->line_width) * 0.8;
  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, layout.area.x - margin, layout.area.y - margin,
                   layout.area.width + 2.0 * margin, layout.area.height + 2.0 * margin);
  cairo_clip (canvas->cr);
  draw_data (self, &layout);
  cairo_restore (canvas->cr);
  labels = plot_chart_place_references (self, &layout);
  for (guint i = 0; i < labels->len; i++)
    {
      const PlotLabel *label = &g_array_index (labels, PlotLabel, i);

      plot_canvas_draw_text_rimmed (canvas, label->layout, label->rect.x, label->rect.y,
                                    &canvas->theme->dim);
    }
  if (layout.key != NULL)
    plot_key_draw (layout.key, canvas, layout.frame.room.x, layout.key_y);
  plot_frame_draw (&layout.frame, &layout.area, layout.labels_bottom);
  plot_chart_layout_clear (&layout);
}
