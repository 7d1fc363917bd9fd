/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of reports share.
 */
#include "report-fixture.h"

#include <math.h>

ReportCurve *
fixture_curve (const char *label, guint key_bits, guint key_difference, guint32 seed)
{
  ReportCurve *curve = report_curve_new ("A study", label);

  curve->key_bits = key_bits;
  curve->key_difference = key_difference;
  curve->seed = seed;
  for (LabChannel channel = 0; channel < LAB_N_CHANNELS; channel++)
    fixture_set_source (curve, channel, 20, channel,
                        channel <= LAB_CHANNEL_BOB_BIT_ERROR ? fixture_always : fixture_never);
  return curve;
}

gboolean
fixture_always (gsize index)
{
  return TRUE;
}

gboolean
fixture_never (gsize index)
{
  return FALSE;
}

gboolean
fixture_first_turn (gsize index)
{
  return index % 10 < 5;
}

gboolean
fixture_second_turn (gsize index)
{
  return index % 10 >= 5;
}

double
fixture_value (gsize index, guint salt)
{
  guint32 mixed = (guint32) (index * 2654435761u + salt * 40503u + 1);

  mixed ^= mixed >> 15;
  mixed *= 2246822519u;
  mixed ^= mixed >> 13;
  return (double) ((float) (mixed >> 8) * 0x1p-24f);
}

void
fixture_set_source (
    ReportCurve *curve, LabChannel channel, gsize n, guint salt, gboolean (*measured) (gsize index))
{
  g_autofree double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = measured (i) ? fixture_value (i, salt) : (double) NAN;
  g_clear_object (&curve->sources[channel]);
  curve->sources[channel] = PLOT_SOURCE (plot_array_source_new (values, n));
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

LabStudy *
fixture_train_study (const char *text, guint n_seeds)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LabStudyFile) file = lab_study_file_new_from_text (text, -1, "test.ini", &error);
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (2);
  LabStudy *study;
  guint source = g_timeout_add (5, wake, NULL);

  g_assert_no_error (error);
  study = lab_study_new (file, n_seeds, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    lab_scheduler_start (scheduler, lab_study_get_run (study, i));
  while (lab_scheduler_get_active (scheduler))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  return study;
}
