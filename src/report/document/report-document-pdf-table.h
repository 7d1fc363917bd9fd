/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of a document on pages.
 */
#pragma once

#include "report/document/report-document-private.h"
#include "report/document/report-pages.h"

G_BEGIN_DECLS

/* What of a table has to stand on one page with what is above it. */
double report_pages_measure_table_head (ReportPages *self, const ReportBlock *table);
void report_pages_add_table (ReportPages *self, const ReportBlock *table);

G_END_DECLS
