/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws a heat map. Decides no places: those come from the layout.
 */
#include "plot/picture/plot-heat-map-draw.h"
#include "plot/draw/plot-heat-color.h"
#include "plot/picture/plot-heat-map-layout.h"

#include <math.h>

#define HATCH_DISTANCE 5.0
/* Cells larger than this stand apart by a line of the background. */
#define GAP_LEAST_CELL 7.0
#define SCALE_STEPS 96
/* More than can be told apart; a matrix may have a hundred thousand cells. */
#define N_COLORS 257

static void
hatch (PlotCanvas *canvas, double x, double y, double width, double height)
{
  cairo_t *cr = canvas->cr;

  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  plot_set_color (cr, &canvas->theme->frame);
  cairo_set_line_width (cr, 1.0);
  for (double d = -height; d < width; d += HATCH_DISTANCE)
    {
      cairo_move_to (cr, x + d, y + height);
      cairo_line_to (cr, x + d + height, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw_cells (const PlotHeatData *self, const PlotHeatLayout *layout)
{
  PlotCanvas *canvas = layout->canvas;
  const PlotRect *area = &layout->area;
  double cell_width = area->width / self->n_columns;
  double cell_height = area->height / self->n_rows;
  double gap = MIN (cell_width, cell_height) >= GAP_LEAST_CELL ? 1.0 : 0.0;
  PlotColor colors[N_COLORS];
  g_autofree gboolean *is_zero = g_new (gboolean, self->n_columns);

  for (guint j = 0; j < self->n_columns; j++)
    is_zero[j] = plot_heat_data_is_zero (self, j);
  for (guint i = 0; i < N_COLORS; i++)
    colors[i] = plot_heat_color ((double) i / (N_COLORS - 1), canvas->theme->dark);

  for (guint i = 0; i < self->n_rows; i++)
    for (guint j = 0; j < self->n_columns; j++)
      {
        double value = self->values[(gsize) i * self->n_columns + j];
        /* Whole pixels: no seams between cells that are the same. */
        double left = round (area->x + j * cell_width);
        double right = MAX (round (area->x + (j + 1) * cell_width) - gap, left);
        double top = round (area->y + i * cell_height);
        double bottom = MAX (round (area->y + (i + 1) * cell_height) - gap, top);

        if (value == 0.0 && is_zero[j])
          continue;
        if (isnan (value))
          {
            hatch (canvas, left, top, right - left, bottom - top);
            continue;
          }

        guint color = (guint) lround (plot_heat_data_get_share (self, value) * (N_COLORS - 1));

        plot_set_color (canvas->cr, &colors[color]);
        cairo_rectangle (canvas->cr, left, top, right - left, bottom - top);
        cairo_fill (canvas->cr);
      }
}

/* Neighbours together, so that the lines go on. */
static void
hatch_zeros (const PlotHeatData *self, const PlotHeatLayout *layout)
{
  const PlotRect *area = &layout->area;
  double cell_width = area->width / self->n_columns;
  guint end;

  for (guint j = 0; j < self->n_columns; j = end + 1)
    {
      for (end = j; end < self->n_columns && plot_heat_data_is_zero (self, end); end++)
        ;
      if (end > j)
        hatch (layout->canvas, round (area->x + j * cell_width), round (area->y),
               round (area->x + end * cell_width) - round (area->x + j * cell_width),
               round (area->y + area->height) - round (area->y));
    }
}

static void
draw_frame (PlotCanvas *canvas, const PlotRect *rect)
{
  plot_set_color (canvas->cr, &canvas->theme->frame);
  cairo_set_line_width (canvas->cr, 1.0);
  cairo_rectangle (canvas->cr, round (rect->x) - 0.5, round (rect->y) - 0.5,
                   round (rect->x + rect->width) - round (rect->x) + 1.0,
                   round (rect->y + rect->height) - round (rect->y) + 1.0);
  cairo_stroke (canvas->cr);
}

static void
draw_dividers (const PlotHeatData *self, const PlotHeatLayout *layout)
{
  PlotCanvas *canvas = layout->canvas;
  const PlotRect *area = &layout->area;

  for (guint i = 1; i < self->groups->len; i++)
    {
      const PlotHeatGroup *group = &g_array_index (self->groups, PlotHeatGroup, i);
      double x = round (area->x + area->width * group->first / self->n_columns) - 0.5;

      cairo_set_line_width (canvas->cr, 5.0);
      plot_set_color (canvas->cr, &canvas->theme->background);
      cairo_move_to (canvas->cr, x, area->y);
      cairo_line_to (canvas->cr, x, area->y + area->height);
      cairo_stroke (canvas->cr);
      cairo_set_line_width (canvas->cr, 2.0);
      plot_set_color (canvas->cr, &canvas->theme->foreground);
      cairo_move_to (canvas->cr, x, area->y - 3.0);
      cairo_line_to (canvas->cr, x, area->y + area->height + 3.0);
      cairo_stroke (canvas->cr);
    }
}

static void
draw_scale (const PlotHeatLayout *layout)
{
  PlotCanvas *canvas = layout->canvas;
  const PlotRect *bar = &layout->bar;

  for (guint i = 0; i < SCALE_STEPS; i++)
    {
      PlotColor color = plot_heat_color ((i + 0.5) / SCALE_STEPS, canvas->theme->dark);
      double top = round (bar->y + bar->height * (1.0 - (i + 1.0) / SCALE_STEPS));
      double bottom = round (bar->y + bar->height * (1.0 - (double) i / SCALE_STEPS));

      plot_set_color (canvas->cr, &color);
      cairo_rectangle (canvas->cr, round (bar->x), top, round (bar->width), bottom - top);
      cairo_fill (canvas->cr);
    }
  draw_frame (canvas, bar);
}

static void
draw_scale_title (const PlotHeatLayout *layout)
{
  PlotCanvas *canvas = layout->canvas;
  double length;
  double top;
  double most;

  if (layout->scale_title == NULL)
    return;
  plot_text_measure (layout->scale_title, &length, NULL);
  most = canvas->height - canvas->pad - length;
  top = layout->bar.y + (layout->bar.height - length) / 2.0;
  top = CLAMP (top, MIN (layout->frame.room.y, most), MAX (most, layout->frame.room.y));
  plot_canvas_draw_text_turned (canvas, layout->scale_title, layout->scale_title_x, top,
                                &canvas->theme->dim);
}

void
plot_heat_map_draw (const PlotHeatData *self, PlotCanvas *canvas)
{
  PlotHeatLayout layout;

  plot_heat_layout_init (&layout, self, canvas);
  draw_cells (self, &layout);
  hatch_zeros (self, &layout);
  draw_frame (canvas, &layout.area);
  draw_dividers (self, &layout);
  draw_scale (&layout);
  draw_scale_title (&layout);
  plot_canvas_draw_labels (canvas, layout.labels, &canvas->theme->dim);
  plot_frame_draw (&layout.frame, &layout.area, layout.labels_bottom);
  plot_heat_layout_clear (&layout);
}
