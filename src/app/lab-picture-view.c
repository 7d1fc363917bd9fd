/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture on the screen. It is drawn into a texture once for each size, so that
 * scrolling past it draws nothing anew.
 */
#include "config.h"

#include "lab-picture-view.h"

#include <adwaita.h>
#include <math.h>

#include "lab-drawing.h"

#define NATURAL_WIDTH 420
#define HIGHEST 480

struct _LabPictureView
{
  GtkWidget parent_instance;

  PlotPicture *picture; /* nullable */
  GdkTexture *drawn;    /* nullable: as it was drawn last, in device pixels */
  int width;
  int height;
  int scale;
  guint n_drawn;
};

G_DEFINE_FINAL_TYPE (LabPictureView, lab_picture_view, GTK_TYPE_WIDGET)

static void
draw_anew (LabPictureView *self)
{
  g_clear_object (&self->drawn);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What is behind the picture shows through: it has the colour of what it lies on. */
static void
draw (gpointer data, cairo_t *cr, double width, double height)
{
  LabPictureView *self = data;
  PlotTheme theme = *lab_drawing_get_theme ();

  theme.background.alpha = 0;
  plot_picture_draw (self->picture, cr, width, height, &theme);
  self->n_drawn++;
}

static void
lab_picture_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LabPictureView *self = LAB_PICTURE_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);

  if (self->picture == NULL || width < 1 || height < 1)
    return;
  if (self->drawn == NULL || width != self->width || height != self->height || scale != self->scale)
    {
      g_clear_object (&self->drawn);
      self->drawn = lab_drawing_to_texture (width, height, scale, draw, self);
      self->width = width;
      self->height = height;
      self->scale = scale;
    }
  gtk_snapshot_append_texture (snapshot, self->drawn, &GRAPHENE_RECT_INIT (0, 0, width, height));
}

/* The wider, the higher, up to a height that fits on a screen. */
static int
get_height (LabPictureView *self, int width)
{
  double wide = MAX (width, PLOT_PICTURE_LEAST_WIDTH);
  double height = self->picture != NULL ? plot_picture_get_height (self->picture, wide) : 0;

  return (int) ceil (CLAMP (height, PLOT_PICTURE_LEAST_HEIGHT, HIGHEST));
}

static GtkSizeRequestMode
lab_picture_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
lab_picture_view_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  LabPictureView *self = LAB_PICTURE_VIEW (widget);

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = PLOT_PICTURE_LEAST_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    {
      /* A least height that grew with the width would be none to GTK: what is wider may be lower.
       * So a scroller around it must give what is natural. */
      *minimum = PLOT_PICTURE_LEAST_HEIGHT;
      *natural = get_height (self, for_size < 0 ? NATURAL_WIDTH : for_size);
    }
}

void
lab_picture_view_set_picture (LabPictureView *self, PlotPicture *picture)
{
  g_return_if_fail (LAB_IS_PICTURE_VIEW (self));
  g_return_if_fail (picture == NULL || PLOT_IS_PICTURE (picture));

  if (!g_set_object (&self->picture, picture))
    return;
  g_autofree char *text = picture != NULL ? plot_picture_describe (picture) : g_strdup ("");
  const char *title = picture != NULL ? plot_picture_get_title (picture) : NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "", GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
  g_clear_object (&self->drawn);
  /* A picture that grows keeps its size, as a rule: nothing else moves then. */
  if (picture != NULL && self->width > 0 && gtk_widget_get_mapped (GTK_WIDGET (self))
      && get_height (self, self->width) == self->height)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

PlotPicture *
lab_picture_view_get_picture (LabPictureView *self)
{
  g_return_val_if_fail (LAB_IS_PICTURE_VIEW (self), NULL);

  return self->picture;
}

guint
lab_picture_view_get_n_drawn (LabPictureView *self)
{
  g_return_val_if_fail (LAB_IS_PICTURE_VIEW (self), 0);

  return self->n_drawn;
}

static void
lab_picture_view_dispose (GObject *object)
{
  LabPictureView *self = LAB_PICTURE_VIEW (object);

  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), self);
  g_clear_object (&self->picture);
  g_clear_object (&self->drawn);
  G_OBJECT_CLASS (lab_picture_view_parent_class)->dispose (object);
}

static void
lab_picture_view_class_init (LabPictureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lab_picture_view_dispose;
  widget_class->snapshot = lab_picture_view_snapshot;
  widget_class->measure = lab_picture_view_measure;
  widget_class->get_request_mode = lab_picture_view_get_request_mode;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "labpicture");
}

static void
lab_picture_view_init (LabPictureView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (manager, "notify::dark", G_CALLBACK (draw_anew), self);
  g_signal_connect_swapped (manager, "notify::high-contrast", G_CALLBACK (draw_anew), self);
}

LabPictureView *
lab_picture_view_new (void)
{
  return g_object_new (LAB_TYPE_PICTURE_VIEW, NULL);
}
