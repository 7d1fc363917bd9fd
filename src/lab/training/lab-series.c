/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The memory of a series and its only writer.
 *
 * The levels of the pyramid have buckets of FAN, FAN^2 … points. Levels and points are arrays of
 * chunks behind a two-level directory of fixed size, so nothing that a reader holds ever moves.
 * Everything is written before the length is stored with release order; a reader that loads the
 * length with acquire order sees all points below it and all buckets completed by them.
 */
#include "lab/training/lab-series-private.h"

#include <math.h>

G_DEFINE_BOXED_TYPE (LabSeries, lab_series, lab_series_ref, lab_series_unref)

LabSeries *
lab_series_new (void)
{
  LabSeries *series = g_new0 (LabSeries, 1);

  g_atomic_ref_count_init (&series->count);
  return series;
}

LabSeries *
lab_series_ref (LabSeries *series)
{
  g_atomic_ref_count_inc (&series->count);
  return series;
}

static void
free_directory (gpointer *directory, gsize n)
{
  for (gsize i = 0; i < n && directory[i] != NULL; i++)
    g_free (directory[i]);
  g_free (directory);
}

void
lab_series_unref (LabSeries *series)
{
  if (!g_atomic_ref_count_dec (&series->count))
    return;
  for (guint i = 0; i < LAB_SERIES_DIRECTORIES && series->points[i] != NULL; i++)
    free_directory ((gpointer *) series->points[i], LAB_SERIES_CHUNKS);
  for (guint level = 0; level < LAB_SERIES_LEVELS; level++)
    for (guint i = 0; i < LAB_SERIES_DIRECTORIES && series->levels[level].buckets[i] != NULL; i++)
      free_directory ((gpointer *) series->levels[level].buckets[i], LAB_SERIES_CHUNKS);
  g_free (series);
}

/* Makes room for element @index in a two-level directory of chunks of @n elements. */
static gpointer
get_or_make (
    LabSeries *series, gpointer **directories, guint64 index, guint64 n, gsize element_size)
{
  guint64 chunk = index / n;
  guint64 directory = chunk / LAB_SERIES_CHUNKS;
  gpointer *chunks;

  g_assert (directory < LAB_SERIES_DIRECTORIES);
  if (directories[directory] == NULL)
    {
      directories[directory] = g_new0 (gpointer, LAB_SERIES_CHUNKS);
      series->memory += LAB_SERIES_CHUNKS * sizeof (gpointer);
    }
  chunks = directories[directory];
  if (chunks[chunk % LAB_SERIES_CHUNKS] == NULL)
    {
      chunks[chunk % LAB_SERIES_CHUNKS] = g_malloc (n * element_size);
      series->memory += n * element_size;
    }
  return (char *) chunks[chunk % LAB_SERIES_CHUNKS] + index % n * element_size;
}

static void
clear_bucket (LabBucket *bucket)
{
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    bucket->channels[channel] = (LabSum){ .min = INFINITY, .max = -INFINITY };
}

void
lab_sum_add (LabSum *sum, const LabSum *other)
{
  sum->min = MIN (sum->min, other->min);
  sum->max = MAX (sum->max, other->max);
  sum->sum += other->sum;
  sum->count += other->count;
}

void
lab_sum_add_value (LabSum *sum, float value)
{
  LabSum one = { .min = value, .max = value, .sum = (double) value, .count = 1 };

  if (!isnan (value))
    lab_sum_add (sum, &one);
}

/* Adds the point to the open bucket of the lowest level; a full bucket is written and added to the
 * open one of the next level. */
static void
update_pyramid (LabSeries *series, const LabPoint *point, guint64 index)
{
  guint64 size = LAB_SERIES_FAN;

  if (index % size == 0)
    clear_bucket (&series->levels[0].open);
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    lab_sum_add_value (&series->levels[0].open.channels[channel], point->values[channel]);

  for (guint level = 0; level < LAB_SERIES_LEVELS && (index + 1) % size == 0; level++)
    {
      LabLevel *this = &series->levels[level];
      LabLevel *next = level + 1 < LAB_SERIES_LEVELS ? &series->levels[level + 1] : NULL;
      LabBucket *bucket = get_or_make (series, (gpointer **) this->buckets, index / size,
                                       LAB_SERIES_BUCKET_CHUNK, sizeof (LabBucket));

      *bucket = this->open;
      if (next != NULL)
        {
          if (index / size % LAB_SERIES_FAN == 0)
            clear_bucket (&next->open);
          for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
            lab_sum_add (&next->open.channels[channel], &bucket->channels[channel]);
        }
      clear_bucket (&this->open);
      size *= LAB_SERIES_FAN;
    }
}

void
lab_series_append (LabSeries *series, const NcMeasurement *measurement)
{
  guint64 index = atomic_load_explicit (&series->length, memory_order_relaxed);
  LabPoint *point = get_or_make (series, (gpointer **) series->points, index, LAB_SERIES_CHUNK,
                                 sizeof (LabPoint));
  gboolean eve_turn = measurement->turn == NC_TURN_EVE;

  g_assert (measurement->iteration == index);
  point->values[LAB_CHANNEL_BOB_LOSS_RATE] = measurement->bob_loss_rate;
  point->values[LAB_CHANNEL_BOB_BIT_ERROR] = measurement->bob_bit_error;
  point->values[LAB_CHANNEL_EVE_LOSS_RATE] = eve_turn ? NAN : measurement->eve_loss_rate;
  point->values[LAB_CHANNEL_EVE_BIT_ERROR] = eve_turn ? NAN : measurement->eve_bit_error;
  point->values[LAB_CHANNEL_EVE_OWN_LOSS_RATE] = eve_turn ? measurement->eve_loss_rate : NAN;
  point->values[LAB_CHANNEL_EVE_OWN_BIT_ERROR] = eve_turn ? measurement->eve_bit_error : NAN;
  point->turn = measurement->turn;
  update_pyramid (series, point, index);
  atomic_store_explicit (&series->length, index + 1, memory_order_release);
}

void
lab_series_set_growing (LabSeries *series, gboolean growing)
{
  atomic_store_explicit (&series->growing, growing, memory_order_relaxed);
}

gboolean
lab_series_is_growing (LabSeries *series)
{
  return atomic_load_explicit (&series->growing, memory_order_relaxed);
}

LabSeries *
lab_series_copy (LabSeries *series)
{
  LabSeries *copy = lab_series_new ();
  guint64 length = lab_series_get_length (series);

  for (guint64 i = 0; i < length; i++)
    {
      NcTurn turn = lab_series_get_turn (series, i);
      gboolean own = turn == NC_TURN_EVE;
      const NcMeasurement measurement = {
        .iteration = i,
        .turn = turn,
        .bob_loss_rate = lab_series_get_value (series, LAB_CHANNEL_BOB_LOSS_RATE, i),
        .bob_bit_error = lab_series_get_value (series, LAB_CHANNEL_BOB_BIT_ERROR, i),
        .eve_loss_rate = lab_series_get_value (
            series, own ? LAB_CHANNEL_EVE_OWN_LOSS_RATE : LAB_CHANNEL_EVE_LOSS_RATE, i),
        .eve_bit_error = lab_series_get_value (
            series, own ? LAB_CHANNEL_EVE_OWN_BIT_ERROR : LAB_CHANNEL_EVE_BIT_ERROR, i),
      };

      lab_series_append (copy, &measurement);
    }
  return copy;
}

gsize
lab_series_get_memory (LabSeries *series)
{
  return series->memory;
}
