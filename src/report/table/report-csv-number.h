/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers as programs write them into tables: with a decimal point or a decimal comma, used
 * consistently, and without thousands separators. An ambiguous text is refused.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The table's decimal mark, '.' or ','; '\0' until a number shows it. */
typedef char ReportCsvMark;

/* Whether @text stands for a missing value: empty, NA, N/A, NaN, null, None and the like, in any
 * case. */
gboolean report_csv_number_is_missing (const char *text);

/**
 * report_csv_number_read_rate:
 * @name: of the column, for the error message
 *
 * Reads a number from 0 to 1, or NAN if it is missing.
 */
gboolean report_csv_number_read_rate (
    ReportCsvMark *mark, const char *name, const char *text, double *rate, GError **error);

/**
 * report_csv_number_read_count:
 *
 * Reads a whole number from 0 to @max; also written as “100.0” or “1.00E+02”.
 */
gboolean report_csv_number_read_count (ReportCsvMark *mark,
                                       const char *name,
                                       const char *text,
                                       guint64 max,
                                       guint64 *count,
                                       GError **error);

G_END_DECLS
