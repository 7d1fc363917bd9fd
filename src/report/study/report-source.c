/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A channel of a series as a source for plots.
 */
#include "report/study/report-source.h"

#include "lab/training/lab-loss.h"

struct _ReportSource
{
  GObject parent_instance;

  LabSeries *series;
  LabExperiment *experiment;
  LabChannel channel;
};

static void plot_source_init (PlotSourceInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReportSource,
                               report_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLOT_TYPE_SOURCE, plot_source_init))

static gsize
get_length (PlotSource *source)
{
  return lab_series_get_length (REPORT_SOURCE (source)->series);
}

static double
get_value (PlotSource *source, gsize index)
{
  ReportSource *self = REPORT_SOURCE (source);

  return (double) lab_series_get_value (self->series, self->channel, index);
}

static void
get_span (PlotSource *source, gsize begin, gsize end, PlotSpan *span)
{
  ReportSource *self = REPORT_SOURCE (source);
  LabSpan found;

  lab_series_get_span (self->series, self->channel, begin, end, &found);
  *span = (PlotSpan){ found.min, found.max, found.mean, found.count };
}

static double
get_live (PlotSource *source)
{
  ReportSource *self = REPORT_SOURCE (source);

  return lab_loss_measure (self->series, lab_experiment_get_setup (self->experiment),
                           self->channel);
}

static gboolean
is_growing (PlotSource *source)
{
  return lab_series_is_growing (REPORT_SOURCE (source)->series);
}

/* A channel of the other turn. */
static LabChannel
get_other (LabChannel channel)
{
  return channel == LAB_CHANNEL_EVE_OWN_LOSS_RATE || channel == LAB_CHANNEL_EVE_OWN_BIT_ERROR
             ? LAB_CHANNEL_BOB_LOSS_RATE
             : LAB_CHANNEL_EVE_OWN_LOSS_RATE;
}

/* No values are missing during the other party's turn. */
static PlotStep
classify_step (PlotSource *source, gsize from, gsize to)
{
  ReportSource *self = REPORT_SOURCE (source);
  LabSpan found;

  lab_series_get_span (self->series, get_other (self->channel), from + 1, to, &found);
  return found.count == to - from - 1 ? PLOT_STEP_PAUSE : PLOT_STEP_GAP;
}

static void
plot_source_init (PlotSourceInterface *interface)
{
  interface->get_length = get_length;
  interface->get_value = get_value;
  interface->get_span = get_span;
  interface->get_live = get_live;
  interface->is_growing = is_growing;
  interface->classify_step = classify_step;
}

static void
report_source_finalize (GObject *object)
{
  lab_series_unref (REPORT_SOURCE (object)->series);
  lab_experiment_unref (REPORT_SOURCE (object)->experiment);
  G_OBJECT_CLASS (report_source_parent_class)->finalize (object);
}

static void
report_source_class_init (ReportSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = report_source_finalize;
}

static void
report_source_init (ReportSource *self)
{
}

PlotSource *
report_source_new (LabSeries *series, LabExperiment *experiment, LabChannel channel)
{
  ReportSource *self = g_object_new (REPORT_TYPE_SOURCE, NULL);

  self->series = lab_series_ref (series);
  self->experiment = lab_experiment_ref (experiment);
  self->channel = channel;
  return PLOT_SOURCE (self);
}
