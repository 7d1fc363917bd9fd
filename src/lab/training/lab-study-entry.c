/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a run takes from its curve, and when.
 */
#include "config.h"

#include "lab/training/lab-study-entry.h"

#include <glib/gi18n-lib.h>

#include "lab/training/lab-run-private.h"

LabStudyEntry *
lab_study_entry_new (LabStudyFile *file, guint curve, guint nth_seed, guint n_seeds, GError **error)
{
  guint32 seed;
  g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, curve, &seed, error);
  LabStudyEntry *entry;

  if (experiment == NULL)
    return NULL;
  if (seed > G_MAXUINT32 - nth_seed)
    {
      g_autofree char *reason
          = g_strdup_printf (_ ("a curve has %u seeds in a row, and the last would be above %u"),
                             n_seeds, G_MAXUINT32);

      lab_study_file_refuse (file, curve, "training.seed", reason, error);
      return NULL;
    }
  entry = g_new0 (LabStudyEntry, 1);
  entry->curve = curve;
  entry->nth_seed = nth_seed;
  lab_study_entry_note_origin (entry, file);
  entry->run
      = lab_run_new (lab_study_file_get_curve_label (file, curve), experiment, seed + nth_seed);
  lab_study_entry_take_claim (entry);
  return entry;
}

LabStudyEntry *
lab_study_entry_copy (const LabStudyEntry *entry)
{
  LabStudyEntry *copy = g_new (LabStudyEntry, 1);

  *copy = *entry;
  g_object_ref (copy->run);
  g_object_ref (copy->origin);
  return copy;
}

void
lab_study_entry_free (LabStudyEntry *entry)
{
  g_object_unref (entry->run);
  g_object_unref (entry->origin);
  g_free (entry);
}

gboolean
lab_study_entry_has_begun (const LabStudyEntry *entry)
{
  return lab_run_get_state (entry->run) != LAB_RUN_READY || lab_run_get_iteration (entry->run) > 0;
}

LabExperiment *
lab_study_entry_resolve (LabStudyEntry *entry, LabStudyFile *file, guint32 *seed, GError **error)
{
  LabExperiment *experiment = lab_study_file_resolve (file, entry->curve, seed, error);

  if (experiment != NULL)
    *seed += entry->nth_seed;
  return experiment;
}

gboolean
lab_study_entry_is_outdated (LabStudyEntry *entry, LabStudyFile *file)
{
  guint32 seed;
  g_autoptr (LabExperiment) experiment = lab_study_entry_resolve (entry, file, &seed, NULL);

  return experiment == NULL || seed != lab_run_get_seed (entry->run)
         || !lab_experiment_equal (experiment, lab_run_get_experiment (entry->run));
}

void
lab_study_entry_take_claim (LabStudyEntry *entry)
{
  lab_run_set_paper_loss_rate (
      entry->run, lab_study_file_get_paper_loss_rate (entry->origin, entry->origin_curve));
}

void
lab_study_entry_note_origin (LabStudyEntry *entry, LabStudyFile *file)
{
  g_set_object (&entry->origin, file);
  entry->origin_curve = entry->curve;
}

void
lab_study_entry_refresh (LabStudyEntry *entry, LabStudyFile *file)
{
  guint32 seed;
  g_autoptr (LabExperiment) experiment = NULL;

  if (lab_run_get_state (entry->run) != LAB_RUN_READY)
    return;
  lab_run_set_label (entry->run, lab_study_file_get_curve_label (file, entry->curve));
  if (!lab_study_entry_is_outdated (entry, file))
    return;
  experiment = lab_study_entry_resolve (entry, file, &seed, NULL);
  lab_study_entry_note_origin (entry, file);
  lab_study_entry_take_claim (entry);
  lab_run_renew (entry->run, experiment, seed);
}
