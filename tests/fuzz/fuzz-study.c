/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fuzz target "study": a study file. What is read is resolved, written and read
 * back to the same experiments; what is refused is refused with a sentence.
 */
#include "fuzz.h"

#include "lab/experiment/lab-study-file.h"

static void
assert_same_experiment (LabStudyFile *file, LabStudyFile *again, guint curve)
{
  g_autoptr (GError) error = NULL;
  guint32 seed = 0, seed_again = 0;
  g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, curve, &seed, &error);
  g_autoptr (LabExperiment) experiment_again
      = lab_study_file_resolve (again, curve, &seed_again, NULL);

  g_assert_true ((experiment == NULL) == (experiment_again == NULL));
  if (experiment == NULL)
    {
      fuzz_assert_sentence (error);
      return;
    }
  g_assert_true (lab_experiment_equal (experiment, experiment_again));
  g_assert_cmpuint (seed, ==, seed_again);
}

/* The canonical text stands for the very experiment. */
static void
assert_canonical (LabStudyFile *file, guint curve)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabExperiment) experiment = lab_study_file_resolve (file, curve, NULL, NULL);
  g_autoptr (LabExperiment) again = NULL;

  if (experiment == NULL)
    return;
  again = lab_experiment_new_from_text (lab_experiment_get_text (experiment), -1, FUZZ_ORIGIN,
                                        &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lab_experiment_get_hash (experiment), ==, lab_experiment_get_hash (again));
}

static void
assert_same_curve (LabStudyFile *file, LabStudyFile *again, guint curve)
{
  g_assert_cmpstr (lab_study_file_get_curve_label (file, curve), ==,
                   lab_study_file_get_curve_label (again, curve));
  g_assert_cmpstr (lab_study_file_get_paper_note (file, curve), ==,
                   lab_study_file_get_paper_note (again, curve));
  g_assert_true (fuzz_same_number (lab_study_file_get_paper_loss_rate (file, curve),
                                   lab_study_file_get_paper_loss_rate (again, curve)));
  assert_same_experiment (file, again, curve);
  assert_canonical (file, curve);
}

void
fuzz_read (const guint8 *bytes, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudyFile) file
      = lab_study_file_new_from_text ((const char *) bytes, (gssize) n_bytes, FUZZ_ORIGIN, &error);
  g_autoptr (LabStudyFile) again = NULL;
  g_autofree char *text = NULL, *text_again = NULL;

  if (file == NULL)
    {
      fuzz_assert_sentence (error);
      return;
    }
  text = lab_study_file_to_text (file);
  again = lab_study_file_new_from_text (text, -1, FUZZ_ORIGIN, &error);
  g_assert_no_error (error);

  g_assert_cmpstr (lab_study_file_get_title (file), ==, lab_study_file_get_title (again));
  g_assert_cmpstr (lab_study_file_get_reading (file), ==, lab_study_file_get_reading (again));
  g_assert_cmpuint (lab_study_file_get_n_curves (file), ==, lab_study_file_get_n_curves (again));
  assert_same_experiment (file, again, LAB_BASE);
  assert_canonical (file, LAB_BASE);
  for (guint curve = 0; curve < lab_study_file_get_n_curves (file); curve++)
    assert_same_curve (file, again, curve);

  text_again = lab_study_file_to_text (again);
  g_assert_cmpstr (text, ==, text_again);
}

gboolean
fuzz_try (const guint8 *bytes, gsize n_bytes, GError **error)
{
  g_autoptr (LabStudyFile) file
      = lab_study_file_new_from_text ((const char *) bytes, (gssize) n_bytes, FUZZ_ORIGIN, error);
  g_autoptr (LabExperiment) experiment = NULL;

  if (file != NULL)
    experiment = lab_study_file_resolve (file, LAB_BASE, NULL, error);
  return experiment != NULL;
}
