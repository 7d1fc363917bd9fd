/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A study file: its contents. Resolving is in lab-study-resolve.c, reading and writing in
 * lab-study-file-read.c and lab-study-file-write.c.
 */
#include "config.h"

#include "lab/experiment/lab-study-file-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "lab/experiment/lab-hint.h"
#include "lab/experiment/lab-reading.h"

G_DEFINE_FINAL_TYPE (LabStudyFile, lab_study_file, G_TYPE_OBJECT)

static void
replace_text (char **text, const char *by)
{
  char *copy = g_strdup (by);

  g_free (*text);
  *text = copy;
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
  g_hash_table_unref (file->lines);
  lab_study_file_clear_resolved (file);
  G_OBJECT_CLASS (lab_study_file_parent_class)->finalize (object);
}

static void
lab_study_file_class_init (LabStudyFileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lab_study_file_finalize;
}

static void
lab_study_file_init (LabStudyFile *file)
{
  file->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  file->forced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  file->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  file->curves = g_ptr_array_new_with_free_func ((GDestroyNotify) lab_curve_unref);
  lab_study_file_init_resolved (file);
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

LabStudyFile *
lab_study_file_copy (LabStudyFile *file)
{
  LabStudyFile *copy = lab_study_file_new_empty (file->name, file->origin);

  lab_study_file_set_title (copy, file->title);
  replace_text (&copy->reading, file->reading);
  copy_values (copy->values, file->values);
  copy_values (copy->forced, file->forced);
  g_hash_table_unref (copy->lines);
  copy->lines = g_hash_table_ref (file->lines);
  for (guint i = 0; i < file->curves->len; i++)
    g_ptr_array_add (copy->curves, lab_curve_ref (file->curves->pdata[i]));
  lab_study_file_copy_resolved (copy, file);
  return copy;
}

static char *
make_line_name (const char *curve, const char *name, const char *value)
{
  return g_strdup_printf ("%s]%s=%s", curve != NULL ? curve : "", name != NULL ? name : "",
                          value != NULL ? value : "");
}

guint
lab_study_file_get_line (LabStudyFile *file, const char *curve, const char *name, const char *value)
{
  g_autofree char *key = make_line_name (curve, name, value);

  return GPOINTER_TO_UINT (g_hash_table_lookup (file->lines, key));
}

void
lab_study_file_note_line (
    LabStudyFile *file, const char *curve, const char *name, const char *value, guint line)
{
  g_hash_table_insert (file->lines, make_line_name (curve, name, value), GUINT_TO_POINTER (line));
}

LabCurve *
lab_study_file_take_curve (LabStudyFile *file, guint curve)
{
  g_return_val_if_fail (curve < file->curves->len, NULL);

  file->curves->pdata[curve] = lab_curve_take (file->curves->pdata[curve]);
  return file->curves->pdata[curve];
}

/* Drops a schedule of the file that no longer fits, so that the reading's applies. */
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
  g_autofree char *before = NULL;

  g_return_val_if_fail (LAB_IS_STUDY_FILE (file) && name != NULL && value != NULL, FALSE);

  if (!lab_study_file_check (file->origin, name, value, error))
    return FALSE;
  before = lab_study_file_get_value (file, LAB_BASE, name);
  g_hash_table_insert (file->values, g_strdup (name), g_strdup (value));
  if (g_str_equal (name, "parties.eve"))
    {
      drop_unfitting_schedule (file);
      lab_study_file_forget_base (file, NULL);
    }
  else
    lab_study_file_forget_base (file, name);
  lab_study_file_drop_claims (file, name, before);
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
                   _ ("%s: [study] reading=%s: there is no such reading; the readings are %s%s"),
                   file->origin, reading, all, hint);
      lab_error_set_place (
          error, &(LabErrorPlace){ .file = file->origin, .group = "study", .key = "reading" });
      return FALSE;
    }
  replace_text (&file->reading, reading);
  lab_study_file_forget_base (file, NULL);
  return TRUE;
}

/* Keeps a title that ends with " · inferred reading" true after a change. */
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

/* Whether a value of the file only repeats its reading's. */
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
  lab_study_file_forget_base (file, NULL);
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
