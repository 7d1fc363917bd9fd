/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Losses as CSV (RFC 4180, UTF-8): one row per iteration, with the columns
 * study,label,key_bits,key_difference,seed,turn,iteration,bob_loss_rate,
 * bob_bit_error,eve_loss_rate,eve_bit_error and, if a curve has one, run; empty where nothing was
 * measured. Iterations count from 0. Later versions append their columns.
 *
 * The reader accepts more: see README.md, “A table of losses”.
 */
#pragma once

#include "report/study/report-curve.h"
#include "report/table/report-error.h"

G_BEGIN_DECLS

/**
 * report_csv_write:
 * @curves: (element-type ReportCurve): with all their sources
 * @path: written atomically, see base_file_open()
 * @cancellable: (nullable)
 *
 * Writes each curve from its first iteration. Control characters in a study or label, other than
 * line ends and tabs, are written as in JSON: \\u001b.
 *
 * May be called from any thread while the series grow: each curve is written up to its length when
 * it is reached.
 */
gboolean
report_csv_write (GPtrArray *curves, const char *path, GCancellable *cancellable, GError **error);

/**
 * report_csv_read:
 * @paths: NULL-terminated, at least one; “-” for standard input
 *
 * Rows of one study, label, seed and run form one curve, whichever table they are in. A table
 * without the column study or label uses its file's name.
 *
 * Returns: (transfer full) (element-type ReportCurve): in order of first appearance, a colour for
 * each label; NULL with an error that names table and line
 */
GPtrArray *report_csv_read (const char *const *paths, GError **error);

/**
 * report_csv_parse:
 * @text: not necessarily NUL-terminated
 * @origin: for error messages
 *
 * Like report_csv_read(), for one table in memory.
 */
GPtrArray *report_csv_parse (const char *text, gsize length, const char *origin, GError **error);

G_END_DECLS
