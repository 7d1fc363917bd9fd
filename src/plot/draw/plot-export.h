/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Exports a picture to a file. Never leaves a partial file behind.
 */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  PLOT_FORMAT_PNG,
  PLOT_FORMAT_SVG,
  PLOT_FORMAT_PDF,
} PlotFormat;

/* Width and height an export may have, in logical pixels, and pixels a side of a PNG at most. */
#define PLOT_EXPORT_MIN_SIZE 16
#define PLOT_EXPORT_MAX_SIZE 30000

/* Decided by the file name's extension, ignoring case; FALSE and an error naming the file and the
 * choices if it is none of .png, .svg, .pdf. */
gboolean plot_format_from_path (const char *path, PlotFormat *format, GError **error);

/* The drawing, with a PDF's metadata. */
typedef struct
{
  void (*draw) (gpointer data, cairo_t *cr, double width, double height);
  gpointer data;
  const char *title;
  const char *description;
} PlotDrawing;

/**
 * plot_drawing_export:
 * @path: (type filename): see base_file_write_bytes () for what is replaced and what is not
 * @width: in logical pixels (1/96 inch)
 * @height: in logical pixels
 * @scale: device pixels per logical pixel in a PNG; 1 for SVG and PDF, where it scales the size
 *
 * On failure the file is unchanged.
 *
 * Returns: FALSE with an error of #G_FILE_ERROR, one sentence that names the file.
 */
gboolean plot_drawing_export (const PlotDrawing *drawing,
                              const char *path,
                              PlotFormat format,
                              double width,
                              double height,
                              double scale,
                              GError **error);

G_END_DECLS
