/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the networks of a finished run can do: Bob with the exact key, with n
 * flips and with a wrong key, Eve, on fresh messages, in both modes of batch norm;
 * and whether he uses the key.
 */
#pragma once

#include "engine/training/nc-evaluation.h"
#include "lab/experiment/lab-experiment.h"

G_BEGIN_DECLS

typedef enum
{
  LAB_KEY_USE_BOB_FAILS, /* he guesses even with his key: no verdict on the key */
  LAB_KEY_USE_NONE,      /* a wrong key works as well: this is not encryption */
  LAB_KEY_USE_FULL,
} LabKeyUse;

/* Bob fails if, with the fuzzy key, his bit error and his loss rate are both at least this high:
 * near the 0.5 of guessing. One of them is not enough: outputs of 0 instead of -1 have random
 * signs and a loss of 0.25, yet reveal each bit. */
#define LAB_FAILING_BIT_ERROR 0.45

/* With his key; of a run's own evaluation and of the audit's. A NaN, too, is a failure. */
gboolean lab_bob_fails (double bit_error, double loss_rate);

/* The key is unused if a wrong one costs Bob less than this in loss rate and also less than this
 * in bit error: more than four standard errors of the measurement. */
#define LAB_UNUSED_KEY_GAIN 0.01

/* That says something only if Bob has more to lose: with his key he must be at least this far below
 * the 0.5 of guessing, in loss rate or in bit error; ten times what is taken for nothing. Until
 * then he fails, and there is no verdict on the key. */
#define LAB_JUDGED_ADVANTAGE 0.1

typedef struct _LabEvaluation LabEvaluation;

#define LAB_TYPE_EVALUATION (lab_evaluation_get_type ())
GType lab_evaluation_get_type (void);

/**
 * lab_evaluation_new:
 * @parameters: from a trainer of @experiment
 * @statistics: likewise
 */
LabEvaluation *lab_evaluation_new (LabExperiment *experiment,
                                   guint32 seed,
                                   nc_real *const parameters[NC_N_PARTIES],
                                   nc_real *const statistics[NC_N_PARTIES]);

/**
 * lab_evaluation_new_from_state:
 * @state: from nc_trainer_save_state()
 *
 * Returns: NULL with NC_ERROR_STATE if it does not match @experiment
 */
LabEvaluation *lab_evaluation_new_from_state (LabExperiment *experiment,
                                              guint32 seed,
                                              GBytes *state,
                                              GError **error);
LabEvaluation *lab_evaluation_ref (LabEvaluation *evaluation);
void lab_evaluation_unref (LabEvaluation *evaluation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LabEvaluation, lab_evaluation_unref)

/**
 * lab_evaluation_get:
 *
 * Returns: (transfer none): the same for both modes if no network has batch norm
 */
const NcEvaluation *lab_evaluation_get (LabEvaluation *evaluation, NcMode mode);

/* From Bob's losses with the fuzzy key and with a random wrong one. */
LabKeyUse lab_key_use_judge (const NcLoss *fuzzy, const NcLoss *wrong);

/* In training mode, like the paper's losses. */
LabKeyUse lab_evaluation_get_key_use (LabEvaluation *evaluation);

/**
 * lab_key_use_get_name:
 *
 * Returns: "bob-fails", "key-unused", "key-used", for programs
 */
const char *lab_key_use_get_name (LabKeyUse use);

/**
 * lab_evaluation_get_words:
 *
 * Returns: (transfer full): the use of the key in a translated sentence with its figures,
 * without a full stop
 */
char *lab_evaluation_get_words (LabEvaluation *evaluation);

G_END_DECLS
