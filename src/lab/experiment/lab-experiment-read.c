/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads an experiment from its text, as stores and weights files keep it. The text may come from
 * anyone: it is read as strictly as a study, and must never stand for more than one experiment.
 */
#include "config.h"

#include "lab/experiment/lab-experiment.h"

#include <glib/gi18n-lib.h>

#include "lab/experiment/lab-study-file.h"

LabExperiment *
lab_experiment_new_from_text (const char *text, gssize length, const char *origin, GError **error)
{
  g_autoptr (LabStudyFile) file = NULL;

  g_return_val_if_fail (text != NULL && origin != NULL, NULL);

  file = lab_study_file_new_from_text (text, length, origin, error);
  if (file == NULL)
    return NULL;
  if (lab_study_file_get_n_curves (file) > 0)
    {
      g_set_error (error, LAB_ERROR, LAB_ERROR_MALFORMED,
                   _ ("%s: [curve %s]: expected a single experiment, which has no curves"), origin,
                   lab_study_file_get_curve_label (file, 0));
      lab_error_set_place (
          error,
          &(LabErrorPlace){ .file = origin, .curve = lab_study_file_get_curve_label (file, 0) });
      return NULL;
    }
  return lab_study_file_resolve (file, LAB_BASE, NULL, error);
}
