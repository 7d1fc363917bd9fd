/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a curve needs from its data, and an in-memory array that provides it. A source never blocks
 * and never calls back into the plot.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * PlotSpan:
 * @min: smallest measured value (may be an infinity)
 * @max: largest measured value (may be an infinity)
 * @mean: mean of the finite measured values, NaN if there are none
 * @count: number of measured values, infinities included
 *
 * Summary of [begin, end) of a source. Min, max and mean are NaN if @count is 0.
 */
typedef struct
{
  double min;
  double max;
  double mean;
  gsize count;
} PlotSpan;

/**
 * PlotStep:
 * @PLOT_STEP_USUAL: the rhythm of the source; a line joins the two values
 * @PLOT_STEP_PAUSE: nothing was meant to be measured, as in another party's turn; a line joins
 *   them where they lie near each other in the picture
 * @PLOT_STEP_GAP: values are missing; nothing joins them
 *
 * What lies between a measured value and the next one.
 */
typedef enum
{
  PLOT_STEP_USUAL,
  PLOT_STEP_PAUSE,
  PLOT_STEP_GAP,
} PlotStep;

#define PLOT_TYPE_SOURCE (plot_source_get_type ())
G_DECLARE_INTERFACE (PlotSource, plot_source, PLOT, SOURCE, GObject)

/**
 * PlotSourceInterface:
 * @get_length: how many values there are by now. Never falls: a source is append-only, so the
 *   length is all that is needed to see whether something changed.
 * @get_value: the value at @index < length (index = iteration); NaN: not measured there.
 * @get_span: fills @span for [begin, end), begin <= end <= length, in much less than
 *   end - begin steps. The caller has checked the borders.
 * @get_live: (optional): the number beside the curve, NaN if there is none yet. Without it that is
 *   the mean of the last values, see plot-live.h.
 * @is_summary: (optional): whether each value already stands for many, as a round's minimum; such
 *   values are never smoothed
 * @is_growing: (optional): whether more values are being measured right now
 * @classify_step: (optional): of the step from the value at @from to the next one at @to. Without
 *   it what is not measured is a pause.
 *
 * A value below a length once returned never changes (but see #PlotBand). Called from one thread,
 * the drawing one; what writes the values behind the source may be another.
 */
struct _PlotSourceInterface
{
  GTypeInterface parent;

  gsize (*get_length) (PlotSource *self);
  double (*get_value) (PlotSource *self, gsize index);
  void (*get_span) (PlotSource *self, gsize begin, gsize end, PlotSpan *span);
  double (*get_live) (PlotSource *self);
  gboolean (*is_summary) (PlotSource *self);
  gboolean (*is_growing) (PlotSource *self);
  PlotStep (*classify_step) (PlotSource *self, gsize from, gsize to);
};

gsize plot_source_get_length (PlotSource *self);

/* NaN where nothing was measured and outside the source. */
double plot_source_get_value (PlotSource *self, gsize index);

/* Clips [begin, end) to the source. TRUE if anything was measured there; @span is always set. */
gboolean plot_source_get_span (PlotSource *self, gsize begin, gsize end, PlotSpan *span);

gboolean plot_source_is_summary (PlotSource *self);
gboolean plot_source_is_growing (PlotSource *self);

/* Position of the first measured value; FALSE if there is none yet. Takes few steps. */
gboolean plot_source_find_first (PlotSource *self, gsize *index);

/* The measured value nearest to @index among it and those up to @radius behind it (or before it):
 * its distance, or -1. */
gssize plot_source_find_next (PlotSource *self, gsize index, gsize radius);
gssize plot_source_find_previous (PlotSource *self, gsize index, gsize radius);

/* @from < @to: both measured, with nothing between them. */
PlotStep plot_source_classify_step (PlotSource *self, gsize from, gsize to);

#define PLOT_TYPE_ARRAY_SOURCE (plot_array_source_get_type ())
G_DECLARE_FINAL_TYPE (PlotArraySource, plot_array_source, PLOT, ARRAY_SOURCE, GObject)

/* Copies @n_values values (may be 0, then @values may be NULL); keeps a pyramid for spans, and
 * recognises gaps by the rhythm (plot-rhythm.h). */
PlotArraySource *plot_array_source_new (const double *values, gsize n_values);

void plot_array_source_append (PlotArraySource *self, const double *values, gsize n_values);

G_END_DECLS
