/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The minimum of each round: computed once, when the round is over.
 */
#include "report/study/report-round-source.h"

#include <math.h>

struct _ReportRoundSource
{
  GObject parent_instance;

  PlotSource *source;
  guint64 round_length;
  gsize first; /* first round with a measured value, once found */
  gboolean is_found;
  PlotArraySource *minima; /* of finished rounds, starting at first */
};

static void plot_source_init (PlotSourceInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReportRoundSource,
                               report_round_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLOT_TYPE_SOURCE, plot_source_init))

/* The minima so far. Rounds before the start of an excerpt take no memory. */
static PlotSource *
get_minima (ReportRoundSource *self)
{
  PlotSource *minima = PLOT_SOURCE (self->minima);
  gsize n = plot_source_get_length (self->source) / self->round_length;

  if (!self->is_found)
    {
      gsize index;

      self->is_found = plot_source_find_first (self->source, &index);
      if (self->is_found)
        self->first = index / self->round_length;
    }
  if (!self->is_found)
    return minima;
  for (gsize round = self->first + plot_source_get_length (minima); round < n; round++)
    {
      gsize begin = round * self->round_length;
      PlotSpan span;

      plot_source_get_span (self->source, begin, begin + self->round_length, &span);
      plot_array_source_append (self->minima, &span.min, 1);
    }
  return minima;
}

/* Finished rounds, including those without values. */
static gsize
count_rounds (ReportRoundSource *self)
{
  gsize n = plot_source_get_length (get_minima (self));

  return n > 0 ? self->first + n : 0;
}

/* Index of the minimum of @round, or of the first one after it. */
static gsize
find_minimum (ReportRoundSource *self, gsize round)
{
  return round - MIN (round, self->first);
}

static gsize
get_length (PlotSource *source)
{
  ReportRoundSource *self = REPORT_ROUND_SOURCE (source);
  gsize n = count_rounds (self);

  return n > 0 ? n * self->round_length + 1 : 0;
}

static double
get_value (PlotSource *source, gsize index)
{
  ReportRoundSource *self = REPORT_ROUND_SOURCE (source);

  PlotSource *minima = get_minima (self);
  gsize end = index / self->round_length;

  return end > self->first && index % self->round_length == 0
             ? plot_source_get_value (minima, end - 1 - self->first)
             : (double) NAN;
}

/* How many rounds end before @index. */
static gsize
count_ends (ReportRoundSource *self, gsize index)
{
  return index > 0 ? (index - 1) / self->round_length : 0;
}

static void
get_span (PlotSource *source, gsize begin, gsize end, PlotSpan *span)
{
  ReportRoundSource *self = REPORT_ROUND_SOURCE (source);

  PlotSource *minima = get_minima (self);

  plot_source_get_span (minima, find_minimum (self, count_ends (self, begin)),
                        find_minimum (self, count_ends (self, end)), span);
}

static double
get_live (PlotSource *source)
{
  PlotSource *minima = get_minima (REPORT_ROUND_SOURCE (source));
  gsize n = plot_source_get_length (minima);

  return n > 0 ? plot_source_get_value (minima, n - 1) : (double) NAN;
}

static gboolean
is_summary (PlotSource *source)
{
  return TRUE;
}

static gboolean
is_growing (PlotSource *source)
{
  return plot_source_is_growing (REPORT_ROUND_SOURCE (source)->source);
}

static PlotStep
classify_step (PlotSource *source, gsize from, gsize to)
{
  ReportRoundSource *self = REPORT_ROUND_SOURCE (source);

  return plot_source_classify_step (get_minima (self), from / self->round_length,
                                    to / self->round_length);
}

static void
plot_source_init (PlotSourceInterface *interface)
{
  interface->get_length = get_length;
  interface->get_value = get_value;
  interface->get_span = get_span;
  interface->get_live = get_live;
  interface->is_summary = is_summary;
  interface->is_growing = is_growing;
  interface->classify_step = classify_step;
}

static void
report_round_source_finalize (GObject *object)
{
  ReportRoundSource *self = REPORT_ROUND_SOURCE (object);

  g_object_unref (self->source);
  g_object_unref (self->minima);
  G_OBJECT_CLASS (report_round_source_parent_class)->finalize (object);
}

static void
report_round_source_class_init (ReportRoundSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = report_round_source_finalize;
}

static void
report_round_source_init (ReportRoundSource *self)
{
  self->minima = plot_array_source_new (NULL, 0);
}

PlotSource *
report_round_source_new (PlotSource *source, guint64 round_length)
{
  ReportRoundSource *self;

  g_return_val_if_fail (PLOT_IS_SOURCE (source), NULL);
  g_return_val_if_fail (round_length > 0, NULL);

  self = g_object_new (REPORT_TYPE_ROUND_SOURCE, NULL);
  self->source = g_object_ref (source);
  self->round_length = round_length;
  return PLOT_SOURCE (self);
}
