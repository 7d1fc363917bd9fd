/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A channel of a table: the rows' values side by side in a source of their own,
 * found by their iterations.
 */
#include "report-csv-source.h"

#include <math.h>

/* Values that the number beside a curve is the mean of, as in plot-curve.c. */
#define LIVE_VALUES 100

struct _ReportCsvSource
{
  GObject parent_instance;

  GBytes *bytes;             /* the iterations */
  const guint32 *iterations; /* [n_rows], rising */
  gsize n_rows;
  PlotSource *rows; /* the values of the rows; NULL: nothing was measured */
};

static void plot_source_init (PlotSourceInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReportCsvSource,
                               report_csv_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLOT_TYPE_SOURCE, plot_source_init))

/* The first row of this iteration or a later one. */
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

/* By rows: by iterations, what is left out would be looked through. */
static double
get_live (PlotSource *source)
{
  ReportCsvSource *self = REPORT_CSV_SOURCE (source);
  double sum = 0;
  guint n = 0;

  for (gsize row = self->rows != NULL ? self->n_rows : 0; row > 0 && n < LIVE_VALUES; row--)
    {
      double value = plot_source_get_value (self->rows, row - 1);

      if (isfinite (value))
        {
          sum += value;
          n++;
        }
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
}

static void
report_csv_source_finalize (GObject *object)
{
  ReportCsvSource *self = REPORT_CSV_SOURCE (object);

  g_bytes_unref (self->bytes);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (report_csv_source_parent_class)->finalize (object);
}

static void
report_csv_source_class_init (ReportCsvSourceClass *class)
{
  G_OBJECT_CLASS (class)->finalize = report_csv_source_finalize;
}

static void
report_csv_source_init (ReportCsvSource *self)
{
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
