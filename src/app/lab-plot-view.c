/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure on the screen. The curves are drawn into a texture of their own, and
 * only when the figure would look different; the cursor lies above it, so that
 * moving the pointer draws no curve. Nothing here waits for a training.
 */
#include "config.h"

#include "lab-plot-view-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "lab-drawing.h"
#include "plot/plot-figure-pointer.h"

G_DEFINE_FINAL_TYPE (LabPlotView, lab_plot_view, GTK_TYPE_WIDGET)

static void
describe (LabPlotView *self)
{
  g_autofree char *text
      = self->figure != NULL ? plot_picture_describe (PLOT_PICTURE (self->figure)) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

/* The theme of the plot is the theme of the desktop. */
static void
follow_style (LabPlotView *self)
{
  g_clear_object (&self->curves);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
draw_curves (gpointer data, cairo_t *cr, double width, double height)
{
  LabPlotView *self = data;

  plot_picture_draw (PLOT_PICTURE (self->figure), cr, width, height, lab_drawing_get_theme ());
  self->n_drawn++;
}

static void
lab_plot_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LabPlotView *self = LAB_PLOT_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  guint64 stamp;

  if (self->figure == NULL || width < 1 || height < 1)
    return;

  /* Taken before drawing: what comes in between is drawn next time. */
  stamp = plot_picture_get_stamp (PLOT_PICTURE (self->figure));
  if (self->curves == NULL || stamp != self->stamp || width != self->width || height != self->height
      || scale != self->scale)
    {
      g_clear_object (&self->curves);
      self->curves = lab_drawing_to_texture (width, height, scale, draw_curves, self);
      self->stamp = stamp;
      self->width = width;
      self->height = height;
      self->scale = scale;
    }

  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, width, height);
  gtk_snapshot_append_texture (snapshot, self->curves, &bounds);

  if (self->by_keys)
    lab_plot_view_place_key_cursor (self);
  if (self->has_cursor)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
      plot_figure_draw_cursor (self->figure, cr, width, height, lab_drawing_get_theme (),
                               self->cursor_x, self->cursor_y);
      cairo_destroy (cr);
    }
  if (gtk_widget_has_visible_focus (widget))
    gtk_snapshot_render_focus (snapshot, gtk_widget_get_style_context (widget), 0, 0, width,
                               height);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LabPlotView *self = LAB_PLOT_VIEW (widget);

  if (self->figure != NULL && gtk_widget_get_mapped (widget)
      && plot_picture_get_stamp (PLOT_PICTURE (self->figure)) != self->stamp)
    gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

void
lab_plot_view_set_live (LabPlotView *self, gboolean live)
{
  g_return_if_fail (LAB_IS_PLOT_VIEW (self));

  if (live == (self->tick != 0))
    return;
  if (live)
    {
      self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
    }
  else
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
      self->tick = 0;
      describe (self);
      lab_plot_view_refresh (self);
    }
}

void
lab_plot_view_refresh (LabPlotView *self)
{
  g_return_if_fail (LAB_IS_PLOT_VIEW (self));

  if (self->figure == NULL || plot_picture_get_stamp (PLOT_PICTURE (self->figure)) == self->stamp)
    return;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lab_plot_view_set_figure (LabPlotView *self, PlotFigure *figure)
{
  g_return_if_fail (LAB_IS_PLOT_VIEW (self));
  g_return_if_fail (figure == NULL || PLOT_IS_FIGURE (figure));

  if (!g_set_object (&self->figure, figure))
    return;
  lab_plot_view_drop_cursor (self);
  follow_style (self);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
lab_plot_view_fit (LabPlotView *self)
{
  g_return_if_fail (LAB_IS_PLOT_VIEW (self));

  if (self->figure == NULL)
    return;
  plot_figure_reset_x_range (self->figure);
  lab_plot_view_refresh (self);
}

guint
lab_plot_view_get_n_drawn (LabPlotView *self)
{
  g_return_val_if_fail (LAB_IS_PLOT_VIEW (self), 0);

  return self->n_drawn;
}

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
lab_plot_view_dispose (GObject *object)
{
  LabPlotView *self = LAB_PLOT_VIEW (object);

  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), self);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_object (&self->figure);
  g_clear_object (&self->curves);
  G_OBJECT_CLASS (lab_plot_view_parent_class)->dispose (object);
}

static void
lab_plot_view_class_init (LabPlotViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = lab_plot_view_dispose;
  widget_class->snapshot = lab_plot_view_snapshot;
  widget_class->measure = lab_plot_view_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "labplot");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "win.start-or-pause", NULL);
}

static void
lab_plot_view_init (LabPlotView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Plot of the loss rates"), -1);
  g_signal_connect_swapped (manager, "notify::dark", G_CALLBACK (follow_style), self);
  g_signal_connect_swapped (manager, "notify::high-contrast", G_CALLBACK (follow_style), self);
  lab_plot_view_init_input (self);
}
