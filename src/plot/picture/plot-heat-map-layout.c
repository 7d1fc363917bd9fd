/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Places cells, labels and scale of a heat map. Draws nothing.
 */
#include "plot/picture/plot-heat-map-layout.h"
#include "base/number.h"

#include <math.h>

#define LABEL_GAP 0.5
/* Between cells and the numbers below: a range may begin under the last row's number. */
#define COLUMN_GAP 0.3
#define RANGE_GAP 0.75
#define MOST_SCALE_TICKS 6

/* Takes @layout; it stands with its centre at (@x, @y) along the given axis. */
static void
add_label (PlotHeatLayout *self, PangoLayout *layout, double x, double y, double align)
{
  PlotLabel label = { .layout = layout };

  plot_text_measure (layout, &label.rect.width, &label.rect.height);
  label.rect.x = x - label.rect.width * align;
  label.rect.y = y;
  g_array_append_val (self->labels, label);
}

static PangoLayout *
number (PlotHeatLayout *self, guint value)
{
  char text[16];

  g_snprintf (text, sizeof text, "%u", value);
  return plot_canvas_create_text (self->canvas, text, self->canvas->small_size, FALSE, -1.0, 1);
}

/* Every how manieth of the cells, @cell pixels apart, is numbered if a number takes @taken. */
static guint
choose_step (double cell, double taken)
{
  guint step = 1;

  while (step * cell < taken)
    step *= 2;
  return step;
}

/* 1 and the multiples of @step, from @step 4 on without what is next to 1. */
static gboolean
is_numbered (guint index, guint step)
{
  return index == 1 || (index % step == 0 && index > step / 2 && (index != 2 || step == 1));
}

static double
line_height (PlotHeatLayout *self, const char *text, double *width)
{
  g_autoptr (PangoLayout) layout
      = plot_canvas_create_text (self->canvas, text, self->canvas->small_size, FALSE, -1.0, 1);
  double height;

  plot_text_measure (layout, width, &height);
  return height;
}

static void
label_rows (PlotHeatLayout *self, const PlotHeatData *map)
{
  double cell = self->area.height / map->n_rows;
  double height = line_height (self, "0", NULL);
  guint step = choose_step (cell, height * 1.15);

  for (guint i = 1; i <= map->n_rows; i++)
    /* The 1 is nearer to the second number than the others are to each other. */
    if (is_numbered (i, step) && (i == 1 || i != step || (step - 1) * cell >= height))
      add_label (self, number (self, i), self->area.x - self->canvas->small_size * LABEL_GAP,
                 self->area.y + (i - 0.5) * cell - height / 2.0, 1.0);
}

static void
label_columns (PlotHeatLayout *self, const PlotHeatData *map, guint first, guint n)
{
  gboolean is_last = first + n == map->n_columns;
  double cell = self->area.width / map->n_columns;
  double y = self->area.y + self->area.height + self->canvas->small_size * COLUMN_GAP;
  g_autofree char *widest = g_strdup_printf ("%u", n);
  double width;
  guint step;

  line_height (self, widest, &width);
  step = choose_step (cell, width + self->canvas->small_size * 0.6);
  for (guint i = 1; i <= n; i++)
    {
      double x = self->area.x + (first + i - 0.5) * cell;

      /* The next group begins with its 1. */
      if (is_numbered (i, step) && (step == 1 || (n - i + 1) * cell > width + 3.0 || is_last))
        add_label (self, number (self, i), x, y, 0.5);
    }
}

static void
label_range (PlotHeatLayout *self, const PlotHeatData *map)
{
  PlotCanvas *canvas = self->canvas;
  double y = self->area.y + self->area.height + canvas->small_size * RANGE_GAP;
  g_autoptr (GArray) ticks = NULL;
  PlotScale scale;
  double step = 1.0;

  plot_scale_init (&scale, map->range_min, map->range_max, FALSE);
  ticks = plot_scale_ticks (
      &scale, (guint) CLAMP (self->area.width / (canvas->small_size * 5.0), 1.0, 8.0), 0.0);
  if (ticks->len >= 2)
    step = g_array_index (ticks, PlotTick, 1).value - g_array_index (ticks, PlotTick, 0).value;
  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, PlotTick, i).value;
      g_autofree char *text = base_number_tick (value, step);

      add_label (self, plot_canvas_create_text (canvas, text, canvas->small_size, FALSE, -1.0, 1),
                 self->area.x + self->area.width * plot_scale_position (&scale, value), y, 0.5);
    }
}

/* (transfer full) */
static PangoLayout *
make_group_title (PlotHeatLayout *self,
                  const PlotHeatData *map,
                  const PlotHeatGroup *group,
                  double width)
{
  PangoLayout *layout
      = plot_canvas_create_text (self->canvas, group->title, self->canvas->small_size, FALSE,
                                 MAX (width * group->n_columns / map->n_columns - 6.0, 1.0), 3);

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  return layout;
}

static double
measure_groups (PlotHeatLayout *self, const PlotHeatData *map, double width)
{
  double most = 0.0;
  double height;

  for (guint i = 0; i < map->groups->len; i++)
    {
      g_autoptr (PangoLayout) layout
          = make_group_title (self, map, &g_array_index (map->groups, PlotHeatGroup, i), width);

      plot_text_measure (layout, NULL, &height);
      most = MAX (most, height);
    }
  return most > 0.0 ? most + self->canvas->small_size * 0.3 : 0.0;
}

static void
label_groups (PlotHeatLayout *self, const PlotHeatData *map, double y)
{
  for (guint i = 0; i < map->groups->len; i++)
    {
      const PlotHeatGroup *group = &g_array_index (map->groups, PlotHeatGroup, i);
      PangoLayout *layout = make_group_title (self, map, group, self->area.width);
      double middle = (group->first + group->n_columns / 2.0) / map->n_columns;
      double width;

      plot_text_measure (layout, &width, NULL);
      pango_layout_set_width (layout, (int) ceil (width * PANGO_SCALE) + PANGO_SCALE / 2);
      add_label (self, layout, self->area.x + self->area.width * middle, y, 0.5);
    }
}

static GArray *
make_scale_ticks (
    const PlotHeatData *map, double height, double size, PlotScale *scale, double *step)
{
  GArray *ticks;

  plot_scale_init (scale, map->pale, map->deep, FALSE);
  ticks
      = plot_scale_ticks (scale, (guint) CLAMP (height / (size * 2.4), 1.0, MOST_SCALE_TICKS), 0.0);
  *step = 1.0;
  if (ticks->len >= 2)
    *step = g_array_index (ticks, PlotTick, 1).value - g_array_index (ticks, PlotTick, 0).value;
  return ticks;
}

/* Returns the width of the widest label of the scale. */
static double
measure_scale (PlotHeatLayout *self, const PlotHeatData *map, double height)
{
  PlotScale scale;
  double step;
  double most = 0.0;
  g_autoptr (GArray) ticks
      = make_scale_ticks (map, height, self->canvas->small_size, &scale, &step);

  for (guint i = 0; i < ticks->len; i++)
    {
      g_autofree char *text = base_number_tick (g_array_index (ticks, PlotTick, i).value, step);
      double width;

      line_height (self, text, &width);
      most = MAX (most, width);
    }
  return most;
}

/* The pale end is at the bottom. */
static void
label_scale (PlotHeatLayout *self, const PlotHeatData *map)
{
  PlotScale scale;
  double step;
  double height = line_height (self, "0", NULL);
  g_autoptr (GArray) ticks
      = make_scale_ticks (map, self->bar.height, self->canvas->small_size, &scale, &step);

  for (guint i = 0; i < ticks->len; i++)
    {
      double value = g_array_index (ticks, PlotTick, i).value;
      g_autofree char *text = base_number_tick (value, step);
      double share = plot_heat_data_get_share (map, value);

      add_label (
          self,
          plot_canvas_create_text (self->canvas, text, self->canvas->small_size, FALSE, -1.0, 1),
          self->bar.x + self->bar.width + self->canvas->small_size * 0.4,
          self->bar.y + self->bar.height * (1.0 - share) - height / 2.0, 0.0);
    }
}

/* Of the scale with its numbers and title; makes the title. */
static double
make_scale (PlotHeatLayout *self, const PlotHeatData *map, double *title_width)
{
  double size = self->canvas->small_size;
  double height = self->frame.room.height;

  *title_width = 0.0;
  if (map->scale_title[0] != '\0')
    {
      self->scale_title = plot_canvas_create_text (self->canvas, map->scale_title, size, FALSE,
                                                   MAX (height, 1.0), 2);
      pango_layout_set_alignment (self->scale_title, PANGO_ALIGN_CENTER);
      plot_text_measure (self->scale_title, NULL, title_width);
    }
  self->bar.width = size * 1.1;
  return self->bar.width + size * 0.4 + measure_scale (self, map, height) + size * 0.5
         + *title_width;
}

static void
make_square (PlotHeatLayout *self, const PlotHeatData *map)
{
  double cell = MIN (self->area.width / map->n_columns, self->area.height / map->n_rows);
  double narrower = self->area.width - cell * map->n_columns;

  /* Titles of groups that just fitted the wider area may not fit this one. */
  self->area.height = cell * map->n_rows;
  if (map->groups->len == 0 || narrower < self->area.width * 0.1)
    self->area.width = cell * map->n_columns;
}

static void
label_all (PlotHeatLayout *self, const PlotHeatData *map)
{
  label_rows (self, map);
  if (map->has_range)
    label_range (self, map);
  else if (map->groups->len == 0)
    label_columns (self, map, 0, map->n_columns);
  for (guint i = 0; i < map->groups->len; i++)
    {
      const PlotHeatGroup *group = &g_array_index (map->groups, PlotHeatGroup, i);

      label_columns (self, map, group->first, group->n_columns);
    }
  label_groups (self, map, self->labels_bottom + self->canvas->small_size * 0.3);
  label_scale (self, map);
}

void
plot_heat_layout_init (PlotHeatLayout *self, const PlotHeatData *map, PlotCanvas *canvas)
{
  double size = canvas->small_size;
  g_autofree char *rows = g_strdup_printf ("%u", map->n_rows);
  const PlotRect *room = &self->frame.room;
  double label_height;
  double row_width;
  double title_width;
  double scale_width;
  double below;
  double gap;

  *self = (PlotHeatLayout){ .canvas = canvas };
  self->labels = plot_labels_new ();
  plot_frame_init (&self->frame, canvas, map->title, map->note,
                   map->groups->len > 0 ? NULL : map->column_title, map->row_title);
  label_height = line_height (self, rows, &row_width);
  scale_width = make_scale (self, map, &title_width);

  self->area.x = room->x + row_width + size * LABEL_GAP;
  self->area.y = room->y + label_height / 2.0;
  self->area.width = MAX (room->x + room->width - self->area.x - scale_width - size * 1.2, 1.0);
  gap = size * (map->has_range ? RANGE_GAP : COLUMN_GAP);
  below = gap + label_height + measure_groups (self, map, self->area.width);
  self->area.height = MAX (room->y + room->height - self->area.y - below, 1.0);
  if (map->square)
    make_square (self, map);
  self->bar.x = self->area.x + self->area.width + size * 1.2;
  self->bar.y = self->area.y;
  self->bar.height = self->area.height;
  self->scale_title_x = self->bar.x + scale_width - title_width;
  self->labels_bottom = self->area.y + self->area.height + gap + label_height;
  label_all (self, map);
}

void
plot_heat_layout_clear (PlotHeatLayout *self)
{
  plot_frame_clear (&self->frame);
  g_array_unref (self->labels);
  g_clear_object (&self->scale_title);
}
