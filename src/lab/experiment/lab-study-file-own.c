/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a curve of a study file has for itself, and how that changes.
 */
#include "config.h"

#include "lab/experiment/lab-study-file-private.h"

#include <math.h>

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

/* The paper speaks of the settings that it tried, whatever the seed. */
static gboolean
keeps_claim (const char *name, const char *before, const char *now)
{
  return g_str_equal (name, "training.seed") || g_strcmp0 (before, now) == 0;
}

static void
drop_claim (LabStudyFile *file, guint curve)
{
  LabCurve *this = lab_study_file_get_curve (file, curve);

  if (isnan (this->paper_loss_rate) && this->paper_claim < 0 && this->paper_note == NULL)
    return;
  this = lab_study_file_take_curve (file, curve);
  this->paper_loss_rate = NAN;
  this->paper_claim = -1;
  g_clear_pointer (&this->paper_note, g_free);
}

void
lab_study_file_drop_claims (LabStudyFile *file, const char *name, const char *before)
{
  g_autofree char *now = lab_study_file_get_value (file, LAB_BASE, name);

  if (keeps_claim (name, before, now))
    return;
  for (guint i = 0; i < file->curves->len; i++)
    {
      const LabCurve *curve = lab_study_file_get_curve (file, i);

      if (!curve->frozen && !g_hash_table_contains (curve->overrides, name))
        drop_claim (file, i);
    }
}

/* @before: the value in force */
static void
note_change (LabStudyFile *file, guint curve, const char *name, const char *before)
{
  g_autofree char *now = lab_study_file_get_value (file, curve, name);

  if (!keeps_claim (name, before, now))
    drop_claim (file, curve);
  if (g_str_equal (name, "parties.eve"))
    drop_unfitting_schedule (file, lab_study_file_get_curve (file, curve));
  lab_study_file_forget_resolved (file, curve);
}

gboolean
lab_study_file_set_curve_value (
    LabStudyFile *file, guint curve, const char *name, const char *value, GError **error)
{
  g_autofree char *without = NULL, *before = NULL;
  LabCurve *this;

  g_return_val_if_fail (LAB_IS_STUDY_FILE (file) && name != NULL && value != NULL, FALSE);
  g_return_val_if_fail (curve < file->curves->len, FALSE);

  if (!lab_study_file_check (file->origin, name, value, error))
    return FALSE;
  before = lab_study_file_get_value (file, curve, name);
  this = lab_study_file_take_curve (file, curve);
  if (!this->frozen)
    g_hash_table_remove (this->overrides, name);
  without = lab_study_file_get_value (file, curve, name);
  if (this->frozen || g_strcmp0 (without, value) != 0)
    g_hash_table_insert (this->overrides, g_strdup (name), g_strdup (value));
  note_change (file, curve, name, before);
  return TRUE;
}

void
lab_study_file_unset_curve_value (LabStudyFile *file, guint curve, const char *name)
{
  g_autofree char *before = NULL;
  LabCurve *this;

  g_return_if_fail (LAB_IS_STUDY_FILE (file) && name != NULL && curve < file->curves->len);

  before = lab_study_file_get_value (file, curve, name);
  this = lab_study_file_take_curve (file, curve);
  g_hash_table_remove (this->overrides, name);
  this->frozen = FALSE; /* it no longer overrides every key */
  note_change (file, curve, name, before);
}
