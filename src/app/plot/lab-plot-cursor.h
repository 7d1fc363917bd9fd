/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the cursor of a figure stands: where the pointer is, or on a curve along which
 * keys move it. Knows no widget.
 */
#pragma once

#include "plot/figure/plot-figure.h"

G_BEGIN_DECLS

/**
 * LabPlotCursor:
 * @shown: whether there is one; all zero: there is none
 * @x: in logical pixels of the figure, as @y
 * @by_keys: it stands on a curve, at @iteration of the @curve-th visible one of @panel
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
  LAB_PLOT_STEP_BACK, /* along the curve, as these four */
  LAB_PLOT_STEP_ON,
  LAB_PLOT_STEP_BEGIN,
  LAB_PLOT_STEP_END,
  LAB_PLOT_STEP_CURVE_ABOVE,
  LAB_PLOT_STEP_CURVE_BELOW,
  LAB_PLOT_STEP_PANEL_BEFORE,
  LAB_PLOT_STEP_PANEL_AFTER,
} LabPlotStep;

/* To the pointer. FALSE if it is there already: a layout under a still pointer moves nothing. */
gboolean lab_plot_cursor_point (LabPlotCursor *self, double x, double y);

/* Lets go of it; the keys will go on where they were. */
void lab_plot_cursor_drop (LabPlotCursor *self);

/* By a key. @far: ten steps at once. */
void lab_plot_cursor_move (LabPlotCursor *self,
                           PlotFigure *figure,
                           double width,
                           double height,
                           LabPlotStep step,
                           gboolean far);

/* Puts it where its iteration is now: the figure has grown, or is seen otherwise. */
void lab_plot_cursor_place (LabPlotCursor *self, PlotFigure *figure, double width, double height);

/* (transfer full) (nullable): what stands under it; NULL: nothing. */
char *lab_plot_cursor_get_text (const LabPlotCursor *self,
                                PlotFigure *figure,
                                double width,
                                double height);

G_END_DECLS
