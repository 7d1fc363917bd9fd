/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Members and their statistics. Draws nothing and copies no data.
 */
#include "plot/data/plot-band.h"
#include "plot/data/plot-groups.h"
#include "plot/data/plot-live.h"

#include <math.h>

typedef struct
{
  PlotSource *source;
  gsize live_length; /* of the source that live belongs to */
  double live;
} Member;

struct _PlotBand
{
  GObject parent_instance;

  PlotBandKind kind;
  GArray *members; /* of Member */
  double *scratch; /* NaN if count is 0 */
};

static gsize
band_get_length (PlotSource *source)
{
  PlotBand *self = PLOT_BAND (source);
  gsize longest = 0;

  for (guint i = 0; i < self->members->len; i++)
    {
      gsize length = plot_source_get_length (plot_band_get_member (self, i));

      longest = MAX (longest, length);
    }
  return longest;
}

static double
band_get_value (PlotSource *source, gsize index)
{
  PlotBand *self = PLOT_BAND (source);

  for (guint i = 0; i < self->members->len; i++)
    self->scratch[i] = plot_source_get_value (plot_band_get_member (self, i), index);
  return plot_band_measure (self->scratch, self->members->len, self->kind).median;
}

static void
band_get_span (PlotSource *source, gsize begin, gsize end, PlotSpan *span)
{
  PlotBand *self = PLOT_BAND (source);

  *span = (PlotSpan){ NAN, NAN, NAN, 0 };
  for (guint i = 0; i < self->members->len; i++)
    {
      PlotSpan own;

      plot_source_get_span (plot_band_get_member (self, i), begin, end, &own);
      self->scratch[i] = own.mean;
      span->min = fmin (span->min, own.min); /* NaN gives way */
      span->max = fmax (span->max, own.max);
      span->count = MAX (span->count, own.count);
    }
  span->mean = plot_band_measure (self->scratch, self->members->len, self->kind).median;
}

/* Between values of members that need not be of the same one: as the first member joins them that
 * has values on both sides and does. Members have one schedule: to ask all would cost and tell no
 * more. */
static PlotStep
band_classify_step (PlotSource *source, gsize from, gsize to)
{
  PlotBand *self = PLOT_BAND (source);
  PlotStep step = PLOT_STEP_GAP;

  for (guint i = 0; i < self->members->len && step == PLOT_STEP_GAP; i++)
    {
      PlotSource *member = plot_band_get_member (self, i);
      gssize down = plot_source_find_previous (member, from, from);
      gssize up = plot_source_find_next (member, to, G_MAXSSIZE);

      if (down >= 0 && up >= 0)
        step = plot_source_classify_step (member, from - (gsize) down, to + (gsize) up);
    }
  return step;
}

static void
plot_band_source_init (PlotSourceInterface *iface)
{
  iface->get_length = band_get_length;
  iface->get_value = band_get_value;
  iface->get_span = band_get_span;
  iface->classify_step = band_classify_step;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PlotBand,
                               plot_band,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLOT_TYPE_SOURCE, plot_band_source_init))

static void
member_clear (gpointer data)
{
  g_object_unref (((Member *) data)->source);
}

static void
plot_band_finalize (GObject *object)
{
  PlotBand *self = PLOT_BAND (object);

  g_array_unref (self->members);
  g_free (self->scratch);

  G_OBJECT_CLASS (plot_band_parent_class)->finalize (object);
}

static void
plot_band_class_init (PlotBandClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plot_band_finalize;
}

static void
plot_band_init (PlotBand *self)
{
  self->members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_array_set_clear_func (self->members, member_clear);
}

PlotBand *
plot_band_new (PlotBandKind kind)
{
  PlotBand *self = g_object_new (PLOT_TYPE_BAND, NULL);

  self->kind = kind;
  return self;
}

void
plot_band_add_member (PlotBand *self, PlotSource *source)
{
  g_return_if_fail (PLOT_IS_BAND (self));
  g_return_if_fail (PLOT_IS_SOURCE (source) && !PLOT_IS_BAND (source));

  Member member = { g_object_ref (source), 0, (double) NAN };

  g_array_append_val (self->members, member);
  self->scratch = g_renew (double, self->scratch, self->members->len);
}

PlotBandKind
plot_band_get_kind (PlotBand *self)
{
  g_return_val_if_fail (PLOT_IS_BAND (self), PLOT_BAND_MIN_MAX);

  return self->kind;
}

guint
plot_band_get_n_members (PlotBand *self)
{
  g_return_val_if_fail (PLOT_IS_BAND (self), 0);

  return self->members->len;
}

PlotSource *
plot_band_get_member (PlotBand *self, guint nth)
{
  g_return_val_if_fail (PLOT_IS_BAND (self), NULL);
  g_return_val_if_fail (nth < self->members->len, NULL);

  return g_array_index (self->members, Member, nth).source;
}

guint64
plot_band_get_stamp (PlotBand *self)
{
  g_return_val_if_fail (PLOT_IS_BAND (self), 0);

  guint64 stamp = 0;

  for (guint i = 0; i < self->members->len; i++)
    stamp += plot_source_get_length (plot_band_get_member (self, i));
  return stamp;
}

gsize
plot_band_get_end (PlotBand *self)
{
  g_return_val_if_fail (PLOT_IS_BAND (self), 0);

  gsize end = G_MAXSIZE;

  for (guint i = 0; i < self->members->len; i++)
    {
      PlotSource *member = plot_band_get_member (self, i);
      gsize length = plot_source_get_length (member);

      if (plot_source_is_growing (member))
        end = MIN (end, length);
    }
  return end;
}

PlotBandValue
plot_band_measure_at (PlotBand *self, double *values, gsize index)
{
  g_return_val_if_fail (PLOT_IS_BAND (self), ((PlotBandValue){ NAN, NAN, NAN, 0 }));

  PlotBandValue value = plot_band_measure (values, self->members->len, self->kind);

  if (index >= plot_band_get_end (self))
    value.median = NAN;
  return value;
}

/* Into scratch. */
static void
measure_live (PlotBand *self)
{
  for (guint i = 0; i < self->members->len; i++)
    {
      Member *member = &g_array_index (self->members, Member, i);
      gsize length = plot_source_get_length (member->source);

      if (length != member->live_length)
        {
          member->live = plot_live_measure (member->source, length);
          member->live_length = length;
        }
      self->scratch[i] = member->live;
    }
}

PlotBandValue
plot_band_get_live (PlotBand *self)
{
  g_return_val_if_fail (PLOT_IS_BAND (self), ((PlotBandValue){ NAN, NAN, NAN, 0 }));

  measure_live (self);
  return plot_band_measure (self->scratch, self->members->len, self->kind);
}

char *
plot_band_describe_groups (PlotBand *self)
{
  g_return_val_if_fail (PLOT_IS_BAND (self), NULL);

  PlotGroups groups;

  measure_live (self);
  return plot_groups_find (self->scratch, self->members->len, &groups)
             ? plot_groups_describe (&groups)
             : NULL;
}
