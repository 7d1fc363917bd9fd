/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the lab share.
 */
#include "lab-fixture.h"

#include <string.h>

#ifdef __SANITIZE_THREAD__ /* many times slower */
#define PATIENCE (600 * G_USEC_PER_SEC)
#else
#define PATIENCE (60 * G_USEC_PER_SEC)
#endif

LabStudyFile *
fixture_parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  LabStudyFile *file = lab_study_file_new_from_text (text, -1, "test.ini", &error);

  g_assert_no_error (error);
  g_assert_nonnull (file);
  return file;
}

LabExperiment *
fixture_experiment (const char *setting, ...)
{
  g_autoptr (LabStudyFile) file = fixture_parse (FIXTURE_BASE);
  g_autoptr (GError) error = NULL;
  LabExperiment *experiment;
  va_list args;

  va_start (args, setting);
  for (; setting != NULL; setting = va_arg (args, const char *))
    {
      g_auto (GStrv) pair = g_strsplit (setting, "=", 2);

      lab_study_file_force_value (file, pair[0], pair[1], &error);
      g_assert_no_error (error);
    }
  va_end (args);
  experiment = lab_study_file_resolve (file, LAB_BASE, NULL, &error);
  g_assert_no_error (error);
  return experiment;
}

LabExperiment *
fixture_long_experiment (void)
{
  return fixture_experiment ("training.rounds=100", "training.iterations=100000", NULL);
}

LabRun *
fixture_run (const char *label, LabExperiment *experiment, guint32 seed)
{
  LabRun *run = lab_run_new (label, experiment, seed);

  g_assert_cmpint (lab_run_get_state (run), ==, LAB_RUN_READY);
  g_assert_cmpuint (lab_run_get_iteration (run), ==, 0);
  return run;
}

void
fixture_assert_states (GPtrArray *runs, const char *expected)
{
  g_autoptr (GString) states = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    g_string_append_printf (states, "%s%s", i > 0 ? " " : "",
                            lab_run_state_get_name (lab_run_get_state (runs->pdata[i])));
  g_assert_cmpstr (states->str, ==, expected);
}

static gboolean
wake (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
expire (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
fixture_wait (LabRun *run, LabRunState state)
{
  guint source = g_timeout_add (5, wake, NULL);
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (lab_run_get_state (run) != state)
    {
      if (g_get_monotonic_time () > end)
        g_error ("%s is %s, not %s", lab_run_get_label (run),
                 lab_run_state_get_name (lab_run_get_state (run)), lab_run_state_get_name (state));
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

void
fixture_wait_iteration (LabRun *run, guint64 iterations)
{
  guint source = g_timeout_add (1, wake, NULL);
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (lab_run_get_iteration (run) < iterations)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

void
fixture_idle (guint milliseconds)
{
  gboolean expired = FALSE;

  g_timeout_add (milliseconds, expire, &expired);
  while (!expired)
    g_main_context_iteration (NULL, TRUE);
}

void
fixture_wait_inactive (LabScheduler *scheduler)
{
  guint source = g_timeout_add (5, wake, NULL);
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (lab_scheduler_get_active (scheduler))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

gboolean
fixture_is_outdated (LabStudy *study)
{
  for (guint i = 0; i < lab_study_get_n_runs (study); i++)
    if (lab_study_is_outdated (study, lab_study_get_run (study, i)))
      return TRUE;
  return FALSE;
}

char *
fixture_fingerprint (LabSeries *series, guint64 length)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  g_assert_cmpuint (length, <=, lab_series_get_length (series));
  for (guint64 i = 0; i < length; i++)
    {
      float values[LAB_N_CHANNELS];

      for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
        values[channel] = lab_series_get_value (series, channel, i);
      g_checksum_update (checksum, (const guchar *) values, sizeof values);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

char *
fixture_train (LabExperiment *experiment, guint32 seed, guint64 *length)
{
  g_autoptr (LabScheduler) scheduler = lab_scheduler_new (1);
  g_autoptr (LabRun) run = lab_run_new ("alone", experiment, seed);

  lab_scheduler_start (scheduler, run);
  fixture_wait_inactive (scheduler);
  g_assert_cmpuint (lab_run_get_iteration (run), >, 0);
  if (length != NULL)
    *length = lab_run_get_iteration (run);
  return fixture_fingerprint (lab_run_get_series (run), lab_run_get_iteration (run));
}
