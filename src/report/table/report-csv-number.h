/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers as programs write them into tables: with a decimal point or a decimal comma,
 * one of them throughout, and never with thousands separators. A text that could be two
 * numbers is refused.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The table's decimal mark, '.' or ','; '\0' until a number has shown it. */
typedef char ReportCsvMark;

/* Whether @text says that there is no value: nothing, NA, N/A, NaN, null, None and the
 * like, in capitals or not. */
gboolean report_csv_number_is_missing (const char *text);

/**
 * report_csv_number_read_rate:
 * @name: of the column, for the sentence
 *
 * Reads a number from 0 to 1, or NAN where it is missing.
 */
gboolean report_csv_number_read_rate (
    ReportCsvMark *mark, const char *name, const char *text, double *rate, GError **error);

/**
 * report_csv_number_read_count:
 *
 * Reads a whole number from 0 to @max; also as “100.0” or “1.00E+02”.
 */
gboolean report_csv_number_read_count (ReportCsvMark *mark,
                                       const char *name,
                                       const char *text,
                                       guint64 max,
                                       guint64 *count,
                                       GError **error);

G_END_DECLS
