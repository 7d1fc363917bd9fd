/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables of a document on pages.
 */
#pragma once

#include "report/document/report-document-private.h"
#include "report/document/report-pages.h"

G_BEGIN_DECLS

/* Height of the part of a table that must stay on one page with the text above it. */
double report_pages_measure_table_head (ReportPages *self, const ReportBlock *table);
void report_pages_add_table (ReportPages *self, const ReportBlock *table);

G_END_DECLS
