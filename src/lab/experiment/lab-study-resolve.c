/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From a study file to experiments: which values are in force, what they add up to, and caching
 * that until it changes.
 */
#include "config.h"

#include "lab/experiment/lab-study-file-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/text.h"
#include "lab/experiment/lab-reading.h"
#include "lab/experiment/lab-setup.h"

/* Most tables are empty, and a name has a hash to be made. */
static const char *
lookup (GHashTable *values, const char *name)
{
  return g_hash_table_size (values) > 0 ? g_hash_table_lookup (values, name) : NULL;
}

static const char *
lookup_written (LabStudyFile *file, LabCurve *curve, const char *name)
{
  const char *value = lookup (file->forced, name);

  if (value == NULL && curve != NULL)
    value = lookup (curve->overrides, name);
  return value != NULL ? value : lookup (file->values, name);
}

/* Whether Eve listens, which changes some of the reading's values. */
static gboolean
has_eve (LabStudyFile *file, LabCurve *curve)
{
  const char *eve = lookup_written (file, curve, "parties.eve");

  if (eve == NULL)
    eve = lab_reading_get_value (file->reading, FALSE, "parties.eve");
  return g_str_equal (eve, "true");
}

const char *
lab_study_file_lookup (LabStudyFile *file, LabCurve *curve, const char *name)
{
  const char *value = lookup_written (file, curve, name);

  if (value != NULL)
    return value;
  return lab_reading_get_value (file->reading, has_eve (file, curve), name);
}

static void
clear_resolved (gpointer data)
{
  LabResolved *resolved = data;

  g_clear_pointer (&resolved->experiment, lab_experiment_unref);
}

void
lab_study_file_init_resolved (LabStudyFile *file)
{
  file->resolved = g_array_new (FALSE, TRUE, sizeof (LabResolved));
  g_array_set_clear_func (file->resolved, clear_resolved);
  g_mutex_init (&file->resolved_mutex);
}

void
lab_study_file_clear_resolved (LabStudyFile *file)
{
  g_array_unref (file->resolved);
  g_mutex_clear (&file->resolved_mutex);
}

void
lab_study_file_copy_resolved (LabStudyFile *to, LabStudyFile *from)
{
  g_mutex_lock (&from->resolved_mutex);
  g_array_set_size (to->resolved, from->resolved->len);
  for (guint i = 0; i < from->resolved->len; i++)
    {
      LabResolved *resolved = &g_array_index (from->resolved, LabResolved, i);

      if (resolved->experiment == NULL)
        continue;
      g_array_index (to->resolved, LabResolved, i)
          = (LabResolved){ lab_experiment_ref (resolved->experiment), resolved->seed };
    }
  g_mutex_unlock (&from->resolved_mutex);
}

/* The data of lab_setup_read()'s lookup. */
typedef struct
{
  LabStudyFile *file;
  LabCurve *curve;
  gboolean eve;
} Asked;

static const char *
answer (gpointer data, const char *name)
{
  Asked *asked = data;

  const char *value = lookup_written (asked->file, asked->curve, name);

  return value != NULL ? value : lab_reading_get_value (asked->file->reading, asked->eve, name);
}

/* Where the value in force was written, to begin an error with; *where: the same in fields. */
static char *
describe_place (LabStudyFile *file, LabCurve *curve, const char *name, LabErrorPlace *where)
{
  const char *point = strchr (name, '.');
  const char *value = lab_study_file_lookup (file, curve, name);
  g_autofree char *origin = NULL;

  *where = (LabErrorPlace){ .key = name };
  if (g_hash_table_contains (file->forced, name))
    return g_strdup_printf ("%s=%s", name, value);
  where->file = file->origin;
  if (curve != NULL && g_hash_table_contains (curve->overrides, name))
    where->curve = curve->label;
  where->line = lab_study_file_get_line (file, where->curve, name, value);
  origin = where->line > 0 ? g_strdup_printf (_ ("%s: line %u"), file->origin, where->line)
                           : g_strdup (file->origin);
  if (where->curve != NULL)
    return g_strdup_printf ("%s: [curve %s] %s=%s", origin, curve->label, name, value);
  return g_strdup_printf ("%s: [%.*s] %s=%s", origin, (int) (point - name), name, point + 1, value);
}

void
lab_study_file_refuse (
    LabStudyFile *file, guint curve, const char *name, const char *reason, GError **error)
{
  LabCurve *this = lab_study_file_get_curve (file, curve);
  /* What a network says of itself, or what all of them say. */
  const char *written = lab_study_file_lookup (file, this, name) != NULL
                            ? name
                            : lab_key_find_parent (lab_key_find (name))->name;
  LabErrorPlace where;
  g_autofree char *place = describe_place (file, this, written, &where);
  g_autofree char *assignment
      = g_strdup_printf ("%s: %s", lab_study_file_lookup (file, this, written), reason);

  g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE, "%s: %s", place, reason);
  where.assignment = assignment;
  lab_error_set_place (error, &where);
  base_text_tidy_error (error);
}

/* (transfer full) */
static LabExperiment *
resolve (LabStudyFile *file, guint curve, guint32 *seed, GError **error)
{
  Asked asked = { file, lab_study_file_get_curve (file, curve), FALSE };
  NcSetup setup;
  LabStopRule stop;
  const LabKey *culprit = NULL;
  g_autoptr (GError) refusal = NULL;

  asked.eve = has_eve (file, asked.curve);

  if (!lab_setup_read (answer, &asked, &setup, &culprit, &refusal))
    {
      lab_study_file_refuse (file, curve, culprit->name, refusal->message, error);
      return NULL;
    }
  *seed = (guint32) g_ascii_strtoull (lab_study_file_lookup (file, asked.curve, "training.seed"),
                                      NULL, 10);
  stop = lab_stop_rule_read (answer, &asked);
  return lab_experiment_new_stopping (&setup, &stop);
}

static guint
get_resolved_index (guint curve)
{
  return curve == LAB_BASE ? 0 : curve + 1;
}

LabExperiment *
lab_study_file_resolve (LabStudyFile *file, guint curve, guint32 *seed, GError **error)
{
  guint index = get_resolved_index (curve);
  LabExperiment *experiment = NULL;
  LabResolved *resolved;

  g_return_val_if_fail (curve == LAB_BASE || curve < file->curves->len, NULL);

  g_mutex_lock (&file->resolved_mutex);
  if (index >= file->resolved->len)
    g_array_set_size (file->resolved, file->curves->len + 1);
  resolved = &g_array_index (file->resolved, LabResolved, index);
  if (resolved->experiment == NULL)
    resolved->experiment = resolve (file, curve, &resolved->seed, error);
  if (resolved->experiment != NULL)
    experiment = lab_experiment_ref (resolved->experiment);
  if (seed != NULL)
    *seed = resolved->seed;
  g_mutex_unlock (&file->resolved_mutex);
  return experiment;
}

void
lab_study_file_forget_resolved (LabStudyFile *file, guint curve)
{
  guint index = get_resolved_index (curve);

  if (index < file->resolved->len)
    clear_resolved (&g_array_index (file->resolved, LabResolved, index));
}

void
lab_study_file_forget_base (LabStudyFile *file, const char *name)
{
  lab_study_file_forget_resolved (file, LAB_BASE);
  for (guint i = 0; i < file->curves->len; i++)
    {
      LabCurve *curve = file->curves->pdata[i];

      if (!curve->frozen && (name == NULL || !g_hash_table_contains (curve->overrides, name)))
        lab_study_file_forget_resolved (file, i);
    }
}
