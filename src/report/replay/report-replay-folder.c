/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folder of a replay.
 */
#include "config.h"

#include "report/replay/report-replay-folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "lab/training/lab-limits.h"
#include "report/replay/report-replay-files.h"

struct _ReportReplayFolder
{
  char *path;
  ReportReplayPlan *plan;
  guint64 eve_steps;

  LabStore *store; /* NULL until opened, like the next two */
  ReportReplayEves *eves;
  GPtrArray *stored;  /* of LabStoredStudy: what it held when opened */
  GPtrArray *studies; /* of LabStudy: taken up so far */
  guint nth;          /* index in stored of the next candidate */
};

ReportReplayFolder *
report_replay_folder_new (const char *path, ReportReplayPlan *plan, guint64 eve_steps)
{
  ReportReplayFolder *self = g_new0 (ReportReplayFolder, 1);

  self->path = g_strdup (path);
  self->plan = g_object_ref (plan);
  self->eve_steps = eve_steps;
  self->studies = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

static char *
get_store_path (const char *path)
{
  return g_build_filename (path, REPORT_REPLAY_STORE, NULL);
}

/* Opening a large store takes half a second. */
static gboolean
open_files (ReportReplayFolder *self, GError **error)
{
  g_autofree char *store = get_store_path (self->path);

  if (g_mkdir_with_parents (self->path, 0777) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno),
                   _ ("the folder %s cannot be made (%s); choose another"), self->path,
                   g_strerror (errno));
      return FALSE;
    }
  self->eves = report_replay_eves_new (self->path, self->eve_steps);
  self->store = lab_store_open (store, error);
  return self->store != NULL;
}

void
report_replay_folder_free (ReportReplayFolder *self)
{
  for (guint i = 0; i < self->studies->len; i++)
    {
      report_replay_plan_take_up (self->plan, i, NULL);
      lab_store_let_go (self->store, self->studies->pdata[i]);
    }
  g_ptr_array_unref (self->studies);
  g_clear_pointer (&self->stored, g_ptr_array_unref);
  g_clear_pointer (&self->eves, report_replay_eves_free);
  g_clear_object (&self->store);
  g_object_unref (self->plan);
  g_free (self->path);
  g_free (self);
}

LabStore *
report_replay_folder_get_store (ReportReplayFolder *self)
{
  return self->store;
}

GPtrArray *
report_replay_folder_get_studies (ReportReplayFolder *self)
{
  return self->studies;
}

ReportReplayEves *
report_replay_folder_get_eves (ReportReplayFolder *self)
{
  return self->eves;
}

gboolean
report_replay_folder_check (const char *path, ReportReplayPlan *plan, GError **error)
{
  g_autofree char *store = get_store_path (path);

  if (!report_replay_plan_check_folder (plan, path, error))
    return FALSE;
  /* Stored runs may need less memory. */
  return !lab_store_is_missing (store)
         || report_replay_plan_check_memory (plan, lab_limits_get_free_memory (NULL), error);
}

/* The index in the plan of the next study to take up. */
static guint
get_study (ReportReplayFolder *self)
{
  return self->studies->len;
}

static guint
count_listed (const LabStoredStudy *study)
{
  guint n = 0;

  for (guint i = 0; i < study->runs->len; i++)
    n += ((LabStoredRun *) study->runs->pdata[i])->place == LAB_RUN_PLACE_LISTED;
  return n;
}

/* Whether a stored study may be the wanted one, by its title and size. */
static gboolean
may_be (ReportReplayFolder *self, const LabStoredStudy *candidate)
{
  LabStudyFile *file = report_replay_plan_get_file (self->plan, get_study (self));

  return count_listed (candidate)
             == lab_study_file_get_n_curves (file) * report_replay_plan_get_n_seeds (self->plan)
         && g_str_equal (candidate->title, lab_study_file_get_title (file));
}

/* Takes @study, which gets the plan's name, not the one it was stored under. */
static void
take_up (ReportReplayFolder *self, LabStudy *study)
{
  LabStudyFile *file = report_replay_plan_get_file (self->plan, get_study (self));

  lab_study_file_set_name (lab_study_get_file (study), lab_study_file_get_name (file));
  report_replay_plan_take_up (self->plan, get_study (self), study);
  g_ptr_array_add (self->studies, study);
  self->nth = 0;
}

/* None of it is stored yet. */
static gboolean
begin (ReportReplayFolder *self, GError **error)
{
  LabStudy *study = lab_study_new (report_replay_plan_get_file (self->plan, get_study (self)),
                                   report_replay_plan_get_n_seeds (self->plan), error);

  if (study == NULL)
    return FALSE;
  lab_store_keep (self->store, study);
  take_up (self, study);
  return TRUE;
}

static void go_on (GTask *task);

static void
on_candidate (GObject *store, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ReportReplayFolder *self = g_task_get_task_data (task);
  g_autoptr (LabStudy) study = lab_store_load_finish (LAB_STORE (store), result, NULL);

  if (study != NULL && report_replay_plan_fits (self->plan, get_study (self), study))
    take_up (self, g_steal_pointer (&study));
  /* Not the wanted study: release it from the store, unless it is another study of the plan. */
  else if (study != NULL && !g_ptr_array_find (self->studies, study, NULL))
    lab_store_let_go (self->store, study);
  go_on (task);
}

/* Whether a candidate is being read: on_candidate() then continues. */
static gboolean
try_next (ReportReplayFolder *self, GTask *task)
{
  while (self->nth < self->stored->len)
    {
      const LabStoredStudy *candidate = self->stored->pdata[self->nth++];

      if (may_be (self, candidate))
        {
          lab_store_load_async (self->store, candidate->number, on_candidate, task);
          return TRUE;
        }
    }
  return FALSE;
}

/* One study at a time, in the plan's order. Takes @task. */
static void
go_on (GTask *task)
{
  ReportReplayFolder *self = g_task_get_task_data (task);
  GError *error = NULL;

  while (error == NULL && get_study (self) < report_replay_plan_get_n_studies (self->plan))
    {
      if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
        break;
      if (try_next (self, task))
        return;
      begin (self, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_listed (GObject *store, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  ReportReplayFolder *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->stored = lab_store_list_finish (LAB_STORE (store), result, &error);
  if (self->stored != NULL)
    go_on (task);
  else
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
}

static void
do_open (GTask *opening, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (open_files (task_data, &error))
    g_task_return_boolean (opening, TRUE);
  else
    g_task_return_error (opening, error);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ReportReplayFolder *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    lab_store_list_async (self->store, on_listed, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

void
report_replay_folder_read_async (ReportReplayFolder *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) opening = g_task_new (NULL, NULL, on_opened, task);

  g_task_set_task_data (task, self, NULL);
  g_task_set_task_data (opening, self, NULL);
  g_task_run_in_thread (opening, do_open);
}

gboolean
report_replay_folder_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
