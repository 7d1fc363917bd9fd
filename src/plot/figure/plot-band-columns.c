/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Means of members and their statistics column by column. Draws nothing.
 *
 * A member is append-only: a column that lay below its length once stays as it was. So from one
 * frame to the next only the columns between the old length and the new one are looked at.
 */
#include "plot/figure/plot-band-columns.h"

#include <math.h>
#include <string.h>

struct _PlotBandColumns
{
  PlotBand *band;
  PlotColumns columns; /* n_columns is 0 before the first update */
  guint n_members;
  gsize *lengths;        /* [members] that means belong to */
  PlotSource **sources;  /* [members], not owned, only compared */
  double *means;         /* [members][columns] */
  PlotBandValue *values; /* [columns] */
  double *scratch;       /* NaN if count is 0 */
  gsize end;             /* of the median */
  guint64 n_measured;
  cairo_surface_t *mask; /* or NULL */
  PlotBandMaskKey mask_key;
};

PlotBandColumns *
plot_band_columns_new (PlotBand *band)
{
  PlotBandColumns *self = g_new0 (PlotBandColumns, 1);

  self->band = g_object_ref (band);
  self->n_members = plot_band_get_n_members (band);
  self->lengths = g_new0 (gsize, self->n_members);
  self->sources = g_new0 (PlotSource *, self->n_members);
  self->scratch = g_new (double, self->n_members);
  self->end = G_MAXSIZE;
  return self;
}

void
plot_band_columns_free (PlotBandColumns *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->mask, cairo_surface_destroy);
  g_object_unref (self->band);
  g_free (self->lengths);
  g_free (self->sources);
  g_free (self->means);
  g_free (self->values);
  g_free (self->scratch);
  g_free (self);
}

PlotBand *
plot_band_columns_get_band (PlotBandColumns *self)
{
  return self->band;
}

/* Whether the numbers kept are of these columns; where they lie on the screen does not matter. */
static gboolean
is_current (PlotBandColumns *self, const PlotColumns *columns, PlotSource *const *sources)
{
  return self->columns.n_columns == columns->n_columns && self->columns.begin == columns->begin
         && self->columns.step == columns->step
         && (self->n_members == 0
             || memcmp (self->sources, sources, self->n_members * sizeof *sources) == 0);
}

static void
start (PlotBandColumns *self, const PlotColumns *columns, PlotSource *const *sources)
{
  gsize n = columns->n_columns;

  g_clear_pointer (&self->mask, cairo_surface_destroy);
  self->means = g_renew (double, self->means, n * self->n_members);
  self->values = g_renew (PlotBandValue, self->values, n);
  for (gsize i = 0; i < n * self->n_members; i++)
    self->means[i] = NAN;
  for (gsize k = 0; k < n; k++)
    self->values[k] = (PlotBandValue){ NAN, NAN, NAN, 0 };
  for (guint i = 0; i < self->n_members; i++)
    {
      self->lengths[i] = 0;
      self->sources[i] = sources[i];
    }
}

/* Column of @index, cut to [0, n_columns]. */
static guint
find_column (const PlotColumns *columns, gsize index, double shift)
{
  double k = floor (((double) index - columns->begin) / columns->step) + shift;

  return (guint) CLAMP (k, 0.0, (double) columns->n_columns);
}

/* Columns of member @nth that its growth to @length touches; a column more at either side: their
 * borders are rounded. */
static void
grow_member (PlotBandColumns *self, guint nth, gsize length, guint *first, guint *last)
{
  double *means = self->means + (gsize) nth * self->columns.n_columns;
  guint from = find_column (&self->columns, self->lengths[nth], -1.0);
  guint to = find_column (&self->columns, length, 2.0);

  for (guint k = from; k < to; k++)
    {
      PlotSpan span;
      gsize begin;
      gsize end;

      plot_columns_get (&self->columns, k, &begin, &end);
      plot_source_get_span (self->sources[nth], begin, MIN (end, length), &span);
      means[k] = span.mean;
    }
  self->lengths[nth] = length;
  *first = MIN (*first, from);
  *last = MAX (*last, to);
}

/* Columns whose median is another because its end has moved. */
static void
move_end (PlotBandColumns *self, guint *first, guint *last)
{
  gsize end = plot_band_get_end (self->band);

  if (end == self->end)
    return;
  *first = MIN (*first, find_column (&self->columns, MIN (end, self->end), -1.0));
  *last = MAX (*last, find_column (&self->columns, MAX (end, self->end), 2.0));
  self->end = end;
}

static PlotBandValue
measure_column (PlotBandColumns *self, guint k)
{
  gsize begin;
  gsize end;

  for (guint i = 0; i < self->n_members; i++)
    self->scratch[i] = self->means[(gsize) i * self->columns.n_columns + k];
  plot_columns_get (&self->columns, k, &begin, &end);
  return plot_band_measure_at (self->band, self->scratch, begin);
}

void
plot_band_columns_update (PlotBandColumns *self,
                          const PlotColumns *columns,
                          PlotSource *const *sources)
{
  guint first = columns->n_columns;
  guint last = 0;

  g_assert (self->n_members == plot_band_get_n_members (self->band));

  if (!is_current (self, columns, sources))
    start (self, columns, sources);
  self->columns = *columns;
  for (guint i = 0; i < self->n_members; i++)
    {
      gsize length = plot_source_get_length (self->sources[i]);

      if (length != self->lengths[i])
        grow_member (self, i, length, &first, &last);
    }
  move_end (self, &first, &last);
  if (first < last)
    g_clear_pointer (&self->mask, cairo_surface_destroy);
  for (guint k = first; k < last; k++)
    {
      self->values[k] = measure_column (self, k);
      self->n_measured++;
    }
}

const PlotColumns *
plot_band_columns_get_columns (PlotBandColumns *self)
{
  return &self->columns;
}

const PlotBandValue *
plot_band_columns_get_values (PlotBandColumns *self)
{
  return self->values;
}

const double *
plot_band_columns_get_means (PlotBandColumns *self, guint nth)
{
  g_assert (nth < self->n_members);

  return self->means + (gsize) nth * self->columns.n_columns;
}

cairo_surface_t *
plot_band_columns_get_mask (PlotBandColumns *self, const PlotBandMaskKey *key)
{
  return self->mask != NULL && memcmp (key, &self->mask_key, sizeof *key) == 0 ? self->mask : NULL;
}

void
plot_band_columns_set_mask (PlotBandColumns *self,
                            const PlotBandMaskKey *key,
                            cairo_surface_t *mask)
{
  g_clear_pointer (&self->mask, cairo_surface_destroy);
  self->mask = cairo_surface_reference (mask);
  memcpy (&self->mask_key, key, sizeof *key);
}

guint64
plot_band_columns_get_n_measured (PlotBandColumns *self)
{
  return self->n_measured;
}
