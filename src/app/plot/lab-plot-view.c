/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure on the screen. The cursor is drawn above the picture, so that moving the pointer
 * redraws no curve; scrolling zooms along x, dragging pans.
 */
#include "config.h"

#include "app/plot/lab-plot-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/plot/lab-plot-cursor.h"
#include "plot/figure/plot-figure-pointer.h"

#define ZOOM_STEP 1.25
/* The fewest iterations to zoom in to. */
#define LEAST_SPAN 8.0

struct _LabPlotView
{
  LabPictureView parent_instance;

  LabPlotCursor cursor;

  /* While dragging: the range shown when it began. */
  gboolean dragging;
  double drag_begin;
  double drag_end;
  guint drag_panel;
};

G_DEFINE_FINAL_TYPE (LabPlotView, lab_plot_view, LAB_TYPE_PICTURE_VIEW)

/* (transfer none) (nullable) */
static PlotFigure *
get_figure (LabPlotView *self)
{
  PlotPicture *picture = lab_picture_view_get_picture (LAB_PICTURE_VIEW (self));

  return picture != NULL ? PLOT_FIGURE (picture) : NULL;
}

static void
drop_cursor (LabPlotView *self)
{
  lab_plot_cursor_drop (&self->cursor);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
show_range (LabPlotView *self, double begin, double end)
{
  PlotFigure *figure = get_figure (self);
  double whole_begin, whole_end;
  double span = MAX (end - begin, LEAST_SPAN);

  plot_figure_reset_x_range (figure);
  plot_figure_get_x_range (figure, &whole_begin, &whole_end);
  if (span < whole_end - whole_begin)
    {
      begin = CLAMP (begin, whole_begin, whole_end - span);
      plot_figure_set_x_range (figure, begin, begin + span);
    }
  lab_picture_view_refresh (LAB_PICTURE_VIEW (self));
}

void
lab_plot_view_zoom (LabPlotView *self, double factor)
{
  g_return_if_fail (LAB_IS_PLOT_VIEW (self));
  g_return_if_fail (factor > 0);

  PlotFigure *figure = get_figure (self);
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double x = self->cursor.shown ? self->cursor.x : -1;
  double y = self->cursor.shown ? self->cursor.y : -1;
  double begin, end, iteration, value;

  if (figure == NULL)
    return;
  int panel = plot_figure_get_panel_at (figure, width, height, x, y);
  plot_figure_get_x_range (figure, &begin, &end);
  if (panel < 0
      || !plot_figure_get_position (figure, width, height, panel, x, y, &iteration, &value))
    iteration = (begin + end) / 2;
  show_range (self, iteration - (iteration - begin) / factor,
              iteration + (end - iteration) / factor);
}

void
lab_plot_view_fit (LabPlotView *self)
{
  g_return_if_fail (LAB_IS_PLOT_VIEW (self));

  PlotFigure *figure = get_figure (self);

  if (figure == NULL)
    return;
  plot_figure_reset_x_range (figure);
  lab_picture_view_refresh (LAB_PICTURE_VIEW (self));
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, LabPlotView *self)
{
  if (lab_plot_cursor_point (&self->cursor, x, y))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_leave (LabPlotView *self)
{
  if (!self->cursor.by_keys)
    drop_cursor (self);
}

static gboolean
on_scroll (GtkEventControllerScroll *controller, double dx, double dy, LabPlotView *self)
{
  if (get_figure (self) == NULL || dy == 0)
    return GDK_EVENT_PROPAGATE;
  lab_plot_view_zoom (self, pow (ZOOM_STEP, -dy));
  return GDK_EVENT_STOP;
}

static void
on_drag_begin (GtkGestureDrag *gesture, double x, double y, LabPlotView *self)
{
  PlotFigure *figure = get_figure (self);
  int panel;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (figure == NULL)
    return;
  panel = plot_figure_get_panel_at (figure, gtk_widget_get_width (GTK_WIDGET (self)),
                                    gtk_widget_get_height (GTK_WIDGET (self)), x, y);
  self->dragging
      = panel >= 0 && plot_figure_get_x_range (figure, &self->drag_begin, &self->drag_end);
  self->drag_panel = MAX (panel, 0);
}

static void
on_drag_update (GtkGestureDrag *gesture, double dx, double dy, LabPlotView *self)
{
  PlotFigure *figure = get_figure (self);
  PlotRect area;

  if (!self->dragging || figure == NULL
      || !plot_figure_get_area (figure, gtk_widget_get_width (GTK_WIDGET (self)),
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

/* (transfer full) (nullable): what is at the cursor. */
static char *
get_cursor_text (LabPlotView *self)
{
  return lab_plot_cursor_get_text (&self->cursor, get_figure (self),
                                   gtk_widget_get_width (GTK_WIDGET (self)),
                                   gtk_widget_get_height (GTK_WIDGET (self)));
}

/* Moves the cursor and announces its position to screen readers. */
static gboolean
move_cursor (LabPlotView *self, LabPlotStep step, GdkModifierType state)
{
  g_autofree char *text = NULL;

  lab_plot_cursor_move (&self->cursor, get_figure (self), gtk_widget_get_width (GTK_WIDGET (self)),
                        gtk_widget_get_height (GTK_WIDGET (self)), step,
                        (state & GDK_SHIFT_MASK) != 0);
  text = get_cursor_text (self);
  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    text, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

static void
copy_cursor (LabPlotView *self)
{
  g_autofree char *text = get_cursor_text (self);

  if (text == NULL)
    text = plot_picture_describe (PLOT_PICTURE (get_figure (self)));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

/* Keys with Control. */
static gboolean
on_control_pressed (LabPlotView *self, guint keyval)
{
  if (keyval != GDK_KEY_c)
    return GDK_EVENT_PROPAGATE;
  copy_cursor (self);
  return GDK_EVENT_STOP;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                LabPlotView *self)
{
  static const struct
  {
    guint keyval;
    LabPlotStep step;
  } steps[] = {
    { GDK_KEY_Left, LAB_PLOT_STEP_BACK },
    { GDK_KEY_Right, LAB_PLOT_STEP_ON },
    { GDK_KEY_Home, LAB_PLOT_STEP_BEGIN },
    { GDK_KEY_End, LAB_PLOT_STEP_END },
    { GDK_KEY_Up, LAB_PLOT_STEP_CURVE_ABOVE },
    { GDK_KEY_Down, LAB_PLOT_STEP_CURVE_BELOW },
    { GDK_KEY_Page_Up, LAB_PLOT_STEP_PANEL_BEFORE },
    { GDK_KEY_Page_Down, LAB_PLOT_STEP_PANEL_AFTER },
  };

  if (get_figure (self) == NULL || (state & GDK_ALT_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if ((state & GDK_CONTROL_MASK) != 0)
    return on_control_pressed (self, keyval);

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (keyval == steps[i].keyval)
      return move_cursor (self, steps[i].step, state);
  switch (keyval)
    {
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
      if (!self->cursor.shown)
        return GDK_EVENT_PROPAGATE;
      drop_cursor (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
lab_plot_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LabPlotView *self = LAB_PLOT_VIEW (widget);
  PlotFigure *figure = get_figure (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (figure == NULL || width < 1 || height < 1)
    return;
  GTK_WIDGET_CLASS (lab_plot_view_parent_class)->snapshot (widget, snapshot);
  if (self->cursor.by_keys)
    lab_plot_cursor_place (&self->cursor, figure, width, height);
  if (self->cursor.shown)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
      plot_figure_draw_cursor (figure, cr, width, height, lab_picture_view_get_theme (),
                               self->cursor.x, self->cursor.y);
      cairo_destroy (cr);
    }
  if (gtk_widget_has_visible_focus (widget))
    gtk_snapshot_render_focus (snapshot, gtk_widget_get_style_context (widget), 0, 0, width,
                               height);
}

void
lab_plot_view_set_figure (LabPlotView *self, PlotFigure *figure)
{
  g_return_if_fail (LAB_IS_PLOT_VIEW (self));
  g_return_if_fail (figure == NULL || PLOT_IS_FIGURE (figure));

  if (figure == get_figure (self))
    return;
  drop_cursor (self);
  lab_picture_view_set_picture (LAB_PICTURE_VIEW (self), (PlotPicture *) figure);
  /* A study's figure has no title: the window shows it. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Plot of the loss rates"), -1);
}

static GtkSizeRequestMode
lab_plot_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* It fills the space it is given. */
static void
lab_plot_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 280 : 180;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 900 : 280;
  *minimum_baseline = *natural_baseline = -1;
}

static void
lab_plot_view_class_init (LabPlotViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  LAB_PICTURE_VIEW_CLASS (klass)->opaque = TRUE;
  widget_class->snapshot = lab_plot_view_snapshot;
  widget_class->measure = lab_plot_view_measure;
  widget_class->get_request_mode = lab_plot_view_get_request_mode;
  gtk_widget_class_set_css_name (widget_class, "labplot");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "win.start-or-pause", NULL);
}

static void
lab_plot_view_init (LabPlotView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *controller;

  gtk_widget_set_focusable (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Plot of the loss rates"), -1);

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
