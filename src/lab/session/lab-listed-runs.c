/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The runs of the open study, and those of them that were removed and can still be put
 * back. It announces nothing: whoever has it does.
 */
#include "config.h"

#include "lab/session/lab-listed-runs.h"

/* What to restore. */
typedef struct
{
  LabRun *run; /* (transfer full) */
  gboolean was_visible;
  gboolean was_active;
} Removed;

struct _LabListedRuns
{
  LabScheduler *scheduler;
  GPtrArray *all;  /* (element-type LabRun): of the study */
  GArray *removed; /* (element-type Removed) */
  GCallback on_notify;
  gpointer user_data;
};

LabListedRuns *
lab_listed_runs_new (LabScheduler *scheduler, GCallback on_notify, gpointer user_data)
{
  LabListedRuns *self = g_new0 (LabListedRuns, 1);

  self->scheduler = g_object_ref (scheduler);
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->removed = g_array_new (FALSE, FALSE, sizeof (Removed));
  self->on_notify = on_notify;
  self->user_data = user_data;
  return self;
}

void
lab_listed_runs_free (LabListedRuns *self)
{
  lab_listed_runs_follow (self, NULL);
  g_ptr_array_unref (self->all);
  for (guint i = 0; i < self->removed->len; i++)
    g_object_unref (g_array_index (self->removed, Removed, i).run);
  g_array_unref (self->removed);
  g_object_unref (self->scheduler);
  g_free (self);
}

void
lab_listed_runs_follow (LabListedRuns *self, LabStudy *study)
{
  guint n_runs = study != NULL ? lab_study_get_n_runs (study) : 0;

  for (guint i = 0; i < self->all->len; i++)
    g_signal_handlers_disconnect_by_func (self->all->pdata[i], self->on_notify, self->user_data);
  g_ptr_array_set_size (self->all, 0);
  for (guint i = 0; i < n_runs; i++)
    {
      LabRun *run = lab_study_get_run (study, i);

      g_signal_connect (run, "notify", self->on_notify, self->user_data);
      g_ptr_array_add (self->all, g_object_ref (run));
    }
}

GPtrArray *
lab_listed_runs_get_all (LabListedRuns *self)
{
  return self->all;
}

static gboolean
is_removed (LabListedRuns *self, LabRun *run)
{
  for (guint i = 0; i < self->removed->len; i++)
    if (g_array_index (self->removed, Removed, i).run == run)
      return TRUE;
  return FALSE;
}

GPtrArray *
lab_listed_runs_list (LabListedRuns *self)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->all->len; i++)
    if (!is_removed (self, self->all->pdata[i]))
      g_ptr_array_add (runs, g_object_ref (self->all->pdata[i]));
  return runs;
}

/* A list of a hundred runs asks this of every one: it must not copy the list for it. */
static GPtrArray *
list_one (LabListedRuns *self, LabRun *run)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  if (g_ptr_array_find (self->all, run, NULL) && !is_removed (self, run))
    g_ptr_array_add (runs, g_object_ref (run));
  return runs;
}

GPtrArray *
lab_listed_runs_find (LabListedRuns *self, LabAct act, LabRun *only)
{
  GPtrArray *runs = only != NULL ? list_one (self, only) : lab_listed_runs_list (self);

  for (guint i = runs->len; i-- > 0;)
    if ((only == NULL && !lab_run_get_visible (runs->pdata[i]))
        || !lab_act_can_be_done (act, runs->pdata[i]))
      g_ptr_array_remove_index (runs, i);
  return runs;
}

guint
lab_listed_runs_get_n_removed (LabListedRuns *self)
{
  return self->removed->len;
}

void
lab_listed_runs_remove (LabListedRuns *self, LabRun *run)
{
  Removed removed = {
    .run = g_object_ref (run),
    .was_visible = lab_run_get_visible (run),
    .was_active = lab_run_is_active (run) && !lab_act_is_ending (LAB_ACT_PAUSE, run)
                  && !lab_act_is_ending (LAB_ACT_STOP, run),
  };

  lab_act_note (LAB_ACT_PAUSE, run);
  lab_act_do (LAB_ACT_PAUSE, self->scheduler, run);
  g_array_append_val (self->removed, removed);
  lab_run_set_visible (run, FALSE);
}

void
lab_listed_runs_put_back (LabListedRuns *self)
{
  g_autoptr (GArray) runs = g_steal_pointer (&self->removed);

  self->removed = g_array_new (FALSE, FALSE, sizeof (Removed));
  for (guint i = 0; i < runs->len; i++)
    {
      Removed *one = &g_array_index (runs, Removed, i);

      lab_run_set_visible (one->run, one->was_visible);
      if (one->was_active)
        {
          lab_act_note (LAB_ACT_START, one->run);
          lab_act_do (LAB_ACT_START, self->scheduler, one->run);
        }
      g_object_unref (one->run);
    }
}

void
lab_listed_runs_drop (LabListedRuns *self, LabStudy *study)
{
  /* A run leaves this list last, so that it is not seen in between. */
  while (self->removed->len > 0)
    {
      g_autoptr (LabRun) run = g_array_index (self->removed, Removed, 0).run;

      lab_act_do (LAB_ACT_STOP, self->scheduler, run);
      lab_study_remove (study, run);
      g_array_remove_index (self->removed, 0);
    }
}
