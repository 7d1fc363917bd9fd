/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study as a figure: the same for the window, the command line and files.
 */
#pragma once

#include "plot/plot-figure.h"
#include "report-curve.h"

G_BEGIN_DECLS

typedef enum
{
  REPORT_METRIC_LOSS_RATE,
  REPORT_METRIC_BIT_ERROR,
} ReportMetric;

typedef enum
{
  REPORT_VIEW_TRAINING,     /* all curves in one panel */
  REPORT_VIEW_SIDE_BY_SIDE, /* a panel for each label, over the same axes */
} ReportView;

/**
 * report_figure_fill:
 * @figure: its panels, curves, lines, labels and x axis are made anew; title,
 * theme, zoom, smoothing and scale stay
 * @curves: (element-type ReportCurve)
 *
 * Bob's curve of every run; where Eve listens hers too, and by round her own
 * turn's apart from Alice and Bob's. Colour tells the curve; dashes tell it once
 * more, or where Eve is drawn tell the party, and markers the curve. The lines
 * are guessing (0.5), the one-time pad (n/N, what Bob would lose if C were P xor
 * K) and, for the loss rate, the paper's claimed values.
 */
void
report_figure_fill (PlotFigure *figure, GPtrArray *curves, ReportView view, ReportMetric metric);

/**
 * report_figure_get_style:
 * @nth: which of the curves that report_figure_fill() was given
 *
 * How Bob's curve of it is drawn, for swatches elsewhere.
 */
void
report_figure_get_style (GPtrArray *curves, guint nth, PlotLineStyle *style, PlotMarker *marker);

G_END_DECLS
