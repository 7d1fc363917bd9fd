/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A longer run from the state of another.
 */
#include "config.h"

#include "lab/training/lab-run-longer.h"

#include <glib/gi18n-lib.h>

#include "lab/training/lab-run-private.h"
#include "lab/training/lab-study-private.h"

static LabRun *
refuse (LabRun *run, const char *why, GError **error)
{
  g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE, _ ("%s cannot train longer: %s"),
               lab_run_get_label (run), why);
  return NULL;
}

/* Whether @longer only has more rounds. */
static gboolean
is_longer (LabExperiment *experiment, LabExperiment *longer)
{
  NcSetup setup = *lab_experiment_get_setup (longer);
  g_autoptr (LabExperiment) same = NULL;

  if (setup.rounds <= lab_experiment_get_setup (experiment)->rounds)
    return FALSE;
  setup.rounds = lab_experiment_get_setup (experiment)->rounds;
  same = lab_experiment_new_stopping (&setup, lab_experiment_get_stop_rule (longer));
  return lab_experiment_equal (same, experiment);
}

LabRun *
lab_run_new_longer (LabRun *run, LabExperiment *experiment, GError **error)
{
  LabTraining *former = lab_run_get_training (run);
  LabRunState state = lab_run_get_state (run);
  guint64 iteration;
  g_autoptr (GBytes) checkpoint = lab_training_get_checkpoint (former, &iteration);
  g_autoptr (LabSeries) series = NULL;
  LabRun *longer;

  if (state != LAB_RUN_FINISHED && state != LAB_RUN_PAUSED)
    return refuse (run, _ ("only a run that is finished or paused can"), error);
  if (checkpoint == NULL || iteration != lab_run_get_iteration (run))
    return refuse (run, _ ("its networks are missing"), error);
  if (!is_longer (lab_run_get_experiment (run), experiment))
    return refuse (run, _ ("other settings than its rounds have changed; start it with them"),
                   error);
  longer = lab_run_new (lab_run_get_label (run), experiment, lab_run_get_seed (run));
  series = lab_series_copy (lab_run_get_series (run));
  lab_training_restore (lab_run_get_training (longer), series, checkpoint, iteration,
                        lab_run_get_seconds (run), former->arithmetic);
  lab_run_set_colour (longer, lab_run_get_colour (run));
  lab_run_set_visible (longer, lab_run_get_visible (run));
  lab_run_set_state (longer, LAB_RUN_PAUSED, NULL);
  return longer;
}

/* The longer run in the place of @entry's; NULL if that cannot go on. */
static LabRun *
lengthen_entry (LabStudy *study, guint index, GError **error)
{
  LabStudyEntry *entry = study->entries->pdata[index];
  guint32 seed;
  g_autoptr (LabExperiment) experiment = lab_study_entry_resolve (entry, study->file, &seed, error);
  LabRun *longer = experiment != NULL ? lab_run_new_longer (entry->run, experiment, error) : NULL;

  if (longer != NULL)
    lab_study_put_run (study, index, longer);
  return longer;
}

GPtrArray *
lab_study_lengthen (LabStudy *study, LabRun *run, guint rounds, GError **error)
{
  guint curve = lab_study_get_curve (study, run);
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (run));
  g_autofree char *value = g_strdup_printf ("%u", setup->rounds + rounds);
  g_autoptr (LabStudyFile) former = g_object_ref (study->file);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) refusal = NULL;

  if (!lab_study_set_curve_value (study, curve, "training.rounds", value, error))
    return NULL;
  for (guint i = 0; i < study->entries->len; i++)
    {
      LabRun *longer = ((LabStudyEntry *) study->entries->pdata[i])->curve == curve
                           ? lengthen_entry (study, i, refusal == NULL ? &refusal : NULL)
                           : NULL;

      if (longer != NULL)
        g_ptr_array_add (runs, g_object_ref (longer));
    }
  if (runs->len > 0)
    return g_steal_pointer (&runs);
  lab_study_put_file (study, former);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return NULL;
}
