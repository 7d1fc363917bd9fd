/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Trained weights for tests, made on the spot.
 */
#include "weights-fixture.h"

#include <string.h>

#include "engine/training/nc-trainer.h"
#include "lab/experiment/lab-study-file.h"

LabWeights *
fixture_train_weights (LabExperiment *experiment, guint32 seed, guint64 iterations)
{
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  g_autoptr (NcTrainer) trainer = nc_trainer_new (setup, seed, nc_kernels_get_best ());
  const float *parameters[NC_N_PARTIES] = { NULL };
  const float *statistics[NC_N_PARTIES] = { NULL };
  NcMeasurement measurement;

  for (guint64 i = 0; i < iterations; i++)
    if (!nc_trainer_step (trainer, &measurement))
      g_error ("the training diverged");
  for (NcParty party = NC_ALICE; party <= (setup->eve ? NC_EVE : NC_BOB); party++)
    {
      parameters[party] = nc_trainer_get_parameters (trainer, party);
      statistics[party] = nc_trainer_get_statistics (trainer, party);
    }
  return lab_weights_new (experiment, seed, iterations, parameters, statistics);
}

LabWeights *
fixture_train_study (const char *study,
                     const char *const *settings,
                     guint32 seed,
                     guint64 iterations)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudyFile) file = lab_study_file_open (study, NULL, &error);
  g_autoptr (LabExperiment) experiment = NULL;

  for (; error == NULL && *settings != NULL; settings++)
    {
      g_auto (GStrv) pair = g_strsplit (*settings, "=", 2);

      lab_study_file_force_value (file, pair[0], pair[1], &error);
    }
  if (error == NULL)
    experiment = lab_study_file_resolve (file, 0, NULL, &error);
  if (error != NULL)
    g_error ("%s", error->message);
  return fixture_train_weights (experiment, seed, iterations);
}
