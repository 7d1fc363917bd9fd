/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A figure: panels with curves over one shared x axis and one shared y axis. The cursor and what
 * lies under it: plot-figure-pointer.h.
 */
#pragma once

#include "plot/figure/plot-curve.h"
#include "plot/figure/plot-figure-data.h"
#include "plot/picture/plot-picture.h"

G_BEGIN_DECLS

#define PLOT_TYPE_FIGURE (plot_figure_get_type ())
G_DECLARE_FINAL_TYPE (PlotFigure, plot_figure, PLOT, FIGURE, PlotPicture)

/* No panel, no title, linear y from 0 to at least 0.55. */
PlotFigure *plot_figure_new (void);

/* Contents. Texts are plain text (no markup) and are copied, as one line of at most 200 characters;
 * NULL or "" leaves them out. */
void plot_figure_set_title (PlotFigure *self, const char *title);
void plot_figure_set_y_label (PlotFigure *self, const char *label);

/* What stands beside a curve's name: "mean of 100". */
void plot_figure_set_number_name (PlotFigure *self, const char *name);

/* Returns the panel's index: 0, 1, 2 …, from left to right and top to bottom. */
guint plot_figure_add_panel (PlotFigure *self, const char *title);
guint plot_figure_get_n_panels (PlotFigure *self);

/* Takes a reference. Later curves are drawn over earlier ones. A curve may stand in several
 * figures at once. */
void plot_figure_add_curve (PlotFigure *self, guint panel, PlotCurve *curve);
/* (transfer none) The curves of @panel, in order. */
GPtrArray *plot_figure_get_curves (PlotFigure *self, guint panel);

/* A thin line without colour at @y in one panel or PLOT_ALL_PANELS. @label is shown as it is:
 * put the number in it ("guessing 0.5"). Labels of the same height become one ("a · b"). */
void plot_figure_add_reference (
    PlotFigure *self, guint panel, const char *label, double y, PlotLineStyle style);

/* Removes all panels, curves and reference lines; titles, axes and view stay. */
void plot_figure_clear (PlotFigure *self);

/**
 * plot_figure_set_x_axis:
 * @iterations_per_round: iterations in a round, both turns counted; 0 if curves differ in it or
 *   there are no rounds, then the axis shows iterations
 * @planned_iterations: where the training is planned to end (the greatest of all curves), so
 *   that the axis does not creep; 0 if unknown
 */
void
plot_figure_set_x_axis (PlotFigure *self, guint64 iterations_per_round, guint64 planned_iterations);

/* Shades iterations [@begin, @end) of every round, and says in a note that they are @name ("Eve’s
 * turns"); @begin not before @end: nothing is shaded. */
void plot_figure_set_shade (PlotFigure *self, guint64 begin, guint64 end, const char *name);

/* The visible part in iterations; needs begin < end, both finite. Stays until reset. */
void plot_figure_set_x_range (PlotFigure *self, double begin, double end);
void plot_figure_reset_x_range (PlotFigure *self);
/* What is shown now, set or automatic. Returns TRUE if it was set. */
gboolean plot_figure_get_x_range (PlotFigure *self, double *begin, double *end);

/* Fixed limits; needs min < max, both finite. On a log scale a min <= 0 is chosen anew. */
void plot_figure_set_y_range (PlotFigure *self, double min, double max);
gboolean plot_figure_get_y_range (PlotFigure *self, double *min, double *max);

/* Log scale: values below the axis, zero and negative ones stand on its bottom edge, and the
 * lowest tick label then reads "≤". */
void plot_figure_set_log_y (PlotFigure *self, gboolean log_y);
gboolean plot_figure_get_log_y (PlotFigure *self);

/* Of several seeds (see plot-band.h) each is smoothed, then the median taken.
 *
 * Debiased exponential moving average over iterations, 0 (off) <= @amount < 1: every measured
 * value weighs @amount times its follower, so about 1 / (1 - amount) values count. Computed on
 * all values, whatever the size of the picture. */
void plot_figure_set_smoothing (PlotFigure *self, double amount);
double plot_figure_get_smoothing (PlotFigure *self);

G_END_DECLS
