/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns, for the writer and the reader alone.
 */
#pragma once

#include <glib.h>

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

extern const char *const report_csv_columns[];

G_END_DECLS
