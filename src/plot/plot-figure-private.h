// SPDX-License-Identifier: GPL-3.0-or-later
// What a figure is made of, for those files of this room that draw it.
#pragma once

#include "plot/plot-band.h"
#include "plot/plot-curve-private.h"
#include "plot/plot-figure.h"
#include "plot/plot-scale.h"

G_BEGIN_DECLS

typedef struct
{
  char *title;       /* never NULL */
  GPtrArray *curves; /* of PlotCurve */
} PlotPanel;

typedef struct
{
  guint panel; /* or PLOT_ALL_PANELS */
  char *label; /* never NULL */
  double y;
  PlotLineStyle style;
} PlotReference;

struct _PlotFigure
{
  GObject parent_instance;

  char *title;   /* never NULL */
  char *y_label; /* never NULL */
  GPtrArray *panels;
  GArray *references; /* of PlotReference */

  guint64 iterations_per_round; /* 0: the axis shows iterations */
  guint64 planned_iterations;   /* 0: unknown */
  gboolean x_fixed;
  double x_begin, x_end;
  gboolean y_fixed;
  double y_min, y_max;
  double y_least_max;
  gboolean log_y;

  double smoothing;
  GHashTable *smooths; /* PlotSource (the PlotSmooth owns it) to PlotSmooth */
  GHashTable *bands;   /* PlotCurve (not owned) to PlotBandColumns */
  PlotTheme theme;
  guint64 stamp;
};

PlotPanel *plot_figure_get_panel (PlotFigure *self, guint panel);

/* (transfer none) What is drawn of @source, no band: itself, or a smoothed copy of it. */
PlotSource *plot_figure_get_drawn_source (PlotFigure *self, PlotSource *source);

typedef struct _PlotBandColumns PlotBandColumns;
typedef struct _PlotColumns PlotColumns;

/* (transfer none) The numbers of a curve of several seeds in @columns, up to date. Valid until the
 * next call for this curve. */
PlotBandColumns *
plot_figure_get_band_columns (PlotFigure *self, PlotCurve *curve, const PlotColumns *columns);

/* Median, low and high of the seeds at @index, and how many have a value there; of what is drawn
 * (smoothed if smoothing is on). */
PlotBandValue plot_figure_get_band_value (PlotFigure *self, PlotBand *band, gsize index);

/* The scale of the x axis; asks every curve for its length. */
void plot_figure_get_x_scale (PlotFigure *self, PlotScale *scale);

/* The scale of the y axis for what is visible now. */
void plot_figure_get_y_scale (PlotFigure *self, PlotScale *scale);

/* TRUE if a visible curve has a value below the lower end of @scale. */
gboolean plot_figure_has_values_below (PlotFigure *self, const PlotScale *scale);

G_END_DECLS
