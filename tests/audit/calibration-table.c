/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A calibration table.
 */
#include "calibration-table.h"

#include <math.h>

/* A number without a width is right or wrong, but for rounding. */
#define ROUNDING 1e-6

void
calibration_table_add (CalibrationTable *table,
                       const char *what,
                       const NcAuditInterval *measured,
                       double known)
{
  double half = known > measured->value ? measured->high - measured->value
                                        : measured->value - measured->low;
  double off = fabs (known - measured->value);

  table->n_numbers++;
  if (!(half >= 0) || !(off <= 2.5 * half + ROUNDING))
    {
      g_test_message ("%s: measured %g (%g to %g), known %g", what, measured->value, measured->low,
                      measured->high, known);
      g_test_fail ();
    }
  if (off <= half + ROUNDING)
    table->n_within++;
  if (half > ROUNDING)
    table->farthest = fmax (table->farthest, off / half);
}

void
calibration_table_end_line (CalibrationTable *table,
                            const char *instrument,
                            NcAuditKnown kind,
                            guint n_bits,
                            const char *number,
                            const NcAuditInterval *measured,
                            double known)
{
  g_test_message ("%-12s N=%-2u %-14s %-22s %9.5f (%9.5f to %9.5f) known %9.5f; %u of %u numbers "
                  "within, farthest %.2f intervals",
                  instrument, n_bits, nc_audit_known_get_name (kind), number, measured->value,
                  measured->low, measured->high, known, table->n_within, table->n_numbers,
                  table->farthest);
  table->n_total += table->n_numbers;
  table->n_total_within += table->n_within;
  table->n_numbers = table->n_within = 0;
  table->farthest = 0;
}

void
calibration_table_finish (const CalibrationTable *table)
{
  g_test_message ("%u of %u numbers within their 95%% intervals", table->n_total_within,
                  table->n_total);
  g_assert_cmpuint (table->n_total, >, 0);
  g_assert_cmpfloat (table->n_total_within, >=, 0.9 * table->n_total);
}
