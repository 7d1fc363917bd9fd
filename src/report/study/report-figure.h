/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study as a figure: the same for the window, the command line and files.
 */
#pragma once

#include "plot/figure/plot-figure.h"
#include "report/study/report-curve.h"

G_BEGIN_DECLS

typedef enum
{
  REPORT_VIEW_TRAINING,     /* all curves in one panel */
  REPORT_VIEW_SIDE_BY_SIDE, /* a panel for each label, over the same axes */
} ReportView;

/* What becomes of runs that differ in the seed alone. */
typedef enum
{
  REPORT_BAND_MIN_MAX,   /* their median, from least to greatest, the runs faint (plot-band.h) */
  REPORT_BAND_QUARTILES, /* the same from quartile to quartile */
  REPORT_BAND_NONE,      /* each is a curve */
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
 * @figure: its panels, curves, lines, labels and x axis are made anew; title,
 * theme, zoom, smoothing and scale stay
 * @curves: (element-type ReportCurve)
 * @options: all 0: training, loss rate, min–max, iterations
 *
 * Bob's curve of every run, or of every group of seeds; where Eve listens hers
 * too, and by round her own turn's apart from Alice and Bob's. Colour tells the
 * curve; dashes tell it once more, or where Eve is drawn tell the party, and
 * markers the curve. The lines are guessing (0.5), the one-time pad (n/N, what
 * Bob would lose if C were P xor K) and, for the loss rate, the paper's claimed
 * values.
 *
 * A group of seeds are runs of one study and label, and of the same colour, key,
 * rounds and parties. A run whose seed the group has already begins another, so that no
 * seed counts twice. Of rounds' minima a run of unknown rounds has none and is
 * left out.
 */
void report_figure_fill (PlotFigure *figure, GPtrArray *curves, const ReportFigureOptions *options);

/**
 * report_figure_get_style:
 * @nth: which of the curves that report_figure_fill() was given
 *
 * How Bob's curve of it is drawn, for swatches elsewhere.
 */
void
report_figure_get_style (GPtrArray *curves, guint nth, PlotLineStyle *style, PlotMarker *marker);

G_END_DECLS
