/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reference lines that an honest lab draws beside every curve.
 */
#pragma once

#include "plot/figure/plot-figure.h"
#include "report/study/report-curve.h"

G_BEGIN_DECLS

/**
 * report_lines_add:
 * @curves: (element-type ReportCurve): those of the panel
 *
 * Adds guessing; the one-time pad, which loses n/N with a key that differs in n bits (of more than
 * three different values only the lowest and the highest); and, for the loss rate, the paper's
 * claims about these curves.
 */
void report_lines_add (PlotFigure *figure, guint panel, GPtrArray *curves, ReportMetric metric);

G_END_DECLS
