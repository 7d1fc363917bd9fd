/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Places the parts of a chart. Draws nothing.
 */
#include "plot/picture/plot-chart-layout.h"
#include "base/number.h"

#include <math.h>

/* Of the room between two bars' x, taken by bars. */
#define BAR_SHARE 0.78
#define MOST_X_TICKS 16
/* Where a label of a reference line is tried: from the right end to the left; on it, below, and
 * a little above. */
#define N_PLACES 6
#define N_SIDES 3
/* Room right of the area, in heights of small text. */
#define RIGHT_MARGIN 0.8

static void
make_key (PlotChartLayout *self, const PlotChartData *chart)
{
  const PlotTheme *theme = self->canvas->theme;
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (PlotKeyEntry));

  for (guint i = 0; i < chart->series->len; i++)
    {
      const PlotChartSeries *series = &g_array_index (chart->series, PlotChartSeries, i);
      PlotKeyEntry entry = { .label = series->label };

      if (series->style.kind == PLOT_CHART_BARS)
        self->n_bars++;
      if (series->label == NULL)
        continue;
      entry.color = plot_chart_series_get_color (series, theme);
      entry.style = series->style.line_style;
      entry.marker = series->style.marker;
      entry.is_area = series->style.kind == PLOT_CHART_BARS;
      entry.is_line = series->style.kind == PLOT_CHART_LINE;
      g_array_append_val (entries, entry);
    }
  self->key = plot_key_new (self->canvas, entries, self->frame.room.width);
}

/* Centred on @x, within the picture; left out where it would touch the one before. */
static void
add_x_label (PlotChartLayout *self, PangoLayout *layout, double x)
{
  PlotCanvas *canvas = self->canvas;
  PlotLabel label = { .layout = layout };
  const PlotLabel *before = self->x_labels->len > 0 ? &g_array_index (self->x_labels, PlotLabel,
                                                                      self->x_labels->len - 1)
                                                    : NULL;

  plot_text_measure (layout, &label.rect.width, &label.rect.height);
  label.rect.x
      = CLAMP (x - label.rect.width / 2.0, 2.0, MAX (canvas->width - label.rect.width - 2.0, 2.0));
  label.rect.y = self->area.y + self->area.height + canvas->small_size * 0.65;
  if (before != NULL && label.rect.x < before->rect.x + before->rect.width + 4.0)
    {
      plot_label_clear (&label);
      return;
    }
  g_array_append_val (self->x_labels, label);
}

static void
add_names (PlotChartLayout *self, const PlotChartData *chart)
{
  double slot = self->area.width / g_strv_length (chart->names);

  for (guint i = 0; chart->names[i] != NULL; i++)
    {
      PangoLayout *layout = plot_canvas_create_text (
          self->canvas, chart->names[i], self->canvas->small_size, FALSE, slot - 5.0, 2);
      double width;

      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
      plot_text_measure (layout, &width, NULL);
      pango_layout_set_width (layout, (int) ceil (width * PANGO_SCALE) + PANGO_SCALE / 2);
      add_x_label (self, layout, plot_chart_layout_get_x (self, i));
    }
}

static void
add_numbers (PlotChartLayout *self, const PlotChartData *chart)
{
  g_autofree char *widest = base_number_whole (self->x.max);
  g_autoptr (PangoLayout) sample
      = plot_canvas_create_text (self->canvas, widest, self->canvas->small_size, FALSE, -1.0, 1);
  g_autoptr (GArray) ticks = NULL;
  double width;
  double step = 1.0;

  plot_text_measure (sample, &width, NULL);
  width += self->canvas->small_size * (chart->whole ? 1.4 : 2.5);
  ticks = plot_scale_ticks (&self->x, (guint) CLAMP (self->area.width / width, 1.0, MOST_X_TICKS),
                            chart->whole ? 1 : 0);
  if (ticks->len >= 2)
    step = g_array_index (ticks, PlotTick, 1).value - g_array_index (ticks, PlotTick, 0).value;
  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, PlotTick, i).value;
      g_autofree char *text
          = chart->whole ? base_number_whole (value) : base_number_tick (value, step);

      add_x_label (
          self,
          plot_canvas_create_text (self->canvas, text, self->canvas->small_size, FALSE, -1.0, 1),
          plot_chart_layout_get_x (self, value));
    }
}

/* Height of the labels under the area: names may take two lines. */
static double
measure_x_labels (PlotChartLayout *self, const PlotChartData *chart, double width)
{
  double most = 0.0;
  double height;

  if (chart->names == NULL)
    {
      g_autoptr (PangoLayout) sample
          = plot_canvas_create_text (self->canvas, "0", self->canvas->small_size, FALSE, -1.0, 1);

      plot_text_measure (sample, NULL, &most);
      return most;
    }
  for (guint i = 0; chart->names[i] != NULL; i++)
    {
      g_autoptr (PangoLayout) layout
          = plot_canvas_create_text (self->canvas, chart->names[i], self->canvas->small_size, FALSE,
                                     width / g_strv_length (chart->names) - 5.0, 2);

      plot_text_measure (layout, NULL, &height);
      most = MAX (most, height);
    }
  return most;
}

static void
place_area (PlotChartLayout *self, const PlotChartData *chart)
{
  PlotCanvas *canvas = self->canvas;
  const PlotRect *room = &self->frame.room;
  double top = room->y + canvas->small_size * 0.5;
  double labels;
  double left;

  self->key_y = room->y;
  if (self->key != NULL)
    top = room->y + plot_key_get_height (self->key) + canvas->small_size * 0.8;
  /* The labels' width on the left is known once there are ticks, and those need the height. */
  labels = measure_x_labels (self, chart, room->width - canvas->small_size * 4.0);
  self->area.y = top;
  self->area.height = MAX (room->y + room->height - top - labels - canvas->small_size * 0.65, 1.0);
  plot_axis_set_value_ticks (&self->y, canvas->context, canvas->small_size, self->area.height,
                             FALSE);
  left = self->y.label_width + canvas->small_size * 0.6;
  self->area.x = room->x + left;
  self->area.width = MAX (room->width - left - canvas->small_size * RIGHT_MARGIN, 1.0);
  self->labels_bottom = self->area.y + self->area.height + canvas->small_size * 0.65 + labels;
}

void
plot_chart_layout_init (PlotChartLayout *self, const PlotChartData *chart, PlotCanvas *canvas)
{
  PlotScale y;
  double reach = chart->y_max - chart->y_min;

  *self = (PlotChartLayout){ .canvas = canvas };
  plot_frame_init (&self->frame, canvas, chart->title, chart->note, chart->x_title, chart->y_title);
  make_key (self, chart);
  plot_scale_init (&self->x, chart->x_min, chart->x_max, FALSE);
  /* Nothing that is drawn lies on the very edge, but for a zero. */
  plot_scale_init (&y, chart->y_min < 0.0 ? chart->y_min - reach * 0.04 : chart->y_min,
                   chart->y_max + reach * 0.06, FALSE);
  plot_axis_init (&self->y, &y);
  place_area (self, chart);
  self->x_labels = plot_labels_new ();
  if (chart->names != NULL)
    add_names (self, chart);
  else
    add_numbers (self, chart);
}

void
plot_chart_layout_clear (PlotChartLayout *self)
{
  plot_frame_clear (&self->frame);
  g_clear_pointer (&self->key, plot_key_free);
  plot_axis_clear (&self->y);
  g_array_unref (self->x_labels);
}

double
plot_chart_layout_get_x (const PlotChartLayout *self, double value)
{
  return self->area.x + self->area.width * plot_scale_position (&self->x, value);
}

double
plot_chart_layout_get_y (const PlotChartLayout *self, double value)
{
  return self->area.y + self->area.height * (1.0 - plot_scale_position (&self->y.scale, value));
}

void
plot_chart_layout_get_bar (const PlotChartLayout *self, guint nth, double *half, double *offset)
{
  double width = BAR_SHARE / MAX (self->n_bars, 1);

  *half = width * 0.46;
  *offset = (nth + 0.5) * width - BAR_SHARE / 2.0;
}

/* How much of the data lies behind @rect: points and the lines between them. */
static double
count_data (const PlotChartData *chart, const PlotChartLayout *layout, const PlotRect *rect)
{
  double n = 0.0;

  for (guint s = 0; s < chart->series->len; s++)
    {
      const PlotChartSeries *series = &g_array_index (chart->series, PlotChartSeries, s);
      double before_x = NAN;
      double before_y = NAN;
      double radius = series->style.marker != PLOT_MARKER_NONE
                          ? plot_marker_size (layout->canvas->line_width) / 2.0
                          : layout->canvas->line_width; /* and the rim of the words */

      for (guint i = 0; i < series->n; i++)
        {
          double x = plot_chart_layout_get_x (layout, series->x[i]);
          double y = plot_chart_layout_get_y (layout, series->y[i]);
          gboolean is_line = series->style.kind == PLOT_CHART_LINE && !isnan (before_y);
          guint steps = is_line ? 8 : 1;

          for (guint k = 1; k <= steps; k++)
            {
              double t = (double) k / steps;
              PlotRect point = { (is_line ? before_x + (x - before_x) * t : x) - radius,
                                 (is_line ? before_y + (y - before_y) * t : y) - radius,
                                 2.0 * radius, 2.0 * radius };

              if (series->style.kind == PLOT_CHART_BARS)
                point.height = MAX (plot_chart_layout_get_y (layout, 0.0) - y, 1.0);
              n += plot_rect_overlaps (rect, &point);
            }
          before_x = x;
          before_y = y;
        }
    }
  return n;
}

static double
cost_of (const PlotChartData *chart,
         const PlotChartLayout *layout,
         GArray *labels,
         const PlotRect *rect)
{
  const PlotRect *area = &layout->area;
  double cost = count_data (chart, layout, rect);

  if (rect->y < area->y || rect->y + rect->height > area->y + area->height)
    cost += 1e4;
  for (guint i = 0; i < labels->len; i++)
    if (plot_rect_overlaps (rect, &g_array_index (labels, PlotLabel, i).rect))
      cost += 1e6;
  /* Another line through the words. */
  for (guint i = 0; i < chart->references->len; i++)
    {
      double y = plot_chart_layout_get_y (
          layout, g_array_index (chart->references, PlotChartReference, i).y);

      cost += y > rect->y && y < rect->y + rect->height ? 3.0 : 0.0;
    }
  return cost;
}

GArray *
plot_chart_place_references (const PlotChartData *chart, const PlotChartLayout *layout)
{
  const PlotRect *area = &layout->area;
  PlotCanvas *canvas = layout->canvas;
  GArray *labels = plot_labels_new ();

  for (guint i = 0; i < chart->references->len; i++)
    {
      const PlotChartReference *reference
          = &g_array_index (chart->references, PlotChartReference, i);
      double line_y = plot_chart_layout_get_y (layout, reference->y);
      PlotLabel label = { 0 };
      PlotRect best = { 0 };
      double best_cost = INFINITY;

      label.layout = plot_canvas_create_text (canvas, reference->label, canvas->small_size, FALSE,
                                              area->width - 10.0, 1);
      plot_text_measure (label.layout, &label.rect.width, &label.rect.height);
      for (int place = 0; place < N_PLACES * N_SIDES; place++)
        {
          PlotRect rect = label.rect;
          double along = 1.0 - (double) (place / N_SIDES) / (N_PLACES - 1);
          const double sides[N_SIDES]
              = { line_y - rect.height - 1.0, line_y + 2.0, line_y - rect.height - 7.0 };
          double cost;

          rect.x = area->x + 5.0 + (area->width - 10.0 - rect.width) * along;
          rect.y = sides[place % N_SIDES];
          cost = cost_of (chart, layout, labels, &rect) + place * 0.01;
          if (cost < best_cost)
            {
              best_cost = cost;
              best = rect;
            }
        }
      label.rect = best;
      /* A label that would stand on another says nothing; the description has it. */
      if (best_cost >= 1e4)
        plot_label_clear (&label);
      else
        g_array_append_val (labels, label);
    }
  return labels;
}
