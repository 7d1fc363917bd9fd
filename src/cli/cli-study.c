/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opens the study a command names, changed by the command's options, and decides whose fault an
 * invalid study is: the file's or the command line's.
 */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/suggest.h"
#include "cli/cli.h"

gboolean
cli_check_reading (const char *reading)
{
  const char *const *readings = lab_study_file_list_readings ();
  g_autofree char *all = g_strjoinv (", ", (char **) readings);
  const char *meant;

  if (reading == NULL || g_strv_contains (readings, reading))
    return TRUE;
  meant = base_suggest (reading, readings);
  if (meant != NULL)
    cli_complain (
        _ ("--reading %s: there is no such reading (did you mean “%s”?); the readings are %s"),
        reading, meant, all);
  else
    cli_complain (_ ("--reading %s: there is no such reading; the readings are %s"), reading, all);
  return FALSE;
}

static gboolean
force_setting (LabStudyFile *file, const char *setting, GError **error)
{
  const char *equals = strchr (setting, '=');
  g_autofree char *name = NULL;

  if (equals == NULL)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_VALUE,
                   _ ("--set %s: write GROUP.KEY=VALUE, such as training.rounds=1"), setting);
      return FALSE;
    }
  name = g_strndup (setting, (gsize) (equals - setting));
  if (g_str_equal (name, "study.reading"))
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_UNKNOWN,
                   _ ("--set %s: choose a reading with --reading %s"), setting, equals + 1);
      return FALSE;
    }
  if (lab_study_file_force_value (file, name, equals + 1, error))
    return TRUE;
  g_prefix_error (error, "--set %s: ", setting);
  return FALSE;
}

static gboolean
force_settings (LabStudyFile *file, char **settings)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; settings != NULL && settings[i] != NULL; i++)
    if (!force_setting (file, settings[i], &error))
      {
        cli_complain ("%s", error->message);
        return FALSE;
      }
  return TRUE;
}

static gboolean
looks_like_file (const char *study)
{
  return strchr (study, G_DIR_SEPARATOR) != NULL || g_str_has_suffix (study, ".ini")
         || g_str_equal (study, "-") || g_file_test (study, G_FILE_TEST_EXISTS);
}

static gboolean
makes_sense (LabStudyFile *file, GError **error)
{
  for (guint i = 0; i <= lab_study_file_get_n_curves (file); i++)
    {
      g_autoptr (LabExperiment) experiment
          = lab_study_file_resolve (file, i == 0 ? LAB_BASE : i - 1, NULL, error);

      if (experiment == NULL)
        return FALSE;
    }
  return TRUE;
}

LabStudyFile *
cli_open_study (const char *study, const char *reading, char **settings, CliStatus *status)
{
  CliStatus of_file = looks_like_file (study) ? CLI_FAILED : CLI_USAGE;
  g_autoptr (LabStudyFile) file = NULL;
  g_autoptr (LabStudyFile) plain = NULL;
  g_autoptr (GError) error = NULL;

  *status = CLI_USAGE;
  if (!cli_check_reading (reading))
    return NULL;
  file = lab_study_file_open (study, reading, &error);
  if (file == NULL)
    {
      *status = of_file;
      cli_complain ("%s", error->message);
      return NULL;
    }
  plain = lab_study_file_copy (file);
  if (!force_settings (file, settings))
    return NULL;
  if (makes_sense (file, &error))
    return g_steal_pointer (&file);
  cli_complain ("%s", error->message);
  if (reading == NULL && !makes_sense (plain, NULL))
    *status = of_file;
  return NULL;
}

static gboolean
has_curve (LabStudyFile *file, const char *label)
{
  for (guint i = 0; i < lab_study_file_get_n_curves (file); i++)
    if (g_str_equal (lab_study_file_get_curve_label (file, i), label))
      return TRUE;
  return FALSE;
}

static gboolean
complain_curve (LabStudyFile *file, const char *label)
{
  guint n = lab_study_file_get_n_curves (file);
  g_autofree const char **labels = g_new0 (const char *, n + 1);
  g_autofree char *all = NULL;
  const char *near;

  for (guint i = 0; i < n; i++)
    labels[i] = lab_study_file_get_curve_label (file, i);
  near = base_suggest (label, labels);
  all = g_strjoinv (_ ("”, “"), (char **) labels);
  if (n == 0)
    cli_complain (_ ("--curve %s: the study has no curves to choose from"), label);
  else if (near != NULL)
    cli_complain (_ ("--curve %s: there is no such curve; did you mean “%s”?"), label, near);
  else
    cli_complain (_ ("--curve %s: there is no such curve; the curves are “%s”"), label, all);
  return FALSE;
}

gboolean
cli_choose_curves (LabStudyFile *file, char **labels)
{
  if (labels == NULL)
    return TRUE;
  for (guint i = 0; labels[i] != NULL; i++)
    if (!has_curve (file, labels[i]))
      return complain_curve (file, labels[i]);
  for (guint i = lab_study_file_get_n_curves (file); i-- > 0;)
    if (!g_strv_contains ((const char *const *) labels, lab_study_file_get_curve_label (file, i)))
      lab_study_file_remove_curve (file, i);
  return TRUE;
}
