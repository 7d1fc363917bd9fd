/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One sentence on what the runs' numbers mean: the most important one that is true. It must claim
 * nothing that the numbers do not show; in particular, it never calls anything secret.
 */
#include "config.h"

#include "app/training/lab-insight.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/number.h"
#include "app/training/lab-key-use.h"
#include "lab/experiment/lab-name.h"
#include "lab/training/lab-loss.h"
#include "lab/training/lab-verdict.h"

/* With fewer iterations a number says little. */
#define N_LEAST 500
/* Clearly above 0.5, the result of guessing. */
#define ABOVE_GUESSING 0.53

/* A rule checks one run, which sentences call @name, and returns a sentence or NULL. */
typedef char *(*Rule) (LabRun *run, const NcSetup *setup, const char *name);

static double
get_mean (LabRun *run, LabChannel channel)
{
  return lab_loss_measure (lab_run_get_series (run),
                           lab_experiment_get_setup (lab_run_get_experiment (run)), channel);
}

static char *
say_failed (LabRun *run, const NcSetup *setup, const char *name)
{
  const char *message = lab_run_get_message (run);

  if (lab_run_get_state (run) != LAB_RUN_FAILED)
    return NULL;
  return g_strdup_printf (_ ("%s failed: %s"), name,
                          message != NULL ? message : _ ("restart it to try again."));
}

static char *
say_diverged (LabRun *run, const NcSetup *setup, const char *name)
{
  const char *message = lab_run_get_message (run);

  if (lab_run_get_state (run) != LAB_RUN_DIVERGED)
    return NULL;
  return g_strdup_printf (_ ("%s diverged: %s Its numbers grew without bound; a smaller learning "
                             "rate or another seed usually helps."),
                          name, message != NULL ? message : "");
}

static char *
say_misled (LabRun *run, const NcSetup *setup, const char *name)
{
  double eve = get_mean (run, LAB_CHANNEL_EVE_LOSS_RATE);

  if (!setup->eve || !(eve > ABOVE_GUESSING))
    return NULL;
  g_autofree char *eve_text = lab_loss_say (eve);
  g_autofree char *inverted = base_number_value (1 - eve);

  return g_strdup_printf (
      _ ("%s: Eve’s loss rate %s is above guessing: she is misled, not kept out. An Eve who "
         "inverted her guesses would read as much as one at %s."),
      name, eve_text, inverted);
}

static char *
say_dead (LabRun *run, const NcSetup *setup, const char *name)
{
  double loss_rate = get_mean (run, LAB_CHANNEL_BOB_LOSS_RATE);
  double bit_error = get_mean (run, LAB_CHANNEL_BOB_BIT_ERROR);

  if (!lab_verdict_unit_died (lab_run_get_series (run), setup))
    return NULL;
  g_autofree char *loss_text = lab_loss_say (loss_rate);
  g_autofree char *error_text = base_number_value (bit_error);

  return g_strdup_printf (
      _ ("%s: the loss rate is %s, yet the bit error is %s: every sign is right, but the outputs "
         "fall short of ±1. Usually a unit died in training; that is not a limit of the key."),
      name, loss_text, error_text);
}

static char *
say_guessing (LabRun *run, const NcSetup *setup, const char *name)
{
  double bit_error = get_mean (run, LAB_CHANNEL_BOB_BIT_ERROR);

  if (!(bit_error > 0.45))
    return NULL;
  return g_strdup_printf (
      _ ("%s: Bob is still guessing, so nothing has been learned yet. If it stays that way, "
         "another seed or learning rate helps more than waiting."),
      name);
}

static char *
say_standing (LabRun *run, const NcSetup *setup, const char *name)
{
  double standing = get_mean (run, LAB_CHANNEL_EVE_LOSS_RATE);
  double own = get_mean (run, LAB_CHANNEL_EVE_OWN_LOSS_RATE);

  if (setup->schedule != NC_SCHEDULE_BY_ROUND || !(own < standing - 0.05))
    return NULL;
  g_autofree char *standing_text = base_number_value (standing);
  g_autofree char *own_text = lab_loss_say (own);

  return g_strdup_printf (
      _ ("%s: Eve’s loss rate is %s while she stands still, but only %s at the end of her last "
         "whole turn: Alice dodges an Eve who is not learning."),
      name, standing_text, own_text);
}

static char *
say_unused (LabRun *run, const NcSetup *setup, const char *name)
{
  if (!lab_key_use_is_none (run))
    return NULL;
  if (setup->eve)
    return g_strdup_printf (_ ("%s: the key is unused: with a random wrong key Bob reads just as "
                               "well, so this is not encryption."),
                            name);
  return g_strdup_printf (_ ("%s: the key is unused: with a random wrong key Bob reads just as "
                             "well. Without Eve nothing makes Alice hide anything."),
                          name);
}

static char *
say_unheard (LabRun *run, const NcSetup *setup, const char *name)
{
  double loss_rate = get_mean (run, LAB_CHANNEL_BOB_LOSS_RATE);

  if (setup->eve || isnan (loss_rate))
    return NULL;
  return g_strdup (_ ("Without Eve nothing makes Alice hide anything: sending the plaintext in the "
                      "clear has no loss, so a loss rate near zero says nothing about secrecy."));
}

static char *
say_pad (LabRun *run, const NcSetup *setup, const char *name)
{
  double loss_rate = get_mean (run, LAB_CHANNEL_BOB_LOSS_RATE);
  double pad = (double) setup->key_difference / setup->key_bits;

  if (!setup->eve || isnan (loss_rate) || setup->key_difference == 0)
    return NULL;
  g_autofree char *loss_text = lab_loss_say (loss_rate);

  if (loss_rate > pad)
    return base_number_sentence (
        _ ("%s: with n = %u, a plain one-time pad would have a loss rate of %.2f and tell Eve "
           "nothing; Bob’s loss rate %s is no better."),
        name, setup->key_difference, pad, loss_text);
  return base_number_sentence (
      _ ("%s: Bob’s loss rate %s beats the one-time pad’s %.2f; only fresh Eves can tell whether "
         "Eve is kept out, because this one trained alongside Alice."),
      name, loss_text, pad);
}

static char *
say_with_eve (LabRun *run, const NcSetup *setup, const char *name)
{
  double eve = get_mean (run, LAB_CHANNEL_EVE_LOSS_RATE);

  if (!setup->eve || isnan (eve))
    return NULL;
  return g_strdup (_ ("An Eve whose loss rate is 0.5 bit by bit may still know much about the "
                      "message as a whole: this number alone is no proof of secrecy."));
}

static const struct
{
  Rule rule;
  gboolean is_warning;
  guint64 n_least;
} rules[] = {
  { say_failed, TRUE, 0 },         { say_diverged, TRUE, 0 },
  { say_standing, TRUE, N_LEAST }, { say_misled, TRUE, N_LEAST },
  { say_dead, TRUE, N_LEAST },     { say_guessing, FALSE, 4 * N_LEAST },
  { say_unused, TRUE, 0 },         { say_unheard, TRUE, N_LEAST },
  { say_pad, FALSE, N_LEAST },     { say_with_eve, FALSE, N_LEAST },
};

char *
lab_insight_describe (GPtrArray *runs, gboolean *is_warning)
{
  gboolean any_begun = FALSE;

  g_return_val_if_fail (runs != NULL, NULL);
  g_return_val_if_fail (is_warning != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    for (guint j = 0; j < runs->len; j++)
      {
        LabRun *run = g_ptr_array_index (runs, j);
        guint64 iteration = lab_run_get_iteration (run);

        any_begun |= iteration > 0;
        if (!lab_run_get_visible (run) || iteration < rules[i].n_least)
          continue;
        g_autofree char *name = lab_name_tell_apart (lab_run_get_label (run));
        char *sentence
            = rules[i].rule (run, lab_experiment_get_setup (lab_run_get_experiment (run)), name);
        if (sentence != NULL)
          {
            *is_warning = rules[i].is_warning;
            return sentence;
          }
      }

  *is_warning = FALSE;
  if (runs->len == 0)
    return g_strdup (_ ("Open a study to begin; each of its curves is one training run."));
  if (!any_begun)
    return g_strdup (_ ("Start trains every run shown. Loss rate: 0 is perfect, 0.5 is guessing."));
  return g_strdup (_ ("Training has only just begun; the first iterations say little."));
}
