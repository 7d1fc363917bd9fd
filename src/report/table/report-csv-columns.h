/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns of a table of losses, and where a table has them: they are found by their
 * names. Reads names alone, no values.
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
  N_COLUMNS,
} ReportColumn;

/* [N_COLUMNS], NULL behind them; as they are written. */
extern const char *const report_csv_columns[];

/* The place of a column that a table does not have. */
#define REPORT_CSV_NOWHERE G_MAXUINT

typedef struct
{
  guint places[N_COLUMNS]; /* or REPORT_CSV_NOWHERE */
  guint n_least;           /* fields a row has at least: up to the last of the places */
  guint n_names;           /* fields it has at most */
} ReportCsvColumns;

/**
 * report_csv_columns_find:
 * @header: at its row of names
 *
 * Names of other columns are passed over.
 *
 * Returns: FALSE with an error without a place when a name is there twice, when there
 * is no iteration, or no loss
 */
gboolean report_csv_columns_find (ReportCsvColumns *self, ReportSeparated *header, GError **error);

/* How many fields of a row are names of columns, as those of a row of names are. */
guint report_csv_columns_count (ReportSeparated *row);

/* Whether @text, blanks around it aside, is the name of a column. */
gboolean report_csv_columns_has_name (const char *text);

G_END_DECLS
