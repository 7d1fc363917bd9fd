/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Builds curves from the rows of one or several tables, in any order. Parses no text; what rows
 * say about their curve must agree.
 */
#pragma once

#include "report/study/report-curve.h"

G_BEGIN_DECLS

/* Stands for numbers that a table does not have. */
#define REPORT_CSV_UNKNOWN G_MAXUINT

typedef struct
{
  const char *study;
  const char *label;
  guint32 seed;
  gint64 run;           /* number, 0 if unknown */
  guint key_bits;       /* or REPORT_CSV_UNKNOWN */
  guint key_difference; /* or REPORT_CSV_UNKNOWN */
  guint32 iteration;
  gboolean own_turn; /* of Eve's own turn */
  double values[LAB_N_CHANNELS];
} ReportCsvRow;

typedef struct _ReportCsvCurves ReportCsvCurves;

ReportCsvCurves *report_csv_curves_new (void);
void report_csv_curves_free (ReportCsvCurves *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReportCsvCurves, report_csv_curves_free)

/**
 * report_csv_curves_begin_table:
 * @origin: of the rows added from now on, for error messages
 */
void report_csv_curves_begin_table (ReportCsvCurves *self, const char *origin);

/**
 * report_csv_curves_add:
 * @line: where the row begins in its table
 *
 * Returns: FALSE with an error about the row that does not say where it is
 */
gboolean report_csv_curves_add (ReportCsvCurves *self,
                                const ReportCsvRow *row,
                                guint64 line,
                                GError **error);

/**
 * report_csv_curves_finish:
 *
 * Rows of one study, label and seed form one curve, sorted by iteration, whichever table they come
 * from. It starts at its first iteration. Nothing may be added afterwards.
 *
 * Returns: (transfer full) (element-type ReportCurve): in order of first appearance; NULL with an
 * error that names table and line if a curve repeats an iteration or leaves out too many
 */
GPtrArray *report_csv_curves_finish (ReportCsvCurves *self, GError **error);

G_END_DECLS
