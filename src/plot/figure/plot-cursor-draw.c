/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Draws the cursor layer: a hairline in every panel and the table of values. Redraws no curve.
 */
#include "plot/figure/plot-cursor-draw.h"
#include "plot/figure/plot-cursor-table.h"

#include <math.h>

/* The hairline in every panel, and a dot where it meets a curve. */
static void
draw_hairlines (const PlotCursor *cursor, cairo_t *cr)
{
  const PlotTheme *theme = cursor->layout->theme;
  double iteration = (double) cursor->iteration;

  for (guint p = 0; p < cursor->layout->figure->panels->len; p++)
    {
      const PlotRect *area = &plot_layout_get_panel (cursor->layout, p)->area;
      double x = floor (plot_layout_get_x (cursor->layout, area, iteration)) + 0.5;

      plot_set_color (cr, &theme->dim);
      cairo_set_line_width (cr, 1.0);
      cairo_set_dash (cr, NULL, 0, 0.0);
      cairo_move_to (cr, x, area->y);
      cairo_line_to (cr, x, area->y + area->height);
      cairo_stroke (cr);
    }
  for (guint i = cursor->picks->len; i > 0; i--)
    {
      const PlotPick *pick = &g_array_index (cursor->picks, PlotPick, i - 1);
      const PlotRect *area = &plot_layout_get_panel (cursor->layout, pick->panel)->area;
      double position = plot_scale_position (&cursor->layout->y.scale, pick->drawn);
      PlotColor color = plot_curve_get_color (pick->curve, theme->dark);

      if (!(position >= 0.0 && position <= 1.0))
        continue;
      cairo_arc (cr, plot_layout_get_x (cursor->layout, area, iteration),
                 area->y + area->height * (1.0 - position), 2.0 + cursor->layout->line_width, 0.0,
                 2.0 * G_PI);
      plot_set_color (cr, &color);
      cairo_fill_preserve (cr);
      plot_set_color (cr, &theme->popup);
      cairo_set_line_width (cr, 1.0);
      cairo_stroke (cr);
    }
}

void
plot_cursor_draw (const PlotCursor *self, cairo_t *cr, double x, double y)
{
  cairo_save (cr);
  draw_hairlines (self, cr);
  plot_cursor_draw_table (self, cr, x, y);
  cairo_restore (cr);
}
