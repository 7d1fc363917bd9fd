/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A channel of a series as a source for plots.
 */
#pragma once

#include "lab/experiment/lab-experiment.h"
#include "lab/training/lab-series.h"
#include "plot/data/plot-source.h"

G_BEGIN_DECLS

#define REPORT_TYPE_SOURCE (report_source_get_type ())
G_DECLARE_FINAL_TYPE (ReportSource, report_source, REPORT, SOURCE, GObject)

/**
 * report_source_new:
 * @series: a reference is taken
 * @experiment: that of @series
 *
 * Its live number is lab_loss_measure().
 */
PlotSource *report_source_new (LabSeries *series, LabExperiment *experiment, LabChannel channel);

G_END_DECLS
