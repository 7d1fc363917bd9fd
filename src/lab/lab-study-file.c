/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study file: what it holds and how a value is looked up. Reading and writing
 * stand in lab-study-file-read.c and lab-study-file-write.c.
 */
#include "config.h"

#include "lab-study-file-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "lab-hint.h"
#include "lab-reading.h"
#include "lab-setup.h"

G_DEFINE_FINAL_TYPE (LabStudyFile, lab_study_file, G_TYPE_OBJECT)

static void
replace_text (char **text, const char *by)
{
  char *copy = g_strdup (by);

  g_free (*text);
  *text = copy;
}

LabCurve *
lab_curve_new (const char *label)
{
  LabCurve *curve = g_new0 (LabCurve, 1);

  g_atomic_ref_count_init (&curve->count);
  curve->label = g_strdup (label);
  curve->overrides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  curve->paper_loss_rate = NAN;
  curve->paper_claim = -1;
  return curve;
}

static void
unref_curve (gpointer data)
{
  LabCurve *curve = data;

  if (!g_atomic_ref_count_dec (&curve->count))
    return;
  g_free (curve->label);
  g_free (curve->paper_note);
  g_hash_table_unref (curve->overrides);
  g_free (curve);
}

static void
clear_resolved (gpointer data)
{
  LabResolved *resolved = data;

  g_clear_pointer (&resolved->experiment, lab_experiment_unref);
}

static void
lab_study_file_finalize (GObject *object)
{
  LabStudyFile *file = LAB_STUDY_FILE (object);

  g_free (file->name);
  g_free (file->origin);
  g_free (file->title);
  g_free (file->reading);
  g_hash_table_unref (file->values);
  g_hash_table_unref (file->forced);
  g_ptr_array_unref (file->curves);
  g_array_unref (file->resolved);
  g_mutex_clear (&file->resolved_mutex);
  G_OBJECT_CLASS (lab_study_file_parent_class)->finalize (object);
}

static void
lab_study_file_class_init (LabStudyFileClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lab_study_file_finalize;
}

static void
lab_study_file_init (LabStudyFile *file)
{
  file->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  file->forced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  file->curves = g_ptr_array_new_with_free_func (unref_curve);
  file->resolved = g_array_new (FALSE, TRUE, sizeof (LabResolved));
  g_array_set_clear_func (file->resolved, clear_resolved);
  g_mutex_init (&file->resolved_mutex);
}

LabStudyFile *
lab_study_file_new_empty (const char *name, const char *origin)
{
  LabStudyFile *file = g_object_new (LAB_TYPE_STUDY_FILE, NULL);

  file->name = g_strdup (name);
  file->origin = g_strdup (origin);
  file->title = base_text_cut (name, BASE_TEXT_MAX_NAME);
  file->reading = g_strdup (lab_reading_list ()[0]);
  return file;
}

static void
copy_values (GHashTable *to, GHashTable *from)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (to, g_strdup (name), g_strdup (value));
}

static void
copy_resolved (LabStudyFile *to, LabStudyFile *from)
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

LabStudyFile *
lab_study_file_copy (LabStudyFile *file)
{
  LabStudyFile *copy = lab_study_file_new_empty (file->name, file->origin);

  lab_study_file_set_title (copy, file->title);
  replace_text (&copy->reading, file->reading);
  copy_values (copy->values, file->values);
  copy_values (copy->forced, file->forced);
  for (guint i = 0; i < file->curves->len; i++)
    {
      LabCurve *curve = file->curves->pdata[i];

      g_atomic_ref_count_inc (&curve->count);
      g_ptr_array_add (copy->curves, curve);
    }
  copy_resolved (copy, file);
  return copy;
}

LabCurve *
lab_study_file_take_curve (LabStudyFile *file, guint curve)
{
  LabCurve *shared = lab_study_file_get_curve (file, curve), *own;

  if (g_atomic_ref_count_compare (&shared->count, 1))
    return shared;
  own = lab_curve_new (shared->label);
  copy_values (own->overrides, shared->overrides);
  own->frozen = shared->frozen;
  own->paper_loss_rate = shared->paper_loss_rate;
  own->paper_note = g_strdup (shared->paper_note);
  own->paper_claim = shared->paper_claim;
  unref_curve (shared);
  file->curves->pdata[curve] = own;
  return own;
}

LabCurve *
lab_study_file_get_curve (LabStudyFile *file, guint curve)
{
  g_return_val_if_fail (curve == LAB_BASE || curve < file->curves->len, NULL);
  return curve == LAB_BASE ? NULL : file->curves->pdata[curve];
}

static const char *
lookup_written (LabStudyFile *file, LabCurve *curve, const char *name)
{
  const char *value = g_hash_table_lookup (file->forced, name);

  if (value == NULL && curve != NULL)
    value = g_hash_table_lookup (curve->overrides, name);
  return value != NULL ? value : g_hash_table_lookup (file->values, name);
}

/* Whether Eve listens, on which some of the reading's values depend. */
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

/* What lab_setup_read() asks. */
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

/* Where the value in force was written, to begin an error with. */
static char *
describe_place (LabStudyFile *file, LabCurve *curve, const char *name)
{
  const char *point = strchr (name, '.');
  const char *value = lab_study_file_lookup (file, curve, name);

  if (g_hash_table_contains (file->forced, name))
    return g_strdup_printf ("%s=%s", name, value);
  if (curve != NULL && g_hash_table_contains (curve->overrides, name))
    return g_strdup_printf ("%s: [curve %s] %s=%s", file->origin, curve->label, name, value);
  return g_strdup_printf ("%s: [%.*s] %s=%s", file->origin, (int) (point - name), name, point + 1,
                          value != NULL ? value : "");
}

/* (transfer full) */
static LabExperiment *
resolve (LabStudyFile *file, guint curve, guint32 *seed, GError **error)
{
  Asked asked = { file, lab_study_file_get_curve (file, curve), FALSE };
  NcSetup setup;
  const LabKey *culprit = NULL;
  g_autoptr (GError) refusal = NULL;

  asked.eve = has_eve (file, asked.curve);

  if (!lab_setup_read (answer, &asked, &setup, &culprit, &refusal))
    {
      g_autofree char *place = describe_place (file, asked.curve, culprit->name);

      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE, "%s: %s", place, refusal->message);
      base_text_tidy_error (error);
      return NULL;
    }
  *seed = (guint32) g_ascii_strtoull (lab_study_file_lookup (file, asked.curve, "training.seed"),
                                      NULL, 10);
  return lab_experiment_new (&setup);
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

/* After a change of the base. @name: (nullable): of a key that reaches those curves alone
 * that do not override it; NULL for what other keys' values depend on, too */
static void
forget_base (LabStudyFile *file, const char *name)
{
  lab_study_file_forget_resolved (file, LAB_BASE);
  for (guint i = 0; i < file->curves->len; i++)
    {
      LabCurve *curve = file->curves->pdata[i];

      if (!curve->frozen && (name == NULL || !g_hash_table_contains (curve->overrides, name)))
        lab_study_file_forget_resolved (file, i);
    }
}

/* An own schedule that fits no more gives way to the reading's. */
static void
drop_unfitting_schedule (LabStudyFile *file)
{
  const char *schedule = g_hash_table_lookup (file->values, "training.schedule");
  gboolean eve = g_str_equal (lab_study_file_lookup (file, NULL, "parties.eve"), "true");

  if (schedule != NULL && eve == g_str_equal (schedule, "together"))
    g_hash_table_remove (file->values, "training.schedule");
}

gboolean
lab_study_file_set_value (LabStudyFile *file, const char *name, const char *value, GError **error)
{
  g_return_val_if_fail (LAB_IS_STUDY_FILE (file) && name != NULL && value != NULL, FALSE);

  if (!lab_study_file_check (file->origin, name, value, error))
    return FALSE;
  g_hash_table_insert (file->values, g_strdup (name), g_strdup (value));
  if (g_str_equal (name, "parties.eve"))
    {
      drop_unfitting_schedule (file);
      forget_base (file, NULL);
    }
  else
    forget_base (file, name);
  return TRUE;
}

gboolean
lab_study_file_force_value (LabStudyFile *file, const char *name, const char *value, GError **error)
{
  g_return_val_if_fail (LAB_IS_STUDY_FILE (file) && name != NULL && value != NULL, FALSE);

  if (!lab_study_file_check (file->origin, name, value, error))
    return FALSE;
  g_hash_table_insert (file->forced, g_strdup (name), g_strdup (value));
  g_array_set_size (file->resolved, 0); /* it reaches every curve */
  return TRUE;
}

char *
lab_study_file_get_value (LabStudyFile *file, guint curve, const char *name)
{
  const LabKey *key = lab_key_find (name);
  const char *value;

  g_return_val_if_fail (LAB_IS_STUDY_FILE (file) && key != NULL, NULL);

  value = lab_study_file_lookup (file, lab_study_file_get_curve (file, curve), name);
  if (value == NULL)
    value = lab_study_file_lookup (file, lab_study_file_get_curve (file, curve),
                                   lab_key_find_parent (key)->name);
  return g_strdup (value);
}

guint
lab_study_file_get_overriding_curves (LabStudyFile *file, const char *name)
{
  guint n = 0;

  for (guint i = 0; i < file->curves->len; i++)
    n += g_hash_table_contains (lab_study_file_get_curve (file, i)->overrides, name);
  return n;
}

const char *
lab_study_file_get_name (LabStudyFile *file)
{
  return file->name;
}

void
lab_study_file_set_name (LabStudyFile *file, const char *name)
{
  replace_text (&file->name, name);
}

const char *
lab_study_file_get_title (LabStudyFile *file)
{
  return file->title;
}

void
lab_study_file_set_title (LabStudyFile *file, const char *title)
{
  if (title != NULL && *title != '\0')
    replace_text (&file->title, title);
}

const char *
lab_study_file_get_reading (LabStudyFile *file)
{
  return file->reading;
}

gboolean
lab_study_file_read_reading (LabStudyFile *file, const char *reading, GError **error)
{
  if (!g_strv_contains (lab_reading_list (), reading))
    {
      g_autofree char *all = g_strjoinv (", ", (char **) lab_reading_list ());
      g_autofree char *hint = lab_hint_for_choice (reading, lab_reading_list ());

      g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
                   _ ("%s: [study] reading=%s: there is no such reading; there are %s%s"),
                   file->origin, reading, all, hint);
      return FALSE;
    }
  replace_text (&file->reading, reading);
  forget_base (file, NULL);
  return TRUE;
}

/* A title that ends with " · inferred reading" says what is true after a change too. */
static void
rename_reading (LabStudyFile *file, const char *former, const char *reading)
{
  g_autofree char *ending = g_strdup_printf (" · %s reading", former);

  if (g_str_has_suffix (file->title, ending))
    {
      g_autofree char *title
          = g_strdup_printf ("%.*s · %s reading", (int) (strlen (file->title) - strlen (ending)),
                             file->title, reading);

      replace_text (&file->title, title);
    }
}

/* Whether a value of the file says no more than its reading does. */
static gboolean
is_of_reading (gpointer name, gpointer value, gpointer data)
{
  LabStudyFile *file = data;
  gboolean eve = g_str_equal (lab_study_file_lookup (file, NULL, "parties.eve"), "true");

  return !g_str_equal (name, "parties.eve")
         && g_strcmp0 (lab_reading_get_value (file->reading, eve, name), value) == 0;
}

gboolean
lab_study_file_set_reading (LabStudyFile *file, const char *reading, GError **error)
{
  g_autofree char *former = g_strdup (file->reading);
  gboolean known = lab_study_file_read_reading (file, reading, error);

  if (!known || g_str_equal (former, reading))
    return known;
  replace_text (&file->reading, former);
  g_hash_table_foreach_remove (file->values, is_of_reading, file);
  replace_text (&file->reading, reading);
  forget_base (file, NULL);
  rename_reading (file, former, reading);
  return TRUE;
}

guint
lab_study_file_get_n_curves (LabStudyFile *file)
{
  return file->curves->len;
}

const char *
lab_study_file_get_curve_label (LabStudyFile *file, guint curve)
{
  return lab_study_file_get_curve (file, curve)->label;
}

double
lab_study_file_get_paper_loss_rate (LabStudyFile *file, guint curve)
{
  return lab_study_file_get_curve (file, curve)->paper_loss_rate;
}

const char *const lab_claim_names[LAB_N_CLAIMS] = {
  "none", "loss-rate", "not-zero", "beats-eve", "both-fail",
};

LabClaim
lab_study_file_get_paper_claim (LabStudyFile *file, guint curve)
{
  LabCurve *this = lab_study_file_get_curve (file, curve);

  if (this->paper_claim >= 0)
    return (LabClaim) this->paper_claim;
  return isnan (this->paper_loss_rate) ? LAB_CLAIM_NONE : LAB_CLAIM_LOSS_RATE;
}

const char *
lab_study_file_get_paper_note (LabStudyFile *file, guint curve)
{
  return lab_study_file_get_curve (file, curve)->paper_note;
}

const char *const *
lab_study_file_list_readings (void)
{
  return lab_reading_list ();
}
