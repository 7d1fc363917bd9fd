/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A channel of a table: the rows' values side by side in a source of their own,
 * found by their iterations.
 */
#include "report-csv-source.h"

#include <math.h>

struct _ReportCsvSource
{
  GObject parent_instance;

  GArray *iterations; /* of guint32, rising */
  PlotSource *rows;   /* the values of the rows */
};

static void plot_source_init (PlotSourceInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ReportCsvSource,
                               report_csv_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLOT_TYPE_SOURCE, plot_source_init))

/* The first row of this iteration or a later one. */
static guint
find_row (ReportCsvSource *self, gsize iteration)
{
  guint begin = 0, end = self->iterations->len;

  while (begin < end)
    {
      guint middle = begin + (end - begin) / 2;

      if (g_array_index (self->iterations, guint32, middle) < iteration)
        begin = middle + 1;
      else
        end = middle;
    }
  return begin;
}

static gsize
get_length (PlotSource *source)
{
  GArray *iterations = REPORT_CSV_SOURCE (source)->iterations;

  return iterations->len > 0 ? (gsize) g_array_index (iterations, guint32, iterations->len - 1) + 1
                             : 0;
}

static double
get_value (PlotSource *source, gsize index)
{
  ReportCsvSource *self = REPORT_CSV_SOURCE (source);
  guint row = find_row (self, index);

  return row < self->iterations->len && g_array_index (self->iterations, guint32, row) == index
             ? plot_source_get_value (self->rows, row)
             : (double) NAN;
}

static void
get_span (PlotSource *source, gsize begin, gsize end, PlotSpan *span)
{
  ReportCsvSource *self = REPORT_CSV_SOURCE (source);

  plot_source_get_span (self->rows, find_row (self, begin), find_row (self, end), span);
}

static void
plot_source_init (PlotSourceInterface *interface)
{
  interface->get_length = get_length;
  interface->get_value = get_value;
  interface->get_span = get_span;
}

static void
report_csv_source_finalize (GObject *object)
{
  ReportCsvSource *self = REPORT_CSV_SOURCE (object);

  g_array_unref (self->iterations);
  g_object_unref (self->rows);
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
report_csv_source_new (GArray *iterations, const double *values)
{
  ReportCsvSource *self = g_object_new (REPORT_TYPE_CSV_SOURCE, NULL);

  self->iterations = g_array_ref (iterations);
  self->rows = PLOT_SOURCE (plot_array_source_new (values, iterations->len));
  return PLOT_SOURCE (self);
}
