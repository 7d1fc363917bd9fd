/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Targets and plateaus.
 */
#include "config.h"

#include "lab/training/lab-stop.h"

#include <glib/gi18n-lib.h>

/* What counts as a fall, as a share of the lowest before. */
#define LEAST_FALL 0.01

/* Of the last @window values, if there are so many. */
static gboolean
measure (LabSeries *series, LabChannel channel, guint window, double *mean)
{
  guint64 length = lab_series_get_length (series);
  LabSpan span;

  if (!lab_series_get_span (series, channel, 0, length, &span) || span.count < window)
    return FALSE;
  *mean = lab_series_get_recent_mean (series, channel, window);
  return TRUE;
}

static char *
explain_targets (const LabStopRule *rule, const NcSetup *setup, LabSeries *series)
{
  LabChannel eves = setup->schedule == NC_SCHEDULE_BY_ROUND ? LAB_CHANNEL_EVE_OWN_LOSS_RATE
                                                            : LAB_CHANNEL_EVE_LOSS_RATE;
  double bob = 0, eve = 0;

  if (rule->bob_loss_rate > 0
      && (!measure (series, LAB_CHANNEL_BOB_LOSS_RATE, rule->window, &bob)
          || !(bob <= rule->bob_loss_rate)))
    return NULL;
  if (rule->eve_loss_rate > 0
      && (!measure (series, eves, rule->window, &eve) || !(eve >= rule->eve_loss_rate)))
    return NULL;
  if (rule->bob_loss_rate > 0 && rule->eve_loss_rate > 0)
    return g_strdup_printf (_ ("The targets are reached: mean loss rates of %u values are %.4f for "
                               "Bob and %.4f for Eve"),
                            rule->window, bob, eve);
  if (rule->bob_loss_rate > 0)
    return g_strdup_printf (_ ("The target is reached: Bob’s mean loss rate of %u values is %.4f"),
                            rule->window, bob);
  return rule->eve_loss_rate > 0 ? g_strdup_printf (
             _ ("The target is reached: Eve’s mean loss rate of %u values is %.4f"), rule->window,
             eve)
                                 : NULL;
}

/* Bob's mean in the round that ends at @end. */
static gboolean
measure_round (LabSeries *series, guint64 end, guint length, double *mean)
{
  LabSpan span;

  if (!lab_series_get_span (series, LAB_CHANNEL_BOB_LOSS_RATE, end - length, end, &span))
    return FALSE;
  *mean = span.mean;
  return TRUE;
}

/* At the end of a round. */
static char *
explain_plateau (const LabStopRule *rule, const NcSetup *setup, LabSeries *series)
{
  guint round = nc_setup_get_round_length (setup);
  guint64 length = lab_series_get_length (series), n_rounds = length / round;
  double before = G_MAXDOUBLE, since = G_MAXDOUBLE;

  if (length % round != 0 || n_rounds <= rule->plateau_rounds)
    return NULL;
  for (guint64 i = 1; i <= n_rounds; i++)
    {
      double *lowest = i <= n_rounds - rule->plateau_rounds ? &before : &since;
      double mean;

      if (measure_round (series, i * round, round, &mean))
        *lowest = MIN (*lowest, mean);
    }
  if (since < before * (1 - LEAST_FALL))
    return NULL;
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "A plateau: for %u round Bob’s mean loss rate has not fallen below %.4f",
                   "A plateau: for %u rounds Bob’s mean loss rate has not fallen below %.4f",
                   rule->plateau_rounds),
      rule->plateau_rounds, before);
}

char *
lab_stop_explain (LabExperiment *experiment, LabSeries *series)
{
  const LabStopRule *rule = lab_experiment_get_stop_rule (experiment);
  const NcSetup *setup = lab_experiment_get_setup (experiment);
  char *reason = NULL;

  if (rule->bob_loss_rate > 0 || rule->eve_loss_rate > 0)
    reason = explain_targets (rule, setup, series);
  if (reason == NULL && rule->plateau_rounds > 0)
    reason = explain_plateau (rule, setup, series);
  return reason;
}
