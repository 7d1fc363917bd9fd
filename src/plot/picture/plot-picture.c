/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What all pictures have in common: title, note, and the ways out. Draws no data itself.
 */
#include "config.h"

#include "plot/picture/plot-picture.h"

#include <glib/gi18n-lib.h>

#include "base/text.h"
#include "plot/draw/plot-canvas.h"

#include <math.h>
#include <string.h>

typedef struct
{
  char *title;
  char *note;
  guint64 stamp;
} PlotPicturePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PlotPicture, plot_picture, G_TYPE_OBJECT)

#define PRIVATE(self) ((PlotPicturePrivate *) plot_picture_get_instance_private (self))

static void
plot_picture_finalize (GObject *object)
{
  PlotPicturePrivate *private = PRIVATE (PLOT_PICTURE (object));

  g_free (private->title);
  g_free (private->note);
  G_OBJECT_CLASS (plot_picture_parent_class)->finalize (object);
}

static double
get_height (PlotPicture *self, double width)
{
  return CLAMP (width * 0.5, PLOT_PICTURE_LEAST_HEIGHT, 560.0);
}

static guint64
get_stamp (PlotPicture *self)
{
  return PRIVATE (self)->stamp;
}

static void
plot_picture_class_init (PlotPictureClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plot_picture_finalize;
  klass->get_height = get_height;
  klass->get_stamp = get_stamp;
}

static void
plot_picture_init (PlotPicture *self)
{
  PRIVATE (self)->title = g_strdup ("");
  PRIVATE (self)->note = g_strdup ("");
}

/* Takes @value. */
static void
set_text (PlotPicture *self, char **text, char *value)
{
  PRIVATE (self)->stamp += strcmp (*text, value) != 0;
  g_free (*text);
  *text = value;
}

void
plot_picture_set_title (PlotPicture *self, const char *title)
{
  g_return_if_fail (PLOT_IS_PICTURE (self));

  set_text (self, &PRIVATE (self)->title, base_text_make_line (title != NULL ? title : ""));
}

void
plot_picture_set_note (PlotPicture *self, const char *note)
{
  g_return_if_fail (PLOT_IS_PICTURE (self));

  set_text (self, &PRIVATE (self)->note, g_strdup (note != NULL ? note : ""));
}

const char *
plot_picture_get_title (PlotPicture *self)
{
  g_return_val_if_fail (PLOT_IS_PICTURE (self), NULL);

  return PRIVATE (self)->title;
}

const char *
plot_picture_get_note (PlotPicture *self)
{
  g_return_val_if_fail (PLOT_IS_PICTURE (self), NULL);

  return PRIVATE (self)->note;
}

static void
draw (PlotPicture *self,
      cairo_t *cr,
      double width,
      double height,
      const PlotTheme *theme,
      GArray *texts)
{
  PlotCanvas canvas;

  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_clip (cr);
  plot_set_color (cr, &theme->background);
  cairo_paint (cr);
  plot_canvas_init (&canvas, cr, width, height, theme, texts);
  PLOT_PICTURE_GET_CLASS (self)->draw (self, &canvas);
  plot_canvas_clear (&canvas);
  cairo_restore (cr);
}

void
plot_picture_draw (
    PlotPicture *self, cairo_t *cr, double width, double height, const PlotTheme *theme)
{
  g_return_if_fail (PLOT_IS_PICTURE (self));
  g_return_if_fail (cr != NULL);
  g_return_if_fail (width > 0.0 && height > 0.0);
  g_return_if_fail (theme != NULL);

  draw (self, cr, width, height, theme, NULL);
}

double
plot_picture_get_height (PlotPicture *self, double width)
{
  g_return_val_if_fail (PLOT_IS_PICTURE (self), 0.0);

  return PLOT_PICTURE_GET_CLASS (self)->get_height (self, width);
}

guint64
plot_picture_get_stamp (PlotPicture *self)
{
  g_return_val_if_fail (PLOT_IS_PICTURE (self), 0);

  return PLOT_PICTURE_GET_CLASS (self)->get_stamp (self);
}

GArray *
plot_picture_list_texts (PlotPicture *self, double width, double height)
{
  g_return_val_if_fail (PLOT_IS_PICTURE (self), NULL);

  /* What is drawn is thrown away. */
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (surface);
  GArray *texts = plot_canvas_texts_new ();

  draw (self, cr, width, height, plot_theme_get (PLOT_THEME_LIGHT), texts);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return texts;
}

char *
plot_picture_describe (PlotPicture *self)
{
  g_return_val_if_fail (PLOT_IS_PICTURE (self), NULL);

  const PlotPicturePrivate *private = PRIVATE (self);
  GString *text = g_string_new (NULL);

  if (private->title[0] != '\0')
    g_string_append_printf (text, g_str_has_suffix (private->title, "?") ? "%s " : "%s. ",
                            private->title);
  if (private->note[0] != '\0')
    g_string_append_printf (text, "%s ", private->note);
  PLOT_PICTURE_GET_CLASS (self)->describe (self, text);
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
plot_picture_to_png (PlotPicture *self,
                     double width,
                     double height,
                     double scale,
                     const PlotTheme *theme,
                     GError **error)
{
  g_return_val_if_fail (PLOT_IS_PICTURE (self), NULL);
  g_return_val_if_fail (scale > 0.0, NULL);

  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, (int) lround (width * scale), (int) lround (height * scale));
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_status_t status;

  cairo_scale (cr, scale, scale);
  plot_picture_draw (self, cr, width, height, theme);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM, _ ("Could not draw “%s”: %s"),
               plot_picture_get_title (self), cairo_status_to_string (status));
  return NULL;
}

typedef struct
{
  PlotPicture *picture;
  const PlotTheme *theme;
} Themed;

static void
draw_themed (gpointer data, cairo_t *cr, double width, double height)
{
  Themed *themed = data;

  plot_picture_draw (themed->picture, cr, width, height, themed->theme);
}

gboolean
plot_picture_export (PlotPicture *self,
                     const char *path,
                     PlotFormat format,
                     double width,
                     double height,
                     double scale,
                     const PlotTheme *theme,
                     GError **error)
{
  g_return_val_if_fail (PLOT_IS_PICTURE (self), FALSE);
  g_return_val_if_fail (theme != NULL, FALSE);

  Themed themed = { self, theme };
  g_autofree char *description = plot_picture_describe (self);
  PlotDrawing drawing = { draw_themed, &themed, plot_picture_get_title (self), description };

  return plot_drawing_export (&drawing, path, format, width, height, scale, error);
}
