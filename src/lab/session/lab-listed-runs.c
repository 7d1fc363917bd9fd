/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The listed runs of the open study. It announces nothing: whoever has it does.
 */
#include "config.h"

#include "lab/session/lab-listed-runs.h"

#include "lab/session/lab-group-act.h"

struct _LabListedRuns
{
  LabStudy *study; /* nullable; not held */
  GPtrArray *runs; /* (element-type LabRun) */
  GCallback on_notify;
  gpointer user_data;
};

LabListedRuns *
lab_listed_runs_new (GCallback on_notify, gpointer user_data)
{
  LabListedRuns *self = g_new0 (LabListedRuns, 1);

  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  self->on_notify = on_notify;
  self->user_data = user_data;
  return self;
}

void
lab_listed_runs_free (LabListedRuns *self)
{
  lab_listed_runs_follow (self, NULL);
  g_ptr_array_unref (self->runs);
  g_free (self);
}

void
lab_listed_runs_follow (LabListedRuns *self, LabStudy *study)
{
  guint n_runs = study != NULL ? lab_study_get_n_runs (study) : 0;

  for (guint i = 0; i < self->runs->len; i++)
    g_signal_handlers_disconnect_by_func (self->runs->pdata[i], self->on_notify, self->user_data);
  g_ptr_array_set_size (self->runs, 0);
  self->study = study;
  for (guint i = 0; i < n_runs; i++)
    {
      LabRun *run = lab_study_get_run (study, i);

      g_signal_connect (run, "notify", self->on_notify, self->user_data);
      g_ptr_array_add (self->runs, g_object_ref (run));
    }
}

GPtrArray *
lab_listed_runs_get (LabListedRuns *self)
{
  return self->runs;
}

static gpointer
copy_run (gconstpointer run, gpointer user_data)
{
  return g_object_ref ((gpointer) run);
}

GPtrArray *
lab_listed_runs_copy (LabListedRuns *self)
{
  return g_ptr_array_copy (self->runs, copy_run, NULL);
}

gboolean
lab_listed_runs_can (LabListedRuns *self, LabAct act, LabRun *run)
{
  return lab_act_can_be_done (act, run)
         || (act == LAB_ACT_START && !lab_run_is_active (run)
             && lab_group_act_renews (run, self->study));
}

GPtrArray *
lab_listed_runs_find (LabListedRuns *self, LabAct act, LabRun *only)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->runs->len; i++)
    {
      LabRun *run = self->runs->pdata[i];

      if ((only != NULL ? run == only : lab_run_get_visible (run))
          && lab_listed_runs_can (self, act, run))
        g_ptr_array_add (runs, g_object_ref (run));
    }
  return runs;
}

gboolean
lab_listed_runs_renew_any (LabListedRuns *self, LabRun *only)
{
  g_autoptr (GPtrArray) runs = lab_listed_runs_find (self, LAB_ACT_START, only);

  for (guint i = 0; i < runs->len; i++)
    if (lab_group_act_renews (runs->pdata[i], self->study))
      return TRUE;
  return FALSE;
}
