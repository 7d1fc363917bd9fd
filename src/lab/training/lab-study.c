/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study: curves of a file and their runs.
 */
#include "config.h"

#include "lab/training/lab-study-private.h"

#include <glib/gi18n-lib.h>

#include "lab/training/lab-run-private.h"

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LabStudy,
                               lab_study,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static LabStudyEntry *
get_entry (LabStudy *study, guint index)
{
  return study->entries->pdata[index];
}

static GType
get_item_type (GListModel *list)
{
  return LAB_TYPE_RUN;
}

static guint
get_n_items (GListModel *list)
{
  return LAB_STUDY (list)->entries->len;
}

static gpointer
get_item (GListModel *list, guint position)
{
  LabStudy *study = LAB_STUDY (list);

  return position < study->entries->len ? g_object_ref (get_entry (study, position)->run) : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
lab_study_finalize (GObject *object)
{
  LabStudy *study = LAB_STUDY (object);

  g_clear_object (&study->file);
  g_ptr_array_unref (study->entries);
  g_ptr_array_unref (study->others);
  G_OBJECT_CLASS (lab_study_parent_class)->finalize (object);
}

static void
lab_study_class_init (LabStudyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = lab_study_finalize;
  signals[CHANGED] = g_signal_new ("changed", LAB_TYPE_STUDY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
lab_study_init (LabStudy *study)
{
  study->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_study_entry_free);
  study->others = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_study_entry_free);
}

/* All runs of a curve, after the existing ones. */
static gboolean
add_runs (LabStudy *study, guint curve, GError **error)
{
  for (guint nth = 0; nth < study->n_seeds; nth++)
    {
      LabStudyEntry *entry = lab_study_entry_new (study->file, curve, nth, study->n_seeds, error);

      if (entry == NULL)
        return FALSE;
      lab_run_set_colour (entry->run, study->next_colour);
      g_ptr_array_add (study->entries, entry);
    }
  study->next_colour++;
  return TRUE;
}

LabStudy *
lab_study_new (LabStudyFile *file, guint n_seeds, GError **error)
{
  g_autoptr (LabStudy) study = g_object_new (LAB_TYPE_STUDY, NULL);
  g_autoptr (LabExperiment) base = NULL;

  g_return_val_if_fail (LAB_IS_STUDY_FILE (file) && n_seeds > 0, NULL);

  study->file = lab_study_file_copy (file);
  study->n_seeds = n_seeds;
  for (guint curve = 0; curve < lab_study_file_get_n_curves (file); curve++)
    if (!add_runs (study, curve, error))
      return NULL;
  /* Adding a curve starts from the base, so it must be valid, too. */
  base = lab_study_file_resolve (study->file, LAB_BASE, NULL, error);
  return base != NULL ? g_steal_pointer (&study) : NULL;
}

LabStudyFile *
lab_study_get_file (LabStudy *study)
{
  return study->file;
}

guint
lab_study_get_n_runs (LabStudy *study)
{
  return study->entries->len;
}

LabRun *
lab_study_get_run (LabStudy *study, guint index)
{
  g_return_val_if_fail (index < study->entries->len, NULL);
  return get_entry (study, index)->run;
}

static guint
find_entry (LabStudy *study, LabRun *run)
{
  for (guint i = 0; i < study->entries->len; i++)
    if (get_entry (study, i)->run == run)
      return i;
  return G_MAXUINT;
}

guint
lab_study_get_curve (LabStudy *study, LabRun *run)
{
  guint index = find_entry (study, run);

  g_return_val_if_fail (index != G_MAXUINT, 0);
  return get_entry (study, index)->curve;
}

gboolean
lab_study_is_outdated (LabStudy *study, LabRun *run)
{
  guint index = find_entry (study, run);

  /* A row may outlive its run's place in the study for a moment. */
  return index != G_MAXUINT && lab_study_entry_is_outdated (get_entry (study, index), study->file);
}

LabStudyFile *
lab_study_copy_file_as_trained (LabStudy *study)
{
  LabStudyFile *copy = lab_study_file_copy (study->file);

  for (guint i = 0; i < study->entries->len; i++)
    {
      LabStudyEntry *entry = get_entry (study, i);

      if (lab_study_entry_is_outdated (entry, study->file))
        lab_study_file_freeze_curve (copy, entry->curve, entry->origin, entry->origin_curve);
    }
  return copy;
}

void
lab_study_announce (LabStudy *study)
{
  g_signal_emit (study, signals[CHANGED], 0);
}

/* Changes go to a copy of the file: runs remember the one they come from. */
static void
begin_change (LabStudy *study)
{
  g_autoptr (LabStudyFile) copy = lab_study_file_copy (study->file);

  g_set_object (&study->file, copy);
}

/* Whether the base and every curve of a changed file are still valid. */
static gboolean
check_file (LabStudyFile *file, GError **error)
{
  guint n_curves = lab_study_file_get_n_curves (file);

  for (guint i = 0; i <= n_curves; i++)
    {
      g_autoptr (LabExperiment) experiment
          = lab_study_file_resolve (file, i == 0 ? LAB_BASE : i - 1, NULL, error);

      if (experiment == NULL)
        return FALSE;
    }
  return TRUE;
}

void
lab_study_put_file (LabStudy *study, LabStudyFile *file)
{
  g_set_object (&study->file, file);
  for (guint i = 0; i < study->entries->len; i++)
    lab_study_entry_refresh (get_entry (study, i), study->file);
  lab_study_announce (study);
}

/* If it is valid, it is the study's from now on. */
static gboolean
take_file (LabStudy *study, LabStudyFile *changed, GError **error)
{
  if (!check_file (changed, error))
    return FALSE;
  lab_study_file_follow_settings (changed, study->file);
  lab_study_put_file (study, changed);
  return TRUE;
}

gboolean
lab_study_set_value (LabStudy *study, const char *name, const char *value, GError **error)
{
  g_autoptr (LabStudyFile) changed = NULL;

  g_return_val_if_fail (LAB_IS_STUDY (study) && name != NULL && value != NULL, FALSE);

  changed = lab_study_file_copy (study->file);
  if (g_str_equal (name, "study.reading") ? !lab_study_file_set_reading (changed, value, error)
                                          : !lab_study_file_set_value (changed, name, value, error))
    return FALSE;
  return take_file (study, changed, error);
}

gboolean
lab_study_set_curve_value (
    LabStudy *study, guint curve, const char *name, const char *value, GError **error)
{
  g_autoptr (LabStudyFile) changed = NULL;

  g_return_val_if_fail (LAB_IS_STUDY (study) && name != NULL && value != NULL, FALSE);

  changed = lab_study_file_copy (study->file);
  return lab_study_file_set_curve_value (changed, curve, name, value, error)
         && take_file (study, changed, error);
}

gboolean
lab_study_unset_curve_value (LabStudy *study, guint curve, const char *name, GError **error)
{
  g_autoptr (LabStudyFile) changed = NULL;

  g_return_val_if_fail (LAB_IS_STUDY (study) && name != NULL, FALSE);

  changed = lab_study_file_copy (study->file);
  lab_study_file_unset_curve_value (changed, curve, name);
  return take_file (study, changed, error);
}

LabRun *
lab_study_add_curve (LabStudy *study, const char *label, GError **error)
{
  g_autoptr (LabStudyFile) changed = NULL;
  guint position = study->entries->len;

  g_return_val_if_fail (LAB_IS_STUDY (study), NULL);

  if (lab_study_file_get_n_curves (study->file) >= LAB_MAX_CURVES)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("a study holds up to %d curves; remove one, or start another study"),
                   LAB_MAX_CURVES);
      return NULL;
    }
  changed = lab_study_file_copy (study->file);
  lab_study_file_add_curve (changed, label);
  if (!check_file (changed, error))
    return NULL;
  g_set_object (&study->file, changed);
  if (!add_runs (study, lab_study_file_get_n_curves (changed) - 1, error))
    return NULL;
  g_list_model_items_changed (G_LIST_MODEL (study), position, 0, study->n_seeds);
  lab_study_announce (study);
  return get_entry (study, position)->run;
}

void
lab_study_set_title (LabStudy *study, const char *title)
{
  g_return_if_fail (LAB_IS_STUDY (study) && title != NULL);

  begin_change (study);
  lab_study_file_set_title (study->file, title);
  lab_study_announce (study);
}

/* @former: (nullable): only those that bear this name */
static void
relabel (GPtrArray *entries, guint curve, const char *former, const char *label)
{
  for (guint i = 0; i < entries->len; i++)
    {
      LabStudyEntry *entry = entries->pdata[i];

      if (entry->curve == curve
          && (former == NULL || g_str_equal (lab_run_get_label (entry->run), former)))
        lab_run_set_label (entry->run, label);
    }
}

void
lab_study_rename (LabStudy *study, LabRun *run, const char *label)
{
  guint index = find_entry (study, run), curve;
  g_autofree char *former = NULL;

  g_return_if_fail (index != G_MAXUINT && label != NULL);

  curve = get_entry (study, index)->curve;
  former = g_strdup (lab_study_file_get_curve_label (study->file, curve));
  begin_change (study);
  lab_study_file_set_curve_label (study->file, curve, label);
  relabel (study->entries, curve, NULL, lab_study_file_get_curve_label (study->file, curve));
  relabel (study->others, curve, former, lab_study_file_get_curve_label (study->file, curve));
  lab_study_announce (study);
}
