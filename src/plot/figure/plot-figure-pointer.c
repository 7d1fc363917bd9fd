/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks a layout of the figure's size. Draws the cursor and nothing else.
 */
#include "plot/figure/plot-figure-pointer.h"
#include "plot/figure/plot-cursor-draw.h"
#include "plot/figure/plot-figure-private.h"

/* (transfer full) Places do not depend on the theme. */
static PlotLayout *
make_layout (PlotFigure *self, double width, double height)
{
  return plot_layout_new (plot_figure_get_data (self), width, height,
                          plot_theme_get (PLOT_THEME_LIGHT));
}

int
plot_figure_get_panel_at (PlotFigure *self, double width, double height, double x, double y)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), -1);

  g_autoptr (PlotLayout) layout = make_layout (self, width, height);
  int panel = plot_layout_get_panel_at (layout, x, y);

  return panel < (int) plot_figure_get_n_panels (self) ? panel : -1;
}

gboolean
plot_figure_get_area (PlotFigure *self, double width, double height, guint panel, PlotRect *area)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), FALSE);
  g_return_val_if_fail (area != NULL, FALSE);

  if (panel >= plot_figure_get_n_panels (self))
    return FALSE;

  g_autoptr (PlotLayout) layout = make_layout (self, width, height);

  *area = plot_layout_get_panel (layout, panel)->area;
  return TRUE;
}

gboolean
plot_figure_get_position (PlotFigure *self,
                          double width,
                          double height,
                          guint panel,
                          double x,
                          double y,
                          double *iteration,
                          double *value)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), FALSE);

  if (panel >= plot_figure_get_n_panels (self))
    return FALSE;

  g_autoptr (PlotLayout) layout = make_layout (self, width, height);
  const PlotRect *area = &plot_layout_get_panel (layout, panel)->area;

  if (iteration != NULL)
    *iteration = plot_scale_value (&layout->x.scale, (x - area->x) / area->width);
  if (value != NULL)
    *value = plot_scale_value (&layout->y.scale, 1.0 - (y - area->y) / area->height);
  return TRUE;
}

gboolean
plot_figure_get_point (PlotFigure *self,
                       double width,
                       double height,
                       guint panel,
                       double iteration,
                       double value,
                       double *x,
                       double *y)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), FALSE);
  g_return_val_if_fail (x != NULL && y != NULL, FALSE);

  if (panel >= plot_figure_get_n_panels (self))
    return FALSE;

  g_autoptr (PlotLayout) layout = make_layout (self, width, height);
  const PlotRect *area = &plot_layout_get_panel (layout, panel)->area;

  *x = plot_layout_get_x (layout, area, iteration);
  *y = plot_layout_get_y (layout, area, value);
  return TRUE;
}

GArray *
plot_figure_pick (
    PlotFigure *self, double width, double height, double x, double y, guint64 *iteration)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), NULL);
  g_return_val_if_fail (iteration != NULL, NULL);

  g_autoptr (PlotLayout) layout = make_layout (self, width, height);

  return plot_layout_pick (layout, x, y, iteration);
}

char *
plot_figure_get_cursor_text (PlotFigure *self, double width, double height, double x, double y)
{
  g_return_val_if_fail (PLOT_IS_FIGURE (self), NULL);

  PlotCursor cursor;
  char *text;

  if (!plot_cursor_init (&cursor, plot_figure_get_data (self), width, height,
                         plot_theme_get (PLOT_THEME_LIGHT), x, y))
    return NULL;
  text = plot_cursor_get_text (&cursor);
  plot_cursor_clear (&cursor);
  return text;
}

void
plot_figure_draw_cursor (PlotFigure *self,
                         cairo_t *cr,
                         double width,
                         double height,
                         const PlotTheme *theme,
                         double x,
                         double y)
{
  g_return_if_fail (PLOT_IS_FIGURE (self));
  g_return_if_fail (cr != NULL);
  g_return_if_fail (theme != NULL);

  PlotCursor cursor;

  if (!plot_cursor_init (&cursor, plot_figure_get_data (self), width, height, theme, x, y))
    return;
  plot_cursor_draw (&cursor, cr, x, y);
  plot_cursor_clear (&cursor);
}
