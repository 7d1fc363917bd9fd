/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study as a figure, the same for the window, the command line and files.
 */
#pragma once

#include "plot/figure/plot-figure.h"
#include "report/study/report-curve.h"

G_BEGIN_DECLS

typedef enum
{
  REPORT_VIEW_TRAINING,     /* all curves in one panel */
  REPORT_VIEW_SIDE_BY_SIDE, /* one panel per label, with shared axes */
} ReportView;

/* How to draw runs that differ only in the seed. */
typedef enum
{
  REPORT_BAND_MIN_MAX,   /* their median with a min–max band, the runs faint (plot-band.h) */
  REPORT_BAND_QUARTILES, /* the same with a quartile band */
  REPORT_BAND_NONE,      /* each as its own curve */
} ReportBand;

typedef enum
{
  REPORT_POINTS_ITERATIONS,
  REPORT_POINTS_ROUND_MINIMUM, /* by turn, see report-round-source.h; the y axis says so */
} ReportPoints;

typedef struct
{
  ReportView view;
  ReportMetric metric;
  ReportBand band;
  ReportPoints points;
} ReportFigureOptions;

/**
 * report_figure_fill:
 * @figure: its panels, curves, lines, labels and x axis are replaced; title, theme, zoom,
 * smoothing and scale are kept
 * @curves: (element-type ReportCurve)
 * @options: all 0: training, loss rate, min–max, iterations
 *
 * Draws Bob's curve of every run, or of every group of seeds; if Eve listens hers too, and by
 * round those of her own turn separately from Alice and Bob's. Colour distinguishes curves, and so
 * do dashes; where Eve is drawn, dashes distinguish the parties and markers the curves. The lines
 * are guessing (0.5), the one-time pad (n/N, what Bob would lose if C were P xor K) and, for the
 * loss rate, the paper's claimed values.
 *
 * A group of seeds consists of runs of one study and label with the same colour, key, rounds and
 * parties. A run whose seed is already in the group starts another group, so that no seed counts
 * twice. In a view of round minima, runs with unknown rounds are left out.
 */
void report_figure_fill (PlotFigure *figure, GPtrArray *curves, const ReportFigureOptions *options);

/**
 * report_figure_get_style:
 * @nth: index in the curves given to report_figure_fill()
 *
 * The style of Bob's curve of it, for swatches elsewhere.
 */
void
report_figure_get_style (GPtrArray *curves, guint nth, PlotLineStyle *style, PlotMarker *marker);

G_END_DECLS
