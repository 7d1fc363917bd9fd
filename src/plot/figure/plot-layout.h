/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where everything of a figure stands at one size. Made anew for each drawing: it is cheap.
 */
#pragma once

#include "plot/draw/plot-axis.h"
#include "plot/figure/plot-figure-data.h"
#include "plot/figure/plot-legend.h"
#include "plot/draw/plot-plane.h"

G_BEGIN_DECLS

typedef struct
{
  PlotRect area;      /* of the curves */
  PangoLayout *title; /* or NULL */
  double title_y;     /* titles and legends begin at area.x, a legend beside the area does not */
  PlotLegend *legend; /* or NULL */
  double legend_x;
  double legend_y;
  gboolean first_column; /* has y tick labels */
  gboolean lowest;       /* has x tick labels */
} PlotPanelLayout;

typedef struct
{
  PlotFigureData *figure;
  const PlotTheme *theme;
  double width;
  double height;
  PangoContext *context;
  double title_size; /* heights of text in pixels */
  double text_size;
  double small_size;
  double pad;        /* room at the border */
  double line_width; /* of curves */
  gboolean small;    /* less room around things, compact legends */
  gboolean tiny;     /* no room for axis titles */

  PlotAxis x;
  PlotAxis y;
  PangoLayout *title;   /* or NULL */
  PangoLayout *x_title; /* or NULL */
  PangoLayout *y_title; /* or NULL; drawn upwards */
  PangoLayout *note;    /* or NULL; under the title */
  double note_height;   /* 0: no note */
  double note_y;
  double title_y;
  double x_title_y;

  guint n_columns;
  guint n_rows;
  GArray *panels; /* of PlotPanelLayout; one without curves if the figure has none */
} PlotLayout;

/* @figure and @theme: stay while the layout is used. */
PlotLayout *
plot_layout_new (PlotFigureData *figure, double width, double height, const PlotTheme *theme);
void plot_layout_free (PlotLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotLayout, plot_layout_free)

PlotPanelLayout *plot_layout_get_panel (PlotLayout *self, guint panel);
int plot_layout_get_panel_at (PlotLayout *self, double x, double y);

/* @area with the scales of both axes. */
PlotPlane plot_layout_get_plane (PlotLayout *self, const PlotRect *area);

/* Pixels of an iteration and of a value. Values far away give pixels not far outside. */
double plot_layout_get_x (PlotLayout *self, const PlotRect *area, double iteration);
double plot_layout_get_y (PlotLayout *self, const PlotRect *area, double value);

G_END_DECLS
