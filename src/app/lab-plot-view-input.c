/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pointer and keys on the plot: the cursor follows the pointer or walks along a
 * curve by keys; scrolling zooms along x, dragging moves. Draws nothing.
 */
#include "config.h"

#include "lab-plot-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "plot/plot-figure-pointer.h"

/* One step of the arrow keys is this part of what is seen. */
#define KEY_STEPS 100.0
#define ZOOM_STEP 1.25
/* Nearer than this many iterations there is nothing more to see. */
#define LEAST_SPAN 8.0

static void
set_cursor (LabPlotView *self, double x, double y)
{
  self->has_cursor = TRUE;
  self->cursor_x = x;
  self->cursor_y = y;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lab_plot_view_drop_cursor (LabPlotView *self)
{
  self->by_keys = FALSE;
  self->has_cursor = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
show_range (LabPlotView *self, double begin, double end)
{
  double whole_begin, whole_end;
  double span = MAX (end - begin, LEAST_SPAN);

  plot_figure_reset_x_range (self->figure);
  plot_figure_get_x_range (self->figure, &whole_begin, &whole_end);
  if (span < whole_end - whole_begin)
    {
      begin = CLAMP (begin, whole_begin, whole_end - span);
      plot_figure_set_x_range (self->figure, begin, begin + span);
    }
  lab_plot_view_refresh (self);
}

static void
zoom_at (LabPlotView *self, double factor, double x, double y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  int panel = plot_figure_get_panel_at (self->figure, width, height, x, y);
  double begin, end, iteration, value;

  plot_figure_get_x_range (self->figure, &begin, &end);
  if (panel < 0
      || !plot_figure_get_position (self->figure, width, height, panel, x, y, &iteration, &value))
    iteration = (begin + end) / 2;
  show_range (self, iteration - (iteration - begin) / factor,
              iteration + (end - iteration) / factor);
}

void
lab_plot_view_zoom (LabPlotView *self, double factor)
{
  g_return_if_fail (LAB_IS_PLOT_VIEW (self));
  g_return_if_fail (factor > 0);

  if (self->figure != NULL)
    zoom_at (self, factor, self->has_cursor ? self->cursor_x : -1,
             self->has_cursor ? self->cursor_y : -1);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, LabPlotView *self)
{
  /* A layout under a still pointer moves nothing. */
  if (self->has_cursor && x == self->cursor_x && y == self->cursor_y)
    return;
  self->by_keys = FALSE;
  set_cursor (self, x, y);
}

static void
on_leave (LabPlotView *self)
{
  if (!self->by_keys)
    lab_plot_view_drop_cursor (self);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, LabPlotView *self)
{
  if (self->figure == NULL || dy == 0)
    return GDK_EVENT_PROPAGATE;
  lab_plot_view_zoom (self, pow (ZOOM_STEP, -dy));
  return GDK_EVENT_STOP;
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, LabPlotView *self)
{
  int panel;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->figure == NULL)
    return;
  panel = plot_figure_get_panel_at (self->figure, gtk_widget_get_width (GTK_WIDGET (self)),
                                    gtk_widget_get_height (GTK_WIDGET (self)), x, y);
  self->dragging
      = panel >= 0 && plot_figure_get_x_range (self->figure, &self->drag_begin, &self->drag_end);
  self->drag_panel = MAX (panel, 0);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, LabPlotView *self)
{
  PlotRect area;

  if (!self->dragging || self->figure == NULL
      || !plot_figure_get_area (self->figure, gtk_widget_get_width (GTK_WIDGET (self)),
                                gtk_widget_get_height (GTK_WIDGET (self)), self->drag_panel, &area))
    return;
  double shift = -dx / MAX (1, area.width) * (self->drag_end - self->drag_begin);
  show_range (self, self->drag_begin + shift, self->drag_end + shift);
}

static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, LabPlotView *self)
{
  if (n_press == 2)
    lab_plot_view_fit (self);
}

/* The visible curves of the panel of the keys, NULL when there is none. */
static PlotCurve *
get_key_curve (LabPlotView *self)
{
  g_autoptr (GPtrArray) visible = g_ptr_array_new ();
  GPtrArray *curves;

  if (self->figure == NULL || plot_figure_get_n_panels (self->figure) == 0)
    return NULL;
  self->key_panel = MIN (self->key_panel, plot_figure_get_n_panels (self->figure) - 1);
  curves = plot_figure_get_curves (self->figure, self->key_panel);
  for (guint i = 0; i < curves->len; i++)
    if (plot_curve_get_visible (g_ptr_array_index (curves, i)))
      g_ptr_array_add (visible, g_ptr_array_index (curves, i));
  if (visible->len == 0)
    return NULL;
  self->key_curve = MIN (self->key_curve, visible->len - 1);
  return g_ptr_array_index (visible, self->key_curve);
}

static double
get_y (LabPlotView *self, const PlotRect *area, double value)
{
  double min, max;

  plot_figure_get_y_range (self->figure, &min, &max);
  if (!isfinite (value))
    return area->y + area->height / 2;
  if (plot_figure_get_log_y (self->figure) && min > 0)
    value = log (MAX (value, min) / min) / log (max / min);
  else
    value = (value - min) / (max - min);
  return area->y + area->height * (1 - CLAMP (value, 0, 1));
}

void
lab_plot_view_place_key_cursor (LabPlotView *self)
{
  PlotCurve *curve = get_key_curve (self);
  double begin, end;
  PlotRect area;

  if (curve == NULL
      || !plot_figure_get_area (self->figure, gtk_widget_get_width (GTK_WIDGET (self)),
                                gtk_widget_get_height (GTK_WIDGET (self)), self->key_panel, &area))
    return;
  /* Along the curve, so no further than it goes. */
  double length = plot_source_get_length (plot_curve_get_source (curve));
  plot_figure_get_x_range (self->figure, &begin, &end);
  self->key_iteration = CLAMP (self->key_iteration, begin, MAX (begin, MIN (end, length - 1)));
  double value = plot_source_get_value (plot_curve_get_source (curve), (gsize) self->key_iteration);
  self->has_cursor = TRUE;
  self->cursor_x = area.x + area.width * (self->key_iteration - begin) / (end - begin);
  self->cursor_y = get_y (self, &area, value);
}

static void
say_cursor (LabPlotView *self)
{
  g_autofree char *text = plot_figure_get_cursor_text (
      self->figure, gtk_widget_get_width (GTK_WIDGET (self)),
      gtk_widget_get_height (GTK_WIDGET (self)), self->cursor_x, self->cursor_y);

  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    text, -1);
}

static void
begin_key_cursor (LabPlotView *self)
{
  double begin, end, value;

  if (self->by_keys)
    return;
  plot_figure_get_x_range (self->figure, &begin, &end);
  self->key_iteration = end;
  if (self->has_cursor)
    {
      double width = gtk_widget_get_width (GTK_WIDGET (self));
      double height = gtk_widget_get_height (GTK_WIDGET (self));
      int panel
          = plot_figure_get_panel_at (self->figure, width, height, self->cursor_x, self->cursor_y);
      self->key_panel = MAX (panel, 0);
      plot_figure_get_position (self->figure, width, height, self->key_panel, self->cursor_x,
                                self->cursor_y, &self->key_iteration, &value);
    }
  self->by_keys = TRUE;
}

/* Along the curve, to another curve, to another panel. */
static gboolean
move_key_cursor (LabPlotView *self, guint keyval, GdkModifierType state)
{
  gboolean far = (state & GDK_SHIFT_MASK) != 0;
  guint n_panels = plot_figure_get_n_panels (self->figure);
  double begin, end;

  begin_key_cursor (self);
  plot_figure_get_x_range (self->figure, &begin, &end);
  double step = MAX (1, floor ((end - begin) / KEY_STEPS)) * (far ? 10 : 1);
  switch (keyval)
    {
    case GDK_KEY_Left:
      self->key_iteration -= step;
      break;
    case GDK_KEY_Right:
      self->key_iteration += step;
      break;
    case GDK_KEY_Home:
      self->key_iteration = begin;
      break;
    case GDK_KEY_End:
      self->key_iteration = end;
      break;
    case GDK_KEY_Up:
      self->key_curve -= MIN (self->key_curve, 1);
      break;
    case GDK_KEY_Down:
      self->key_curve++;
      break;
    case GDK_KEY_Page_Up:
      self->key_panel -= MIN (self->key_panel, 1);
      break;
    case GDK_KEY_Page_Down:
      self->key_panel = MIN (self->key_panel + 1, MAX (1, n_panels) - 1);
      break;
    default:
      g_assert_not_reached ();
    }
  lab_plot_view_place_key_cursor (self);
  say_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

static void
copy_cursor (LabPlotView *self)
{
  g_autofree char *text = NULL;

  if (self->has_cursor)
    text = plot_figure_get_cursor_text (self->figure, gtk_widget_get_width (GTK_WIDGET (self)),
                                        gtk_widget_get_height (GTK_WIDGET (self)), self->cursor_x,
                                        self->cursor_y);
  if (text == NULL)
    text = plot_picture_describe (PLOT_PICTURE (self->figure));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                LabPlotView *self)
{
  if (self->figure == NULL || (state & GDK_ALT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if ((state & GDK_CONTROL_MASK) != 0)
    {
      if (keyval != GDK_KEY_c)
        return GDK_EVENT_PROPAGATE;
      copy_cursor (self);
      return GDK_EVENT_STOP;
    }

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Home:
    case GDK_KEY_End:
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      return move_key_cursor (self, keyval, state);
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      lab_plot_view_zoom (self, ZOOM_STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      lab_plot_view_zoom (self, 1 / ZOOM_STEP);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
      lab_plot_view_fit (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (!self->has_cursor)
        return GDK_EVENT_PROPAGATE;
      lab_plot_view_drop_cursor (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

void
lab_plot_view_init_input (LabPlotView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *controller;

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "enter", G_CALLBACK (on_motion), self);
  g_signal_connect (controller, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (controller, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (widget, controller);

  controller = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  g_signal_connect (controller, "scroll", G_CALLBACK (on_scroll), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_drag_new ());
  g_signal_connect (controller, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect (controller, "drag-update", G_CALLBACK (on_drag_update), self);
  gtk_widget_add_controller (widget, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  g_signal_connect (controller, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (widget, controller);

  controller = gtk_event_controller_key_new ();
  g_signal_connect (controller, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (widget, controller);
}
