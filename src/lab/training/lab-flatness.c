/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a loss still moves.
 */
#include "lab/training/lab-flatness.h"

#include <math.h>

#define N_PARTS 10
#define LEAST_STEPS 200 /* of Bob in a stretch: 20 per part */
#define MAX_SIGMAS 3
#define SMALL_SHARE 0.01

guint64
lab_flatness_get_stretch (const NcSetup *setup)
{
  guint64 round = nc_setup_get_round_length (setup);

  if (setup->rounds == 1)
    return MAX (round / 10, LEAST_STEPS * (round / setup->iterations));
  return round * ((LEAST_STEPS + setup->iterations - 1) / setup->iterations);
}

/* The mean over a stretch and the variance of that mean, from its parts. */
static gboolean
measure_stretch (LabSeries *series, guint64 begin, guint64 length, double *mean, double *variance)
{
  double means[N_PARTS], sum = 0, squares = 0;
  guint n = 0;

  for (guint part = 0; part < N_PARTS; part++)
    {
      LabSpan span;

      /* Where turns change, some parts are Eve's and have no values. */
      if (lab_series_get_span (series, LAB_CHANNEL_BOB_LOSS_RATE, begin + length * part / N_PARTS,
                               begin + length * (part + 1) / N_PARTS, &span))
        {
          means[n++] = span.mean;
          sum += span.mean;
        }
    }
  if (n < 2)
    return FALSE;
  *mean = sum / n;
  for (guint i = 0; i < n; i++)
    squares += (means[i] - *mean) * (means[i] - *mean);
  *variance = squares / (n - 1) / n;
  return TRUE;
}

gboolean
lab_flatness_is_near_zero (const NcSetup *setup, double loss_rate)
{
  return loss_rate <= 1 / (16.0 * setup->key_bits);
}

void
lab_flatness_measure (LabSeries *series, const NcSetup *setup, LabFlatness *flatness)
{
  guint64 stretch = lab_flatness_get_stretch (setup);
  guint64 end = lab_series_get_length (series) / stretch * stretch;
  double variance_before, variance_last, difference;

  *flatness = (LabFlatness){ .stretch = stretch, .before = NAN, .last = NAN, .noise = NAN };
  if (end < 2 * stretch
      || !measure_stretch (series, end - 2 * stretch, stretch, &flatness->before, &variance_before)
      || !measure_stretch (series, end - stretch, stretch, &flatness->last, &variance_last))
    return;
  flatness->end = end;
  flatness->noise = sqrt (2 * fmin (variance_before, variance_last));
  difference = fabs (flatness->last - flatness->before);
  flatness->flat
      = !lab_flatness_is_near_zero (setup, flatness->last)
        && difference <= fmax (MAX_SIGMAS * flatness->noise, SMALL_SHARE * flatness->last);
}
