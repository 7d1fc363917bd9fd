/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the networks of a finished run can do.
 */
#include "config.h"

#include "lab/training/lab-evaluation.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "base/number.h"
#include "engine/training/nc-trainer.h"

struct _LabEvaluation
{
  gatomicrefcount count;
  NcEvaluation modes[2]; /* by NcMode */
};

G_DEFINE_BOXED_TYPE (LabEvaluation, lab_evaluation, lab_evaluation_ref, lab_evaluation_unref)

LabEvaluation *
lab_evaluation_new (LabExperiment *experiment,
                    guint32 seed,
                    nc_real *const parameters[NC_N_PARTIES],
                    nc_real *const statistics[NC_N_PARTIES])
{
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  g_autoptr (NcEvaluator) evaluator = nc_evaluator_new (setup, seed, nc_kernels_get_best ());
  LabEvaluation *evaluation = g_new0 (LabEvaluation, 1);

  g_atomic_ref_count_init (&evaluation->count);
  nc_evaluator_measure (evaluator, parameters, statistics, NC_MODE_TRAINING,
                        &evaluation->modes[NC_MODE_TRAINING]);
  evaluation->modes[NC_MODE_EVALUATION] = evaluation->modes[NC_MODE_TRAINING];
  if (nc_setup_has_norm (setup))
    nc_evaluator_measure (evaluator, parameters, statistics, NC_MODE_EVALUATION,
                          &evaluation->modes[NC_MODE_EVALUATION]);
  return evaluation;
}

LabEvaluation *
lab_evaluation_new_from_state (LabExperiment *experiment,
                               guint32 seed,
                               GBytes *state,
                               GError **error)
{
  nc_real *parameters[NC_N_PARTIES], *statistics[NC_N_PARTIES];
  LabEvaluation *evaluation;

  if (!nc_state_read_networks (lab_experiment_get_setup (experiment),
                               g_bytes_get_data (state, NULL), g_bytes_get_size (state), parameters,
                               statistics, error))
    return NULL;
  evaluation = lab_evaluation_new (experiment, seed, parameters, statistics);
  for (NcParty party = NC_ALICE; party < NC_N_PARTIES; party++)
    {
      nc_real_free (parameters[party]);
      nc_real_free (statistics[party]);
    }
  return evaluation;
}

LabEvaluation *
lab_evaluation_ref (LabEvaluation *evaluation)
{
  g_atomic_ref_count_inc (&evaluation->count);
  return evaluation;
}

void
lab_evaluation_unref (LabEvaluation *evaluation)
{
  if (g_atomic_ref_count_dec (&evaluation->count))
    g_free (evaluation);
}

const NcEvaluation *
lab_evaluation_get (LabEvaluation *evaluation, NcMode mode)
{
  return &evaluation->modes[mode];
}

gboolean
lab_bob_fails (double bit_error, double loss_rate)
{
  return !(bit_error < LAB_FAILING_BIT_ERROR) && !(loss_rate < LAB_FAILING_BIT_ERROR);
}

LabKeyUse
lab_key_use_judge (const NcLoss *fuzzy, const NcLoss *wrong)
{
  double advantage = 0.5 - fmin (fuzzy->loss_rate, fuzzy->bit_error);

  if (lab_bob_fails (fuzzy->bit_error, fuzzy->loss_rate))
    return LAB_KEY_USE_BOB_FAILS;
  if (wrong->loss_rate - fuzzy->loss_rate >= LAB_UNUSED_KEY_GAIN
      || wrong->bit_error - fuzzy->bit_error >= LAB_UNUSED_KEY_GAIN)
    return LAB_KEY_USE_FULL;
  return advantage < LAB_JUDGED_ADVANTAGE ? LAB_KEY_USE_BOB_FAILS : LAB_KEY_USE_NONE;
}

LabKeyUse
lab_evaluation_get_key_use (LabEvaluation *evaluation)
{
  const NcLoss *bob = evaluation->modes[NC_MODE_TRAINING].bob;

  return lab_key_use_judge (&bob[NC_KEY_FUZZY], &bob[NC_KEY_WRONG]);
}

const char *
lab_key_use_get_name (LabKeyUse use)
{
  static const char *const names[] = { "bob-fails", "key-unused", "key-used" };

  g_return_val_if_fail (use < G_N_ELEMENTS (names), NULL);
  return names[use];
}

char *
lab_evaluation_get_words (LabEvaluation *evaluation)
{
  const NcLoss *bob = evaluation->modes[NC_MODE_TRAINING].bob;

  switch (lab_evaluation_get_key_use (evaluation))
    {
    case LAB_KEY_USE_BOB_FAILS:
      return base_number_sentence (
          _ ("Bob fails: with his key %.3f of the bits are wrong, and 0.5 is "
             "guessing"),
          bob[NC_KEY_FUZZY].bit_error);
    case LAB_KEY_USE_NONE:
      return base_number_sentence (
          _ ("Key unused: this is not encryption; Bob’s loss rate is %.4f with "
             "his key and %.4f with a random wrong one"),
          bob[NC_KEY_FUZZY].loss_rate, bob[NC_KEY_WRONG].loss_rate);
    case LAB_KEY_USE_FULL:
      return base_number_sentence (
          _ ("The key is used: Bob’s loss rate is %.4f with it and %.4f with a "
             "random wrong one; whether Eve needs it is another question"),
          bob[NC_KEY_FUZZY].loss_rate, bob[NC_KEY_WRONG].loss_rate);
    default:
      g_assert_not_reached ();
    }
}
