/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Losses as CSV (RFC 4180, UTF-8): a row an iteration, the columns
 * study,label,key_bits,key_difference,seed,turn,iteration,bob_loss_rate,
 * bob_bit_error,eve_loss_rate,eve_bit_error; empty where nothing was measured.
 * Iterations count from 0. Columns of a later version come behind these.
 *
 * What is read is wider: README.md, “A table of losses”, has it.
 */
#pragma once

#include "report/study/report-curve.h"
#include "report/table/report-error.h"

G_BEGIN_DECLS

/**
 * report_csv_write:
 * @curves: (element-type ReportCurve): with all their sources
 * @path: written whole or not at all, see base_file_open()
 * @cancellable: (nullable)
 *
 * Each curve from its first iteration on. A control character of a study or label, other
 * than the ends of lines and tabs, is written as in JSON: \\u001b.
 *
 * May be called from any thread while the series grow: what is there at the
 * beginning of a curve is written.
 */
gboolean
report_csv_write (GPtrArray *curves, const char *path, GCancellable *cancellable, GError **error);

/**
 * report_csv_read:
 * @paths: NULL at the end, at least one; “-” for standard input
 *
 * Rows of one study, label and seed are one curve, in whichever table they stand. A
 * table without the column study or label is called after its file.
 *
 * Returns: (transfer full) (element-type ReportCurve): in the order in which they come,
 * a colour for each label; NULL with an error that names table and line
 */
GPtrArray *report_csv_read (const char *const *paths, GError **error);

/**
 * report_csv_parse:
 * @text: not necessarily NUL-terminated
 * @origin: to name in errors
 *
 * As report_csv_read(), of one table in memory.
 */
GPtrArray *report_csv_parse (const char *text, gsize length, const char *origin, GError **error);

G_END_DECLS
