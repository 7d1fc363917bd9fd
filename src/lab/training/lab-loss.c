/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Measures what stands for a curve, and says what was measured.
 */
#include "config.h"

#include "lab/training/lab-loss.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/number.h"

static gboolean
is_own (LabChannel channel)
{
  return channel == LAB_CHANNEL_EVE_OWN_LOSS_RATE || channel == LAB_CHANNEL_EVE_OWN_BIT_ERROR;
}

double
lab_loss_measure (LabSeries *series, const NcSetup *setup, LabChannel channel)
{
  g_return_val_if_fail (series != NULL && setup != NULL, (double) NAN);
  g_return_val_if_fail (channel < LAB_N_CHANNELS, (double) NAN);

  guint64 round = nc_setup_get_round_length (setup);
  guint64 end = lab_series_get_length (series);

  if (!is_own (channel))
    return lab_series_get_mean_before (series, channel, LAB_FINAL_ITERATIONS, end);
  if (setup->schedule != NC_SCHEDULE_BY_ROUND)
    return (double) NAN;
  /* Her turn is the second half of a round. */
  end = end / round * round;
  return lab_series_get_mean_before (series, channel, MIN (LAB_FINAL_ITERATIONS, setup->iterations),
                                     end);
}

char *
lab_loss_name_window (void)
{
  /* Translators: what a number is: the mean of so many values. */
  return g_strdup_printf (_ ("mean of %d"), LAB_FINAL_ITERATIONS);
}

char *
lab_loss_say (double loss)
{
  g_autofree char *value = base_number_value (loss);
  g_autofree char *window = lab_loss_name_window ();

  return g_strdup_printf ("%s (%s)", value, window);
}
