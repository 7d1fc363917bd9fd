/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Labels and titles that only state settings follow them; what a person typed does not.
 */
#include "config.h"

#include "lab/experiment/lab-study-file-private.h"

#include <string.h>

#include "lab/experiment/lab-reading.h"

/* A title lists so many different models, and so many different n. */
#define MAX_LISTED 4

/* In every title that was made here. */
#define STATED " · n = "

char *
lab_study_file_describe_settings (LabExperiment *experiment)
{
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  g_autofree char *model = lab_experiment_describe_model (experiment, NC_BOB);

  return g_strdup_printf ("%s · n = %u%s", model, setup->key_difference,
                          setup->eve ? " · with Eve" : "");
}

/* Whether @label is @statement, perhaps with a number to be unique. */
static gboolean
is_statement (const char *label, const char *statement)
{
  gsize length = strlen (statement);

  return g_str_has_prefix (label, statement)
         && (label[length] == '\0' || g_str_has_prefix (label + length, " ("));
}

/* Whether @label says nothing but settings of @experiment: the model, n, or both. */
static gboolean
states_settings (const char *label, LabExperiment *experiment)
{
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  g_autofree char *difference = g_strdup_printf ("n = %u", setup->key_difference);
  g_autofree char *model = NULL, *all = NULL;

  if (is_statement (label, difference))
    return TRUE;
  model = lab_experiment_describe_model (experiment, NC_BOB);
  if (!g_str_has_prefix (label, model))
    return FALSE;
  all = lab_study_file_describe_settings (experiment);
  return is_statement (label, model) || is_statement (label, all);
}

/* "n = 3, squared, by step" keeps what it says beside n. */
static void
follow_difference (LabStudyFile *file, guint curve, guint before, guint now)
{
  g_autofree char *statement = g_strdup_printf ("n = %u, ", before);
  const char *label = lab_study_file_get_curve (file, curve)->label;
  g_autofree char *changed = NULL;

  if (!g_str_has_prefix (label, statement))
    return;
  changed = g_strdup_printf ("n = %u, %s", now, label + strlen (statement));
  lab_study_file_set_curve_label (file, curve, changed);
}

/* Whether what a label may state differs. */
static gboolean
differ (const NcSetup *then, const NcSetup *now)
{
  return then->key_difference != now->key_difference || then->eve != now->eve
         || memcmp (&then->topologies[NC_BOB], &now->topologies[NC_BOB],
                    sizeof then->topologies[NC_BOB])
                != 0;
}

/* Whether @curve is no longer what it was, as far as a label may state it; if its label does, it
 * is changed. */
static gboolean
follow_curve (LabStudyFile *file, guint curve, LabStudyFile *before)
{
  g_autoptr (LabExperiment) then = lab_study_file_resolve (before, curve, NULL, NULL);
  g_autoptr (LabExperiment) now = lab_study_file_resolve (file, curve, NULL, NULL);
  const char *label = lab_study_file_get_curve (file, curve)->label;

  if (then == now || then == NULL || now == NULL
      || !differ (lab_experiment_get_setup (then), lab_experiment_get_setup (now)))
    return FALSE;
  if (states_settings (label, then))
    {
      g_autofree char *former = lab_study_file_describe_settings (then);
      g_autofree char *made = lab_study_file_describe_settings (now);

      if (g_str_equal (former, made))
        return FALSE; /* a width, which no label states */
      lab_study_file_set_curve_label (file, curve, made);
    }
  else
    follow_difference (file, curve, lab_experiment_get_setup (then)->key_difference,
                       lab_experiment_get_setup (now)->key_difference);
  return TRUE;
}

/* @items: (element-type utf8); "Bob, Bob1, Bob2" or "8 models" */
static void
add_once (GPtrArray *items, const char *item)
{
  if (!g_ptr_array_find_with_equal_func (items, item, g_str_equal, NULL))
    g_ptr_array_add (items, g_strdup (item));
}

static char *
join (GPtrArray *items, const char *many)
{
  if (items->len > MAX_LISTED)
    return g_strdup_printf ("%u %s", items->len, many);
  g_ptr_array_add (items, NULL);
  return g_strjoinv (", ", (char **) items->pdata);
}

/* "Bob, Bob1, Bob2 · n = 6 · with Eve" */
static char *
make_title (LabStudyFile *file)
{
  g_autoptr (GPtrArray) models = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) differences = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all_models = NULL, *all_differences = NULL;
  guint n_with_eve = 0;

  for (guint i = 0; i < file->curves->len; i++)
    {
      g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, i, NULL, NULL);
      const NcSetup *setup = experiment != NULL ? lab_experiment_get_setup (experiment) : NULL;
      g_autofree char *model = NULL, *difference = NULL;

      if (setup == NULL)
        continue;
      model = lab_experiment_describe_model (experiment, NC_BOB);
      difference = g_strdup_printf ("%u", setup->key_difference);
      add_once (models, model);
      add_once (differences, difference);
      n_with_eve += setup->eve;
    }
  if (models->len == 0)
    return NULL;
  all_models = join (models, "models");
  all_differences = join (differences, "values");
  return g_strdup_printf ("%s" STATED "%s%s", all_models, all_differences,
                          n_with_eve == 0                   ? ""
                          : n_with_eve == file->curves->len ? " · with Eve"
                                                            : " · with and without Eve");
}

/* (transfer full) (nullable): of the shipped study of that name */
static char *
find_shipped_title (const char *name)
{
  g_auto (GStrv) names = lab_reading_list_studies ();
  g_autoptr (LabStudyFile) shipped = NULL;

  for (guint i = 0; names[i] != NULL && shipped == NULL; i++)
    if (g_str_has_prefix (name, names[i]))
      shipped = lab_study_file_open (name, NULL, NULL);
  return shipped != NULL ? g_strdup (shipped->title) : NULL;
}

/* Whether the title was made here, or is the shipped study's. */
static gboolean
is_title_of_settings (LabStudyFile *file)
{
  g_autofree char *made = NULL, *shipped = NULL;

  if (strstr (file->title, STATED) != NULL)
    made = make_title (file);
  if (g_strcmp0 (file->title, made) == 0)
    return TRUE;
  shipped = find_shipped_title (file->name);
  return g_strcmp0 (file->title, shipped) == 0;
}

void
lab_study_file_follow_settings (LabStudyFile *file, LabStudyFile *before)
{
  gboolean has_changed = FALSE;
  g_autofree char *title = NULL;

  g_return_if_fail (file->curves->len == before->curves->len);

  for (guint i = 0; i < file->curves->len; i++)
    has_changed |= follow_curve (file, i, before);
  if (!has_changed || !is_title_of_settings (before))
    return;
  title = make_title (file);
  lab_study_file_set_title (file, title);
}
