/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Curves while the rows of one or several tables come in, in any order. Reads no text;
 * what the rows of a curve say of it must be the same in all of them.
 */
#pragma once

#include "report/study/report-curve.h"

G_BEGIN_DECLS

/* For numbers that a table does not have. */
#define REPORT_CSV_UNKNOWN G_MAXUINT

typedef struct
{
  const char *study;
  const char *label;
  guint32 seed;
  guint key_bits;       /* or REPORT_CSV_UNKNOWN */
  guint key_difference; /* or REPORT_CSV_UNKNOWN */
  guint32 iteration;
  gboolean own_turn; /* Eve's */
  double values[LAB_N_CHANNELS];
} ReportCsvRow;

typedef struct _ReportCsvCurves ReportCsvCurves;

ReportCsvCurves *report_csv_curves_new (void);
void report_csv_curves_free (ReportCsvCurves *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReportCsvCurves, report_csv_curves_free)

/**
 * report_csv_curves_begin_table:
 * @origin: of the rows from now on, to name in errors
 */
void report_csv_curves_begin_table (ReportCsvCurves *self, const char *origin);

/**
 * report_csv_curves_add:
 * @line: where the row begins in its table
 *
 * Returns: FALSE with an error that is about the row and does not say where it is
 */
gboolean report_csv_curves_add (ReportCsvCurves *self,
                                const ReportCsvRow *row,
                                guint64 line,
                                GError **error);

/**
 * report_csv_curves_finish:
 *
 * Rows of one study, label and seed are one curve, sorted by iteration, whichever table
 * they come from. It begins at its first iteration. Nothing may be added any more.
 *
 * Returns: (transfer full) (element-type ReportCurve): in the order in which they came;
 * NULL with an error that names table and line where an iteration of a curve is there
 * twice, or too many are left out
 */
GPtrArray *report_csv_curves_finish (ReportCsvCurves *self, GError **error);

G_END_DECLS
