/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs that were taken from a list and can still be put back. It announces nothing:
 * whoever has the list does.
 */
#include "config.h"

#include "lab/session/lab-removed-runs.h"

#include "lab/session/lab-act.h"

/* What putting back restores. */
typedef struct
{
  LabRun *run; /* (transfer full) */
  gboolean was_visible;
  gboolean was_active;
} Removed;

struct _LabRemovedRuns
{
  LabScheduler *scheduler;
  GArray *runs; /* (element-type Removed) */
};

LabRemovedRuns *
lab_removed_runs_new (LabScheduler *scheduler)
{
  LabRemovedRuns *self = g_new0 (LabRemovedRuns, 1);

  self->scheduler = g_object_ref (scheduler);
  self->runs = g_array_new (FALSE, FALSE, sizeof (Removed));
  return self;
}

void
lab_removed_runs_free (LabRemovedRuns *self)
{
  for (guint i = 0; i < self->runs->len; i++)
    g_object_unref (g_array_index (self->runs, Removed, i).run);
  g_array_unref (self->runs);
  g_object_unref (self->scheduler);
  g_free (self);
}

guint
lab_removed_runs_get_n (LabRemovedRuns *self)
{
  return self->runs->len;
}

gboolean
lab_removed_runs_contain (LabRemovedRuns *self, LabRun *run)
{
  for (guint i = 0; i < self->runs->len; i++)
    if (g_array_index (self->runs, Removed, i).run == run)
      return TRUE;
  return FALSE;
}

void
lab_removed_runs_add (LabRemovedRuns *self, LabRun *run)
{
  Removed removed = {
    .run = g_object_ref (run),
    .was_visible = lab_run_get_visible (run),
    .was_active = lab_run_is_active (run) && !lab_act_is_ending (LAB_ACT_PAUSE, run)
                  && !lab_act_is_ending (LAB_ACT_STOP, run),
  };

  lab_act_note (LAB_ACT_PAUSE, run);
  lab_act_do (LAB_ACT_PAUSE, self->scheduler, run);
  g_array_append_val (self->runs, removed);
  lab_run_set_visible (run, FALSE);
}

void
lab_removed_runs_put_back (LabRemovedRuns *self)
{
  g_autoptr (GArray) runs = g_steal_pointer (&self->runs);

  self->runs = g_array_new (FALSE, FALSE, sizeof (Removed));
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
lab_removed_runs_drop (LabRemovedRuns *self, LabStudy *study)
{
  /* A run leaves the list of removed ones last: it must not be seen in between. */
  while (self->runs->len > 0)
    {
      g_autoptr (LabRun) run = g_array_index (self->runs, Removed, 0).run;

      lab_act_do (LAB_ACT_STOP, self->scheduler, run);
      lab_study_remove (study, run);
      g_array_remove_index (self->runs, 0);
    }
}
