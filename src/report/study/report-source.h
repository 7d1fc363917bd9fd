/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A channel of a series as a source for plots.
 */
#pragma once

#include "lab/training/lab-series.h"
#include "plot/data/plot-source.h"

G_BEGIN_DECLS

#define REPORT_TYPE_SOURCE (report_source_get_type ())
G_DECLARE_FINAL_TYPE (ReportSource, report_source, REPORT, SOURCE, GObject)

/**
 * report_source_new:
 * @series: a reference is taken
 */
PlotSource *report_source_new (LabSeries *series, LabChannel channel);

G_END_DECLS
