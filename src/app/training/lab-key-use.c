/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a run's Bob uses the key, in words.
 */
#include "config.h"

#include "app/training/lab-key-use.h"

#include <glib/gi18n.h>

#include "base/number.h"

gboolean
lab_key_use_is_none (LabRun *run)
{
  LabEvaluation *evaluation = lab_run_get_evaluation (run);

  return evaluation != NULL && lab_evaluation_get_key_use (evaluation) == LAB_KEY_USE_NONE;
}

char *
lab_key_use_get_caption (LabRun *run, const char *beside)
{
  LabEvaluation *evaluation = lab_run_get_evaluation (run);
  LabKeyUse use = evaluation != NULL ? lab_evaluation_get_key_use (evaluation) : LAB_KEY_USE_FULL;

  if (use == LAB_KEY_USE_NONE && beside != NULL)
    return g_strdup_printf ("%s · %s", _ ("Key unused: this is not encryption"), beside);
  if (use == LAB_KEY_USE_NONE || (use == LAB_KEY_USE_BOB_FAILS && beside == NULL))
    return lab_evaluation_get_words (evaluation);
  return g_strdup (beside);
}

static void
add_figures (GString *text, const NcEvaluation *found, guint key_difference)
{
  const NcLoss *bob = found->bob;

  base_number_append (text, _ ("Bob with the exact key: loss rate %.4f, bit error %.4f"),
                      bob[NC_KEY_EXACT].loss_rate, bob[NC_KEY_EXACT].bit_error);
  if (key_difference > 0)
    {
      g_string_append_c (text, '\n');
      base_number_append (text,
                          g_dngettext (GETTEXT_PACKAGE,
                                       "with %u bit of it flipped: loss rate %.4f, bit error %.4f",
                                       "with %u bits of it flipped: loss rate %.4f, bit error %.4f",
                                       key_difference),
                          key_difference, bob[NC_KEY_FUZZY].loss_rate, bob[NC_KEY_FUZZY].bit_error);
    }
  g_string_append_c (text, '\n');
  base_number_append (text, _ ("with a random wrong key: loss rate %.4f, bit error %.4f"),
                      bob[NC_KEY_WRONG].loss_rate, bob[NC_KEY_WRONG].bit_error);
}

char *
lab_key_use_explain (LabRun *run)
{
  LabEvaluation *evaluation = lab_run_get_evaluation (run);
  const NcSetup *setup = lab_experiment_get_setup (lab_run_get_experiment (run));
  g_autofree char *words = NULL;
  g_autoptr (GString) text = NULL;

  if (evaluation == NULL)
    return NULL;
  words = lab_evaluation_get_words (evaluation);
  text = g_string_new (words);
  g_string_append (text, ".\n\n");
  if (nc_setup_has_norm (setup))
    {
      g_string_append (text, _ ("Batch norm as in training, per mini-batch:"));
      g_string_append_c (text, '\n');
    }
  add_figures (text, lab_evaluation_get (evaluation, NC_MODE_TRAINING), setup->key_difference);
  if (nc_setup_has_norm (setup))
    {
      g_string_append (text, "\n\n");
      g_string_append (text, _ ("Batch norm with its running statistics:"));
      g_string_append_c (text, '\n');
      add_figures (text, lab_evaluation_get (evaluation, NC_MODE_EVALUATION),
                   setup->key_difference);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
