/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study made from what a store kept: its runs are given, not created from the curves.
 */
#include "config.h"

#include "lab/training/lab-study-private.h"

#include <glib/gi18n-lib.h>

LabStudy *
lab_study_new_without_runs (LabStudyFile *file, guint n_seeds)
{
  LabStudy *study = g_object_new (LAB_TYPE_STUDY, NULL);

  study->file = lab_study_file_copy (file);
  study->n_seeds = MAX (n_seeds, 1);
  return study;
}

/* The curve with the run's label, first at the run's own index; else the curve at that index, or
 * LAB_NO_CURVE if there is none. */
static guint
find_curve (LabStudy *study, const LabStudyEntry *entry)
{
  guint n_curves = lab_study_file_get_n_curves (study->file);
  const char *label = lab_run_get_label (entry->run);

  if (entry->curve == LAB_NO_CURVE)
    return LAB_NO_CURVE;

  if (entry->curve < n_curves
      && g_str_equal (lab_study_file_get_curve_label (study->file, entry->curve), label))
    return entry->curve;
  for (guint i = 0; i < n_curves; i++)
    if (g_str_equal (lab_study_file_get_curve_label (study->file, i), label))
      return i;
  return entry->curve < n_curves ? entry->curve : LAB_NO_CURVE;
}

/* As it was when the run took its experiment. */
static guint
bring_back_curve (LabStudy *study, const LabStudyEntry *entry)
{
  guint curve = lab_study_file_add_curve (study->file, lab_run_get_label (entry->run));

  lab_study_file_freeze_curve (study->file, curve, entry->origin, entry->origin_curve);
  return curve;
}

/* After the curve's other runs and those of earlier curves. */
static guint
find_place (LabStudy *study, guint curve)
{
  guint place = study->entries->len;

  while (place > 0 && ((LabStudyEntry *) study->entries->pdata[place - 1])->curve > curve)
    place--;
  return place;
}

gboolean
lab_study_restore_run (LabStudy *study, const LabStudyEntry *entry)
{
  LabStudyEntry *copy;
  guint curve = find_curve (study, entry);
  gboolean is_listed = entry->place == LAB_RUN_PLACE_LISTED;

  if (entry->origin_curve != LAB_BASE
      && entry->origin_curve >= lab_study_file_get_n_curves (entry->origin))
    return FALSE;
  if (is_listed && curve == LAB_NO_CURVE
      && lab_study_file_get_n_curves (study->file) == LAB_MAX_CURVES)
    return FALSE;
  copy = lab_study_entry_copy (entry);
  copy->curve = is_listed && curve == LAB_NO_CURVE ? bring_back_curve (study, entry) : curve;
  study->next_colour = MAX (study->next_colour, lab_run_get_colour (copy->run) + 1);
  if (!is_listed)
    {
      g_ptr_array_add (study->others, copy);
      return TRUE;
    }
  lab_study_entry_take_claim (copy);
  g_ptr_array_insert (study->entries, (int) find_place (study, copy->curve), copy);
  return TRUE;
}

char *
lab_study_describe_interruption (LabStudy *study)
{
  guint n_paused = 0;

  for (guint i = 0; i < study->entries->len; i++)
    {
      LabRun *run = lab_study_get_run (study, i);

      n_paused += lab_run_get_state (run) == LAB_RUN_PAUSED && lab_run_get_message (run) != NULL
                  && !lab_run_is_held_elsewhere (run);
    }
  if (n_paused == 0)
    return NULL;
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u run was interrupted and is paused. Press Resume to continue.",
                   "%u runs were interrupted and are paused. Press Resume to continue.", n_paused),
      n_paused);
}
