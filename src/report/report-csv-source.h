/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A channel of a table as the plot asks for it: rows may be left out, and what
 * was left out takes no memory.
 */
#pragma once

#include "plot/plot-source.h"

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

G_END_DECLS
