/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a figure is made of. Knows no size.
 */
#pragma once

#include "plot/figure/plot-drawn.h"

G_BEGIN_DECLS

#define PLOT_ALL_PANELS G_MAXUINT

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

typedef struct
{
  const char *title; /* the picture's */
  char *y_label;     /* never NULL */
  char *number_name; /* what the numbers of the legend are; never NULL */
  GPtrArray *panels;
  GArray *references; /* of PlotReference */

  guint64 iterations_per_round; /* 0: the axis shows iterations */
  guint64 shade_begin;          /* in every round; not before shade_end: nothing */
  guint64 shade_end;
  char *shade_name;           /* never NULL */
  guint64 planned_iterations; /* 0: unknown */
  gboolean x_fixed;
  double x_begin, x_end;
  gboolean y_fixed;
  double y_min, y_max;
  gboolean log_y;

  PlotDrawn drawn;
} PlotFigureData;

void plot_figure_data_init (PlotFigureData *self);
void plot_figure_data_clear (PlotFigureData *self);

/* Takes all panels and reference lines out. */
void plot_figure_data_remove_all (PlotFigureData *self);

PlotPanel *plot_figure_data_add_panel (PlotFigureData *self, const char *title);
PlotPanel *plot_figure_data_get_panel (PlotFigureData *self, guint panel);

void plot_figure_data_add_reference (
    PlotFigureData *self, guint panel, const char *label, double y, PlotLineStyle style);

G_END_DECLS
