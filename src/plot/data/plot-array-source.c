/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An array in memory as a source. Its pyramid holds complete buckets only; values outside them are
 * read one by one. Appended values never change.
 */
#include "plot/data/plot-rhythm.h"

#include <math.h>

/* Values in a bucket of the next level. */
#define FAN 16

/* A bucket, also the accumulator of a span. Empty: count 0. */
typedef struct
{
  double min;
  double max;
  double sum;
  gsize count;
  gsize n_finite;
} Bucket;

struct _PlotArraySource
{
  GObject parent_instance;

  GArray *values;    /* of double */
  GPtrArray *levels; /* of GArray of Bucket; level k has buckets of FAN^(k+1) values */
  PlotRhythm *rhythm;
  gsize n_counted; /* values that the rhythm has by now: it is counted when it is asked for */
};

static void
bucket_add (Bucket *bucket, const Bucket *other)
{
  if (other->count == 0)
    return;
  bucket->min = bucket->count == 0 ? other->min : MIN (bucket->min, other->min);
  bucket->max = bucket->count == 0 ? other->max : MAX (bucket->max, other->max);
  bucket->sum += other->sum;
  bucket->count += other->count;
  bucket->n_finite += other->n_finite;
}

static void
bucket_add_value (Bucket *bucket, double value)
{
  if (isnan (value))
    return;

  gboolean finite = isfinite (value);

  bucket_add (bucket, &(Bucket){ value, value, finite ? value : 0.0, 1, finite });
}

static gsize
array_source_get_length (PlotSource *source)
{
  return PLOT_ARRAY_SOURCE (source)->values->len;
}

static double
array_source_get_value (PlotSource *source, gsize index)
{
  return g_array_index (PLOT_ARRAY_SOURCE (source)->values, double, index);
}

/* Adds the ends that do not fill a bucket of the next level, then climbs; the top level takes what
 * is left. */
static void
array_source_get_span (PlotSource *source, gsize begin, gsize end, PlotSpan *span)
{
  PlotArraySource *self = PLOT_ARRAY_SOURCE (source);
  Bucket total = { 0 };

  while (begin < end && (begin % FAN != 0 || end - begin < FAN))
    bucket_add_value (&total, g_array_index (self->values, double, begin++));
  while (begin < end && end % FAN != 0)
    bucket_add_value (&total, g_array_index (self->values, double, --end));

  begin /= FAN;
  end /= FAN;
  for (guint k = 0; begin < end; k++)
    {
      GArray *level = g_ptr_array_index (self->levels, k);
      gboolean top = k + 1 == self->levels->len;

      while (begin < end && (top || begin % FAN != 0 || end - begin < FAN))
        bucket_add (&total, &g_array_index (level, Bucket, begin++));
      while (begin < end && end % FAN != 0)
        bucket_add (&total, &g_array_index (level, Bucket, --end));
      begin /= FAN;
      end /= FAN;
    }

  span->count = total.count;
  span->min = total.count > 0 ? total.min : (double) NAN;
  span->max = total.count > 0 ? total.max : (double) NAN;
  span->mean = total.n_finite > 0 ? total.sum / (double) total.n_finite : (double) NAN;
}

static PlotStep
array_source_classify_step (PlotSource *source, gsize from, gsize to)
{
  PlotArraySource *self = PLOT_ARRAY_SOURCE (source);

  for (; self->n_counted < self->values->len; self->n_counted++)
    if (!isnan (g_array_index (self->values, double, self->n_counted)))
      plot_rhythm_add (self->rhythm, self->n_counted);
  return plot_rhythm_classify (self->rhythm, to - from);
}

static void
plot_array_source_source_init (PlotSourceInterface *iface)
{
  iface->get_length = array_source_get_length;
  iface->get_value = array_source_get_value;
  iface->get_span = array_source_get_span;
  iface->classify_step = array_source_classify_step;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PlotArraySource,
                               plot_array_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLOT_TYPE_SOURCE,
                                                      plot_array_source_source_init))

static void
plot_array_source_finalize (GObject *object)
{
  PlotArraySource *self = PLOT_ARRAY_SOURCE (object);

  g_array_unref (self->values);
  g_ptr_array_unref (self->levels);
  plot_rhythm_free (self->rhythm);

  G_OBJECT_CLASS (plot_array_source_parent_class)->finalize (object);
}

static void
plot_array_source_class_init (PlotArraySourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plot_array_source_finalize;
}

static void
plot_array_source_init (PlotArraySource *self)
{
  self->values = g_array_new (FALSE, FALSE, sizeof (double));
  self->levels = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->rhythm = plot_rhythm_new ();
}

/* Adds the bucket just completed on level @k, and any it completes above. */
static void
complete_buckets (PlotArraySource *self)
{
  gsize n = self->values->len;

  for (guint k = 0; n % FAN == 0 && n > 0; k++)
    {
      Bucket bucket = { 0 };

      for (gsize i = n - FAN; i < n; i++)
        {
          if (k == 0)
            bucket_add_value (&bucket, g_array_index (self->values, double, i));
          else
            bucket_add (&bucket, &g_array_index ((GArray *) g_ptr_array_index (self->levels, k - 1),
                                                 Bucket, i));
        }
      if (k == self->levels->len)
        g_ptr_array_add (self->levels, g_array_new (FALSE, FALSE, sizeof (Bucket)));

      GArray *level = g_ptr_array_index (self->levels, k);

      g_array_append_val (level, bucket);
      n = level->len;
    }
}

PlotArraySource *
plot_array_source_new (const double *values, gsize n_values)
{
  PlotArraySource *self = g_object_new (PLOT_TYPE_ARRAY_SOURCE, NULL);

  if (n_values > 0)
    plot_array_source_append (self, values, n_values);
  return self;
}

void
plot_array_source_append (PlotArraySource *self, const double *values, gsize n_values)
{
  g_return_if_fail (PLOT_IS_ARRAY_SOURCE (self));
  g_return_if_fail (values != NULL || n_values == 0);

  for (gsize i = 0; i < n_values; i++)
    {
      g_array_append_val (self->values, values[i]);
      complete_buckets (self);
    }
}
