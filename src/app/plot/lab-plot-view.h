/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure on the screen: a picture with a cursor, zoomed and panned with pointer or keys.
 */
#pragma once

#include "app/plot/lab-picture-view.h"
#include "plot/figure/plot-figure.h"

G_BEGIN_DECLS

#define LAB_TYPE_PLOT_VIEW (lab_plot_view_get_type ())
G_DECLARE_FINAL_TYPE (LabPlotView, lab_plot_view, LAB, PLOT_VIEW, LabPictureView)

void lab_plot_view_set_figure (LabPlotView *self, PlotFigure *figure);

/* Shows all of the training again. */
void lab_plot_view_fit (LabPlotView *self);

/* Zooms along x around the cursor or the middle; a factor above 1 zooms in. */
void lab_plot_view_zoom (LabPlotView *self, double factor);

G_END_DECLS
