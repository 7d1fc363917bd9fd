/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A calibration table: numbers that an instrument measured beside those that are
 * known by calculation.
 *
 * Of 95% intervals one in twenty misses. The table holds thousands of numbers, so each
 * must be within two and a half times its interval (4.9 standard errors, which one in a
 * million passes), and nine in ten within it.
 */
#pragma once

#include "audit/nc-audit-interval.h"
#include "audit/nc-audit-known.h"

G_BEGIN_DECLS

#define TABLE_FLIPS 3 /* n of the ciphers that have one */

typedef struct
{
  guint n_numbers;
  guint n_within;  /* their intervals */
  double farthest; /* in half-widths of the interval */
  guint n_total;   /* of the whole table so far */
  guint n_total_within;
} CalibrationTable;

/* Fails the test if the number is farther than two and a half times its interval. */
void calibration_table_add (CalibrationTable *table,
                            const char *what,
                            const NcAuditInterval *measured,
                            double known);

/* Prints the line of one cipher and instrument with one of its numbers, and begins the
 * next. */
void calibration_table_end_line (CalibrationTable *table,
                                 const char *instrument,
                                 NcAuditKnown kind,
                                 guint n_bits,
                                 const char *number,
                                 const NcAuditInterval *measured,
                                 double known);

/* Nine in ten. */
void calibration_table_finish (const CalibrationTable *table);

G_END_DECLS
