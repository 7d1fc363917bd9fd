/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A source shifted along the x axis. Copies nothing.
 */
#include "plot/data/plot-shifted-source.h"

#include <math.h>

struct _PlotShiftedSource
{
  GObject parent_instance;

  PlotSource *source;
  gsize shift;
};

static gsize
shifted_source_get_length (PlotSource *source)
{
  PlotShiftedSource *self = PLOT_SHIFTED_SOURCE (source);

  return self->shift + plot_source_get_length (self->source);
}

static double
shifted_source_get_value (PlotSource *source, gsize index)
{
  PlotShiftedSource *self = PLOT_SHIFTED_SOURCE (source);

  return index >= self->shift ? plot_source_get_value (self->source, index - self->shift)
                              : (double) NAN;
}

static void
shifted_source_get_span (PlotSource *source, gsize begin, gsize end, PlotSpan *span)
{
  PlotShiftedSource *self = PLOT_SHIFTED_SOURCE (source);

  plot_source_get_span (self->source, begin - MIN (begin, self->shift),
                        end - MIN (end, self->shift), span);
}

static PlotStep
shifted_source_classify_step (PlotSource *source, gsize from, gsize to)
{
  PlotShiftedSource *self = PLOT_SHIFTED_SOURCE (source);

  return plot_source_classify_step (self->source, from - self->shift, to - self->shift);
}

static void
plot_shifted_source_source_init (PlotSourceInterface *iface)
{
  iface->get_length = shifted_source_get_length;
  iface->get_value = shifted_source_get_value;
  iface->get_span = shifted_source_get_span;
  iface->classify_step = shifted_source_classify_step;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PlotShiftedSource,
                               plot_shifted_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLOT_TYPE_SOURCE,
                                                      plot_shifted_source_source_init))

static void
plot_shifted_source_finalize (GObject *object)
{
  g_object_unref (PLOT_SHIFTED_SOURCE (object)->source);

  G_OBJECT_CLASS (plot_shifted_source_parent_class)->finalize (object);
}

static void
plot_shifted_source_class_init (PlotShiftedSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plot_shifted_source_finalize;
}

static void
plot_shifted_source_init (PlotShiftedSource *self)
{
}

PlotShiftedSource *
plot_shifted_source_new (PlotSource *source, gsize shift)
{
  g_return_val_if_fail (PLOT_IS_SOURCE (source), NULL);

  PlotShiftedSource *self = g_object_new (PLOT_TYPE_SHIFTED_SOURCE, NULL);

  self->source = g_object_ref (source);
  self->shift = shift;
  return self;
}
