/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A diagnosis, as numbers.
 */
#include "lab/training/lab-diagnosis-private.h"

#include <math.h>

G_DEFINE_BOXED_TYPE (LabDiagnosis, lab_diagnosis, lab_diagnosis_ref, lab_diagnosis_unref)

LabDiagnosis *
lab_diagnosis_new (const NcSetup *setup, const NcDiagnosis *found, LabSeries *series)
{
  LabDiagnosis *diagnosis = g_new0 (LabDiagnosis, 1);

  g_atomic_ref_count_init (&diagnosis->count);
  diagnosis->iteration = lab_series_get_length (series);
  diagnosis->key_bits = setup->key_bits;
  diagnosis->found = *found;
  lab_flatness_measure (series, setup, &diagnosis->flatness);
  diagnosis->in_rounds = diagnosis->flatness.stretch == nc_setup_get_round_length (setup);
  diagnosis->all_well = lab_flatness_is_near_zero (
      setup, lab_series_get_recent_mean (series, LAB_CHANNEL_BOB_LOSS_RATE, LAB_FINAL_ITERATIONS));
  diagnosis->words = lab_diagnosis_make_words (diagnosis);
  return diagnosis;
}

LabDiagnosis *
lab_diagnosis_new_from_state (
    const NcSetup *setup, guint32 seed, LabSeries *series, GBytes *state, GError **error)
{
  nc_real *parameters[NC_N_PARTIES], *statistics[NC_N_PARTIES];
  g_autoptr (NcDiagnoser) diagnoser = NULL;
  NcDiagnosis found;

  if (!nc_state_read_networks (setup, g_bytes_get_data (state, NULL), g_bytes_get_size (state),
                               parameters, statistics, error))
    return NULL;
  diagnoser = nc_diagnoser_new (setup, seed, nc_kernels_get_best ());
  nc_diagnoser_look (diagnoser, (const nc_real *const *) parameters, &found);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      nc_real_free (parameters[party]);
      nc_real_free (statistics[party]);
    }
  return lab_diagnosis_new (setup, &found, series);
}

LabDiagnosis *
lab_diagnosis_ref (LabDiagnosis *diagnosis)
{
  g_atomic_ref_count_inc (&diagnosis->count);
  return diagnosis;
}

void
lab_diagnosis_unref (LabDiagnosis *diagnosis)
{
  if (!g_atomic_ref_count_dec (&diagnosis->count))
    return;
  g_free (diagnosis->words);
  g_free (diagnosis);
}

guint64
lab_diagnosis_get_iteration (LabDiagnosis *diagnosis)
{
  return diagnosis->iteration;
}

const NcPartyDiagnosis *
lab_diagnosis_get_party (LabDiagnosis *diagnosis, NcParty party)
{
  g_return_val_if_fail (party < NC_N_PARTIES, NULL);

  return &diagnosis->found.parties[party];
}

double
lab_diagnosis_get_dead_share (LabDiagnosis *diagnosis, NcParty party)
{
  const NcPartyDiagnosis *found = lab_diagnosis_get_party (diagnosis, party);

  return found->n_units > 0 ? (double) found->n_dead / found->n_units : (double) NAN;
}

const LabFlatness *
lab_diagnosis_get_flatness (LabDiagnosis *diagnosis)
{
  return &diagnosis->flatness;
}

const char *
lab_diagnosis_get_words (LabDiagnosis *diagnosis)
{
  return diagnosis->words;
}
