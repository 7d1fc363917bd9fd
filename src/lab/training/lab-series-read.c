/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads a series while it grows.
 */
#include "lab/training/lab-series-private.h"

#include <math.h>

guint64
lab_series_get_length (LabSeries *series)
{
  return atomic_load_explicit (&series->length, memory_order_acquire);
}

static const LabPoint *
get_point (LabSeries *series, guint64 index)
{
  guint64 chunk = index / LAB_SERIES_CHUNK;

  return &series->points[chunk / LAB_SERIES_CHUNKS][chunk % LAB_SERIES_CHUNKS]
                        [index % LAB_SERIES_CHUNK];
}

static const LabBucket *
get_bucket (LabSeries *series, guint level, guint64 index)
{
  guint64 chunk = index / LAB_SERIES_BUCKET_CHUNK;

  return &series->levels[level].buckets[chunk / LAB_SERIES_CHUNKS][chunk % LAB_SERIES_CHUNKS]
                                       [index % LAB_SERIES_BUCKET_CHUNK];
}

float
lab_series_get_value (LabSeries *series, LabChannel channel, guint64 index)
{
  g_return_val_if_fail (index < lab_series_get_length (series), NAN);
  return get_point (series, index)->values[channel];
}

NcTurn
lab_series_get_turn (LabSeries *series, guint64 index)
{
  g_return_val_if_fail (index < lab_series_get_length (series), NC_TURN_ALICE_BOB);
  return get_point (series, index)->turn;
}

/* The largest bucket that begins at index and ends at or before end: its level in *level; returns
 * its size, or 1 for a single point. */
static guint64
find_bucket (guint64 index, guint64 end, guint *level)
{
  guint64 size = 1;

  for (guint next = 0; next < LAB_SERIES_LEVELS; next++)
    {
      guint64 larger = size * LAB_SERIES_FAN;

      if (index % larger != 0 || index + larger > end)
        break;
      *level = next;
      size = larger;
    }
  return size;
}

gboolean
lab_series_get_span (
    LabSeries *series, LabChannel channel, guint64 begin, guint64 end, LabSpan *span)
{
  LabSum sum = { .min = INFINITY, .max = -INFINITY };
  /* Read once: MIN() would evaluate it twice, and it may grow in between. */
  guint64 length = lab_series_get_length (series);

  end = MIN (end, length);
  while (begin < end)
    {
      guint level = 0;
      guint64 size = find_bucket (begin, end, &level);

      /* Every bucket below the length is complete, because the point that completed it was
       * published after it. */
      if (size == 1)
        lab_sum_add_value (&sum, get_point (series, begin)->values[channel]);
      else
        lab_sum_add (&sum, &get_bucket (series, level, begin / size)->channels[channel]);
      begin += size;
    }

  *span = (LabSpan){ NAN, NAN, NAN, sum.count };
  if (sum.count == 0)
    return FALSE;
  *span = (LabSpan){ (double) sum.min, (double) sum.max, sum.sum / (double) sum.count, sum.count };
  return TRUE;
}

double
lab_series_get_mean_before (LabSeries *series, LabChannel channel, guint n, guint64 end)
{
  double sum = 0;
  guint found = 0;

  /* Backwards; a stretch without values (the other party's turn) is skipped by buckets. */
  while (end > 0 && found < n)
    {
      guint64 size = 1;

      for (guint next = 0; next < LAB_SERIES_LEVELS; next++)
        {
          guint64 larger = size * LAB_SERIES_FAN;

          if (end % larger != 0
              || get_bucket (series, next, end / larger - 1)->channels[channel].count > 0)
            break;
          size = larger;
        }
      if (size == 1)
        {
          float value = get_point (series, end - 1)->values[channel];

          if (!isnan (value))
            {
              sum += (double) value;
              found++;
            }
        }
      end -= size;
    }
  return found > 0 ? sum / found : (double) NAN;
}

double
lab_series_get_recent_mean (LabSeries *series, LabChannel channel, guint n)
{
  return lab_series_get_mean_before (series, channel, n, lab_series_get_length (series));
}
