/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of one curve while they come in, in any order and from several tables; then
 * sorted. What they need is tried first: FALSE or NULL say that there is too little memory.
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
 * @table: which one the row is of; rows of one table come one after the other
 * @line: where it begins there
 * @values: [LAB_N_CHANNELS]: NAN where nothing was measured
 */
gboolean report_csv_rows_add (
    ReportCsvRows *self, guint table, guint64 line, guint32 iteration, const double *values);

/**
 * report_csv_rows_sort:
 *
 * By iteration, rows of the same one as they came. Nothing may be added any more; from now
 * on the functions below may be called.
 */
gboolean report_csv_rows_sort (ReportCsvRows *self);

guint32 report_csv_rows_get_iteration (const ReportCsvRows *self, gsize nth);
guint report_csv_rows_get_line (const ReportCsvRows *self, gsize nth);
guint report_csv_rows_get_table (const ReportCsvRows *self, gsize nth);

/* (transfer full): guint32 each */
GBytes *report_csv_rows_dup_iterations (const ReportCsvRows *self);

/**
 * report_csv_rows_take_values:
 * @values: (out) (transfer full) (nullable): of the channel, a row each; NULL if it was
 * measured nowhere
 *
 * Once for each channel.
 */
gboolean report_csv_rows_take_values (ReportCsvRows *self, LabChannel channel, double **values);

G_END_DECLS
