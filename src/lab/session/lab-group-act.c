/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done to several runs at once.
 */
#include "config.h"

#include "lab/session/lab-group-act.h"

#include <glib/gi18n-lib.h>

#include "lab/session/lab-study-step.h"
#include "lab/experiment/lab-number.h"

typedef struct
{
  LabAct act;
  LabStudy *study;
  LabScheduler *scheduler;
} GroupAct;

static void
do_to (const GroupAct *group, LabAct act, LabRun *run)
{
  lab_act_note (act, run);
  lab_act_do (act, group->scheduler, run);
}

gboolean
lab_group_act_renews (LabRun *run, LabStudy *study)
{
  return lab_act_can_be_done (LAB_ACT_RESTART, run) && lab_study_is_outdated (study, run);
}

static void
do_to_run (const GroupAct *group, LabRun *run)
{
  if (group->act == LAB_ACT_REMOVE)
    lab_study_remove (group->study, run);
  else if (group->act == LAB_ACT_RESTART || group->act == LAB_ACT_NEW_SEED
           || (group->act == LAB_ACT_START && lab_group_act_renews (run, group->study)))
    do_to (group, LAB_ACT_START, lab_study_renew (group->study, run));
  else
    do_to (group, group->act, run);
}

/* "Restart Bob1" or "Restart 3 runs". NULL: what only trains is no step. */
static char *
describe (LabAct act, GPtrArray *runs)
{
  const char *label = lab_run_get_label (runs->pdata[0]);

  if (act == LAB_ACT_REMOVE)
    return runs->len == 1 ? g_strdup_printf (_ ("Remove %s"), label)
                          : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Remove %u run",
                                                          "Remove %u runs", runs->len),
                                             runs->len);
  if (act == LAB_ACT_NEW_SEED)
    return g_strdup_printf (_ ("New seed for %s"), label);
  if (act == LAB_ACT_RESTART || act == LAB_ACT_START)
    return runs->len == 1 ? g_strdup_printf (_ ("Begin %s again"), label)
                          : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Begin %u run again",
                                                          "Begin %u runs again", runs->len),
                                             runs->len);
  return NULL;
}

/* Above all that the curve of @run has trained, or is to train. */
static guint64
find_new_seed (LabStudy *study, LabRun *run)
{
  g_autoptr (GPtrArray) runs = lab_study_list_history (study, run);
  guint curve = lab_study_get_curve (study, run);
  guint64 seed = 0;

  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    if (lab_study_get_curve (study, lab_study_get_run (study, i)) == curve)
      g_ptr_array_add (runs, g_object_ref (lab_study_get_run (study, i)));
  for (guint i = 0; i < runs->len; i++)
    seed = MAX (seed, lab_run_get_seed (runs->pdata[i]));
  return seed + 1;
}

/* Once for each curve: its runs have consecutive seeds. */
static void
give_new_seeds (LabStudy *study, GPtrArray *runs)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < runs->len; i++)
    {
      guint curve = lab_study_get_curve (study, runs->pdata[i]);
      g_autofree char *seed
          = g_strdup_printf ("%" G_GUINT64_FORMAT, find_new_seed (study, runs->pdata[i]));

      if (g_hash_table_add (done, GUINT_TO_POINTER (curve + 1)))
        lab_study_set_curve_value (study, curve, "training.seed", seed, NULL);
    }
}

void
lab_group_act_do (
    LabAct act, GPtrArray *runs, LabStudy *study, LabScheduler *scheduler, LabUndo *undo)
{
  const GroupAct group = { act, study, scheduler };
  g_autofree char *label = runs->len > 0 ? describe (act, runs) : NULL;
  LabStudyStep *step = label != NULL ? lab_study_step_new (study, scheduler) : NULL;

  if (act == LAB_ACT_NEW_SEED)
    give_new_seeds (study, runs);
  for (guint i = 0; i < runs->len; i++)
    do_to_run (&group, runs->pdata[i]);
  if (step != NULL)
    lab_study_step_end (step, undo, label, NULL);
}

/* "Train 2 rounds longer", "Learning rate 0.0005 for Bob1". */
static char *
describe_branch (const LabBranch *branch, GPtrArray *runs)
{
  char rate[G_ASCII_DTOSTR_BUF_SIZE];

  if (branch->learning_rate == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Train %u round longer",
                                         "Train %u rounds longer", branch->rounds),
                            branch->rounds);
  lab_number_write (branch->learning_rate, rate);
  return runs->len == 1
             ? g_strdup_printf (_ ("Learning rate %s for %s"), rate,
                                lab_run_get_label (runs->pdata[0]))
             : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Learning rate %s for %u run",
                                             "Learning rate %s for %u runs", runs->len),
                                rate, runs->len);
}

gboolean
lab_group_act_branch (GPtrArray *runs,
                      const LabBranch *branch,
                      LabStudy *study,
                      LabScheduler *scheduler,
                      LabUndo *undo,
                      GError **error)
{
  const GroupAct group = { LAB_ACT_RESUME, study, scheduler };
  g_autofree char *label = describe_branch (branch, runs);
  LabStudyStep *step = lab_study_step_new (study, scheduler);
  g_autoptr (GError) refusal = NULL;
  guint n_branches = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      g_autoptr (GPtrArray) branches = NULL;

      /* The curve's other seeds went with its first. */
      if (!lab_study_is_listed (study, runs->pdata[i]))
        continue;
      branches
          = lab_study_branch (study, runs->pdata[i], branch, refusal == NULL ? &refusal : NULL);
      for (guint j = 0; branches != NULL && j < branches->len; j++, n_branches++)
        do_to (&group, LAB_ACT_RESUME, branches->pdata[j]);
    }
  lab_study_step_end (step, undo, label, NULL);
  if (n_branches == 0)
    g_propagate_error (error, g_steal_pointer (&refusal));
  return n_branches > 0;
}
