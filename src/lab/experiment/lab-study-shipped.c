/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The studies that ship inside the program: each of the paper's figures also in the
 * inferred reading.
 */
#include "config.h"

#include "lab/experiment/lab-study-file-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lab/experiment/lab-hint.h"
#include "lab/experiment/lab-reading.h"

#define INFERRED "-inferred"

/* A shipped study, or NULL without an error when none has that name. */
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

/* "figure-6-inferred" is figure-6 in the reading inferred, unless another one is asked for:
 * then it is figure-6 in that. */
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

LabStudyFile *
lab_study_file_open_shipped (const char *name, const char *reading)
{
  LabStudyFile *file = open_shipped (name);

  return file != NULL ? file : open_shipped_inferred (name, reading);
}

void
lab_study_file_set_not_found (const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) studies = lab_reading_list_studies ();
  g_autofree char *meant = NULL;

  for (guint i = 0; studies[i] != NULL; i++)
    {
      g_ptr_array_add (names, g_strdup (studies[i]));
      if (g_str_has_prefix (studies[i], "figure-"))
        g_ptr_array_add (names, g_strconcat (studies[i], INFERRED, NULL));
    }
  g_ptr_array_add (names, NULL);
  meant = lab_hint_suggest (name, (const char *const *) names->pdata);
  g_set_error (error, LAB_ERROR, LAB_ERROR_NOT_FOUND,
               _ ("there is no study “%s”%s, neither a shipped one (see “fuzzy-key list”) nor a "
                  "file of that name"),
               name, meant);
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
