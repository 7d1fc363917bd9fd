/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns of a table of losses, and finding them in a table by name. Reads names only, no
 * values.
 */
#pragma once

#include "report/table/report-separated.h"

G_BEGIN_DECLS

typedef enum
{
  COLUMN_STUDY,
  COLUMN_LABEL,
  COLUMN_KEY_BITS,
  COLUMN_KEY_DIFFERENCE,
  COLUMN_SEED,
  COLUMN_TURN,
  COLUMN_ITERATION,
  COLUMN_BOB_LOSS_RATE,
  COLUMN_BOB_BIT_ERROR,
  COLUMN_EVE_LOSS_RATE,
  COLUMN_EVE_BIT_ERROR,
  COLUMN_RUN, /* written only where history is */
  N_COLUMNS,
} ReportColumn;

/* [N_COLUMNS], NULL-terminated; as written to files. */
extern const char *const report_csv_columns[];

/* The place of a column missing from a table. */
#define REPORT_CSV_NOWHERE G_MAXUINT

typedef struct
{
  guint places[N_COLUMNS]; /* or REPORT_CSV_NOWHERE */
  guint n_least;           /* minimum fields in a row: up to the last known column */
  guint n_names;           /* maximum fields in a row */
} ReportCsvColumns;

/**
 * report_csv_columns_find:
 * @header: at its row of names
 *
 * Unknown columns are ignored.
 *
 * Returns: FALSE with an error without a place if a name occurs twice, or if there is no iteration
 * or no loss
 */
gboolean report_csv_columns_find (ReportCsvColumns *self, ReportSeparated *header, GError **error);

/* How many fields of a row are column names; used to recognise a header. */
guint report_csv_columns_count (ReportSeparated *row);

/* Whether @text, ignoring surrounding blanks, is the name of a column. */
gboolean report_csv_columns_has_name (const char *text);

G_END_DECLS
