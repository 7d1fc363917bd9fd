/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opens studies: those inside the program, each of the paper's figures also in the inferred
 * reading, and files.
 */
#include "config.h"

#include "lab/experiment/lab-study-file-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lab/experiment/lab-hint.h"
#include "lab/experiment/lab-reading.h"
#include "base/input.h"
#include "base/text.h"
#include "lab/experiment/lab-name.h"

#define INFERRED "-inferred"

/* A shipped study, or NULL without an error if none has that name. */
static LabStudyFile *
open_shipped (const char *name)
{
  g_autoptr (GBytes) bytes = lab_reading_load_study (name);
  LabStudyFile *file;

  if (bytes == NULL)
    return NULL;
  file = lab_study_file_new_empty (name, name);
  if (!lab_study_file_parse (file, g_bytes_get_data (bytes, NULL),
                             (gssize) g_bytes_get_size (bytes), NULL))
    g_assert_not_reached (); /* a test opens every one */
  return file;
}

/* "figure-6-inferred" is figure-6 in the inferred reading, unless another reading is requested:
 * then it is figure-6 in that one. */
static LabStudyFile *
open_shipped_inferred (const char *name, const char *reading)
{
  g_autofree char *plain = NULL;
  g_autofree char *title = NULL;
  LabStudyFile *file;

  if (!g_str_has_prefix (name, "figure-") || !g_str_has_suffix (name, INFERRED))
    return NULL;
  plain = g_strndup (name, strlen (name) - strlen (INFERRED));
  file = open_shipped (plain);
  if (file == NULL
      || (reading != NULL && !g_str_equal (reading, "inferred")
          && g_strv_contains (lab_reading_list (), reading)))
    return file;
  g_free (file->name);
  file->name = g_strdup (name);
  g_free (file->origin);
  file->origin = g_strdup (name);
  if (!lab_study_file_set_reading (file, "inferred", NULL))
    g_assert_not_reached ();
  title = g_strconcat (file->title, " · inferred reading", NULL);
  lab_study_file_set_title (file, title);
  return file;
}

static LabStudyFile *
open_any_shipped (const char *name, const char *reading)
{
  LabStudyFile *file = open_shipped (name);

  return file != NULL ? file : open_shipped_inferred (name, reading);
}

static void
set_not_found (const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) studies = lab_reading_list_studies ();
  g_autofree char *suggestion = NULL;

  for (guint i = 0; studies[i] != NULL; i++)
    {
      g_ptr_array_add (names, g_strdup (studies[i]));
      if (g_str_has_prefix (studies[i], "figure-"))
        g_ptr_array_add (names, g_strconcat (studies[i], INFERRED, NULL));
    }
  g_ptr_array_add (names, NULL);
  suggestion = lab_hint_suggest (name, (const char *const *) names->pdata);
  g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
               _ ("there is no study “%s”%s, neither a shipped one (see “fuzzy-key list”) nor a "
                  "file of that name"),
               name, suggestion);
}

/* The name of a study from a file; a pipe's name says nothing. */
static char *
make_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  if (base_input_is_standard (path) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_strdup ("study");
  if (g_str_has_suffix (base, ".ini") && strlen (base) > 4)
    base[strlen (base) - 4] = '\0';
  return g_steal_pointer (&base);
}

/* For studies that a person supplies, not for those from a store. */
static gboolean
check_names (LabStudyFile *file, GError **error)
{
  g_autofree char *title = g_strdup_printf ("%s: [study] title", file->origin);

  if (!lab_name_check (title, file->title, error))
    {
      guint line = lab_study_file_get_line (file, NULL, "study.title", file->title);

      lab_error_set_place (
          error,
          &(LabErrorPlace){ .file = file->origin, .line = line, .group = "study", .key = "title" });
      return FALSE;
    }
  for (guint i = 0; i < file->curves->len; i++)
    {
      const char *label = lab_study_file_get_curve_label (file, i);
      g_autofree char *quoted = base_text_cut (label, 41);
      g_autofree char *place = g_strdup_printf ("%s: [curve %s]", file->origin, quoted);

      if (!lab_name_check (place, label, error))
        {
          guint line = lab_study_file_get_line (file, label, NULL, NULL);

          lab_error_set_place (
              error, &(LabErrorPlace){ .file = file->origin, .line = line, .curve = label });
          return FALSE;
        }
    }
  return TRUE;
}

static LabStudyFile *
open_path (const char *path, GError **error)
{
  g_autofree char *origin = base_input_get_name (path);
  g_autofree char *name = make_name (path);
  g_autoptr (GBytes) bytes = NULL;
  gsize length;
  const char *text;
  g_autoptr (LabStudyFile) file = NULL;

  if (!strchr (path, G_DIR_SEPARATOR) && !base_input_is_standard (path)
      && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      set_not_found (path, error);
      return NULL;
    }
  bytes = base_input_read (path, LAB_MAX_STUDY_SIZE, error);
  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  file = lab_study_file_new_parsed (name, origin, text != NULL ? text : "", (gssize) length, error);
  return file != NULL && check_names (file, error) ? g_steal_pointer (&file) : NULL;
}

LabStudyFile *
lab_study_file_open (const char *name_or_path, const char *reading, GError **error)
{
  g_autoptr (LabStudyFile) file = NULL;

  g_return_val_if_fail (name_or_path != NULL, NULL);

  file = open_any_shipped (name_or_path, reading);
  if (file == NULL)
    file = open_path (name_or_path, error);
  if (file != NULL && (reading == NULL || lab_study_file_set_reading (file, reading, error)))
    return g_steal_pointer (&file);
  base_text_tidy_error (error);
  return NULL;
}

char *
lab_study_file_get_lasting_name (const char *name_or_path)
{
  gboolean is_file = g_file_test (name_or_path, G_FILE_TEST_IS_REGULAR);

  if (base_input_is_standard (name_or_path)
      || (!is_file && g_file_test (name_or_path, G_FILE_TEST_EXISTS)))
    return NULL;
  if (is_file && !g_path_is_absolute (name_or_path))
    return g_canonicalize_filename (name_or_path, NULL);
  return g_strdup (name_or_path);
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
  g_autoptr (LabStudyFile) file = open_any_shipped (name, NULL);
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
