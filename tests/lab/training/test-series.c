/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A series while it grows: complete and right below its length, spans as a plain
 * recomputation has them, recent means over long silent stretches.
 */
#include <math.h>

#include "lab-fixture.h"

/* A value that its place decides, so that any reader can check it; a mixture of
 * measured and unmeasured. */
static float
expected_value (LabChannel channel, guint64 index)
{
  guint32 mixed = (guint32) (index * 2654435761u + channel * 40503u);

  mixed ^= mixed >> 15;
  mixed *= 2246822519u;
  mixed ^= mixed >> 13;
  return (float) (mixed >> 8) * 0x1p-24f;
}

#define ROUND 1000 /* iterations of a turn */

static gboolean
is_eve_turn (guint64 index)
{
  return index / ROUND % 2 == 1;
}

/* What lab_series_append() is given at index. */
static NcMeasurement
make_measurement (guint64 index)
{
  gboolean own = is_eve_turn (index);
  NcMeasurement made = {
    .iteration = index,
    .turn = own ? NC_TURN_EVE : NC_TURN_ALICE_BOB,
    .bob_loss_rate = own ? NAN : expected_value (LAB_CHANNEL_BOB_LOSS_RATE, index),
    .bob_bit_error
    = own || index % 3 == 0 ? NAN : expected_value (LAB_CHANNEL_BOB_BIT_ERROR, index),
    .eve_loss_rate = expected_value (LAB_CHANNEL_EVE_LOSS_RATE, index),
    .eve_bit_error = NAN,
  };

  return made;
}

/* What lab_series_get_value() must return there. */
static float
read_expected (LabChannel channel, guint64 index)
{
  NcMeasurement made = make_measurement (index);
  gboolean own = is_eve_turn (index);

  switch (channel)
    {
    case LAB_CHANNEL_BOB_LOSS_RATE:
      return made.bob_loss_rate;
    case LAB_CHANNEL_BOB_BIT_ERROR:
      return made.bob_bit_error;
    case LAB_CHANNEL_EVE_LOSS_RATE:
      return own ? NAN : made.eve_loss_rate;
    case LAB_CHANNEL_EVE_OWN_LOSS_RATE:
      return own ? made.eve_loss_rate : NAN;
    case LAB_CHANNEL_EVE_BIT_ERROR:
    case LAB_CHANNEL_EVE_OWN_BIT_ERROR:
    default:
      return NAN;
    }
}

static void
grow (LabSeries *series, guint64 length)
{
  for (guint64 i = lab_series_get_length (series); i < length; i++)
    {
      NcMeasurement made = make_measurement (i);

      lab_series_append (series, &made);
    }
}

static gboolean
same (float a, float b)
{
  return isnan (a) ? isnan (b) : a == b;
}

static void
assert_value (LabSeries *series, LabChannel channel, guint64 index)
{
  if (!same (lab_series_get_value (series, channel, index), read_expected (channel, index)))
    g_error ("channel %d at %" G_GUINT64_FORMAT " is wrong", channel, index);
}

static void
assert_span (LabSeries *series, LabChannel channel, guint64 begin, guint64 end)
{
  LabSpan span;
  double min = INFINITY, max = -INFINITY, sum = 0;
  guint64 count = 0;
  gboolean any = lab_series_get_span (series, channel, begin, end, &span);

  for (guint64 i = begin; i < end; i++)
    {
      double value = (double) read_expected (channel, i);

      if (isnan (value))
        continue;
      min = MIN (min, value);
      max = MAX (max, value);
      sum += value;
      count++;
    }
  g_assert_cmpint (any, ==, count > 0);
  g_assert_cmpuint (span.count, ==, count);
  if (count == 0)
    {
      g_assert_true (isnan (span.min) && isnan (span.max) && isnan (span.mean));
      return;
    }
  g_assert_cmpfloat (span.min, ==, min);
  g_assert_cmpfloat (span.max, ==, max);
  g_assert_cmpfloat_with_epsilon (span.mean, sum / (double) count, 1e-12);
}

static void
test_empty (void)
{
  g_autoptr (LabSeries) series = lab_series_new ();
  LabSpan span;

  g_assert_cmpuint (lab_series_get_length (series), ==, 0);
  g_assert_false (lab_series_get_span (series, LAB_CHANNEL_BOB_LOSS_RATE, 0, 0, &span));
  g_assert_false (lab_series_get_span (series, LAB_CHANNEL_BOB_LOSS_RATE, 0, 100, &span));
  g_assert_true (isnan (span.mean));
  g_assert_true (isnan (lab_series_get_recent_mean (series, LAB_CHANNEL_BOB_LOSS_RATE, 100)));
}

/* Around every border of a bucket, a chunk and a directory of chunks. */
static void
test_borders (void)
{
  static const guint64 borders[] = { 16, 256, 1024, 4096, 16384, 65536, 262144, 1048576 };
  g_autoptr (LabSeries) series = lab_series_new ();

  for (guint b = 0; b < G_N_ELEMENTS (borders); b++)
    for (guint64 length = borders[b] - 2; length <= borders[b] + 2; length++)
      {
        grow (series, length);
        g_assert_cmpuint (lab_series_get_length (series), ==, length);
        for (guint64 index = length - MIN (length, 20); index < length; index++)
          for (LabChannel channel = 0; channel < LAB_N_CHANNELS; channel++)
            assert_value (series, channel, index);
        for (guint shift = 0; shift <= 2; shift++)
          {
            guint64 begin = length > 70000 ? length - 70000 + shift : shift;

            assert_span (series, LAB_CHANNEL_BOB_BIT_ERROR, begin, length);
            assert_span (series, LAB_CHANNEL_EVE_OWN_LOSS_RATE, begin, length - shift);
          }
        assert_span (series, LAB_CHANNEL_BOB_LOSS_RATE, length > 5 ? length - 5 : 0, length);
      }
  assert_span (series, LAB_CHANNEL_BOB_LOSS_RATE, 0, 1048576);
  assert_span (series, LAB_CHANNEL_BOB_LOSS_RATE, 1, 1048577);
  assert_span (series, LAB_CHANNEL_BOB_LOSS_RATE, 65536, 131072);
  g_assert_cmpuint (lab_series_get_memory (series), >, 1048576 * sizeof (float) * 6);
  g_assert_cmpuint (lab_series_get_memory (series), <, 1048576 * 64);
}

static void
test_random_spans (void)
{
  g_autoptr (LabSeries) series = lab_series_new ();
  const guint64 length = 50000;
  LabSpan span;

  grow (series, length);
  for (guint i = 0; i < 600; i++)
    {
      guint64 begin = (guint64) g_test_rand_int_range (0, (int) length);
      guint64 end = (guint64) g_test_rand_int_range ((int) begin, (int) length + 1);

      if (i % 4 == 0)
        begin -= begin % 256;
      if (i % 3 == 0)
        end = MIN (length, begin + (guint64) g_test_rand_int_range (0, 40));
      assert_span (series, i % LAB_N_CHANNELS, begin, end);
    }
  /* What lies past the length is cut off. */
  g_assert_true (lab_series_get_span (series, LAB_CHANNEL_EVE_OWN_LOSS_RATE, 0, 1000000, &span));
  g_assert_cmpuint (span.count, ==, 25000);
  g_assert_false (lab_series_get_span (series, LAB_CHANNEL_BOB_LOSS_RATE, 30, 30, &span));
}

static double
plain_recent_mean (LabChannel channel, guint64 length, guint n)
{
  double sum = 0;
  guint found = 0;

  for (guint64 i = length; i > 0 && found < n; i--)
    {
      double value = (double) read_expected (channel, i - 1);

      if (isnan (value))
        continue;
      sum += value;
      found++;
    }
  return found > 0 ? sum / found : (double) NAN;
}

static void
test_recent_mean (void)
{
  static const guint64 lengths[] = { 1, 5, 16, 99, 100, 1000, 1001, 1050, 2000, 2001, 2050, 5000 };
  static const guint ns[] = { 1, 2, 100, 1500 };
  g_autoptr (LabSeries) series = lab_series_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      grow (series, lengths[i]);
      for (LabChannel channel = 0; channel < LAB_N_CHANNELS; channel++)
        for (guint j = 0; j < G_N_ELEMENTS (ns); j++)
          {
            double mean = lab_series_get_recent_mean (series, channel, ns[j]);
            double expected = plain_recent_mean (channel, lengths[i], ns[j]);

            if (isnan (expected))
              g_assert_true (isnan (mean));
            else
              g_assert_cmpfloat_with_epsilon (mean, expected, 1e-12);
          }
    }
  /* As it was at each of these lengths. */
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (LabChannel channel = 0; channel < LAB_N_CHANNELS; channel++)
      {
        double mean = lab_series_get_mean_before (series, channel, 100, lengths[i]);
        double expected = plain_recent_mean (channel, lengths[i], 100);

        g_assert_true (isnan (mean) == isnan (expected));
        if (!isnan (expected))
          g_assert_cmpfloat_with_epsilon (mean, expected, 1e-12);
      }
}

static void
append (LabSeries *series, guint64 index, NcTurn turn, float value)
{
  NcMeasurement made = { index, turn, turn == NC_TURN_EVE ? NAN : value, NAN, value, NAN };

  lab_series_append (series, &made);
}

/* Two million points, the last turn of Alice and Bob long ago: found at once. */
static void
test_two_million (void)
{
  g_autoptr (LabSeries) series = lab_series_new ();
  const guint64 length = 2000000;
  LabSpan span;
  g_autoptr (GTimer) timer = g_timer_new ();
  double mean = 0;

  for (guint64 i = 0; i < length; i++)
    append (series, i, i < 1000 ? NC_TURN_ALICE_BOB : NC_TURN_EVE, i < 1000 ? 0.25f : 0.5f);
  g_test_message ("written in %.3f s", g_timer_elapsed (timer, NULL));

  g_timer_start (timer);
  for (guint i = 0; i < 1000; i++)
    mean = lab_series_get_recent_mean (series, LAB_CHANNEL_BOB_LOSS_RATE, 100);
  g_assert_cmpfloat (mean, ==, 0.25);
  for (guint i = 0; i < 1000; i++)
    lab_series_get_span (series, LAB_CHANNEL_EVE_OWN_LOSS_RATE, 1 + i, length - 1, &span);
  g_assert_cmpfloat (span.mean, ==, 0.5);
  g_assert_true (isnan (lab_series_get_recent_mean (series, LAB_CHANNEL_EVE_OWN_BIT_ERROR, 100)));
  g_test_message ("2000 reads in %.3f s", g_timer_elapsed (timer, NULL));
  /* One that looked at every point would need minutes. */
  g_assert_cmpfloat (g_timer_elapsed (timer, NULL), <, 5);
}

#define LOAD_LENGTH 300000

typedef struct
{
  LabSeries *series;
  guint64 reads;
} Reader;

static gpointer
write_all (gpointer data)
{
  grow (data, LOAD_LENGTH);
  return NULL;
}

/* A span of recent values against the values themselves. */
static void
check_recent_span (LabSeries *series, guint64 length, LabChannel channel)
{
  assert_span (series, channel, length - MIN (length, 700), length);
}

/* Short spans up to the very end, again and again: never a point more than was
 * asked for, though the series grows meanwhile. */
static void
check_newest (LabSeries *series)
{
  for (guint i = 0; i < 300; i++)
    {
      guint64 length = lab_series_get_length (series);
      LabSpan bob, eve;

      lab_series_get_span (series, LAB_CHANNEL_EVE_LOSS_RATE, length - 1, length, &bob);
      lab_series_get_span (series, LAB_CHANNEL_EVE_OWN_LOSS_RATE, length - 1, length, &eve);
      g_assert_cmpuint (bob.count + eve.count, ==, 1);
    }
}

static gpointer
read_all (gpointer data)
{
  Reader *reader = data;
  guint64 length = 0;

  while (length < LOAD_LENGTH)
    {
      guint64 former = length;
      LabChannel channel = reader->reads % LAB_N_CHANNELS;

      length = lab_series_get_length (reader->series);
      g_assert_cmpuint (length, >=, former);
      if (length == 0)
        continue;
      for (guint64 i = length > 50 ? length - 50 : 0; i < length; i++)
        assert_value (reader->series, channel, i);
      assert_value (reader->series, channel, reader->reads * 7919 % length);
      g_assert_cmpint (lab_series_get_turn (reader->series, length - 1), ==,
                       is_eve_turn (length - 1) ? NC_TURN_EVE : NC_TURN_ALICE_BOB);
      check_recent_span (reader->series, length, channel);
      check_newest (reader->series);
      reader->reads++;
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (LabSeries) series = lab_series_new ();
  Reader readers[3];
  GThread *threads[3], *writer;
  guint64 reads = 0;

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      readers[i] = (Reader){ series, 0 };
      threads[i] = g_thread_new ("reader", read_all, &readers[i]);
    }
  writer = g_thread_new ("writer", write_all, series);
  g_thread_join (writer);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      g_thread_join (threads[i]);
      reads += readers[i].reads;
    }
  g_test_message ("%" G_GUINT64_FORMAT " reads meanwhile", reads);
  g_assert_cmpuint (reads, >, 0);
  for (guint64 i = 0; i < LOAD_LENGTH; i += 37)
    for (LabChannel channel = 0; channel < LAB_N_CHANNELS; channel++)
      assert_value (series, channel, i);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/series/empty", test_empty);
  g_test_add_func ("/lab/series/borders", test_borders);
  g_test_add_func ("/lab/series/random-spans", test_random_spans);
  g_test_add_func ("/lab/series/recent-mean", test_recent_mean);
  g_test_add_func ("/lab/series/two-million", test_two_million);
  g_test_add_func ("/lab/series/threads", test_threads);
  return g_test_run ();
}
