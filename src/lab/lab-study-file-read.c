/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading studies: from a file, from what ships, from pasted text. Nothing that
 * is not understood is skipped: it is an error that names it.
 */
#include "lab-study-file-private.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "lab-reading.h"
#include "lab-sentence.h"

/* A study is a page of text; what is larger is none. */
#define MAX_STUDY_SIZE (1024 * 1024)

#define CURVE_GROUP "curve "
#define INFERRED "-inferred"

/* Whether @value ends in the midst of an escape. */
static gboolean
is_cut_off (const char *value)
{
  gsize end = strlen (value), n = 0;

  while (n < end && value[end - 1 - n] == '\\')
    n++;
  return n % 2 == 1;
}

/* A value as written, without the blanks around it. */
static char *
get_text (GKeyFile *key_file, const char *group, const char *key, GError **error)
{
  g_autoptr (GError) malformed = NULL;
  g_autofree char *value = g_key_file_get_value (key_file, group, key, NULL);
  g_autofree char *text = NULL;

  /* Of two wrong escapes GLib 2.74 says the last over the first, which it forbids. */
  if (value != NULL && is_cut_off (value))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED, "it ends with a single \\");
      return NULL;
    }
  text = g_key_file_get_string (key_file, group, key, &malformed);
  if (malformed != NULL) /* also when there is some text, with an escape that is none */
    {
      g_propagate_error (error, g_steal_pointer (&malformed));
      return NULL;
    }
  return g_strstrip (g_steal_pointer (&text));
}

/* A list may end with ';' as key files have it. */
static char *
strip_list (const char *value)
{
  gsize length = strlen (value);

  return g_strndup (value, length > 1 && value[length - 1] == ';' ? length - 1 : length);
}

static gboolean
read_study_key (LabStudyFile *file, const char *key, const char *value, GError **error)
{
  if (g_str_equal (key, "title"))
    lab_study_file_set_title (file, value);
  else if (g_str_equal (key, "reading"))
    return lab_study_file_read_reading (file, value, error);
  else
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_UNKNOWN,
                   "%s: [study] %s=%s: there is no such key; there are title, reading",
                   file->origin, key, value);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_paper_loss_rate (LabStudyFile *file, LabCurve *curve, const char *value, GError **error)
{
  char *end;
  double loss_rate = g_ascii_strtod (value, &end);

  if (*value != '\0' && *end == '\0' && strspn (value, "0123456789.eE+-") == strlen (value)
      && loss_rate >= 0 && loss_rate <= 1)
    {
      curve->paper_loss_rate = loss_rate;
      return TRUE;
    }
  g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
               "%s: [curve %s] paper-loss-rate=%s: allowed is a number from 0 to 1", file->origin,
               curve->label, value);
  return FALSE;
}

static gboolean
read_paper_claim (LabStudyFile *file, LabCurve *curve, const char *value, GError **error)
{
  for (guint claim = 0; claim < LAB_N_CLAIMS; claim++)
    if (g_str_equal (value, lab_claim_names[claim]))
      {
        curve->paper_claim = (int) claim;
        return TRUE;
      }
  g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
               "%s: [curve %s] paper-claim=%s: allowed are none, loss-rate, not-zero, beats-eve, "
               "both-fail",
               file->origin, curve->label, value);
  return FALSE;
}

static gboolean
read_curve_key (
    LabStudyFile *file, LabCurve *curve, const char *key, const char *value, GError **error)
{
  g_autofree char *place = NULL;
  g_autofree char *item = strip_list (value);

  if (g_str_equal (key, "paper-loss-rate"))
    return read_paper_loss_rate (file, curve, value, error);
  if (g_str_equal (key, "paper-claim"))
    return read_paper_claim (file, curve, value, error);
  if (g_str_equal (key, "paper-note"))
    {
      g_free (curve->paper_note);
      curve->paper_note = g_strdup (value);
      return TRUE;
    }
  place = g_strdup_printf ("%s: [curve %s]", file->origin, curve->label);
  if (lab_study_file_check (place, key, item, error) == NULL)
    return FALSE;
  g_hash_table_insert (curve->overrides, g_strdup (key), g_steal_pointer (&item));
  return TRUE;
}

static gboolean
read_own_key (
    LabStudyFile *file, const char *group, const char *key, const char *value, GError **error)
{
  g_autofree char *name = g_strconcat (group, ".", key, NULL);
  g_autofree char *item = strip_list (value);

  if (lab_study_file_check (file->origin, name, item, error) == NULL)
    return FALSE;
  g_hash_table_insert (file->values, g_steal_pointer (&name), g_steal_pointer (&item));
  return TRUE;
}

static gboolean
is_known_group (const char *group)
{
  static const char *const groups[]
      = { "study", "parties", "networks", "alice", "bob", "eve", "training", NULL };

  return g_strv_contains (groups, group) || g_str_has_prefix (group, CURVE_GROUP);
}

static gboolean
read_group (LabStudyFile *file, GKeyFile *key_file, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (key_file, group, NULL, NULL);
  LabCurve *curve = NULL;

  if (!is_known_group (group))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_UNKNOWN,
                   "%s: there is no group [%s]; there are study, parties, networks, alice, bob, "
                   "eve, training and “curve LABEL”",
                   file->origin, group);
      return FALSE;
    }
  if (g_str_has_prefix (group, CURVE_GROUP))
    {
      if (file->curves->len == LAB_MAX_CURVES)
        {
          g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED,
                       "%s: more than %d curves; a study holds up to %d", file->origin,
                       LAB_MAX_CURVES, LAB_MAX_CURVES);
          return FALSE;
        }
      curve = lab_curve_new (group + strlen (CURVE_GROUP));
      g_ptr_array_add (file->curves, curve);
    }

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autoptr (GError) malformed = NULL;
      g_autofree char *value = get_text (key_file, group, keys[i], &malformed);

      if (value == NULL)
        {
          g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED,
                       "%s: [%s] %s: the value cannot be read: %s", file->origin, group, keys[i],
                       malformed->message);
          return FALSE;
        }
      if (curve != NULL                  ? !read_curve_key (file, curve, keys[i], value, error)
          : g_str_equal (group, "study") ? !read_study_key (file, keys[i], value, error)
                                         : !read_own_key (file, group, keys[i], value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_groups (LabStudyFile *file, const char *text, gssize length, GError **error)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_autoptr (GError) malformed = NULL;
  g_auto (GStrv) groups = NULL;

  if (length < 0)
    length = (gssize) strlen (text);
  if (length > MAX_STUDY_SIZE)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED, "%s is no study: it is larger than 1 MiB",
                   file->origin);
      return FALSE;
    }
  if (length == 0 || !g_utf8_validate (text, length, NULL)
      || !g_key_file_load_from_data (key_file, text, (gsize) length, G_KEY_FILE_NONE, &malformed))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED,
                   "%s is no study, which is a key file with groups such as [parties]: %s",
                   file->origin,
                   malformed != NULL ? malformed->message
                   : length == 0     ? "it is empty"
                                     : "it is no UTF-8 text");
      return FALSE;
    }

  groups = g_key_file_get_groups (key_file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    if (!read_group (file, key_file, groups[i], error))
      return FALSE;
  return TRUE;
}

gboolean
lab_study_file_parse (LabStudyFile *file, const char *text, gssize length, GError **error)
{
  if (read_groups (file, text, length, error))
    return TRUE;
  lab_sentence_tidy (error);
  return FALSE;
}

static LabStudyFile *
parse_new (const char *name, const char *origin, const char *text, gssize length, GError **error)
{
  g_autoptr (LabStudyFile) file = lab_study_file_new_empty (name, origin);

  if (!lab_study_file_parse (file, text, length, error))
    return NULL;
  return g_steal_pointer (&file);
}

LabStudyFile *
lab_study_file_new_from_text (const char *text, gssize length, const char *origin, GError **error)
{
  return parse_new ("study", origin, text, length, error);
}

/* A shipped study, or NULL without an error when none has that name. */
static LabStudyFile *
open_shipped (const char *name)
{
  g_autoptr (GBytes) bytes = lab_reading_load_study (name);
  LabStudyFile *file;

  if (bytes == NULL)
    return NULL;
  file = parse_new (name, name, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                    NULL);
  g_assert (file != NULL); /* a test opens every one */
  return file;
}

/* "figure-6-inferred" is figure-6 in the reading inferred. */
static LabStudyFile *
open_shipped_inferred (const char *name)
{
  g_autofree char *plain = NULL;
  g_autofree char *title = NULL;
  LabStudyFile *file;

  if (!g_str_has_prefix (name, "figure-") || !g_str_has_suffix (name, INFERRED))
    return NULL;
  plain = g_strndup (name, strlen (name) - strlen (INFERRED));
  file = open_shipped (plain);
  if (file == NULL)
    return NULL;
  g_free (file->name);
  file->name = g_strdup (name);
  g_free (file->origin);
  file->origin = g_strdup (name);
  title = g_strconcat (file->title, " · inferred reading", NULL);
  lab_study_file_set_title (file, title);
  if (!lab_study_file_set_reading (file, "inferred", NULL))
    g_assert_not_reached ();
  return file;
}

static LabStudyFile *
open_path (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *base = g_path_get_basename (path);
  g_autoptr (GError) failure = NULL;
  gsize length;

  if (!strchr (path, G_DIR_SEPARATOR) && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (
          error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
          "there is no study “%s”, neither a shipped one (see “fuzzy-key list”) nor a file "
          "of that name",
          path);
      return NULL;
    }
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED, "%s is no study: it is no regular file",
                   path);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, &length, &failure))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND, "the study %s cannot be read: %s", path,
                   failure->message);
      return NULL;
    }
  if (g_str_has_suffix (base, ".ini") && strlen (base) > 4)
    base[strlen (base) - 4] = '\0';
  return parse_new (base, path, text, (gssize) length, error);
}

LabStudyFile *
lab_study_file_open (const char *name_or_path, const char *reading, GError **error)
{
  g_autoptr (LabStudyFile) file = NULL;

  g_return_val_if_fail (name_or_path != NULL, NULL);

  file = open_shipped (name_or_path);
  if (file == NULL)
    file = open_shipped_inferred (name_or_path);
  if (file == NULL)
    file = open_path (name_or_path, error);
  if (file != NULL && (reading == NULL || lab_study_file_set_reading (file, reading, error)))
    return g_steal_pointer (&file);
  lab_sentence_tidy (error);
  return NULL;
}

static void
free_shipped (gpointer data)
{
  LabShippedStudy *study = data;

  g_free (study->name);
  g_free (study->title);
  g_free (study->reading);
  g_free (study);
}

static void
add_shipped (GPtrArray *studies, const char *name)
{
  g_autoptr (LabStudyFile) file = lab_study_file_open (name, NULL, NULL);
  LabShippedStudy *study = g_new0 (LabShippedStudy, 1);

  study->name = g_strdup (name);
  study->title = g_strdup (file->title);
  study->reading = g_strdup (file->reading);
  study->n_curves = file->curves->len;
  g_ptr_array_add (studies, study);
}

GPtrArray *
lab_study_file_list_shipped (void)
{
  GPtrArray *studies = g_ptr_array_new_with_free_func (free_shipped);
  g_auto (GStrv) names = lab_reading_list_studies ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      add_shipped (studies, names[i]);
      if (g_str_has_prefix (names[i], "figure-"))
        {
          g_autofree char *inferred = g_strconcat (names[i], INFERRED, NULL);

          add_shipped (studies, inferred);
        }
    }
  return studies;
}
