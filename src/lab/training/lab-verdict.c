/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Judges a run by its numbers. Puts nothing into words.
 */
#include "lab/training/lab-verdict.h"

#include "lab/training/lab-flatness.h"
#include "lab/training/lab-loss.h"

/* A smaller loss need not be that of a unit. */
#define LEAST_LOSS_RATE 0.1
/* Every sign is right but for single messages. */
#define MOST_BIT_ERROR 0.01

gboolean
lab_verdict_unit_died (LabSeries *series, const NcSetup *setup)
{
  g_return_val_if_fail (series != NULL && setup != NULL, FALSE);

  LabFlatness flatness;

  if (!(lab_loss_measure (series, setup, LAB_CHANNEL_BOB_LOSS_RATE) > LEAST_LOSS_RATE)
      || !(lab_loss_measure (series, setup, LAB_CHANNEL_BOB_BIT_ERROR) < MOST_BIT_ERROR))
    return FALSE;
  lab_flatness_measure (series, setup, &flatness);
  return flatness.flat;
}
