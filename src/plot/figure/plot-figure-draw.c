/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws a figure without its cursor: background, grid, reference lines, curves, labels, titles,
 * legends. Decides no places: those come from the layout.
 */
#include "plot/figure/plot-figure-draw.h"
#include "plot/figure/plot-band-draw.h"
#include "plot/figure/plot-layout.h"
#include "plot/figure/plot-mark.h"
#include "plot/figure/plot-reference.h"
#include "plot/figure/plot-shade.h"
#include "plot/figure/plot-trace.h"

#include <math.h>

static void
draw_grid (PlotLayout *layout, const PlotRect *area, cairo_t *cr)
{
  plot_set_color (cr, &layout->theme->grid);
  cairo_set_line_width (cr, 1.0);
  for (guint i = 0; i < layout->y.ticks->len; i++)
    {
      const PlotAxisTick *tick = &g_array_index (layout->y.ticks, PlotAxisTick, i);
      double y = plot_canvas_snap (area->y + area->height * (1.0 - tick->position));

      if (tick->label == NULL)
        continue;
      cairo_move_to (cr, area->x, y);
      cairo_line_to (cr, area->x + area->width, y);
    }
  for (guint i = 0; i < layout->x.ticks->len; i++)
    {
      const PlotAxisTick *tick = &g_array_index (layout->x.ticks, PlotAxisTick, i);
      double x = plot_canvas_snap (area->x + area->width * tick->position);

      cairo_move_to (cr, x, area->y);
      cairo_line_to (cr, x, area->y + area->height);
    }
  cairo_stroke (cr);
}

/* The two axis lines, and small ticks of a log axis. */
static void
draw_frame (PlotLayout *layout, const PlotRect *area, cairo_t *cr)
{
  plot_set_color (cr, &layout->theme->frame);
  cairo_set_line_width (cr, 1.0);
  cairo_move_to (cr, plot_canvas_snap (area->x), area->y);
  cairo_line_to (cr, plot_canvas_snap (area->x), plot_canvas_snap (area->y + area->height));
  cairo_line_to (cr, area->x + area->width, plot_canvas_snap (area->y + area->height));
  for (guint i = 0; i < layout->y.ticks->len; i++)
    {
      const PlotAxisTick *tick = &g_array_index (layout->y.ticks, PlotAxisTick, i);
      double y = plot_canvas_snap (area->y + area->height * (1.0 - tick->position));

      if (tick->label != NULL)
        continue;
      cairo_move_to (cr, area->x, y);
      cairo_line_to (cr, area->x + 4.0, y);
    }
  cairo_stroke (cr);
}

static void
draw_y_labels (PlotLayout *layout, const PlotRect *area, cairo_t *cr)
{
  for (guint i = 0; i < layout->y.ticks->len; i++)
    {
      const PlotAxisTick *tick = &g_array_index (layout->y.ticks, PlotAxisTick, i);
      double y = area->y + area->height * (1.0 - tick->position);

      if (tick->label != NULL)
        plot_text_draw (tick->label, cr, area->x - layout->small_size * 0.6 - tick->width,
                        y - layout->y.label_height / 2.0, &layout->theme->dim);
    }
}

/* Labels of the ends stay inside of the figure; one that would touch its neighbour is left out. */
static void
draw_x_labels (PlotLayout *layout, const PlotRect *area, cairo_t *cr)
{
  double free_from = -INFINITY;

  for (guint i = 0; i < layout->x.ticks->len; i++)
    {
      const PlotAxisTick *tick = &g_array_index (layout->x.ticks, PlotAxisTick, i);
      double x = area->x + area->width * tick->position - tick->width / 2.0;

      x = CLAMP (x, 1.0, MAX (layout->width - tick->width - 1.0, 1.0));
      if (x < free_from)
        continue;
      plot_text_draw (tick->label, cr, x, area->y + area->height + layout->small_size * 0.4,
                      &layout->theme->dim);
      free_from = x + tick->width + 4.0;
    }
}

static gboolean
is_visible_band (PlotCurve *curve)
{
  return plot_curve_get_visible (curve) && PLOT_IS_BAND (plot_curve_get_source (curve));
}

static void
draw_curves (PlotLayout *layout, guint panel, cairo_t *cr)
{
  const PlotRect *area = &plot_layout_get_panel (layout, panel)->area;
  GPtrArray *curves = plot_figure_data_get_panel (layout->figure, panel)->curves;
  double margin = layout->line_width;
  guint n_bands = 0;

  cairo_save (cr);
  /* A line along an edge of the area is seen in full. */
  cairo_rectangle (cr, area->x, area->y - margin, area->width + margin,
                   area->height + 2.0 * margin);
  cairo_clip (cr);
  /* Areas first: none veils the line of another curve. */
  for (guint i = 0; i < curves->len; i++)
    if (is_visible_band (g_ptr_array_index (curves, i)))
      n_bands++;
  for (guint i = 0; i < curves->len; i++)
    if (is_visible_band (g_ptr_array_index (curves, i)))
      plot_band_draw_behind (layout, area, g_ptr_array_index (curves, i), n_bands, cr);
  for (guint i = 0; i < curves->len; i++)
    {
      PlotCurve *curve = g_ptr_array_index (curves, i);

      if (plot_curve_get_visible (curve))
        plot_trace_draw (layout, area, curve, (double) i / curves->len, cr);
    }
  cairo_restore (cr);
}

static void
draw_panel (PlotLayout *layout, guint panel, cairo_t *cr)
{
  const PlotPanelLayout *place = plot_layout_get_panel (layout, panel);
  PlotPlane plane = plot_layout_get_plane (layout, &place->area);

  plot_shade_draw (layout->figure, &plane, &layout->theme->foreground, cr);
  draw_grid (layout, &place->area, cr);
  draw_frame (layout, &place->area, cr);
  plot_reference_draw_lines (layout, panel, cr);
  if (panel < layout->figure->panels->len)
    {
      draw_curves (layout, panel, cr);
      plot_mark_draw_all (layout, panel, cr);
    }
  plot_reference_draw_labels (layout, panel, cr);
  if (place->first_column)
    draw_y_labels (layout, &place->area, cr);
  if (place->lowest)
    draw_x_labels (layout, &place->area, cr);
  if (place->title != NULL)
    plot_text_draw (place->title, cr, place->area.x, place->title_y, &layout->theme->foreground);
  if (place->legend != NULL)
    plot_legend_draw (place->legend, cr, layout->theme, layout->line_width, place->legend_x,
                      place->legend_y);
}

static void
draw_titles (PlotLayout *layout, cairo_t *cr)
{
  const PlotRect *first = &plot_layout_get_panel (layout, 0)->area;
  const PlotRect *last = &plot_layout_get_panel (layout, layout->panels->len - 1)->area;
  const PlotRect *right = &plot_layout_get_panel (layout, layout->n_columns - 1)->area;
  double width;

  if (layout->title != NULL)
    {
      plot_text_measure (layout->title, &width, NULL);
      /* Over the area if it fits there, else as far left as it must. */
      plot_text_draw (layout->title, cr,
                      CLAMP (layout->width - layout->pad - width, layout->pad, first->x),
                      layout->title_y, &layout->theme->foreground);
    }
  if (layout->note != NULL)
    {
      plot_text_measure (layout->note, &width, NULL);
      plot_text_draw (layout->note, cr,
                      CLAMP (layout->width - layout->pad - width, layout->pad, first->x),
                      layout->note_y, &layout->theme->dim);
    }
  if (layout->x_title != NULL)
    {
      double middle = (first->x + right->x + right->width) / 2.0;

      plot_text_measure (layout->x_title, &width, NULL);
      plot_text_draw (layout->x_title, cr, middle - width / 2.0, layout->x_title_y,
                      &layout->theme->dim);
    }
  if (layout->y_title != NULL)
    {
      double middle = (first->y + last->y + last->height) / 2.0;

      plot_text_measure (layout->y_title, &width, NULL);
      middle = CLAMP (middle, width / 2.0 + 2.0, MAX (layout->height - width / 2.0 - 2.0, 0.0));
      cairo_save (cr);
      cairo_translate (cr, layout->pad * 0.6, middle + width / 2.0);
      cairo_rotate (cr, -G_PI / 2.0);
      plot_text_draw (layout->y_title, cr, 0.0, 0.0, &layout->theme->dim);
      cairo_restore (cr);
    }
}

void
plot_figure_data_draw (PlotFigureData *figure, PlotCanvas *canvas)
{
  g_autoptr (PlotLayout) layout
      = plot_layout_new (figure, canvas->width, canvas->height, canvas->theme);

  for (guint i = 0; i < layout->panels->len; i++)
    draw_panel (layout, i, canvas->cr);
  draw_titles (layout, canvas->cr);
}
