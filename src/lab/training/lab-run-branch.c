/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run from the state of another.
 */
#include "config.h"

#include "lab/training/lab-run-branch.h"

#include <glib/gi18n-lib.h>

#include "lab/experiment/lab-rate-changes.h"
#include "lab/training/lab-run-private.h"
#include "lab/training/lab-study-private.h"

static LabRun *
refuse (LabRun *run, const char *why, GError **error)
{
  g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE, _ ("%s cannot go on: %s"),
               lab_run_get_label (run), why);
  return NULL;
}

/* Takes out of @setup what is planned for @iteration and later, but the rounds. */
static void
cut (NcSetup *setup, guint64 iteration)
{
  while (setup->n_rate_changes > 0
         && setup->rate_changes[setup->n_rate_changes - 1].iteration >= iteration)
    setup->n_rate_changes--;
}

/* Whether the first @iteration iterations of both are the same. */
static gboolean
begins_alike (LabExperiment *experiment, LabExperiment *next, guint64 iteration)
{
  NcSetup former = *lab_experiment_get_setup (experiment);
  NcSetup setup = *lab_experiment_get_setup (next);
  g_autoptr (LabExperiment) begun = NULL, same = NULL;

  cut (&former, iteration);
  cut (&setup, iteration);
  setup.rounds = former.rounds;
  begun = lab_experiment_new_stopping (&former, lab_experiment_get_stop_rule (experiment));
  same = lab_experiment_new_stopping (&setup, lab_experiment_get_stop_rule (next));
  return lab_experiment_equal (same, begun);
}

static gboolean
can_be_left (LabRun *run)
{
  LabRunState state = lab_run_get_state (run);

  return state == LAB_RUN_FINISHED || state == LAB_RUN_PAUSED;
}

LabRun *
lab_run_new_branch (LabRun *run, LabExperiment *experiment, GError **error)
{
  LabTraining *former = lab_run_get_training (run);
  guint64 iteration;
  g_autoptr (GBytes) checkpoint = lab_training_get_checkpoint (former, &iteration);
  g_autoptr (LabSeries) series = NULL;
  LabRun *branch;

  if (!can_be_left (run))
    return refuse (run, _ ("only a run that is finished or paused can"), error);
  if (checkpoint == NULL || iteration != lab_run_get_iteration (run))
    return refuse (run, _ ("its networks are missing"), error);
  if (!begins_alike (lab_run_get_experiment (run), experiment, iteration))
    return refuse (run, _ ("other settings have changed; start it with them"), error);
  if (nc_setup_get_length (lab_experiment_get_setup (experiment)) <= iteration)
    return refuse (run, _ ("all its rounds are done; add some"), error);
  branch = lab_run_new (lab_run_get_label (run), experiment, lab_run_get_seed (run));
  series = lab_series_copy (lab_run_get_series (run));
  lab_training_restore (lab_run_get_training (branch), series, checkpoint, iteration,
                        lab_run_get_seconds (run), former->arithmetic);
  lab_run_set_colour (branch, lab_run_get_colour (run));
  lab_run_set_visible (branch, lab_run_get_visible (run));
  lab_run_set_state (branch, LAB_RUN_PAUSED, NULL);
  return branch;
}

/* The branch in the place of @entry's run; NULL if that cannot go on. */
static LabRun *
branch_entry (LabStudy *study, guint index, GError **error)
{
  LabStudyEntry *entry = study->entries->pdata[index];
  guint32 seed;
  g_autoptr (LabExperiment) experiment = lab_study_entry_resolve (entry, study->file, &seed, error);
  LabRun *branch = experiment != NULL ? lab_run_new_branch (entry->run, experiment, error) : NULL;

  if (branch != NULL)
    lab_study_put_run (study, index, branch);
  return branch;
}

/* Where those of @curve's runs are that can go on. */
static guint64
find_furthest (LabStudy *study, guint curve)
{
  guint64 furthest = 0;

  for (guint i = 0; i < study->entries->len; i++)
    {
      LabStudyEntry *entry = study->entries->pdata[i];

      if (entry->curve == curve && can_be_left (entry->run))
        furthest = MAX (furthest, lab_run_get_iteration (entry->run));
    }
  return furthest;
}

/* (transfer full) (nullable): the changes of @setup's learning rate before @iteration, and then the
 * one to @rate; NULL if those are too many. */
static char *
insert_change (const NcSetup *setup, guint64 iteration, double rate)
{
  NcSetup changed = *setup;
  guint n = 0;

  while (n < setup->n_rate_changes && setup->rate_changes[n].iteration < iteration)
    n++;
  if (n == NC_MAX_RATE_CHANGES)
    return NULL;
  changed.rate_changes[n] = (NcRateChange){ iteration, rate };
  changed.n_rate_changes = n + 1;
  return lab_rate_changes_write (&changed);
}

static gboolean
set_values (LabStudy *study, LabRun *run, const LabBranch *branch, GError **error)
{
  guint curve = lab_study_get_curve (study, run);
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (run));
  guint64 here = find_furthest (study, curve);
  g_autofree char *rounds = g_strdup_printf ("%u", setup->rounds + branch->rounds);
  g_autofree char *changes = NULL;

  if (branch->learning_rate != 0)
    {
      if (here == 0)
        return refuse (run, _ ("only a run that is finished or paused can"), error) != NULL;
      changes = insert_change (setup, here, branch->learning_rate);
      if (changes == NULL)
        return refuse (run, _ ("its learning rate has changed as often as it may"), error) != NULL;
    }
  return (branch->rounds == 0
          || lab_study_set_curve_value (study, curve, "training.rounds", rounds, error))
         && (changes == NULL
             || lab_study_set_curve_value (study, curve, "training.learning-rate-changes", changes,
                                           error));
}

GPtrArray *
lab_study_branch (LabStudy *study, LabRun *run, const LabBranch *branch, GError **error)
{
  guint curve = lab_study_get_curve (study, run);
  g_autoptr (LabStudyFile) former = g_object_ref (study->file);
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) refusal = NULL;
  gboolean set = set_values (study, run, branch, &refusal);

  for (guint i = 0; set && i < study->entries->len; i++)
    {
      LabRun *next = ((LabStudyEntry *) study->entries->pdata[i])->curve == curve
                         ? branch_entry (study, i, refusal == NULL ? &refusal : NULL)
                         : NULL;

      if (next != NULL)
        g_ptr_array_add (runs, g_object_ref (next));
    }
  if (runs->len > 0)
    return g_steal_pointer (&runs);
  if (study->file != former)
    lab_study_put_file (study, former);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return NULL;
}
