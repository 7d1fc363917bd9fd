/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is wrong with a running training: dead units, outputs stuck at one sign, a loss that no
 * longer moves; in numbers and in words.
 *
 * Immutable; shared by reference between a worker and the owner. A NaN is no diagnosis but the end
 * of a run: see the run's state and message.
 */
#pragma once

#include "engine/training/nc-diagnosis.h"
#include "lab/training/lab-flatness.h"

G_BEGIN_DECLS

typedef struct _LabDiagnosis LabDiagnosis;

#define LAB_TYPE_DIAGNOSIS (lab_diagnosis_get_type ())
GType lab_diagnosis_get_type (void);

/**
 * lab_diagnosis_new:
 * @found: in the networks at the end of @series
 */
LabDiagnosis *lab_diagnosis_new (const NcSetup *setup, const NcDiagnosis *found, LabSeries *series);

/**
 * lab_diagnosis_new_from_state:
 * @state: from nc_trainer_save_state(), at the end of @series
 *
 * Returns: NULL with NC_ERROR_STATE if it does not match @setup
 */
LabDiagnosis *lab_diagnosis_new_from_state (
    const NcSetup *setup, guint32 seed, LabSeries *series, GBytes *state, GError **error);
LabDiagnosis *lab_diagnosis_ref (LabDiagnosis *diagnosis);
void lab_diagnosis_unref (LabDiagnosis *diagnosis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabDiagnosis, lab_diagnosis_unref)

/**
 * lab_diagnosis_get_iteration:
 *
 * Returns: the number of iterations done by then
 */
guint64 lab_diagnosis_get_iteration (LabDiagnosis *diagnosis);

/* (transfer none) */
const NcPartyDiagnosis *lab_diagnosis_get_party (LabDiagnosis *diagnosis, NcParty party);

/**
 * lab_diagnosis_get_dead_share:
 *
 * Returns: the dead share of the party's ReLU units, 0 to 1; NAN if it has none
 */
double lab_diagnosis_get_dead_share (LabDiagnosis *diagnosis, NcParty party);

/* (transfer none) */
const LabFlatness *lab_diagnosis_get_flatness (LabDiagnosis *diagnosis);

/**
 * lab_diagnosis_get_words:
 *
 * One translated sentence without a full stop: the loss that no longer moves, Bob's bits stuck at
 * one sign, dead units. Bits count from 1. Says nothing about Alice and Bob if Bob's loss rate is
 * near 0 anyway, and never anything about Eve's outputs: an Eve who knows nothing need not have
 * both signs.
 *
 * Returns: (nullable) (transfer none): NULL if there is nothing to say
 */
const char *lab_diagnosis_get_words (LabDiagnosis *diagnosis);

/**
 * lab_diagnosis_explain:
 *
 * Returns: (transfer full): several lines: which layers, how the loss moved, what that means and
 * what may help
 */
char *lab_diagnosis_explain (LabDiagnosis *diagnosis);

G_END_DECLS
