/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A picture that stands for itself: title, a line on how to read it, axes with names. The same
 * for screen, PNG, SVG and PDF. Used from one thread only; never keeps a cairo_t.
 *
 * All lengths are logical pixels of 1/96 inch. For a sharper picture scale the cairo_t.
 */
#pragma once

#include <glib-object.h>

#include "plot/draw/plot-export.h"
#include "plot/draw/plot-style.h"

G_BEGIN_DECLS

#define PLOT_TYPE_PICTURE (plot_picture_get_type ())
G_DECLARE_DERIVABLE_TYPE (PlotPicture, plot_picture, PLOT, PICTURE, GObject)

/* The size down to which pictures keep all their axes' names. */
#define PLOT_PICTURE_LEAST_WIDTH 320
#define PLOT_PICTURE_LEAST_HEIGHT 240

typedef struct _PlotCanvas PlotCanvas; /* see plot-canvas.h */

struct _PlotPictureClass
{
  GObjectClass parent_class;

  /* On a painted background. */
  void (*draw) (PlotPicture *self, PlotCanvas *canvas);
  /* Adds sentences to @text, each ended by a space; title and note stand there already. */
  void (*describe) (PlotPicture *self, GString *text);
  /* Optional: half as high as it is wide, within limits. */
  double (*get_height) (PlotPicture *self, double width);
  /* Optional: for what changes other than title and note; adds to what the parent says. */
  guint64 (*get_stamp) (PlotPicture *self);
};

void plot_picture_draw (
    PlotPicture *self, cairo_t *cr, double width, double height, const PlotTheme *theme);

/* Returns: the height that suits @width. */
double plot_picture_get_height (PlotPicture *self, double width);

/* (transfer full) Plain sentences that say what it shows, for screen readers. */
char *plot_picture_describe (PlotPicture *self);

/* Plain text, copied; NULL or "" leaves it out. @note: one sentence on how to read it; where
 * there is no room for all of it, it is left out. */
void plot_picture_set_title (PlotPicture *self, const char *title);
void plot_picture_set_note (PlotPicture *self, const char *note);
const char *plot_picture_get_title (PlotPicture *self);
const char *plot_picture_get_note (PlotPicture *self);

/* A number that is another one once the picture would be: new data, another setting. Ask once a
 * frame and draw only then. */
guint64 plot_picture_get_stamp (PlotPicture *self);

/* (transfer full) (element-type PlotCanvasText) The texts it draws on its canvas and where they
 * stand. */
GArray *plot_picture_list_texts (PlotPicture *self, double width, double height);

/* (transfer full) A PNG in memory, @scale device pixels for a logical pixel. NULL with an error of
 * #G_FILE_ERROR where memory lacks. */
GBytes *plot_picture_to_png (PlotPicture *self,
                             double width,
                             double height,
                             double scale,
                             const PlotTheme *theme,
                             GError **error);

/* As the screen shows it; see plot_drawing_export (). */
gboolean plot_picture_export (PlotPicture *self,
                              const char *path,
                              PlotFormat format,
                              double width,
                              double height,
                              double scale,
                              const PlotTheme *theme,
                              GError **error);

G_END_DECLS
