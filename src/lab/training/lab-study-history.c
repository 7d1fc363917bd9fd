/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a run leaves the list of its study, and where it stays: nothing that was trained is lost.
 */
#include "lab/training/lab-study-private.h"

static LabStudyEntry *
get_entry (LabStudy *study, guint index)
{
  return study->entries->pdata[index];
}

static guint
find_index (LabStudy *study, LabRun *run)
{
  for (guint i = 0; i < study->entries->len; i++)
    if (get_entry (study, i)->run == run)
      return i;
  return G_MAXUINT;
}

LabStudyEntry *
lab_study_find_entry (LabStudy *study, LabRun *run)
{
  guint index = find_index (study, run);

  if (index != G_MAXUINT)
    return get_entry (study, index);
  for (guint i = 0; i < study->others->len; i++)
    if (((LabStudyEntry *) study->others->pdata[i])->run == run)
      return study->others->pdata[i];
  return NULL;
}

LabRun *
lab_study_find_run (LabStudy *study, gint64 number)
{
  for (guint i = 0; i < study->entries->len + study->others->len; i++)
    {
      guint n_listed = study->entries->len;
      const LabStudyEntry *entry
          = i < n_listed ? study->entries->pdata[i] : study->others->pdata[i - n_listed];

      if (lab_run_get_number (entry->run) == number)
        return entry->run;
    }
  return NULL;
}

void
lab_study_unlist (LabStudy *study, guint index)
{
  LabStudyEntry *entry = g_ptr_array_steal_index (study->entries, index);

  if (!lab_study_entry_has_begun (entry))
    {
      lab_study_entry_free (entry);
      return;
    }
  entry->place = LAB_RUN_PLACE_HISTORY;
  g_ptr_array_add (study->others, entry);
}

static gboolean
has_runs (LabStudy *study, guint curve)
{
  for (guint i = 0; i < study->entries->len; i++)
    if (get_entry (study, i)->curve == curve)
      return TRUE;
  return FALSE;
}

static void
note_removed_curve (GPtrArray *entries, guint curve)
{
  for (guint i = 0; i < entries->len; i++)
    {
      LabStudyEntry *entry = entries->pdata[i];

      if (entry->curve == curve)
        entry->curve = LAB_NO_CURVE;
      else if (entry->curve > curve && entry->curve != LAB_NO_CURVE)
        entry->curve--;
    }
}

static void
remove_curve (LabStudy *study, guint curve)
{
  g_autoptr (LabStudyFile) copy = lab_study_file_copy (study->file);

  lab_study_file_remove_curve (copy, curve);
  g_set_object (&study->file, copy);
  note_removed_curve (study->entries, curve);
  note_removed_curve (study->others, curve);
}

void
lab_study_remove (LabStudy *study, LabRun *run)
{
  guint index = find_index (study, run), curve;

  g_return_if_fail (index != G_MAXUINT);

  curve = get_entry (study, index)->curve;
  lab_study_unlist (study, index);
  if (!has_runs (study, curve))
    remove_curve (study, curve);
  g_list_model_items_changed (G_LIST_MODEL (study), index, 1, 0);
  lab_study_announce (study);
}

/* Ready to train what the curve says now; where that is contradictory, what @former trained. */
static LabStudyEntry *
make_successor (LabStudy *study, const LabStudyEntry *former)
{
  guint32 seed;
  g_autoptr (LabExperiment) experiment
      = lab_study_entry_resolve ((LabStudyEntry *) former, study->file, &seed, NULL);
  LabStudyEntry *entry = lab_study_entry_copy (former);
  const char *label = lab_study_file_get_curve_label (study->file, former->curve);

  g_object_unref (entry->run);
  if (experiment != NULL)
    {
      entry->run = lab_run_new (label, experiment, seed);
      lab_study_entry_note_origin (entry, study->file);
    }
  else
    entry->run
        = lab_run_new (label, lab_run_get_experiment (former->run), lab_run_get_seed (former->run));
  lab_run_set_colour (entry->run, lab_run_get_colour (former->run));
  lab_run_set_visible (entry->run, lab_run_get_visible (former->run));
  lab_study_entry_take_claim (entry);
  return entry;
}

static void
replace (LabStudy *study, guint index, LabStudyEntry *successor)
{
  lab_study_unlist (study, index);
  g_ptr_array_insert (study->entries, (int) index, successor);
  g_list_model_items_changed (G_LIST_MODEL (study), index, 1, 1);
  lab_study_announce (study);
}

LabRun *
lab_study_renew (LabStudy *study, LabRun *run)
{
  guint index = find_index (study, run);
  LabStudyEntry *successor;

  g_return_val_if_fail (index != G_MAXUINT, NULL);

  successor = make_successor (study, get_entry (study, index));
  replace (study, index, successor);
  return successor->run;
}

void
lab_study_put_run (LabStudy *study, guint index, LabRun *run)
{
  LabStudyEntry *successor = lab_study_entry_copy (get_entry (study, index));

  g_object_unref (successor->run);
  successor->run = run;
  lab_study_entry_note_origin (successor, study->file);
  lab_study_entry_take_claim (successor);
  replace (study, index, successor);
}

GPtrArray *
lab_study_list_history (LabStudy *study, LabRun *run)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);
  LabStudyEntry *of = run != NULL ? lab_study_find_entry (study, run) : NULL;

  g_return_val_if_fail (run == NULL || of != NULL, runs);

  for (guint i = 0; i < study->others->len; i++)
    {
      LabStudyEntry *entry = study->others->pdata[i];

      if (entry->place == LAB_RUN_PLACE_HISTORY && (of == NULL || entry->curve == of->curve))
        g_ptr_array_add (runs, g_object_ref (entry->run));
    }
  return runs;
}

gboolean
lab_study_is_listed (LabStudy *study, LabRun *run)
{
  return find_index (study, run) != G_MAXUINT;
}

/* One that never began is known by its label only. */
static gboolean
is_of_curve (const LabStudyEntry *entry, const LabStudyEntry *former, LabRun *run)
{
  return former != NULL ? entry->curve == former->curve
                        : g_str_equal (lab_run_get_label (entry->run), lab_run_get_label (run));
}

LabRun *
lab_study_find_successor (LabStudy *study, LabRun *run)
{
  const LabStudyEntry *former = lab_study_find_entry (study, run);
  LabRun *found = NULL;

  for (guint i = 0; i < study->entries->len; i++)
    {
      const LabStudyEntry *entry = get_entry (study, i);

      if (!is_of_curve (entry, former, run))
        continue;
      if (former != NULL && entry->nth_seed == former->nth_seed)
        return entry->run;
      found = found != NULL ? found : entry->run;
    }
  return found;
}

void
lab_study_delete_history (LabStudy *study, GPtrArray *runs)
{
  for (guint i = 0; i < runs->len; i++)
    {
      LabStudyEntry *entry = lab_study_find_entry (study, runs->pdata[i]);

      g_return_if_fail (entry != NULL && entry->place != LAB_RUN_PLACE_LISTED);
      entry->place = LAB_RUN_PLACE_DELETED;
    }
  lab_study_announce (study);
}
