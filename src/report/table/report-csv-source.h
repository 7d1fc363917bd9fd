/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A channel of a table as the plot asks for it: rows may be left out, and what
 * was left out takes no memory.
 *
 * What is missing is seen by the rhythm of the rows (plot/plot-rhythm.h): a table
 * thinned out regularly has no gaps. A row that is there but has no value of this
 * channel is a pause if the other turn was measured there, or if such stretches
 * come again and again at the same length; otherwise its value is missing.
 */
#pragma once

#include "plot/data/plot-source.h"

G_BEGIN_DECLS

#define REPORT_TYPE_CSV_SOURCE (report_csv_source_get_type ())
G_DECLARE_FINAL_TYPE (ReportCsvSource, report_csv_source, REPORT, CSV_SOURCE, GObject)

/**
 * report_csv_source_new:
 * @iterations: guint32 each: of the rows, rising
 * @values: (nullable): [rows], copied: NAN where nothing was measured; NULL: nowhere
 *
 * Returns: (transfer full): as long as the last row says
 */
PlotSource *report_csv_source_new (GBytes *iterations, const double *values);

/**
 * report_csv_source_pair:
 * @own: a channel of Alice and Bob's turn
 * @other: one of Eve's own turn, of the same rows
 *
 * Lets both know that what is not measured in one is the other's turn where that
 * is measured.
 */
void report_csv_source_pair (PlotSource *own, PlotSource *other);

G_END_DECLS
