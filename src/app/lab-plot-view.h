/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure on the screen: live, with a cursor, zoomed and moved with pointer or keys.
 */
#pragma once

#include <gtk/gtk.h>

#include "plot/plot-figure.h"

G_BEGIN_DECLS

#define LAB_TYPE_PLOT_VIEW (lab_plot_view_get_type ())
G_DECLARE_FINAL_TYPE (LabPlotView, lab_plot_view, LAB, PLOT_VIEW, GtkWidget)

void lab_plot_view_set_figure (LabPlotView *self, PlotFigure *figure);

/**
 * lab_plot_view_set_live:
 *
 * While live, the figure is asked once a frame whether it would look different
 * now, and only then drawn again. Without, call lab_plot_view_refresh() after a
 * change.
 */
void lab_plot_view_set_live (LabPlotView *self, gboolean live);

void lab_plot_view_refresh (LabPlotView *self);

/* All of the training again. */
void lab_plot_view_fit (LabPlotView *self);

/* Zooms along x around the cursor or the middle; above 1 comes nearer. */
void lab_plot_view_zoom (LabPlotView *self, double factor);

/**
 * lab_plot_view_get_n_drawn:
 *
 * Returns: how often the curves were drawn so far, for tests
 */
guint lab_plot_view_get_n_drawn (LabPlotView *self);

G_END_DECLS
