/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of instruments.
 */
#include "audit/nc-audit-features.h"
#include "lab/audit/lab-instrument-private.h"

const LabInstrumentKind *
lab_instrument_get_kind (LabInstrument instrument)
{
  static const LabInstrumentKind *const kinds[LAB_N_INSTRUMENTS] = {
    [LAB_INSTRUMENT_TOLERANCE] = &lab_instrument_tolerance,
    [LAB_INSTRUMENT_FRESH_EVES] = &lab_instrument_fresh_eves,
    [LAB_INSTRUMENT_LINEAR] = &lab_instrument_linear,
    [LAB_INSTRUMENT_PARITIES] = &lab_instrument_parities,
    [LAB_INSTRUMENT_HIDDEN_BITS] = &lab_instrument_hidden_bits,
    [LAB_INSTRUMENT_CHOSEN_PLAINTEXT] = &lab_instrument_chosen_plaintext,
    [LAB_INSTRUMENT_KEY_SEARCH] = &lab_instrument_key_search,
    [LAB_INSTRUMENT_AVALANCHE] = &lab_instrument_avalanche,
    [LAB_INSTRUMENT_DISTRIBUTION] = &lab_instrument_distribution,
    [LAB_INSTRUMENT_CHANNEL] = &lab_instrument_channel,
  };

  g_assert ((guint) instrument < LAB_N_INSTRUMENTS);
  return kinds[instrument];
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
