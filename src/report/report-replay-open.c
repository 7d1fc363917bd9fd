/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a replay begins: its folder, its studies, and what the store has of them. Trains
 * nothing.
 */
#include "config.h"

#include "report-replay-session-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "lab/lab-limits.h"
#include "report-replay-files.h"

static gboolean
apply_setting (LabStudyFile *file, const char *setting, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (setting, "=", 2);

  if (g_strv_length (parts) == 2)
    return lab_study_file_force_value (file, parts[0], parts[1], error);
  g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
               _ ("“%s”: a setting is written GROUP.KEY=VALUE, such as training.rounds=1"),
               setting);
  return FALSE;
}

/* A figure is read as the plan says; a study that explains one has its own reading. */
static LabStudyFile *
open_file (const ReportReplayPlan *plan, const char *name, GError **error)
{
  gboolean is_figure = g_str_has_prefix (name, "figure-");
  g_autoptr (LabStudyFile) file
      = lab_study_file_open (name, is_figure ? plan->reading : NULL, error);

  for (guint i = 0; file != NULL && plan->settings != NULL && plan->settings[i] != NULL; i++)
    if (!apply_setting (file, plan->settings[i], error))
      return NULL;
  return g_steal_pointer (&file);
}

/* Whether a stored study may be the wanted one: its title and its size say so. */
static gboolean
may_be (const LabStoredStudy *candidate, LabStudy *wanted)
{
  return candidate->runs->len == lab_study_get_n_runs (wanted)
         && g_str_equal (candidate->title, lab_study_file_get_title (lab_study_get_file (wanted)));
}

/* Whether both train just the same, and no run of the stored one is damaged and left out. */
static gboolean
is_same (LabStudy *study, LabStudy *wanted)
{
  g_autofree char *its = lab_study_file_to_text (lab_study_get_file (study));
  g_autofree char *text = lab_study_file_to_text (lab_study_get_file (wanted));

  return g_str_equal (its, text) && lab_study_get_n_runs (study) == lab_study_get_n_runs (wanted);
}

/* Was read, and is not the one: the store lets go of it, unless the replay has it for
 * another of its studies. */
static void
put_back (ReportReplay *replay, LabStudy *study)
{
  if (!g_ptr_array_find (replay->studies, study, NULL))
    lab_store_let_go (replay->store, study);
}

/* (transfer full) (nullable): a stored study that trains just this. */
static LabStudy *
find_stored (ReportReplay *replay, LabStudy *wanted)
{
  for (guint i = 0; i < replay->stored->len; i++)
    {
      const LabStoredStudy *candidate = replay->stored->pdata[i];
      g_autoptr (LabStudy) study = NULL;

      if (may_be (candidate, wanted))
        study = lab_store_load (replay->store, candidate->number, NULL);
      if (study != NULL && is_same (study, wanted))
        return g_steal_pointer (&study);
      if (study != NULL)
        put_back (replay, study);
    }
  return NULL;
}

/* (transfer full): the study of the plan as if nothing of it were stored. */
static LabStudy *
make_wanted (const ReportReplayPlan *plan, const char *name, GError **error)
{
  g_autoptr (LabStudyFile) file = open_file (plan, name, error);

  return file != NULL ? lab_study_new (file, plan->n_seeds, error) : NULL;
}

/* Whether the dark picture of one is the light one of the other. */
static gboolean
is_dark_of (const char *one, const char *other)
{
  return g_str_has_prefix (one, other) && g_str_equal (one + strlen (other), "-dark");
}

static gboolean
has_name (GPtrArray *studies, const char *name)
{
  for (guint i = 0; i < studies->len; i++)
    {
      const char *taken = lab_study_file_get_name (lab_study_get_file (studies->pdata[i]));

      if (g_str_equal (taken, name) || is_dark_of (taken, name) || is_dark_of (name, taken))
        return TRUE;
    }
  return FALSE;
}

/* Its files are called by its name, that of @wanted: two studies of one name, from two
 * folders say, have files of their own. Takes @study. */
static void
add (GPtrArray *studies, LabStudy *study, LabStudy *wanted)
{
  LabStudyFile *file = lab_study_get_file (study);
  const char *own = lab_study_file_get_name (lab_study_get_file (wanted));
  g_autofree char *name = g_strdup (own);

  for (guint i = 2; has_name (studies, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", own, i);
    }
  if (!g_str_equal (name, lab_study_file_get_name (file)))
    lab_study_file_set_name (file, name);
  g_ptr_array_add (studies, study);
}

/* One that would be trained twice, and stand in the report twice. */
static gboolean
check_new (ReportReplay *replay, LabStudy *wanted, const char *name, GError **error)
{
  for (guint i = 0; i < replay->studies->len; i++)
    if (is_same (replay->studies->pdata[i], wanted))
      {
        g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                     _ ("“%s” is the same study as “%s”; name it once"), name,
                     lab_study_file_get_name (lab_study_get_file (replay->studies->pdata[i])));
        return FALSE;
      }
  return TRUE;
}

/* Takes the study that was not found in the store. */
static void
add_fresh (ReportReplay *replay, LabStudy *study)
{
  lab_store_keep (replay->store, study);
  add (replay->studies, study, study);
}

static gboolean
add_study (ReportReplay *replay, const ReportReplayPlan *plan, const char *name, GError **error)
{
  g_autoptr (LabStudy) fresh = make_wanted (plan, name, error);
  LabStudy *study;

  if (fresh == NULL || !check_new (replay, fresh, name, error))
    return FALSE;
  study = find_stored (replay, fresh);
  if (study != NULL)
    add (replay->studies, study, fresh);
  else
    add_fresh (replay, g_steal_pointer (&fresh));
  return TRUE;
}

/* A study being looked for in the store. */
typedef struct
{
  ReportReplay *replay;
  LabStudy *wanted;
  guint nth; /* candidate */
} Search;

static void
search_free (Search *search)
{
  g_object_unref (search->wanted);
  g_free (search);
}

static void try_next (GTask *task);

static void
on_candidate (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (LabStudy) study = lab_store_load_finish (LAB_STORE (store), result, NULL);

  if (study != NULL && is_same (study, search->wanted))
    {
      add (search->replay->studies, g_steal_pointer (&study), search->wanted);
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (study != NULL)
    put_back (search->replay, study);
  try_next (g_steal_pointer (&task));
}

/* (transfer full) @task */
static void
try_next (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  GPtrArray *stored = search->replay->stored;

  while (search->nth < stored->len)
    {
      const LabStoredStudy *candidate = stored->pdata[search->nth++];

      if (may_be (candidate, search->wanted))
        {
          lab_store_load_async (search->replay->store, candidate->number, on_candidate, task);
          return;
        }
    }
  add_fresh (search->replay, g_object_ref (search->wanted));
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_listed (GObject *store, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;

  search->replay->stored = lab_store_list_finish (LAB_STORE (store), result, &error);
  if (search->replay->stored != NULL)
    try_next (g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
report_replay_add_study_async (ReportReplay *replay,
                               const ReportReplayPlan *plan,
                               const char *study,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  GError *error = NULL;
  g_autoptr (LabStudy) wanted = make_wanted (plan, study, &error);
  Search *search;

  if (wanted == NULL || !check_new (replay, wanted, study, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  search = g_new0 (Search, 1);
  search->replay = replay;
  search->wanted = g_steal_pointer (&wanted);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);
  if (replay->stored == NULL)
    lab_store_list_async (replay->store, on_listed, g_steal_pointer (&task));
  else
    try_next (g_steal_pointer (&task));
}

gboolean
report_replay_add_study_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

ReportReplay *
report_replay_open (const ReportReplayPlan *plan, GError **error)
{
  g_autoptr (ReportReplay) replay = g_new0 (ReportReplay, 1);
  g_autofree char *path = g_build_filename (plan->folder, REPORT_REPLAY_STORE, NULL);

  replay->folder = g_strdup (plan->folder);
  replay->command = g_strdup (plan->command);
  replay->eve_steps = plan->eve_steps;
  replay->studies = g_ptr_array_new_with_free_func (g_object_unref);
  replay->eves
      = g_hash_table_new_full (NULL, NULL, g_object_unref, (GDestroyNotify) lab_fresh_eves_free);
  if (g_mkdir_with_parents (plan->folder, 0777) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                   _ ("the folder %s cannot be made (%s); choose another"), plan->folder,
                   g_strerror (errno));
      return NULL;
    }
  replay->fresh = report_fresh_file_open (plan->folder);
  replay->store = lab_store_open (path, error);
  return replay->store != NULL ? g_steal_pointer (&replay) : NULL;
}

/* Whether what is written replaces nothing that is read. */
static gboolean
check_files (const ReportReplayPlan *plan, GPtrArray *studies, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < studies->len; i++)
    g_ptr_array_add (names,
                     (char *) lab_study_file_get_name (lab_study_get_file (studies->pdata[i])));
  g_ptr_array_add (names, NULL);
  return report_replay_files_check (plan->folder, plan->studies, (const char *const *) names->pdata,
                                    error);
}

/* What the plan asks for can be trained and written: found out before anything is made in
 * its folder. What is there already may need less memory. */
static gboolean
check_plan (const ReportReplayPlan *plan, GError **error)
{
  g_autoptr (GPtrArray) studies = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();
  g_autofree char *path = g_build_filename (plan->folder, REPORT_REPLAY_STORE, NULL);

  for (guint i = 0; plan->studies[i] != NULL; i++)
    {
      LabStudy *study = make_wanted (plan, plan->studies[i], error);

      if (study == NULL)
        return FALSE;
      add (studies, study, study);
      for (guint j = 0; j < lab_study_get_n_runs (study); j++)
        g_ptr_array_add (runs, lab_study_get_run (study, j));
    }
  if (!check_files (plan, studies, error))
    return FALSE;
  return !lab_store_is_missing (path)
         || lab_runs_check_memory (runs, lab_limits_get_free_memory (NULL), error);
}

ReportReplay *
report_replay_new (const ReportReplayPlan *plan, GError **error)
{
  g_autoptr (ReportReplay) replay
      = check_plan (plan, error) ? report_replay_open (plan, error) : NULL;

  if (replay != NULL)
    replay->stored = lab_store_list (replay->store, error);
  if (replay == NULL || replay->stored == NULL)
    return NULL;
  for (guint i = 0; plan->studies[i] != NULL; i++)
    if (!add_study (replay, plan, plan->studies[i], error))
      return NULL;
  return g_steal_pointer (&replay);
}

guint
report_replay_get_n_studies (ReportReplay *replay)
{
  return replay->studies->len;
}

LabStudy *
report_replay_get_study (ReportReplay *replay, guint nth)
{
  g_return_val_if_fail (nth < replay->studies->len, NULL);

  return replay->studies->pdata[nth];
}
