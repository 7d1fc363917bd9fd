/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Going back to what a study was. A study's file never changes, it is only replaced, so that a
 * state is a list of references.
 */
#include "lab/training/lab-study-state.h"

#include "lab/training/lab-study-private.h"

struct _LabStudyState
{
  LabStudyFile *file;
  GPtrArray *entries; /* of LabStudyEntry */
  GPtrArray *others;  /* likewise */
};

static GPtrArray *
copy_entries (GPtrArray *entries)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_study_entry_free);

  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (copy, lab_study_entry_copy (entries->pdata[i]));
  return copy;
}

LabStudyState *
lab_study_take_state (LabStudy *study)
{
  LabStudyState *state = g_new (LabStudyState, 1);

  state->file = g_object_ref (study->file);
  state->entries = copy_entries (study->entries);
  state->others = copy_entries (study->others);
  return state;
}

void
lab_study_state_free (LabStudyState *state)
{
  g_object_unref (state->file);
  g_ptr_array_unref (state->entries);
  g_ptr_array_unref (state->others);
  g_free (state);
}

static gboolean
are_same (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0; i < MIN (a->len, b->len); i++)
    {
      const LabStudyEntry *one = a->pdata[i], *other = b->pdata[i];

      if (one->run != other->run || one->place != other->place || one->curve != other->curve)
        return FALSE;
    }
  return a->len == b->len;
}

gboolean
lab_study_is_in_state (LabStudy *study, const LabStudyState *state)
{
  return study->file == state->file && are_same (study->entries, state->entries)
         && are_same (study->others, state->others);
}

/* The curve of the same name, or LAB_NO_CURVE. */
static guint
find_curve (LabStudyFile *file, LabRun *run)
{
  for (guint i = 0; i < lab_study_file_get_n_curves (file); i++)
    if (g_str_equal (lab_study_file_get_curve_label (file, i), lab_run_get_label (run)))
      return i;
  return LAB_NO_CURVE;
}

/* Runs that came later and have begun. @entries: of the study as it was until now */
static void
keep_later_runs (LabStudy *study, GPtrArray *entries, GHashTable *known)
{
  for (guint i = 0; i < entries->len; i++)
    {
      LabStudyEntry *entry = entries->pdata[i];

      if (g_hash_table_contains (known, entry->run) || !lab_study_entry_has_begun (entry))
        continue;
      entry = lab_study_entry_copy (entry);
      if (entry->place == LAB_RUN_PLACE_LISTED)
        entry->place = LAB_RUN_PLACE_HISTORY;
      entry->curve = find_curve (study->file, entry->run);
      g_ptr_array_add (study->others, entry);
    }
}

static const char *
get_label (LabStudyFile *file, guint curve)
{
  return curve < lab_study_file_get_n_curves (file) ? lab_study_file_get_curve_label (file, curve)
                                                    : NULL;
}

/* A run is called what its curve is called, as long as it bears that name: one that was trained
 * before an edit keeps the name of what it trained. */
static void
put_label (LabStudy *study, LabStudyEntry *entry, LabStudyFile *former, guint former_curve)
{
  const char *label = get_label (study->file, entry->curve);
  const char *before = get_label (former, former_curve);

  if (label != NULL && g_strcmp0 (before, lab_run_get_label (entry->run)) == 0)
    lab_run_set_label (entry->run, label);
}

/* @known: (element-type LabRun LabStudyEntry): the entries until now */
static void
put_entries (LabStudy *study, GPtrArray *entries, LabStudyFile *former, GHashTable *known)
{
  for (guint i = 0; i < entries->len; i++)
    {
      LabStudyEntry *entry = entries->pdata[i];
      const LabStudyEntry *before = g_hash_table_lookup (known, entry->run);

      put_label (study, entry, former, before != NULL ? before->curve : LAB_NO_CURVE);
      if (entry->place == LAB_RUN_PLACE_LISTED)
        lab_study_entry_refresh (entry, study->file);
    }
}

static void
add_to (GHashTable *table, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    g_hash_table_insert (table, ((LabStudyEntry *) entries->pdata[i])->run, entries->pdata[i]);
}

void
lab_study_put_state (LabStudy *study, const LabStudyState *state)
{
  g_autoptr (GPtrArray) entries = g_steal_pointer (&study->entries);
  g_autoptr (GPtrArray) others = g_steal_pointer (&study->others);
  g_autoptr (LabStudyFile) former = g_object_ref (study->file);
  g_autoptr (GHashTable) before = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);

  add_to (before, entries);
  add_to (before, others);
  g_set_object (&study->file, state->file);
  study->entries = copy_entries (state->entries);
  study->others = copy_entries (state->others);
  add_to (known, study->entries);
  add_to (known, study->others);
  keep_later_runs (study, others, known);
  keep_later_runs (study, entries, known);
  put_entries (study, study->entries, former, before);
  put_entries (study, study->others, former, before);
  g_list_model_items_changed (G_LIST_MODEL (study), 0, entries->len, study->entries->len);
  lab_study_announce (study);
}
