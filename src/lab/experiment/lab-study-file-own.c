/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a curve of a study file has for itself, and how that changes.
 */
#include "config.h"

#include "lab/experiment/lab-study-file-private.h"

gboolean
lab_study_file_is_own (LabStudyFile *file, guint curve, const char *name)
{
  LabCurve *this = lab_study_file_get_curve (file, curve);
  g_autofree char *value = NULL, *shared = NULL;

  if (this == NULL || !g_hash_table_contains (this->overrides, name))
    return FALSE;
  value = lab_study_file_get_value (file, curve, name);
  shared = lab_study_file_get_value (file, LAB_BASE, name);
  return g_strcmp0 (value, shared) != 0;
}

guint
lab_study_file_count_own (LabStudyFile *file, guint curve)
{
  guint n_keys, n_own = 0;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    n_own += lab_study_file_is_own (file, curve, keys[i].name);
  return n_own;
}

/* As the base drops its own, see lab_study_file_set_value(). */
static void
drop_unfitting_schedule (LabStudyFile *file, LabCurve *curve)
{
  const char *schedule = g_hash_table_lookup (curve->overrides, "training.schedule");
  gboolean eve = g_str_equal (lab_study_file_lookup (file, curve, "parties.eve"), "true");

  if (schedule != NULL && eve == g_str_equal (schedule, "together"))
    g_hash_table_remove (curve->overrides, "training.schedule");
}

static void
note_change (LabStudyFile *file, guint curve, const char *name)
{
  if (g_str_equal (name, "parties.eve"))
    drop_unfitting_schedule (file, lab_study_file_get_curve (file, curve));
  lab_study_file_forget_resolved (file, curve);
}

gboolean
lab_study_file_set_curve_value (
    LabStudyFile *file, guint curve, const char *name, const char *value, GError **error)
{
  g_autofree char *without = NULL;
  LabCurve *this;

  g_return_val_if_fail (LAB_IS_STUDY_FILE (file) && name != NULL && value != NULL, FALSE);
  g_return_val_if_fail (curve < file->curves->len, FALSE);

  if (!lab_study_file_check (file->origin, name, value, error))
    return FALSE;
  this = lab_study_file_take_curve (file, curve);
  if (!this->frozen)
    g_hash_table_remove (this->overrides, name);
  without = lab_study_file_get_value (file, curve, name);
  if (this->frozen || g_strcmp0 (without, value) != 0)
    g_hash_table_insert (this->overrides, g_strdup (name), g_strdup (value));
  note_change (file, curve, name);
  return TRUE;
}

void
lab_study_file_unset_curve_value (LabStudyFile *file, guint curve, const char *name)
{
  LabCurve *this;

  g_return_if_fail (LAB_IS_STUDY_FILE (file) && name != NULL && curve < file->curves->len);

  this = lab_study_file_take_curve (file, curve);
  g_hash_table_remove (this->overrides, name);
  this->frozen = FALSE; /* it no longer overrides every key */
  note_change (file, curve, name);
}
