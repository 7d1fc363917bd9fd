/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads weights files for the command line, with a study that stands in for lost metadata.
 */
#include "config.h"

#include "cli/cli-weights.h"

#include <glib/gi18n.h>

#include "base/input.h"
#include "base/suggest.h"

/* (transfer full): the labels of a study, NULL-terminated */
static char **
list_labels (LabStudyFile *file)
{
  guint n = lab_study_file_get_n_curves (file);
  char **labels = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    labels[i] = g_strdup (lab_study_file_get_curve_label (file, i));
  return labels;
}

/* FALSE after a sentence. A study without curves counts as one curve, its base. */
static gboolean
find_curve (LabStudyFile *file, const char *label, guint *curve)
{
  g_auto (GStrv) labels = list_labels (file);
  g_autofree char *all = g_strjoinv (_ ("”, “"), labels);
  guint n = g_strv_length (labels);
  const char *meant;

  *curve = n == 0 ? LAB_BASE : 0;
  if (label == NULL && n <= 1)
    return TRUE;
  if (label == NULL)
    {
      cli_complain (_ ("the study “%s” has %u curves; use --curve to say which one trained the "
                       "weights: “%s”"),
                    lab_study_file_get_name (file), n, all);
      return FALSE;
    }
  for (*curve = 0; *curve < n; (*curve)++)
    if (g_str_equal (labels[*curve], label))
      return TRUE;
  meant = base_suggest (label, (const char *const *) labels);
  if (n == 0)
    cli_complain (_ ("--curve %s: the study “%s” has no curves; leave it out"), label,
                  lab_study_file_get_name (file));
  else if (meant != NULL)
    cli_complain (
        _ ("--curve %s: there is no such curve (did you mean “%s”?); the curves are “%s”"), label,
        meant, all);
  else
    cli_complain (_ ("--curve %s: there is no such curve; the curves are “%s”"), label, all);
  return FALSE;
}

/* NULL after a sentence. @stand_in names a study. */
static LabExperiment *
make_experiment (const CliStandIn *stand_in, CliStatus *status)
{
  g_autoptr (LabStudyFile) file = cli_open_study (stand_in->study, NULL, NULL, status);
  g_autoptr (GError) error = NULL;
  LabExperiment *experiment = NULL;
  guint curve;

  if (file == NULL)
    return NULL;
  *status = CLI_USAGE;
  if (!find_curve (file, stand_in->curve, &curve))
    return NULL;
  experiment = lab_study_file_resolve (file, curve, NULL, &error);
  if (experiment == NULL)
    cli_complain ("%s", error->message);
  return experiment;
}

LabWeights *
cli_weights_read (const char *path, const CliStandIn *stand_in, CliStatus *status)
{
  g_autoptr (LabExperiment) experiment = NULL;
  g_autoptr (GError) error = NULL;
  LabWeights *weights;

  *status = CLI_USAGE;
  if (stand_in->curve != NULL && stand_in->study == NULL)
    {
      cli_complain (_ ("--curve needs --experiment, which names the curve’s study"));
      return NULL;
    }
  if (stand_in->study != NULL && base_input_is_standard (stand_in->study)
      && base_input_is_standard (path))
    {
      cli_complain (_ ("standard input cannot supply both the weights and their study; name a file "
                       "for one of them"));
      return NULL;
    }
  if (stand_in->study != NULL)
    {
      experiment = make_experiment (stand_in, status);
      if (experiment == NULL)
        return NULL;
    }
  *status = CLI_DONE;
  weights = lab_weights_read_as (path, experiment, &error);
  if (weights != NULL)
    return weights;
  cli_complain ("%s", error->message);
  *status = CLI_FAILED;
  return NULL;
}
