/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of a curve. Rows stay where they were added; sorting only builds an index.
 */
#include "report/table/report-csv-rows.h"

#include <math.h>

#define FIRST_SIZE 16

/* The first row of each table. */
typedef struct
{
  guint table;
  gsize first;
} Part;

struct _ReportCsvRows
{
  gsize n;
  gsize size; /* of the arrays */
  guint32 *iterations;
  guint32 *lines;                 /* capped at the highest number */
  double *values[LAB_N_CHANNELS]; /* NULL until something is measured */
  gboolean is_rising;
  GArray *parts;  /* of Part */
  guint32 *order; /* [n]: row indices in order of iteration */
};

ReportCsvRows *
report_csv_rows_new (void)
{
  ReportCsvRows *self = g_new0 (ReportCsvRows, 1);

  self->is_rising = TRUE;
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  return self;
}

void
report_csv_rows_free (ReportCsvRows *self)
{
  g_free (self->iterations);
  g_free (self->lines);
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    g_free (self->values[channel]);
  g_array_unref (self->parts);
  g_free (self->order);
  g_free (self);
}

gsize
report_csv_rows_get_n (const ReportCsvRows *self)
{
  return self->n;
}

/* Makes room for one more row. */
static gboolean
reserve (ReportCsvRows *self)
{
  gsize size = MAX (FIRST_SIZE, 2 * self->size);
  guint32 *numbers;

  if (self->n < self->size)
    return TRUE;
  if ((numbers = g_try_renew (guint32, self->iterations, size)) == NULL)
    return FALSE;
  self->iterations = numbers;
  if ((numbers = g_try_renew (guint32, self->lines, size)) == NULL)
    return FALSE;
  self->lines = numbers;
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    if (self->values[channel] != NULL)
      {
        double *values = g_try_renew (double, self->values[channel], size);

        if (values == NULL)
          return FALSE;
        self->values[channel] = values;
      }
  self->size = size;
  return TRUE;
}

/* A channel takes no memory before its first measured value. */
static gboolean
put_value (ReportCsvRows *self, guint channel, double value)
{
  double **values = &self->values[channel];

  if (*values == NULL && isnan (value))
    return TRUE;
  if (*values == NULL)
    {
      *values = g_try_new (double, self->size);
      if (*values == NULL)
        return FALSE;
      for (gsize i = 0; i < self->n; i++)
        (*values)[i] = (double) NAN;
    }
  (*values)[self->n] = value;
  return TRUE;
}

gboolean
report_csv_rows_add (
    ReportCsvRows *self, guint table, guint64 line, guint32 iteration, const double *values)
{
  const Part part = { table, self->n };

  if (!reserve (self))
    return FALSE;
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    if (!put_value (self, channel, values[channel]))
      return FALSE;
  if (self->parts->len == 0
      || g_array_index (self->parts, Part, self->parts->len - 1).table != table)
    g_array_append_val (self->parts, part);
  self->is_rising &= self->n == 0 || self->iterations[self->n - 1] < iteration;
  self->iterations[self->n] = iteration;
  self->lines[self->n] = (guint32) MIN (line, G_MAXUINT32);
  self->n++;
  return TRUE;
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const guint32 *iterations = data;
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  if (iterations[first] != iterations[second])
    return iterations[first] < iterations[second] ? -1 : 1;
  return first < second ? -1 : first > second;
}

gboolean
report_csv_rows_sort (ReportCsvRows *self)
{
  self->order = g_try_new (guint32, self->n);
  if (self->order == NULL)
    return FALSE;
  for (gsize i = 0; i < self->n; i++)
    self->order[i] = (guint32) i;
  if (!self->is_rising)
    g_qsort_with_data (self->order, (int) self->n, sizeof *self->order, compare_rows,
                       self->iterations);
  return TRUE;
}

guint32
report_csv_rows_get_iteration (const ReportCsvRows *self, gsize nth)
{
  return self->iterations[self->order[nth]];
}

guint
report_csv_rows_get_line (const ReportCsvRows *self, gsize nth)
{
  return self->lines[self->order[nth]];
}

guint
report_csv_rows_get_table (const ReportCsvRows *self, gsize nth)
{
  guint table = 0;

  for (guint i = 0; i < self->parts->len; i++)
    if (g_array_index (self->parts, Part, i).first <= self->order[nth])
      table = g_array_index (self->parts, Part, i).table;
  return table;
}

GBytes *
report_csv_rows_dup_iterations (const ReportCsvRows *self)
{
  guint32 *sorted = g_try_new (guint32, self->n);

  if (sorted == NULL)
    return NULL;
  for (gsize i = 0; i < self->n; i++)
    sorted[i] = self->iterations[self->order[i]];
  return g_bytes_new_take (sorted, self->n * sizeof *sorted);
}

gboolean
report_csv_rows_take_values (ReportCsvRows *self, LabChannel channel, double **values)
{
  g_autofree double *came = g_steal_pointer (&self->values[channel]);

  *values = NULL;
  if (came == NULL)
    return TRUE;
  if (self->is_rising)
    {
      *values = g_steal_pointer (&came);
      return TRUE;
    }
  *values = g_try_new (double, self->n);
  for (gsize i = 0; *values != NULL && i < self->n; i++)
    (*values)[i] = came[self->order[i]];
  return *values != NULL;
}
