/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target "store": a database file that is opened as the store, listed, and
 * every study and audit of which is loaded. What is refused is refused with a sentence, and
 * the bytes that were there before are there afterwards, under whatever name.
 */
#include "fuzz.h"

#include <glib/gstdio.h>
#include <string.h>

#include "lab/store/lab-store-audits.h"

#define NAME "runs.db"

/* Of a hostile file so many studies are enough, and audits. */
#define MAX_STUDIES 4

static char *
make_folder (void)
{
  char *folder = g_dir_make_tmp ("fuzzed-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Whether a file of the folder, another than @except, still has as many bytes. */
static gboolean
is_kept (const char *folder, gsize n_bytes, const char *except)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf about;

      if (g_strcmp0 (name, except) != 0 && g_stat (path, &about) == 0
          && (gsize) about.st_size == n_bytes)
        return TRUE;
    }
  return FALSE;
}

/* One line of text; the folder's own name may stand in it. */
static void
assert_line (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), >=, 10);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_iscntrl (g_utf8_get_char (at)))
      g_error ("“%s” holds a control character", text);
}

/* What a window asks of a run. */
static void
look_at (LabStudy *study)
{
  g_assert_true (g_utf8_validate (lab_study_file_get_title (lab_study_get_file (study)), -1, NULL));
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    {
      LabRun *run = lab_study_get_run (study, i);
      LabSeries *series = lab_run_get_series (run);
      guint64 length = lab_series_get_length (series);
      LabSpan span;

      g_assert_true (lab_run_get_state (run) != LAB_RUN_RUNNING
                     && lab_run_get_state (run) != LAB_RUN_QUEUED);
      g_assert_nonnull (lab_run_get_experiment (run));
      g_assert_true (g_utf8_validate (lab_run_get_label (run), -1, NULL));
      for (guint channel = 0; length > 0 && channel < LAB_N_CHANNELS; channel++)
        {
          lab_series_get_span (series, channel, 0, length, &span);
          lab_series_get_value (series, channel, length - 1);
        }
    }
}

static void
load_studies (LabStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) studies = lab_store_list (store, &error);

  if (studies == NULL)
    {
      assert_line (error->message);
      return;
    }
  for (guint i = 0; i < MIN (studies->len, MAX_STUDIES); i++)
    {
      g_autoptr (GError) refusal = NULL;
      LabStoredStudy *stored = studies->pdata[i];
      g_autoptr (LabStudy) study = lab_store_load (store, stored->number, NULL, 0, &refusal);

      if (study == NULL)
        {
          assert_line (refusal->message);
          continue;
        }
      look_at (study);
      lab_store_let_go (store, study);
    }
  lab_store_flush (store);
}

static void
load_audits (LabStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) audits = lab_store_list_audits (store, 0, &error);

  if (audits == NULL)
    {
      assert_line (error->message);
      return;
    }
  for (guint i = 0; i < MIN (audits->len, MAX_STUDIES); i++)
    {
      g_autoptr (GError) refusal = NULL;
      const LabStoredAudit *stored = audits->pdata[i];
      g_autoptr (LabAuditResult) audit = lab_store_load_audit (store, stored->number, &refusal);

      g_assert_true (g_utf8_validate (stored->label, -1, NULL));
      if (audit == NULL)
        assert_line (refusal->message);
    }
}

static void
read_studies (LabStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) studies = lab_store_list (store, &error);

  if (studies == NULL)
    assert_line (error->message);
  for (guint i = 0; studies != NULL && i < MIN (studies->len, MAX_STUDIES); i++)
    {
      g_autoptr (GError) refusal = NULL;
      LabStoredStudy *stored = studies->pdata[i];
      g_autoptr (LabStudy) study = lab_store_read (store, stored->number, &refusal);

      if (study != NULL)
        look_at (study);
      else
        assert_line (refusal->message);
    }
}

/* What is only read stays as it is, and alone. */
static void
only_read (const char *path, const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStore) store = lab_store_open_to_read (path, &error);
  g_autofree char *after = NULL;
  gsize length;

  if (store == NULL)
    assert_line (error->message);
  else
    {
      if (lab_store_get_notice (store) != NULL)
        assert_line (lab_store_get_notice (store));
      read_studies (store);
      load_audits (store);
      g_clear_object (&store);
    }
  g_assert_true (g_file_get_contents (path, &after, &length, NULL));
  g_assert_cmpmem (after, length, bytes, n_bytes);
}

void
fuzz_read (const guint8 *bytes, gsize n_bytes)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStore) store = NULL;

  g_assert_true (g_file_set_contents_full (path, (const char *) bytes, (gssize) n_bytes,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  only_read (path, bytes, n_bytes);
  store = lab_store_open (path, &error);
  if (store == NULL)
    {
      assert_line (error->message);
      g_assert_true (is_kept (folder, n_bytes, NULL));
    }
  else
    {
      if (lab_store_get_notice (store) != NULL)
        {
          assert_line (lab_store_get_notice (store));
          g_assert_true (is_kept (folder, n_bytes, NAME));
        }
      load_studies (store);
      load_audits (store);
      g_clear_object (&store);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_folder (folder);
}

gboolean
fuzz_try (const guint8 *bytes, gsize n_bytes, GError **error)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autoptr (LabStore) store = NULL;
  g_autoptr (GPtrArray) studies = NULL;
  gboolean loaded = TRUE;

  g_assert_true (g_file_set_contents (path, (const char *) bytes, (gssize) n_bytes, NULL));
  store = lab_store_open (path, error);
  studies = store != NULL ? lab_store_list (store, error) : NULL;
  if (studies == NULL)
    loaded = FALSE;
  else if (studies->len > 0)
    {
      g_autoptr (LabStudy) study
          = lab_store_load (store, ((LabStoredStudy *) studies->pdata[0])->number, NULL, 0, error);

      loaded = study != NULL;
      if (loaded)
        lab_store_let_go (store, study);
    }
  g_clear_object (&store);
  remove_folder (folder);
  return loaded;
}
