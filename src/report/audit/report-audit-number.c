/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Formats the numbers of findings as text.
 */
#include "config.h"

#include "report/audit/report-audit-number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/number.h"
#include "lab/audit/lab-instrument.h"

/* (transfer full) The value only, without its unit. */
static char *
format (double value, LabUnit unit)
{
  static const char *const eves[]
      = { N_ ("like Abadi and Andersen’s"), N_ ("like the paper’s"), N_ ("wide, of dense layers") };

  if (!isfinite (value))
    return base_number_value (value);
  switch (unit)
    {
    case LAB_UNIT_COUNT:
      return base_number_whole (value);
    case LAB_UNIT_INDEX:
      return base_number_whole (value + 1.0);
    case LAB_UNIT_TRUTH:
      return g_strdup (value != 0.0 ? _ ("yes") : _ ("no"));
    case LAB_UNIT_EVES:
      return g_strdup (value >= 0.0 && value < G_N_ELEMENTS (eves) ? _ (eves[(guint) value]) : "–");
    case LAB_UNIT_BITS:
      return value == floor (value) ? base_number_whole (value) : base_number_tick (value, 0.01);
    case LAB_UNIT_SECONDS:
      return value < 1.0 ? base_number_milliseconds (value, 2) : base_number_seconds (value, 2);
    case LAB_UNIT_SHARE:
    case LAB_UNIT_PLAIN:
    default:
      return base_number_value (value);
    }
}

/* Takes @text. */
static char *
with_unit (char *text, LabUnit unit)
{
  g_autofree char *plain = text;

  if (unit == LAB_UNIT_BITS)
    return g_strdup_printf (_ ("%s bits"), plain);
  return g_steal_pointer (&plain);
}

gboolean
report_audit_describe_number (LabInstrument instrument,
                              const LabFindingNumber *number,
                              char **words,
                              char **value,
                              char **interval)
{
  const LabInstrumentNumber *name = lab_instrument_find_number (instrument, number->name);
  const NcAuditInterval *found = &number->interval;

  if (name == NULL || name->words == NULL)
    return FALSE;
  *words = g_strdup (_ (name->words));
  *value = with_unit (format (found->value, name->unit), name->unit);
  if (found->low < found->high)
    {
      g_autofree char *low = format (found->low, name->unit);
      g_autofree char *high = format (found->high, name->unit);

      *interval = g_strdup_printf (_ ("%s to %s"), low, high);
    }
  else
    *interval = g_strdup ("");
  return TRUE;
}
