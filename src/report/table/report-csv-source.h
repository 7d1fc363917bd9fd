/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A channel of a table as a source for plots: rows may be left out, and gaps take no memory.
 *
 * Missing rows are recognised by the rhythm of the rows (plot/plot-rhythm.h): a regularly thinned
 * table has no gaps. A row without a value of this channel is a pause if the other turn was
 * measured there, or if such stretches recur at the same length; otherwise its value is missing.
 */
#pragma once

#include "plot/data/plot-source.h"

G_BEGIN_DECLS

#define REPORT_TYPE_CSV_SOURCE (report_csv_source_get_type ())
G_DECLARE_FINAL_TYPE (ReportCsvSource, report_csv_source, REPORT, CSV_SOURCE, GObject)

/**
 * report_csv_source_new:
 * @iterations: guint32 each: of the rows, ascending
 * @values: (nullable): [rows], copied: NAN where nothing was measured; NULL if nothing was
 * measured at all
 *
 * Returns: (transfer full): its length is given by the last row
 */
PlotSource *report_csv_source_new (GBytes *iterations, const double *values);

/**
 * report_csv_source_pair:
 * @own: a channel of Alice and Bob's turn
 * @other: one of Eve's own turn, from the same rows
 *
 * Tells both that a value missing in one is a pause if the other has one there.
 */
void report_csv_source_pair (PlotSource *own, PlotSource *other);

G_END_DECLS
