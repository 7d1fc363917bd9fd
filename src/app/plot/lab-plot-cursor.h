/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The position of a figure's cursor: at the pointer, or on a curve along which keys move it. Uses
 * no widget.
 */
#pragma once

#include "plot/figure/plot-figure.h"

G_BEGIN_DECLS

/**
 * LabPlotCursor:
 * @shown: whether there is a cursor; if all fields are zero, there is none
 * @x: in logical pixels of the figure, like @y
 * @by_keys: it is on a curve, at @iteration of the @curve-th visible one of @panel
 */
typedef struct
{
  gboolean shown;
  double x;
  double y;
  gboolean by_keys;
  guint panel;
  guint curve;
  double iteration;
} LabPlotCursor;

typedef enum
{
  LAB_PLOT_STEP_BACK, /* these four move along the curve */
  LAB_PLOT_STEP_ON,
  LAB_PLOT_STEP_BEGIN,
  LAB_PLOT_STEP_END,
  LAB_PLOT_STEP_CURVE_ABOVE,
  LAB_PLOT_STEP_CURVE_BELOW,
  LAB_PLOT_STEP_PANEL_BEFORE,
  LAB_PLOT_STEP_PANEL_AFTER,
} LabPlotStep;

/* Moves it to the pointer. FALSE if it is there already: a relayout under a resting pointer moves
 * nothing. */
gboolean lab_plot_cursor_point (LabPlotCursor *self, double x, double y);

/* Hides it; keys then start at the end of the visible range, on the same curve. */
void lab_plot_cursor_drop (LabPlotCursor *self);

/* Moves it by a key. @far: ten steps at once. */
void lab_plot_cursor_move (LabPlotCursor *self,
                           PlotFigure *figure,
                           double width,
                           double height,
                           LabPlotStep step,
                           gboolean far);

/* Moves it to where its iteration is now: the figure has grown, or its view has changed. */
void lab_plot_cursor_place (LabPlotCursor *self, PlotFigure *figure, double width, double height);

/* (transfer full) (nullable): what is at the cursor; NULL: nothing. */
char *lab_plot_cursor_get_text (const LabPlotCursor *self,
                                PlotFigure *figure,
                                double width,
                                double height);

G_END_DECLS
