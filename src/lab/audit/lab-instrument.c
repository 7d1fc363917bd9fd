/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks up the descriptors of the instruments.
 */
#include "config.h"

#include "lab/audit/lab-instrument.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "audit/nc-audit-features.h"
#include "lab/audit/lab-instrument-private.h"

#define LAB_INSTRUMENT_ENTRY(name, descriptor)                                                     \
  [LAB_INSTRUMENT_##name] = &lab_instrument_##descriptor,

const LabInstrumentKind *
lab_instrument_get_kind (LabInstrument instrument)
{
  static const LabInstrumentKind *const kinds[LAB_N_INSTRUMENTS]
      = { LAB_INSTRUMENT_TABLE (LAB_INSTRUMENT_ENTRY) };

  g_assert ((guint) instrument < LAB_N_INSTRUMENTS);
  return kinds[instrument];
}

const char *
lab_instrument_get_name (LabInstrument instrument)
{
  g_return_val_if_fail ((guint) instrument < LAB_N_INSTRUMENTS, NULL);
  return lab_instrument_get_kind (instrument)->name;
}

gboolean
lab_instrument_from_name (const char *name, LabInstrument *instrument)
{
  g_return_val_if_fail (name != NULL && instrument != NULL, FALSE);

  for (guint i = 0; i < LAB_N_INSTRUMENTS; i++)
    if (strcmp (name, lab_instrument_get_name (i)) == 0)
      {
        *instrument = i;
        return TRUE;
      }
  return FALSE;
}

const char *
lab_instrument_get_title (LabInstrument instrument)
{
  g_return_val_if_fail ((guint) instrument < LAB_N_INSTRUMENTS, NULL);
  return _ (lab_instrument_get_kind (instrument)->title);
}

const char *
lab_instrument_get_purpose (LabInstrument instrument)
{
  g_return_val_if_fail ((guint) instrument < LAB_N_INSTRUMENTS, NULL);
  return _ (lab_instrument_get_kind (instrument)->purpose);
}

const LabInstrumentNumber *
lab_instrument_find_number (LabInstrument instrument, const char *name)
{
  const LabInstrumentNumber *number = lab_instrument_get_kind (instrument)->numbers;

  for (; number->name != NULL; number++)
    if (strcmp (number->name, name) == 0)
      return number;
  return NULL;
}

const char *
lab_instrument_find_columns (LabInstrument instrument, const char *name)
{
  const LabInstrumentTable *table = lab_instrument_get_kind (instrument)->tables;

  for (; table->name != NULL; table++)
    if (strcmp (table->name, name) == 0)
      return table->columns;
  return NULL;
}

const LabInstrumentPicture *
lab_instrument_get_picture (LabInstrument instrument)
{
  return lab_instrument_get_kind (instrument)->picture;
}

double
lab_instrument_get_features (guint n_bits)
{
  return (double) nc_audit_features_count (n_bits) / nc_audit_features_count (16);
}

void
lab_instrument_copy_numbers (LabFinding *to, LabFinding *part)
{
  GPtrArray *numbers = lab_finding_get_numbers (part);

  for (guint i = 0; i < numbers->len; i++)
    {
      const LabFindingNumber *number = numbers->pdata[i];

      lab_finding_add_number (to, number->name, number->interval);
    }
}
