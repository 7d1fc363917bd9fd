/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writes pictures as PNG, SVG and PDF through a writer that reports every failure. Draws nothing
 * that the screen would not show.
 */
#include "config.h"

#include "plot/draw/plot-export.h"

#include <glib/gi18n-lib.h>

#include "base/file.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>

/* A PDF is measured in points, a figure in pixels of 1/96 inch. */
#define POINTS_PER_PIXEL 0.75

gboolean
plot_format_from_path (const char *path, PlotFormat *format, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (format != NULL, FALSE);

  static const char *const endings[] = { ".png", ".svg", ".pdf" };
  g_autofree char *lower = g_ascii_strdown (path, -1);
  g_autofree char *shown = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      if (g_str_has_suffix (lower, endings[i]))
        {
          *format = (PlotFormat) i;
          return TRUE;
        }
    }
  shown = g_filename_display_name (path);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
               _ ("Could not write “%s”: its name must end in .png, .svg or .pdf"), shown);
  return FALSE;
}

static cairo_status_t
write_to_file (void *closure, const unsigned char *data, unsigned int length)
{
  return base_file_write (closure, data, length, NULL) ? CAIRO_STATUS_SUCCESS
                                                       : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_surface_t *
create_surface (PlotFormat format, BaseFile *file, double width, double height, double scale)
{
  double points = POINTS_PER_PIXEL * scale;

  switch (format)
    {
    case PLOT_FORMAT_PNG:
      return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) lround (width * scale),
                                         (int) lround (height * scale));
    case PLOT_FORMAT_SVG:
      {
        cairo_surface_t *surface = cairo_svg_surface_create_for_stream (
            write_to_file, file, width * scale, height * scale);

        cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
        return surface;
      }
    case PLOT_FORMAT_PDF:
      return cairo_pdf_surface_create_for_stream (write_to_file, file, width * points,
                                                  height * points);
    default:
      g_assert_not_reached ();
    }
}

/* Everything into @file; what went wrong in Cairo itself. */
static cairo_status_t
draw_into (const PlotDrawing *drawing,
           BaseFile *file,
           PlotFormat format,
           double width,
           double height,
           double scale)
{
  cairo_surface_t *surface = create_surface (format, file, width, height, scale);
  cairo_t *cr = cairo_create (surface);
  double factor = format == PLOT_FORMAT_PDF ? scale * POINTS_PER_PIXEL : scale;
  cairo_status_t status;

  if (format == PLOT_FORMAT_PDF && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS)
    {
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, drawing->title);
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, drawing->description);
    }
  cairo_scale (cr, factor, factor);
  drawing->draw (drawing->data, cr, width, height);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (format == PLOT_FORMAT_PNG)
    {
      if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_write_to_png_stream (surface, write_to_file, file);
    }
  else
    {
      cairo_surface_finish (surface);
      if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status (surface);
    }
  cairo_surface_destroy (surface);
  return status;
}

static gboolean
check_size (
    const char *path, PlotFormat format, double width, double height, double scale, GError **error)
{
  double pixels = MAX (width, height) * (format == PLOT_FORMAT_PNG ? scale : 1.0);
  g_autofree char *shown = NULL;

  if (isfinite (width) && isfinite (height) && MIN (width, height) >= PLOT_EXPORT_MIN_SIZE
      && scale > 0.0 && isfinite (scale) && pixels <= PLOT_EXPORT_MAX_SIZE
      && MIN (width, height) * scale >= 1.0)
    return TRUE;
  shown = g_filename_display_name (path);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL,
               _ ("Could not write “%s”: width and height must be %d to %d pixels"), shown,
               PLOT_EXPORT_MIN_SIZE, PLOT_EXPORT_MAX_SIZE);
  return FALSE;
}

gboolean
plot_drawing_export (const PlotDrawing *drawing,
                     const char *path,
                     PlotFormat format,
                     double width,
                     double height,
                     double scale,
                     GError **error)
{
  g_return_val_if_fail (drawing != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  BaseFile *file;
  cairo_status_t status;

  if (!check_size (path, format, width, height, scale, error))
    return FALSE;
  file = base_file_open (path, error);
  if (file == NULL)
    return FALSE;

  status = draw_into (drawing, file, format, width, height, scale);
  if (status == CAIRO_STATUS_SUCCESS || status == CAIRO_STATUS_WRITE_ERROR)
    return base_file_close (file, error);

  g_autofree char *shown = g_filename_display_name (path);

  base_file_discard (file);
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _ ("Could not write “%s”: %s"), shown,
               cairo_status_to_string (status));
  return FALSE;
}
