/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The list of what to train.
 */
#include "config.h"

#include "report/replay/report-replay-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "lab/training/lab-limits.h"
#include "report/replay/report-replay-files.h"

typedef struct
{
  char *asked; /* the name it was added under */
  LabStudyFile *file;
  char *text; /* the study's text, independent of its name */
  guint begin;
  guint end; /* of its entries */
  gboolean is_taken;
} Study;

struct _ReportReplayPlan
{
  GObject parent_instance;

  guint n_seeds;
  GPtrArray *studies; /* of Study */
  GArray *entries;    /* of ReportReplayEntry */
};

G_DEFINE_FINAL_TYPE (ReportReplayPlan, report_replay_plan, G_TYPE_OBJECT)

static void
study_free (gpointer data)
{
  Study *study = data;

  g_free (study->asked);
  g_object_unref (study->file);
  g_free (study->text);
  g_free (study);
}

static void
clear_entry (gpointer data)
{
  ReportReplayEntry *entry = data;

  lab_experiment_unref (entry->experiment);
  g_clear_object (&entry->run);
}

static ReportReplayEntry *
get_entry (ReportReplayPlan *self, guint nth)
{
  return &g_array_index (self->entries, ReportReplayEntry, nth);
}

/* Whether the dark picture of one would overwrite the light one of the other. */
static gboolean
is_dark_of (const char *one, const char *other)
{
  return g_str_has_prefix (one, other) && g_str_equal (one + strlen (other), "-dark");
}

static gboolean
has_name (ReportReplayPlan *self, const char *name)
{
  for (guint i = 0; i < self->studies->len; i++)
    {
      const char *taken = lab_study_file_get_name (report_replay_plan_get_file (self, i));

      if (g_str_equal (taken, name) || is_dark_of (taken, name) || is_dark_of (name, taken))
        return TRUE;
    }
  return FALSE;
}

/* (transfer full): @file under a unique name, used for its output files: two studies may share a
 * name, for example from two folders. */
static LabStudyFile *
copy_file (ReportReplayPlan *self, LabStudyFile *file)
{
  LabStudyFile *copy = lab_study_file_copy (file);
  g_autofree char *name = g_strdup (lab_study_file_get_name (file));

  for (guint i = 2; has_name (self, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", lab_study_file_get_name (file), i);
    }
  lab_study_file_set_name (copy, name);
  return copy;
}

/* Refuses a study already in the plan: it would be trained and reported twice. */
static gboolean
check_new (ReportReplayPlan *self, const char *name, const char *text, GError **error)
{
  for (guint i = 0; i < self->studies->len; i++)
    {
      const Study *other = self->studies->pdata[i];

      if (!g_str_equal (other->text, text))
        continue;
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("“%s” is the same study as “%s”; name it once"), name,
                   lab_study_file_get_name (other->file));
      return FALSE;
    }
  return TRUE;
}

/* (transfer full): one run per curve, after checking that @n_seeds of them are valid. */
static LabStudy *
resolve (LabStudyFile *file, guint n_seeds, GError **error)
{
  g_autoptr (LabStudy) runs = lab_study_new (file, 1, error);

  for (guint i = 0; runs != NULL && i < lab_study_get_n_runs (runs); i++)
    if (lab_run_get_seed (lab_study_get_run (runs, i)) > G_MAXUINT32 - (n_seeds - 1))
      return lab_study_new (file, n_seeds, error); /* reports why it fails */
  return g_steal_pointer (&runs);
}

static void
add_curve (ReportReplayPlan *self, guint study, LabRun *run)
{
  for (guint i = 0; i < self->n_seeds; i++)
    {
      ReportReplayEntry entry = {
        .study = study,
        .experiment = lab_experiment_ref (lab_run_get_experiment (run)),
        .seed = lab_run_get_seed (run) + i,
      };

      g_array_append_val (self->entries, entry);
    }
}

gboolean
report_replay_plan_add (ReportReplayPlan *self,
                        const char *name,
                        LabStudyFile *file,
                        GError **error)
{
  g_return_val_if_fail (REPORT_IS_REPLAY_PLAN (self), FALSE);

  g_autoptr (LabStudy) runs = resolve (file, self->n_seeds, error);
  g_autofree char *text = runs != NULL ? lab_study_file_to_text (file) : NULL;
  Study *study;

  if (runs == NULL || !check_new (self, name, text, error))
    return FALSE;
  study = g_new0 (Study, 1);
  study->asked = g_strdup (name);
  study->file = copy_file (self, file);
  study->text = g_steal_pointer (&text);
  study->begin = self->entries->len;
  for (guint i = 0; i < lab_study_get_n_runs (runs); i++)
    add_curve (self, self->studies->len, lab_study_get_run (runs, i));
  study->end = self->entries->len;
  g_ptr_array_add (self->studies, study);
  return TRUE;
}

guint
report_replay_plan_get_n_seeds (ReportReplayPlan *self)
{
  return self->n_seeds;
}

guint
report_replay_plan_get_n_studies (ReportReplayPlan *self)
{
  return self->studies->len;
}

LabStudyFile *
report_replay_plan_get_file (ReportReplayPlan *self, guint study)
{
  g_return_val_if_fail (study < self->studies->len, NULL);

  return ((Study *) self->studies->pdata[study])->file;
}

guint
report_replay_plan_get_n_entries (ReportReplayPlan *self)
{
  return self->entries->len;
}

const ReportReplayEntry *
report_replay_plan_get_entry (ReportReplayPlan *self, guint nth)
{
  g_return_val_if_fail (nth < self->entries->len, NULL);

  return get_entry (self, nth);
}

gboolean
report_replay_entry_is_done (const ReportReplayEntry *entry)
{
  return entry->run != NULL && lab_run_is_ended (entry->run);
}

ReportReplayTrainer
report_replay_entry_get_trainer (const ReportReplayEntry *entry)
{
  return entry->run != NULL && lab_run_is_held_elsewhere (entry->run) ? REPORT_REPLAY_ELSEWHERE
                                                                      : REPORT_REPLAY_HERE;
}

gboolean
report_replay_plan_is_done (ReportReplayPlan *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (!report_replay_entry_is_done (get_entry (self, i)))
      return FALSE;
  return TRUE;
}

gboolean
report_replay_plan_has_eve (ReportReplayPlan *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (lab_experiment_get_setup (get_entry (self, i)->experiment)->eve)
      return TRUE;
  return FALSE;
}

static gboolean
is_run_of (const ReportReplayEntry *entry, LabRun *run)
{
  return lab_run_get_seed (run) == entry->seed
         && g_str_equal (lab_experiment_get_hash (lab_run_get_experiment (run)),
                         lab_experiment_get_hash (entry->experiment));
}

gboolean
report_replay_plan_fits (ReportReplayPlan *self, guint study, LabStudy *runs)
{
  g_return_val_if_fail (study < self->studies->len, FALSE);

  const Study *wanted = self->studies->pdata[study];
  g_autofree char *text = lab_study_file_to_text (lab_study_get_file (runs));

  /* The store omits damaged runs. */
  if (!g_str_equal (text, wanted->text)
      || lab_study_get_n_runs (runs) != wanted->end - wanted->begin)
    return FALSE;
  for (guint i = wanted->begin; i < wanted->end; i++)
    if (!is_run_of (get_entry (self, i), lab_study_get_run (runs, i - wanted->begin)))
      return FALSE;
  return TRUE;
}

void
report_replay_plan_take_up (ReportReplayPlan *self, guint study, LabStudy *runs)
{
  g_return_if_fail (study < self->studies->len);

  Study *taken = self->studies->pdata[study];

  taken->is_taken = runs != NULL;
  for (guint i = taken->begin; i < taken->end; i++)
    {
      LabRun *run = runs != NULL ? lab_study_get_run (runs, i - taken->begin) : NULL;

      g_set_object (&get_entry (self, i)->run, run);
    }
}

guint
report_replay_plan_count_taken (ReportReplayPlan *self)
{
  guint n = 0;

  for (guint i = 0; i < self->studies->len; i++)
    n += ((Study *) self->studies->pdata[i])->is_taken;
  return n;
}

GPtrArray *
report_replay_plan_list_runs (ReportReplayPlan *self)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->entries->len; i++)
    if (get_entry (self, i)->run != NULL)
      g_ptr_array_add (runs, g_object_ref (get_entry (self, i)->run));
  return runs;
}

gboolean
report_replay_plan_check_memory (ReportReplayPlan *self, guint64 available, GError **error)
{
  LabNeed sum = { 0 }, need = { 0 };

  for (guint i = 0; i < self->entries->len; i++)
    {
      LabExperiment *experiment = get_entry (self, i)->experiment;

      if (i == 0 || experiment != get_entry (self, i - 1)->experiment)
        need = lab_limits_estimate (experiment);
      lab_limits_add (&sum, &need);
    }
  return lab_limits_check (self->entries->len, &sum, available, error);
}

gboolean
report_replay_plan_check_folder (ReportReplayPlan *self, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new ();
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < self->studies->len; i++)
    {
      Study *study = self->studies->pdata[i];

      g_ptr_array_add (inputs, study->asked);
      g_ptr_array_add (names, (char *) lab_study_file_get_name (study->file));
    }
  g_ptr_array_add (inputs, NULL);
  g_ptr_array_add (names, NULL);
  return report_replay_files_check (folder, (const char *const *) inputs->pdata,
                                    (const char *const *) names->pdata, error);
}

static void
report_replay_plan_finalize (GObject *object)
{
  ReportReplayPlan *self = REPORT_REPLAY_PLAN (object);

  g_ptr_array_unref (self->studies);
  g_array_unref (self->entries);
  G_OBJECT_CLASS (report_replay_plan_parent_class)->finalize (object);
}

static void
report_replay_plan_class_init (ReportReplayPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = report_replay_plan_finalize;
}

static void
report_replay_plan_init (ReportReplayPlan *self)
{
  self->studies = g_ptr_array_new_with_free_func (study_free);
  self->entries = g_array_new (FALSE, FALSE, sizeof (ReportReplayEntry));
  g_array_set_clear_func (self->entries, clear_entry);
}

ReportReplayPlan *
report_replay_plan_new (guint n_seeds)
{
  ReportReplayPlan *self;

  g_return_val_if_fail (n_seeds > 0, NULL);

  self = g_object_new (REPORT_TYPE_REPLAY_PLAN, NULL);
  self->n_seeds = n_seeds;
  return self;
}
