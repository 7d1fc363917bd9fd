/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Changes a study's curves and writes studies.
 */
#include "lab/experiment/lab-study-file-private.h"

#include <math.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "lab/experiment/lab-number.h"
#include "lab/experiment/lab-reading.h"

/* " (4294967295)" */
#define NUMBER_WIDTH 13

/* A group's name cannot hold brackets or control characters. */
static char *
clean_label (const char *label)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *at = label; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter == '[')
        letter = '(';
      else if (letter == ']')
        letter = ')';
      else if (g_unichar_iscntrl (letter))
        letter = ' ';
      g_string_append_unichar (clean, letter);
    }
  g_strstrip (clean->str);
  return g_strdup (*clean->str != '\0' ? clean->str : "curve");
}

static guint
find_label (LabStudyFile *file, const char *label)
{
  for (guint i = 0; i < file->curves->len; i++)
    if (g_str_equal (lab_study_file_get_curve (file, i)->label, label))
      return i;
  return LAB_BASE;
}

static char *
make_unique (LabStudyFile *file, const char *label)
{
  g_autofree char *clean = clean_label (label);
  char *unique = g_strdup (clean);

  for (guint n = 2; find_label (file, unique) != LAB_BASE; n++)
    {
      /* Leaves room for the number: the label must stay one that a file may hold. */
      g_autofree char *beginning = base_text_cut (clean, BASE_TEXT_MAX_NAME - NUMBER_WIDTH);

      g_free (unique);
      unique = g_strdup_printf ("%s (%u)", beginning, n);
    }
  return unique;
}

/* The first two keys at most in which the base differs from a curve: "learning-rate 0.004, batch
 * 256"; NULL if there are none. */
static char *
describe_difference (LabStudyFile *file, guint curve)
{
  g_autoptr (GString) difference = g_string_new (NULL);
  guint n_keys, n_told = 0;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (guint i = 0; i < n_keys && n_told < 2; i++)
    {
      g_autofree char *base = lab_study_file_get_value (file, LAB_BASE, keys[i].name);
      g_autofree char *other = lab_study_file_get_value (file, curve, keys[i].name);

      if (g_str_equal (base, other))
        continue;
      g_string_append_printf (difference, "%s%s %s", n_told > 0 ? ", " : "",
                              strchr (keys[i].name, '.') + 1, base);
      n_told++;
    }
  return n_told > 0 ? g_strdup (difference->str) : NULL;
}

/* If a curve has the name of the base's settings already, also what differs. */
static char *
make_label (LabStudyFile *file)
{
  g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, LAB_BASE, NULL, NULL);
  g_autofree char *label = NULL, *difference = NULL;
  guint namesake;

  if (experiment == NULL)
    return g_strdup ("curve");
  label = lab_study_file_describe_settings (experiment);
  namesake = find_label (file, label);
  if (namesake != LAB_BASE)
    difference = describe_difference (file, namesake);
  return difference != NULL ? g_strconcat (label, " · ", difference, NULL)
                            : g_steal_pointer (&label);
}

/* Overrides every key of @curve with the value in force in another one. */
static void
freeze (LabCurve *curve, LabStudyFile *from, guint from_curve)
{
  guint n_keys;
  const LabKey *keys = lab_key_get_all (&n_keys);

  /* Including what a party now takes from [networks]. */
  for (guint i = 0; i < n_keys; i++)
    g_hash_table_insert (curve->overrides, g_strdup (keys[i].name),
                         lab_study_file_get_value (from, from_curve, keys[i].name));
  curve->frozen = TRUE;
}

guint
lab_study_file_add_curve (LabStudyFile *file, const char *label)
{
  g_autofree char *made = label != NULL ? g_strdup (label) : make_label (file);
  g_autofree char *unique = make_unique (file, made);
  LabCurve *curve = lab_curve_new (unique);

  freeze (curve, file, LAB_BASE);
  g_ptr_array_add (file->curves, curve);
  return file->curves->len - 1;
}

void
lab_study_file_freeze_curve (LabStudyFile *file, guint curve, LabStudyFile *from, guint from_curve)
{
  g_return_if_fail (curve < file->curves->len);
  freeze (lab_study_file_take_curve (file, curve), from, from_curve);
  lab_study_file_forget_resolved (file, curve);
}

void
lab_study_file_set_curve_label (LabStudyFile *file, guint curve, const char *label)
{
  LabCurve *renamed;
  g_autofree char *former = NULL;

  g_return_if_fail (curve < file->curves->len && label != NULL);

  renamed = lab_study_file_take_curve (file, curve);
  /* It must not be numbered because of its own former label. */
  former = renamed->label;
  renamed->label = (char *) "";
  renamed->label = make_unique (file, label);
}

void
lab_study_file_remove_curve (LabStudyFile *file, guint curve)
{
  g_return_if_fail (curve < file->curves->len);
  g_ptr_array_remove_index (file->curves, curve);
  if (curve + 1 < file->resolved->len)
    g_array_remove_index (file->resolved, curve + 1);
}

static gboolean
is_left_out (LabStudyFile *file, const LabKey *key, const char *value)
{
  return (key->flags & LAB_KEY_LEFT_OUT) != 0
         && g_strcmp0 (value, lab_reading_get_value (file->reading, FALSE, key->name)) == 0;
}

static void
write_values (LabStudyFile *file, GKeyFile *key_file)
{
  guint n_keys;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      const char *value = lab_study_file_lookup (file, NULL, keys[i].name);
      const char *point = strchr (keys[i].name, '.');
      g_autofree char *group = g_strndup (keys[i].name, (gsize) (point - keys[i].name));

      if (value != NULL && !is_left_out (file, &keys[i], value))
        g_key_file_set_string (key_file, group, point + 1, value);
    }
}

/* What the curve would have without its own value: the base's or, if a party has none, the curve's
 * for all networks. */
static const char *
lookup_without (LabStudyFile *file, LabCurve *curve, const LabKey *key)
{
  const char *value = lab_study_file_lookup (file, NULL, key->name);
  const LabKey *parent = lab_key_find_parent (key);

  return value == NULL && parent != NULL ? lab_study_file_lookup (file, curve, parent->name)
                                         : value;
}

/* Writes the curve's own keys and everything else that differs from the base: a curve that turns
 * Eve on also gets other values from the reading. */
static void
write_curve (LabStudyFile *file, LabCurve *curve, GKeyFile *key_file)
{
  g_autofree char *group = g_strconcat ("curve ", curve->label, NULL);
  guint n_keys, n_written = 0;
  const LabKey *keys = lab_key_get_all (&n_keys);

  for (guint i = 0; i < n_keys; i++)
    {
      const char *value = lab_study_file_lookup (file, curve, keys[i].name);
      const char *base = lookup_without (file, curve, &keys[i]);
      gboolean own = !curve->frozen && g_hash_table_contains (curve->overrides, keys[i].name);

      if (value == NULL || (g_strcmp0 (value, base) == 0 && !own))
        continue;
      g_key_file_set_string (key_file, group, keys[i].name, value);
      n_written++;
    }
  /* A group without keys would not be written: repeat a value of the base. */
  if (n_written == 0)
    g_key_file_set_string (key_file, group, keys[0].name,
                           lab_study_file_lookup (file, curve, keys[0].name));
  if (!isnan (curve->paper_loss_rate))
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];

      lab_number_write (curve->paper_loss_rate, digits);
      g_key_file_set_string (key_file, group, "paper-loss-rate", digits);
    }
  if (curve->paper_claim >= 0)
    g_key_file_set_string (key_file, group, "paper-claim", lab_claim_names[curve->paper_claim]);
  if (curve->paper_note != NULL)
    g_key_file_set_string (key_file, group, "paper-note", curve->paper_note);
}

char *
lab_study_file_to_text (LabStudyFile *file)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();

  g_return_val_if_fail (LAB_IS_STUDY_FILE (file), NULL);

  g_key_file_set_string (key_file, "study", "title", file->title);
  g_key_file_set_string (key_file, "study", "reading", file->reading);
  write_values (file, key_file);
  for (guint i = 0; i < file->curves->len; i++)
    write_curve (file, lab_study_file_get_curve (file, i), key_file);
  return g_key_file_to_data (key_file, NULL, NULL);
}

/* (transfer full): older stores may have names that lab_study_file_open() rejects. */
static LabStudyFile *
copy_with_fit_names (LabStudyFile *file)
{
  LabStudyFile *copy = lab_study_file_copy (file);
  g_autofree char *title = base_text_cut (file->title, BASE_TEXT_MAX_NAME);

  lab_study_file_set_title (copy, title);
  for (guint i = 0; i < copy->curves->len; i++)
    {
      const char *label = lab_study_file_get_curve_label (copy, i);
      g_autofree char *cut = base_text_cut (label, BASE_TEXT_MAX_NAME);

      if (!g_str_equal (cut, label))
        lab_study_file_set_curve_label (copy, i, cut);
    }
  return copy;
}

gboolean
lab_study_file_save (LabStudyFile *file, const char *path, GError **error)
{
  g_autoptr (LabStudyFile) tidy = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (LAB_IS_STUDY_FILE (file) && path != NULL, FALSE);

  tidy = copy_with_fit_names (file);
  text = lab_study_file_to_text (tidy);
  return base_file_write_bytes (path, text, strlen (text), error);
}
