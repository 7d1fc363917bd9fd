/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture on the screen. It is drawn into a texture, and again only when it would look different
 * or its size changes, so scrolling and overlays cost no drawing. Nothing here waits for training.
 */
#include "config.h"

#include "app/plot/lab-picture-view.h"

#include <adwaita.h>
#include <math.h>

#define NATURAL_WIDTH 420
#define HIGHEST 480

typedef struct
{
  PlotPicture *picture; /* nullable */

  /* The last drawing, in device pixels, and what it shows. */
  GdkTexture *drawn; /* nullable */
  guint64 stamp;
  int width;
  int height;
  int scale;
  guint n_drawn;

  guint tick; /* 0 while not live */
} LabPictureViewPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (LabPictureView, lab_picture_view, GTK_TYPE_WIDGET)

#define PRIVATE(self)                                                                              \
  ((LabPictureViewPrivate *) lab_picture_view_get_instance_private (LAB_PICTURE_VIEW (self)))

static void
describe (LabPictureView *self)
{
  PlotPicture *picture = PRIVATE (self)->picture;
  g_autofree char *text = picture != NULL ? plot_picture_describe (picture) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

/* The picture takes the theme of the desktop. */
static void
draw_anew (LabPictureView *self)
{
  g_clear_object (&PRIVATE (self)->drawn);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const PlotTheme *
lab_picture_view_get_theme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return plot_theme_get (dark ? PLOT_THEME_HIGH_CONTRAST_DARK : PLOT_THEME_HIGH_CONTRAST);
  return plot_theme_get (dark ? PLOT_THEME_DARK : PLOT_THEME_LIGHT);
}

/* (transfer full) @scale: device pixels per logical pixel of @width and @height. */
static GdkTexture *
draw (LabPictureView *self, int width, int height, int scale)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_t *cr = cairo_create (surface);
  PlotTheme theme = *lab_picture_view_get_theme ();
  g_autoptr (GBytes) bytes = NULL;
  int stride;

  if (!LAB_PICTURE_VIEW_GET_CLASS (self)->opaque)
    theme.background.alpha = 0;
  cairo_scale (cr, scale, scale);
  plot_picture_draw (PRIVATE (self)->picture, cr, width, height, &theme);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  PRIVATE (self)->n_drawn++;

  /* The bytes keep a reference to the surface, which owns the pixels. */
  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) stride * height * scale,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
lab_picture_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LabPictureViewPrivate *private = PRIVATE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  guint64 stamp;

  if (private->picture == NULL || width < 1 || height < 1)
    return;
  /* Taken before drawing: a change meanwhile is drawn next time. */
  stamp = plot_picture_get_stamp (private->picture);
  if (private->drawn == NULL || stamp != private->stamp || width != private->width
      || height != private->height || scale != private->scale)
    {
      g_clear_object (&private->drawn);
      private->drawn = draw (LAB_PICTURE_VIEW (widget), width, height, scale);
      private->stamp = stamp;
      private->width = width;
      private->height = height;
      private->scale = scale;
    }
  gtk_snapshot_append_texture (snapshot, private->drawn, &GRAPHENE_RECT_INIT (0, 0, width, height));
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  LabPictureViewPrivate *private = PRIVATE (widget);

  if (private->picture != NULL && gtk_widget_get_mapped (widget)
      && plot_picture_get_stamp (private->picture) != private->stamp)
    gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

void
lab_picture_view_set_live (LabPictureView *self, gboolean live)
{
  g_return_if_fail (LAB_IS_PICTURE_VIEW (self));

  LabPictureViewPrivate *private = PRIVATE (self);

  if (live == (private->tick != 0))
    return;
  if (live)
    {
      private->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, NULL, NULL);
    }
  else
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), private->tick);
      private->tick = 0;
      describe (self);
      lab_picture_view_refresh (self);
    }
}

void
lab_picture_view_refresh (LabPictureView *self)
{
  g_return_if_fail (LAB_IS_PICTURE_VIEW (self));

  PlotPicture *picture = PRIVATE (self)->picture;

  if (picture == NULL || plot_picture_get_stamp (picture) == PRIVATE (self)->stamp)
    return;
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Grows with the width, up to a height that fits on a screen. */
static int
get_height (LabPictureView *self, int width)
{
  PlotPicture *picture = PRIVATE (self)->picture;
  double wide = MAX (width, PLOT_PICTURE_LEAST_WIDTH);
  double height = picture != NULL ? plot_picture_get_height (picture, wide) : 0;

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
      /* GTK cannot use a minimum height that grows with the width: it assumes that a wider widget
       * may be lower. So a scroller around the picture must use its natural height. */
      *minimum = PLOT_PICTURE_LEAST_HEIGHT;
      *natural = get_height (self, for_size < 0 ? NATURAL_WIDTH : for_size);
    }
}

void
lab_picture_view_set_picture (LabPictureView *self, PlotPicture *picture)
{
  g_return_if_fail (LAB_IS_PICTURE_VIEW (self));
  g_return_if_fail (picture == NULL || PLOT_IS_PICTURE (picture));

  LabPictureViewPrivate *private = PRIVATE (self);

  if (!g_set_object (&private->picture, picture))
    return;
  const char *title = picture != NULL ? plot_picture_get_title (picture) : NULL;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "", -1);
  describe (self);
  g_clear_object (&private->drawn);
  /* A picture that gains data usually keeps its size; then no relayout is needed. */
  if (picture != NULL && private->width > 0 && gtk_widget_get_mapped (GTK_WIDGET (self))
      && get_height (self, private->width) == private->height)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

PlotPicture *
lab_picture_view_get_picture (LabPictureView *self)
{
  g_return_val_if_fail (LAB_IS_PICTURE_VIEW (self), NULL);

  return PRIVATE (self)->picture;
}

guint
lab_picture_view_get_n_drawn (LabPictureView *self)
{
  g_return_val_if_fail (LAB_IS_PICTURE_VIEW (self), 0);

  return PRIVATE (self)->n_drawn;
}

static void
lab_picture_view_dispose (GObject *object)
{
  LabPictureViewPrivate *private = PRIVATE (object);

  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), object);
  if (private->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (object), private->tick);
  private->tick = 0;
  g_clear_object (&private->picture);
  g_clear_object (&private->drawn);
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
