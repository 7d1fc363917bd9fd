/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Collects the rows of one curve, in any order and from several tables, and sorts them. FALSE or
 * NULL means that memory is too low.
 */
#pragma once

#include "lab/training/lab-series.h"

G_BEGIN_DECLS

typedef struct _ReportCsvRows ReportCsvRows;

ReportCsvRows *report_csv_rows_new (void);
void report_csv_rows_free (ReportCsvRows *self);

gsize report_csv_rows_get_n (const ReportCsvRows *self);

/**
 * report_csv_rows_add:
 * @table: which table the row is from; rows of one table must be consecutive
 * @line: where it begins there
 * @values: [LAB_N_CHANNELS]: NAN where nothing was measured
 */
gboolean report_csv_rows_add (
    ReportCsvRows *self, guint table, guint64 line, guint32 iteration, const double *values);

/**
 * report_csv_rows_sort:
 *
 * By iteration, stable. Nothing may be added afterwards; only then may the functions below be
 * called.
 */
gboolean report_csv_rows_sort (ReportCsvRows *self);

guint32 report_csv_rows_get_iteration (const ReportCsvRows *self, gsize nth);
guint report_csv_rows_get_line (const ReportCsvRows *self, gsize nth);
guint report_csv_rows_get_table (const ReportCsvRows *self, gsize nth);

/* (transfer full): guint32 each */
GBytes *report_csv_rows_dup_iterations (const ReportCsvRows *self);

/**
 * report_csv_rows_take_values:
 * @values: (out) (transfer full) (nullable): of the channel, one per row; NULL if it was never
 * measured
 *
 * Once per channel.
 */
gboolean report_csv_rows_take_values (ReportCsvRows *self, LabChannel channel, double **values);

G_END_DECLS
