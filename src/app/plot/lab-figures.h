/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window's two figures, kept in step with the session. Draws nothing itself.
 */
#pragma once

#include "lab/session/lab-session.h"
#include "report/study/report-figure.h"
#include "plot/figure/plot-figure.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_VIEW_TRAINING,
  LAB_VIEW_SIDE_BY_SIDE,
} LabView;
#define LAB_N_VIEWS 2

#define LAB_TYPE_FIGURES (lab_figures_get_type ())
G_DECLARE_FINAL_TYPE (LabFigures, lab_figures, LAB, FIGURES, GObject)

LabFigures *lab_figures_new (LabSession *session);

PlotFigure *lab_figures_get (LabFigures *self, LabView view); /* (transfer none) */

/* Refills both figures from the session; zoom, theme, scale and smoothing stay. */
void lab_figures_update (LabFigures *self);

void lab_figures_set_bit_error (LabFigures *self, gboolean bit_error);

/* Whether the earlier runs of the curves are drawn too, faint. */
void lab_figures_set_history (LabFigures *self, gboolean history);

/**
 * lab_figures_set_points:
 * @band: how to draw runs that differ only in the seed
 */
void lab_figures_set_points (LabFigures *self, ReportBand band, ReportPoints points);

/**
 * lab_figures_get_look:
 *
 * How Bob's curve of @run is drawn, or was before it was hidden; its colour is
 * lab_run_get_colour().
 */
void lab_figures_get_look (LabFigures *self, LabRun *run, PlotLineStyle *style, PlotMarker *marker);

/**
 * lab_figures_copy:
 *
 * Returns: (transfer full): the figure of @view as it is on screen, with its title, for another
 * thread to draw
 */
PlotFigure *lab_figures_copy (LabFigures *self, LabView view);

G_END_DECLS
