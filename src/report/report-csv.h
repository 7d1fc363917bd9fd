/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Losses as CSV (RFC 4180, UTF-8): a row an iteration, the columns
 * study,label,key_bits,key_difference,seed,turn,iteration,bob_loss_rate,
 * bob_bit_error,eve_loss_rate,eve_bit_error; empty where nothing was measured.
 * Iterations count from 0. Columns of a later version come behind these.
 */
#pragma once

#include "report-curve.h"

G_BEGIN_DECLS

#define REPORT_ERROR (report_error_quark ())
typedef enum
{
  REPORT_ERROR_MALFORMED, /* a file that is no such table */
} ReportError;
GQuark report_error_quark (void);

/**
 * report_csv_write:
 * @curves: (element-type ReportCurve): with all their sources
 * @path: written whole or not at all, see base_file_open()
 * @cancellable: (nullable)
 *
 * May be called from any thread while the series grow: what is there at the
 * beginning of a curve is written.
 */
gboolean
report_csv_write (GPtrArray *curves, const char *path, GCancellable *cancellable, GError **error);

/**
 * report_csv_read:
 *
 * Returns: (transfer full) (element-type ReportCurve): a curve for each study,
 * label and seed, in the order in which they come; NULL with an error that names
 * file and line
 */
GPtrArray *report_csv_read (const char *path, GError **error);

/**
 * report_csv_parse:
 * @text: not necessarily NUL-terminated
 * @origin: to name in errors
 */
GPtrArray *report_csv_parse (const char *text, gsize length, const char *origin, GError **error);

G_END_DECLS
