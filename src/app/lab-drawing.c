/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawings in textures, in the desktop's theme.
 */
#include "config.h"

#include "lab-drawing.h"

#include <adwaita.h>

const PlotTheme *
lab_drawing_get_theme (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return plot_theme_get (dark ? PLOT_THEME_HIGH_CONTRAST_DARK : PLOT_THEME_HIGH_CONTRAST);
  return plot_theme_get (dark ? PLOT_THEME_DARK : PLOT_THEME_LIGHT);
}

GdkTexture *
lab_drawing_to_texture (int width, int height, int scale, LabDrawFunc draw, gpointer data)
{
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  int stride;

  cairo_scale (cr, scale, scale);
  draw (data, cr, width, height);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  /* The bytes keep the surface, which owns the pixels. */
  stride = cairo_image_surface_get_stride (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) stride * height * scale,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes, stride);
}
