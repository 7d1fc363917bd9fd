/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run's losses and problems as sentences.
 */
#include "config.h"

#include "app/training/lab-run-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/number.h"
#include "app/training/lab-insight.h"
#include "app/training/lab-key-use.h"
#include "app/widgets/lab-words.h"

static char *
say_short (double rate)
{
  return isnan (rate) ? g_strdup ("–") : base_number_sentence ("%.2f", rate);
}

char *
lab_run_words_for_eve (LabRun *run, char **explanation)
{
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (run));
  double standing = lab_series_get_recent_mean (lab_run_get_series (run), LAB_CHANNEL_EVE_LOSS_RATE,
                                                LAB_RUN_WORDS_RECENT);
  g_autofree char *standing_text = lab_words_for_rate (standing);

  *explanation = NULL;
  if (setup->schedule != NC_SCHEDULE_BY_ROUND)
    return g_steal_pointer (&standing_text);

  double own = lab_insight_get_eve_own (run);
  g_autofree char *own_text = lab_words_for_rate (own);
  g_autofree char *standing_short = say_short (standing);
  g_autofree char *own_short = say_short (own);

  *explanation
      = g_strdup_printf (_ ("%s while Alice and Bob train · %s at the end of her last whole turn"),
                         standing_text, own_text);
  return g_strdup_printf ("%s · %s", standing_short, own_short);
}

char *
lab_run_words_for_trouble (LabRun *run, char **explanation)
{
  const char *message = lab_run_get_message (run);
  LabDiagnosis *diagnosis = lab_run_get_diagnosis (run);
  const char *words = diagnosis != NULL ? lab_diagnosis_get_words (diagnosis) : NULL;
  g_autofree char *text = lab_key_use_get_caption (run, message != NULL ? message : words);
  g_autofree char *figures = lab_key_use_explain (run);
  g_autoptr (GString) all = g_string_new (message != NULL ? message : words);

  *explanation = NULL;
  if (text == NULL)
    return NULL;
  if (message != NULL && words != NULL)
    g_string_append_printf (all, ".\n%s", words);
  if (words != NULL)
    {
      g_autofree char *meaning = lab_diagnosis_explain (diagnosis);
      g_string_append_printf (all, ".\n\n%s", meaning);
    }
  if (figures != NULL)
    g_string_append_printf (all, "%s%s", all->len > 0 ? "\n\n" : "", figures);
  *explanation = g_string_free (g_steal_pointer (&all), FALSE);
  return g_steal_pointer (&text);
}
