/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A run's problems as sentences.
 */
#include "config.h"

#include "app/training/lab-run-words.h"

#include <glib/gi18n.h>

#include "app/training/lab-key-use.h"

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
