/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cursor of a figure, moved by pointer and keys. Draws nothing.
 */
#include "config.h"

#include "app/plot/lab-plot-cursor.h"

#include <math.h>

#include "plot/figure/plot-figure-pointer.h"

/* Key presses across the visible range. */
#define KEY_STEPS 100.0
#define FAR_STEPS 10

gboolean
lab_plot_cursor_point (LabPlotCursor *self, double x, double y)
{
  if (self->shown && x == self->x && y == self->y)
    return FALSE;
  self->by_keys = FALSE;
  self->shown = TRUE;
  self->x = x;
  self->y = y;
  return TRUE;
}

void
lab_plot_cursor_drop (LabPlotCursor *self)
{
  self->by_keys = FALSE;
  self->shown = FALSE;
}

/* The curve it is on, NULL if there is none. */
static PlotCurve *
get_curve (LabPlotCursor *self, PlotFigure *figure)
{
  g_autoptr (GPtrArray) visible = g_ptr_array_new ();
  GPtrArray *curves;

  if (plot_figure_get_n_panels (figure) == 0)
    return NULL;
  self->panel = MIN (self->panel, plot_figure_get_n_panels (figure) - 1);
  curves = plot_figure_get_curves (figure, self->panel);
  for (guint i = 0; i < curves->len; i++)
    if (plot_curve_get_visible (g_ptr_array_index (curves, i)))
      g_ptr_array_add (visible, g_ptr_array_index (curves, i));
  if (visible->len == 0)
    return NULL;
  self->curve = MIN (self->curve, visible->len - 1);
  return g_ptr_array_index (visible, self->curve);
}

void
lab_plot_cursor_place (LabPlotCursor *self, PlotFigure *figure, double width, double height)
{
  PlotCurve *curve = get_curve (self, figure);
  double begin, end;
  PlotRect area;

  if (curve == NULL || !plot_figure_get_area (figure, width, height, self->panel, &area))
    return;
  /* The cursor cannot leave the curve. */
  PlotSource *source = plot_curve_get_source (curve);
  double length = plot_source_get_length (source);
  plot_figure_get_x_range (figure, &begin, &end);
  self->iteration = CLAMP (self->iteration, begin, MAX (begin, MIN (end, length - 1)));
  double value = plot_source_get_value (source, (gsize) self->iteration);
  plot_figure_get_point (figure, width, height, self->panel, self->iteration, value, &self->x,
                         &self->y);
  self->y
      = isfinite (value) ? CLAMP (self->y, area.y, area.y + area.height) : area.y + area.height / 2;
  self->shown = TRUE;
}

/* The first key continues from the pointer, or from the end of the visible range. */
static void
begin_keys (LabPlotCursor *self, PlotFigure *figure, double width, double height)
{
  double begin, end, value;

  if (self->by_keys)
    return;
  plot_figure_get_x_range (figure, &begin, &end);
  self->iteration = end;
  if (self->shown)
    {
      int panel = plot_figure_get_panel_at (figure, width, height, self->x, self->y);
      self->panel = MAX (panel, 0);
      plot_figure_get_position (figure, width, height, self->panel, self->x, self->y,
                                &self->iteration, &value);
    }
  self->by_keys = TRUE;
}

void
lab_plot_cursor_move (LabPlotCursor *self,
                      PlotFigure *figure,
                      double width,
                      double height,
                      LabPlotStep step,
                      gboolean far)
{
  guint n_panels = plot_figure_get_n_panels (figure);
  double begin, end;

  begin_keys (self, figure, width, height);
  plot_figure_get_x_range (figure, &begin, &end);
  double length = MAX (1, floor ((end - begin) / KEY_STEPS)) * (far ? FAR_STEPS : 1);
  switch (step)
    {
    case LAB_PLOT_STEP_BACK:
      self->iteration -= length;
      break;
    case LAB_PLOT_STEP_ON:
      self->iteration += length;
      break;
    case LAB_PLOT_STEP_BEGIN:
      self->iteration = begin;
      break;
    case LAB_PLOT_STEP_END:
      self->iteration = end;
      break;
    case LAB_PLOT_STEP_CURVE_ABOVE:
      self->curve -= MIN (self->curve, 1);
      break;
    case LAB_PLOT_STEP_CURVE_BELOW:
      self->curve++;
      break;
    case LAB_PLOT_STEP_PANEL_BEFORE:
      self->panel -= MIN (self->panel, 1);
      break;
    case LAB_PLOT_STEP_PANEL_AFTER:
      self->panel = MIN (self->panel + 1, MAX (1, n_panels) - 1);
      break;
    default:
      g_assert_not_reached ();
    }
  lab_plot_cursor_place (self, figure, width, height);
}

char *
lab_plot_cursor_get_text (const LabPlotCursor *self,
                          PlotFigure *figure,
                          double width,
                          double height)
{
  return self->shown ? plot_figure_get_cursor_text (figure, width, height, self->x, self->y) : NULL;
}
