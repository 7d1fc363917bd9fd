/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A training in progress, and the loop of the worker that does it.
 */
#include "lab-run-private.h"

LabTraining *
lab_training_new (LabExperiment *experiment, guint32 seed)
{
  LabTraining *training = g_new0 (LabTraining, 1);

  g_atomic_ref_count_init (&training->count);
  training->experiment = lab_experiment_ref (experiment);
  training->seed = seed;
  training->series = lab_series_new ();
  return training;
}

LabTraining *
lab_training_ref (LabTraining *training)
{
  g_atomic_ref_count_inc (&training->count);
  return training;
}

void
lab_training_unref (LabTraining *training)
{
  if (!g_atomic_ref_count_dec (&training->count))
    return;
  nc_trainer_free (training->trainer);
  lab_series_unref (training->series);
  lab_experiment_unref (training->experiment);
  g_free (training);
}

static LabOutcome
train (LabTraining *training, NcParty *party)
{
  guint64 length = nc_setup_get_length (lab_experiment_get_setup (training->experiment));

  if (training->trainer == NULL)
    training->trainer = nc_trainer_new (lab_experiment_get_setup (training->experiment),
                                        training->seed, nc_kernels_get_best ());
  while (nc_trainer_get_iteration (training->trainer) < length)
    {
      NcMeasurement measurement;
      gboolean sound;

      if (training->halt)
        return LAB_OUTCOME_HALTED;
      if (training->iterations == 0)
        return LAB_OUTCOME_PAUSED;
      nc_trainer_set_executor (training->trainer, training->executor);
      sound = nc_trainer_step (training->trainer, &measurement);
      lab_series_append (training->series, &measurement);
      training->iterations--;
      if (!sound)
        {
          nc_trainer_get_diverged (training->trainer, party);
          return LAB_OUTCOME_DIVERGED;
        }
    }
  return LAB_OUTCOME_FINISHED;
}

LabOutcome
lab_training_work (LabTraining *training, NcParty *party)
{
  LabOutcome outcome;

  training->stretch_start = g_get_monotonic_time ();
  outcome = train (training, party);
  training->busy_time += g_get_monotonic_time () - training->stretch_start;
  training->stretch_start = 0;
  return outcome;
}
