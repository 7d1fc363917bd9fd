/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands around the data of a picture: title, note, names of both axes. Places them and says
 * what room is left; knows no data.
 */
#pragma once

#include "plot/draw/plot-canvas.h"

G_BEGIN_DECLS

typedef struct
{
  PlotCanvas *canvas;
  PangoLayout *title; /* NULL where there is none, as all of these */
  PangoLayout *note;
  PangoLayout *x_title;
  PangoLayout *y_title;
  double note_y;
  double y_title_width; /* across */
  PlotRect room;        /* for tick labels, legend and data */
} PlotFrame;

/* What does not fit is left out: first the note. Names of axes stay at any size from
 * PLOT_PICTURE_LEAST_WIDTH and …HEIGHT on. */
void plot_frame_init (PlotFrame *self,
                      PlotCanvas *canvas,
                      const char *title,
                      const char *note,
                      const char *x_title,
                      const char *y_title);
void plot_frame_clear (PlotFrame *self);

/* @area: of the data, within the room; names of axes are centred on it. @labels_bottom: lower end
 * of the tick labels under it. */
void plot_frame_draw (PlotFrame *self, const PlotRect *area, double labels_bottom);

G_END_DECLS
