/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study made from what a store kept: its runs are given, not made anew from
 * the curves.
 */
#include "lab-study-private.h"

LabStudy *
lab_study_new_without_runs (LabStudyFile *file, guint n_seeds)
{
  LabStudy *study = g_object_new (LAB_TYPE_STUDY, NULL);

  study->file = lab_study_file_copy (file);
  study->n_seeds = MAX (n_seeds, 1);
  return study;
}

gboolean
lab_study_restore_run (LabStudy *study, const LabStudyEntry *entry)
{
  LabStudyEntry *copy;

  if (entry->curve >= lab_study_file_get_n_curves (study->file)
      || (entry->origin_curve != LAB_BASE
          && entry->origin_curve >= lab_study_file_get_n_curves (entry->origin)))
    return FALSE;
  copy = g_new0 (LabStudyEntry, 1);
  *copy = *entry;
  g_object_ref (copy->run);
  g_object_ref (copy->origin);
  lab_run_set_paper_loss_rate (copy->run,
                               lab_study_file_get_paper_loss_rate (study->file, copy->curve));
  g_ptr_array_add (study->entries, copy);
  study->next_colour = MAX (study->next_colour, lab_run_get_colour (copy->run) + 1);
  study->outdated = lab_study_get_outdated (study);
  return TRUE;
}
