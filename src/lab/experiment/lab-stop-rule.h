/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When a training ends before its last round: part of an experiment, read from keys.
 */
#pragma once

#include "lab/experiment/lab-setup.h"

G_BEGIN_DECLS

/* Ends with the first iteration after which all targets that are set are met, or with a plateau. */
typedef struct
{
  double bob_loss_rate; /* target: Bob's mean is at most this; 0: none */
  double eve_loss_rate; /* target: Eve's mean is at least this, in her own turn if she has one; 0:
                         * none */
  guint window;         /* measured values in these means */
  guint plateau_rounds; /* rounds in which Bob's mean has not fallen by 1 % below its lowest before;
                         * 0: for ever */
} LabStopRule;

/* Ends with the last round. */
#define LAB_STOP_RULE_NONE                                                                         \
  {                                                                                                \
    .window = 100                                                                                  \
  }

/* @lookup: see lab_setup_read(); the values have passed lab_key_check() */
LabStopRule lab_stop_rule_read (LabLookup lookup, gpointer data);

gboolean lab_stop_rule_equal (const LabStopRule *a, const LabStopRule *b);

G_END_DECLS
