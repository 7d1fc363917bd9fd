// SPDX-License-Identifier: GPL-3.0-or-later
// A figure: panels with curves over one shared x axis and one shared y axis. It serves screen
// and files alike. Used from one thread only; never keeps a cairo_t.
//
// All lengths are logical pixels of 1/96 inch. For a sharper picture scale the cairo_t.
#pragma once

#include "plot/plot-curve.h"

G_BEGIN_DECLS

#define PLOT_TYPE_FIGURE (plot_figure_get_type ())
G_DECLARE_FINAL_TYPE (PlotFigure, plot_figure, PLOT, FIGURE, GObject)

#define PLOT_ALL_PANELS G_MAXUINT

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} PlotRect;

/* No panel, no title, light theme, linear y from 0 to at least 0.55. */
PlotFigure *plot_figure_new (void);

/* Contents. Texts are plain text (no markup) and are copied, as one line of at most 200 characters;
 * NULL or "" leaves them out. */
void plot_figure_set_title (PlotFigure *self, const char *title);
const char *plot_figure_get_title (PlotFigure *self);
void plot_figure_set_y_label (PlotFigure *self, const char *label);

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

/* Removes all panels, curves and reference lines; titles, axes, theme and view stay. */
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

/* The visible part in iterations; needs begin < end, both finite. Stays until reset. */
void plot_figure_set_x_range (PlotFigure *self, double begin, double end);
void plot_figure_reset_x_range (PlotFigure *self);
/* What is shown now, set or automatic. Returns TRUE if it was set. */
gboolean plot_figure_get_x_range (PlotFigure *self, double *begin, double *end);

/* Fixed limits; needs min < max, both finite. On a log scale a min <= 0 is chosen anew. */
void plot_figure_set_y_range (PlotFigure *self, double min, double max);
/* Automatic: from 0 (or lower if data are) to @least_max, growing with visible data. */
void plot_figure_set_y_auto (PlotFigure *self, double least_max);
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

/* Copied. NULL: light. */
void plot_figure_set_theme (PlotFigure *self, const PlotTheme *theme);
const PlotTheme *plot_figure_get_theme (PlotFigure *self);

/* A number that is another one once the picture would be: new data, another setting. Ask once a
 * frame and draw only then. */
guint64 plot_figure_get_stamp (PlotFigure *self);

/* Everything but the cursor, into (0, 0, width, height). */
void plot_figure_draw (PlotFigure *self, cairo_t *cr, double width, double height);

/* The cursor layer for the pointer at (x, y): a hairline in every panel and the table of values,
 * nearest curve first. Draws nothing if the pointer is in no panel. @width and @height as for
 * plot_figure_draw (). */
void plot_figure_draw_cursor (
    PlotFigure *self, cairo_t *cr, double width, double height, double x, double y);

/* The same as text, one curve a line; NULL if the pointer is in no panel. */
char *
plot_figure_get_cursor_text (PlotFigure *self, double width, double height, double x, double y);

/* The panel at (x, y), or -1. */
int plot_figure_get_panel_at (PlotFigure *self, double width, double height, double x, double y);

/* Where the curves of @panel are drawn (without axes and titles). */
gboolean
plot_figure_get_area (PlotFigure *self, double width, double height, guint panel, PlotRect *area);

/* Iteration (a fraction is possible) and y value at a pixel of @panel; also outside of its area,
 * so that a drag may leave it. FALSE if there is no such panel. */
gboolean plot_figure_get_position (PlotFigure *self,
                                   double width,
                                   double height,
                                   guint panel,
                                   double x,
                                   double y,
                                   double *iteration,
                                   double *value);

/* Plain sentences that say what the figure shows, for screen readers. */
char *plot_figure_describe (PlotFigure *self);

/**
 * PlotPick:
 * @panel: index of the panel
 * @curve: the curve, owned by the figure
 * @value: its value at the iteration, NaN if not measured there; of several seeds the median
 * @smoothed: the same of the smoothed curve; @value if smoothing is off
 * @distance: from the pointer in pixels, vertically; infinite if there is no value
 * @low: where the band of several seeds begins there, smoothed as @smoothed; else NaN
 * @high: where it ends
 * @n_seeds: how many seeds have a value there; 0 for a curve of one run
 */
typedef struct
{
  guint panel;
  PlotCurve *curve;
  double value;
  double smoothed;
  double distance;
  double low;
  double high;
  guint n_seeds;
} PlotPick;

/* (transfer full) (element-type PlotPick) All visible curves, nearest first, and the iteration
 * meant: that of the pointer, or where values are few and none is there the nearest that has one;
 * NULL if the pointer is in no panel. Curves of the panel under the pointer come before
 * the others. */
GArray *plot_figure_pick (
    PlotFigure *self, double width, double height, double x, double y, guint64 *iteration);

G_END_DECLS
