/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lines an honest lab draws beside every curve.
 */
#pragma once

#include "plot/figure/plot-figure.h"
#include "report/study/report-curve.h"

G_BEGIN_DECLS

/**
 * report_lines_add:
 * @curves: (element-type ReportCurve): those of the panel
 *
 * Guessing; the one-time pad, which loses n/N with a key that differs in n bits
 * (of more than three different ones the least and the greatest); and for the
 * loss rate what the paper claims of these curves.
 */
void report_lines_add (PlotFigure *figure, guint panel, GPtrArray *curves, ReportMetric metric);

G_END_DECLS
