/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys of a rule that ends a training.
 */
#include "lab/experiment/lab-stop-rule.h"

static double
get_number (LabLookup lookup, gpointer data, const char *name)
{
  return g_ascii_strtod (lookup (data, name), NULL) + 0.0; /* avoids -0.0 */
}

static guint
get_count (LabLookup lookup, gpointer data, const char *name)
{
  return (guint) g_ascii_strtoull (lookup (data, name), NULL, 10);
}

LabStopRule
lab_stop_rule_read (LabLookup lookup, gpointer data)
{
  return (LabStopRule){
    .bob_loss_rate = get_number (lookup, data, "training.stop-bob-loss-rate"),
    .eve_loss_rate = get_number (lookup, data, "training.stop-eve-loss-rate"),
    .window = get_count (lookup, data, "training.stop-window"),
    .plateau_rounds = get_count (lookup, data, "training.stop-plateau-rounds"),
  };
}

gboolean
lab_stop_rule_equal (const LabStopRule *a, const LabStopRule *b)
{
  return a->bob_loss_rate == b->bob_loss_rate && a->eve_loss_rate == b->eve_loss_rate
         && a->window == b->window && a->plateau_rounds == b->plateau_rounds;
}
