/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A channel of a table: the rows' values in a dense source of their own, looked up by iteration.
 */
#include "report/table/report-csv-source.h"

#include <math.h>

#include "plot/data/plot-rhythm.h"

/* Iterations averaged for the number beside a curve, as in plot-curve.c. */
#define LIVE_ITERATIONS 100

struct _ReportCsvSource
{
  GObject parent_instance;

  GBytes *bytes;             /* owns iterations */
  const guint32 *iterations; /* [n_rows], ascending */
  gsize n_rows;
  PlotSource *rows;   /* the rows' values; NULL if nothing was measured */
  PlotSource *others; /* likewise, for a channel of the other turn */

  gboolean known;   /* whether the fields below are computed */
  GArray *gaps;     /* of gsize: rows after which rows are missing */
  GArray *pauses;   /* likewise: rows followed by a pause */
  PlotRhythm *runs; /* lengths of stretches of rows without a value */
};

static void plot_source_init (PlotSourceInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReportCsvSource,
                               report_csv_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLOT_TYPE_SOURCE, plot_source_init))

/* The first row at or after this iteration. */
static gsize
find_row (ReportCsvSource *self, gsize iteration)
{
  gsize begin = 0, end = self->n_rows;

  while (begin < end)
    {
      gsize middle = begin + (end - begin) / 2;

      if (self->iterations[middle] < iteration)
        begin = middle + 1;
      else
        end = middle;
    }
  return begin;
}

static gsize
get_length (PlotSource *source)
{
  ReportCsvSource *self = REPORT_CSV_SOURCE (source);

  return self->n_rows > 0 ? (gsize) self->iterations[self->n_rows - 1] + 1 : 0;
}

static double
get_value (PlotSource *source, gsize index)
{
  ReportCsvSource *self = REPORT_CSV_SOURCE (source);
  gsize row = self->rows != NULL ? find_row (self, index) : self->n_rows;

  return row < self->n_rows && self->iterations[row] == index
             ? plot_source_get_value (self->rows, row)
             : (double) NAN;
}

static void
get_span (PlotSource *source, gsize begin, gsize end, PlotSpan *span)
{
  ReportCsvSource *self = REPORT_CSV_SOURCE (source);

  if (self->rows != NULL)
    plot_source_get_span (self->rows, find_row (self, begin), find_row (self, end), span);
}

/* Finds rows after which others are missing, judged by the rhythm of all rows. */
static void
find_missing_rows (ReportCsvSource *self)
{
  g_autoptr (PlotRhythm) rhythm = plot_rhythm_new ();

  for (gsize row = 0; row < self->n_rows; row++)
    plot_rhythm_add (rhythm, self->iterations[row]);
  for (gsize row = 0; row + 1 < self->n_rows; row++)
    switch (plot_rhythm_classify (rhythm, self->iterations[row + 1] - self->iterations[row]))
      {
      case PLOT_STEP_USUAL:
        break;
      case PLOT_STEP_PAUSE:
        g_array_append_val (self->pauses, row);
        break;
      case PLOT_STEP_GAP:
      default:
        g_array_append_val (self->gaps, row);
      }
}

/* Counted in rows: a row with a value is a step of one, a stretch without values a longer one. */
static void
find_runs (ReportCsvSource *self)
{
  for (gsize row = 0; row < self->n_rows; row++)
    if (!isnan (plot_source_get_value (self->rows, row)))
      plot_rhythm_add (self->runs, row);
}

/* Whether @rows, sorted, has one in [begin, end). */
static gboolean
has_row (GArray *rows, gsize begin, gsize end)
{
  guint low = 0, high = rows->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (rows, gsize, middle) < begin)
        low = middle + 1;
      else
        high = middle;
    }
  return low < rows->len && g_array_index (rows, gsize, low) < end;
}

/* For a stretch of rows without a value in this channel. */
static PlotStep
classify_run (ReportCsvSource *self, gsize from, gsize to)
{
  PlotSpan span;

  if (self->others != NULL && plot_source_get_span (self->others, from + 1, to, &span)
      && span.count == to - from - 1)
    return PLOT_STEP_PAUSE;
  return plot_rhythm_classify (self->runs, to - from);
}

static PlotStep
classify_step (PlotSource *source, gsize from, gsize to)
{
  ReportCsvSource *self = REPORT_CSV_SOURCE (source);
  gsize first = find_row (self, from), last = find_row (self, to);
  PlotStep step = PLOT_STEP_USUAL;

  if (!self->known)
    {
      find_missing_rows (self);
      find_runs (self);
      self->known = TRUE;
    }
  if (has_row (self->gaps, first, last))
    return PLOT_STEP_GAP;
  if (has_row (self->pauses, first, last))
    step = PLOT_STEP_PAUSE;
  return last - first > 1 ? MAX (step, classify_run (self, first, last)) : step;
}

/* The mean over the last iterations, like plot_curve_get_live_value(). Goes by rows, to avoid
 * visiting iterations that are left out. */
static double
get_live (PlotSource *source)
{
  ReportCsvSource *self = REPORT_CSV_SOURCE (source);
  double sum = 0;
  guint n = 0;
  gsize covered = 0, later = 0;

  for (gsize row = self->rows != NULL ? self->n_rows : 0; row > 0 && n < LIVE_ITERATIONS; row--)
    {
      double value = plot_source_get_value (self->rows, row - 1);
      gsize iteration = self->iterations[row - 1];

      if (!isfinite (value))
        continue;
      if (n > 0)
        covered += plot_source_classify_step (source, iteration, later) == PLOT_STEP_USUAL
                       ? later - iteration
                       : 1;
      if (covered >= LIVE_ITERATIONS)
        break;
      later = iteration;
      sum += value;
      n++;
    }
  return n > 0 ? sum / n : (double) NAN;
}

static void
plot_source_init (PlotSourceInterface *interface)
{
  interface->get_length = get_length;
  interface->get_value = get_value;
  interface->get_span = get_span;
  interface->get_live = get_live;
  interface->classify_step = classify_step;
}

static void
report_csv_source_finalize (GObject *object)
{
  ReportCsvSource *self = REPORT_CSV_SOURCE (object);

  g_bytes_unref (self->bytes);
  g_clear_object (&self->rows);
  g_clear_object (&self->others);
  g_array_unref (self->gaps);
  g_array_unref (self->pauses);
  plot_rhythm_free (self->runs);
  G_OBJECT_CLASS (report_csv_source_parent_class)->finalize (object);
}

static void
report_csv_source_class_init (ReportCsvSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = report_csv_source_finalize;
}

static void
report_csv_source_init (ReportCsvSource *self)
{
  self->gaps = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->pauses = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->runs = plot_rhythm_new ();
}

PlotSource *
report_csv_source_new (GBytes *iterations, const double *values)
{
  ReportCsvSource *self = g_object_new (REPORT_TYPE_CSV_SOURCE, NULL);
  gsize size;

  self->bytes = g_bytes_ref (iterations);
  self->iterations = g_bytes_get_data (iterations, &size);
  self->n_rows = size / sizeof *self->iterations;
  if (values != NULL)
    self->rows = PLOT_SOURCE (plot_array_source_new (values, self->n_rows));
  return PLOT_SOURCE (self);
}

void
report_csv_source_pair (PlotSource *own, PlotSource *other)
{
  g_return_if_fail (REPORT_IS_CSV_SOURCE (own) && REPORT_IS_CSV_SOURCE (other));

  g_set_object (&REPORT_CSV_SOURCE (own)->others, REPORT_CSV_SOURCE (other)->rows);
  g_set_object (&REPORT_CSV_SOURCE (other)->others, REPORT_CSV_SOURCE (own)->rows);
}
