/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows into curves. Memory grows with the number of rows alone, and what a table asks
 * for is tried first.
 */
#include "config.h"

#include "report-csv-curves.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "engine/nc-setup.h"
#include "lab/lab-sentence.h"
#include "report-csv-source.h"
#include "report-csv.h"

/* Rows may be thinned out, but altogether not more than to one in so many: what writes
 * or smooths a curve goes through all its iterations, from its first one on. */
#define MAX_THINNING 1000

#define MAX_CURVES 10000

#define FIRST_SIZE 16

/* From which row on a curve's rows, as they came, are of which table. */
typedef struct
{
  guint table;
  gsize first;
} Part;

typedef struct
{
  ReportCurve *curve;
  guint key_bits; /* or REPORT_CSV_UNKNOWN, as long as no row says it */
  guint key_difference;
  gsize n_rows;
  gsize size; /* of the arrays */
  guint32 *iterations;
  guint32 *lines;                 /* the highest number stands for all that are higher */
  double *values[LAB_N_CHANNELS]; /* NULL while nothing was measured */
  gboolean is_rising;
  GArray *parts; /* of Part */
} Pending;

struct _ReportCsvCurves
{
  GPtrArray *origins; /* of the tables */
  GPtrArray *pending; /* of Pending, in the order in which they came */
  GHashTable *found;  /* ReportCurve, by study, label and seed -> its Pending */
  GHashTable *colours;
  Pending *latest;
  guint64 n_rows;
  guint64 n_left_out;
};

static void
pending_free (gpointer data)
{
  Pending *self = data;

  g_clear_pointer (&self->curve, report_curve_free);
  g_free (self->iterations);
  g_free (self->lines);
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    g_free (self->values[channel]);
  g_array_unref (self->parts);
  g_free (self);
}

static guint
hash_curve (gconstpointer data)
{
  const ReportCurve *curve = data;

  return (g_str_hash (curve->study) * 31 + g_str_hash (curve->label)) * 31 + curve->seed;
}

static gboolean
is_same_curve (gconstpointer a, gconstpointer b)
{
  const ReportCurve *first = a, *second = b;

  return first->seed == second->seed && g_str_equal (first->label, second->label)
         && g_str_equal (first->study, second->study);
}

ReportCsvCurves *
report_csv_curves_new (void)
{
  ReportCsvCurves *self = g_new0 (ReportCsvCurves, 1);

  self->origins = g_ptr_array_new_with_free_func (g_free);
  self->pending = g_ptr_array_new_with_free_func (pending_free);
  self->found = g_hash_table_new (hash_curve, is_same_curve);
  self->colours = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
report_csv_curves_free (ReportCsvCurves *self)
{
  g_hash_table_unref (self->colours);
  g_hash_table_unref (self->found);
  g_ptr_array_unref (self->pending);
  g_ptr_array_unref (self->origins);
  g_free (self);
}

void
report_csv_curves_begin_table (ReportCsvCurves *self, const char *origin)
{
  g_ptr_array_add (self->origins, g_strdup (origin));
}

/* The colour of a label that is there already, or the next. */
static guint
choose_colour (ReportCsvCurves *self, const char *label)
{
  gpointer colour;

  if (!g_hash_table_lookup_extended (self->colours, label, NULL, &colour))
    colour = GUINT_TO_POINTER (g_hash_table_size (self->colours));
  return GPOINTER_TO_UINT (colour);
}

static Pending *
add_curve (ReportCsvCurves *self, const ReportCurve *key)
{
  Pending *pending = g_new0 (Pending, 1);
  ReportCurve *curve = report_curve_new (key->study, key->label);

  curve->seed = key->seed;
  curve->colour = choose_colour (self, curve->label);
  pending->curve = curve;
  pending->key_bits = pending->key_difference = REPORT_CSV_UNKNOWN;
  pending->is_rising = TRUE;
  pending->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_ptr_array_add (self->pending, pending);
  g_hash_table_insert (self->found, curve, pending);
  g_hash_table_insert (self->colours, curve->label, GUINT_TO_POINTER (curve->colour));
  return pending;
}

static Pending *
find_curve (ReportCsvCurves *self, const ReportCsvRow *row, GError **error)
{
  const ReportCurve key
      = { .study = (char *) row->study, .label = (char *) row->label, .seed = row->seed };
  Pending *pending;

  if (self->latest != NULL && is_same_curve (self->latest->curve, &key))
    return self->latest;
  pending = g_hash_table_lookup (self->found, &key);
  if (pending != NULL)
    return pending;
  if (self->pending->len == MAX_CURVES)
    {
      g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED, _ ("more than %d curves"),
                   MAX_CURVES);
      return NULL;
    }
  if (!g_utf8_validate (row->study, -1, NULL) || !g_utf8_validate (row->label, -1, NULL))
    {
      g_set_error_literal (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
                           _ ("study or label is not UTF-8 text; save the table as UTF-8"));
      return NULL;
    }
  return add_curve (self, &key);
}

/* What all rows of a curve say must be the same. */
static gboolean
agree (guint *known, guint told, const char *name, const Pending *pending, GError **error)
{
  g_autofree char *label = NULL;

  if (told == REPORT_CSV_UNKNOWN || told == *known)
    return TRUE;
  if (*known == REPORT_CSV_UNKNOWN)
    {
      *known = told;
      return TRUE;
    }
  label = lab_sentence_quote (pending->curve->label, 40);
  g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
               _ ("%s is %u, but %u in the rows before it of “%s”, seed %u; another curve needs "
                  "another label"),
               name, told, *known, label, pending->curve->seed);
  return FALSE;
}

static gboolean
agree_on_key (Pending *pending, const ReportCsvRow *row, GError **error)
{
  if (!agree (&pending->key_bits, row->key_bits, "key_bits", pending, error)
      || !agree (&pending->key_difference, row->key_difference, "key_difference", pending, error))
    return FALSE;
  if (pending->key_difference == REPORT_CSV_UNKNOWN || pending->key_difference <= pending->key_bits)
    return TRUE;
  g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
               _ ("key_difference is %u; it can be up to key_bits, %u"), pending->key_difference,
               pending->key_bits);
  return FALSE;
}

/* Space for one row more. */
static gboolean
reserve (Pending *pending)
{
  gsize size = MAX (FIRST_SIZE, 2 * pending->size);
  guint32 *numbers;

  if (pending->n_rows < pending->size)
    return TRUE;
  if ((numbers = g_try_renew (guint32, pending->iterations, size)) == NULL)
    return FALSE;
  pending->iterations = numbers;
  if ((numbers = g_try_renew (guint32, pending->lines, size)) == NULL)
    return FALSE;
  pending->lines = numbers;
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    if (pending->values[channel] != NULL)
      {
        double *values = g_try_renew (double, pending->values[channel], size);

        if (values == NULL)
          return FALSE;
        pending->values[channel] = values;
      }
  pending->size = size;
  return TRUE;
}

/* A channel takes memory from its first measured value on. */
static gboolean
put_value (Pending *pending, guint channel, double value)
{
  double **values = &pending->values[channel];

  if (*values == NULL && isnan (value))
    return TRUE;
  if (*values == NULL)
    {
      *values = g_try_new (double, pending->size);
      if (*values == NULL)
        return FALSE;
      for (gsize i = 0; i < pending->n_rows; i++)
        (*values)[i] = (double) NAN;
    }
  (*values)[pending->n_rows] = value;
  return TRUE;
}

static gboolean
put_row (ReportCsvCurves *self, Pending *pending, const ReportCsvRow *row, guint64 line)
{
  const Part part = { self->origins->len - 1, pending->n_rows };

  if (!reserve (pending))
    return FALSE;
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    if (!put_value (pending, channel, row->values[channel]))
      return FALSE;
  if (pending->parts->len == 0
      || g_array_index (pending->parts, Part, pending->parts->len - 1).table != part.table)
    g_array_append_val (pending->parts, part);
  pending->iterations[pending->n_rows] = row->iteration;
  pending->lines[pending->n_rows] = (guint32) MIN (line, G_MAXUINT32);
  pending->is_rising
      &= pending->n_rows == 0 || pending->iterations[pending->n_rows - 1] < row->iteration;
  pending->n_rows++;
  self->n_rows++;
  return TRUE;
}

gboolean
report_csv_curves_add (ReportCsvCurves *self, const ReportCsvRow *row, guint64 line, GError **error)
{
  Pending *pending = find_curve (self, row, error);

  if (pending == NULL)
    return FALSE;
  self->latest = pending;
  if (pending->n_rows > NC_MAX_ITERATIONS)
    {
      g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
                   _ ("a curve has more rows than a run has iterations, %d"), NC_MAX_ITERATIONS);
      return FALSE;
    }
  if (!agree_on_key (pending, row, error))
    return FALSE;
  if (!put_row (self, pending, row, line))
    {
      g_set_error_literal (error, REPORT_ERROR, REPORT_ERROR_MEMORY,
                           _ ("there is not enough memory for more rows"));
      return FALSE;
    }
  pending->curve->own_turn |= row->own_turn;
  pending->curve->eve |= row->own_turn || !isnan (row->values[LAB_CHANNEL_EVE_LOSS_RATE])
                         || !isnan (row->values[LAB_CHANNEL_EVE_BIT_ERROR]);
  return TRUE;
}

/* (transfer none) */
static const char *
get_origin (const ReportCsvCurves *self, const Pending *pending, guint32 row)
{
  guint table = 0;

  for (guint i = 0; i < pending->parts->len; i++)
    if (g_array_index (pending->parts, Part, i).first <= row)
      table = g_array_index (pending->parts, Part, i).table;
  return self->origins->pdata[table];
}

static void
set_error_twice (const ReportCsvCurves *self,
                 const Pending *pending,
                 guint32 first,
                 guint32 second,
                 GError **error)
{
  const char *there = get_origin (self, pending, first);
  const char *here = get_origin (self, pending, second);
  g_autofree char *label = lab_sentence_quote (pending->curve->label, 40);
  guint iteration = pending->iterations[second];

  if (there == here)
    g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
                 _ ("%s, line %u: iteration %u of “%s”, seed %u, is in line %u already"), here,
                 pending->lines[second], iteration, label, pending->curve->seed,
                 pending->lines[first]);
  else
    g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
                 _ ("%s, line %u: iteration %u of “%s”, seed %u, is in %s, line %u, already; "
                    "another curve needs another study, label or seed"),
                 here, pending->lines[second], iteration, label, pending->curve->seed, there,
                 pending->lines[first]);
  lab_sentence_tidy (error);
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

/* (transfer full) (nullable): which row is the n-th by iteration; NULL when there is too little
 * memory */
static guint32 *
sort_rows (const Pending *pending)
{
  guint32 *order = g_try_new (guint32, pending->n_rows);

  if (order == NULL)
    return NULL;
  for (gsize i = 0; i < pending->n_rows; i++)
    order[i] = (guint32) i;
  if (!pending->is_rising)
    g_qsort_with_data (order, (int) pending->n_rows, sizeof *order, compare_rows,
                       pending->iterations);
  return order;
}

/* That no iteration is there twice, and that those left out are not too many. */
static gboolean
check_iterations (ReportCsvCurves *self,
                  const Pending *pending,
                  const guint32 *order,
                  GError **error)
{
  for (gsize i = 1; i < pending->n_rows; i++)
    {
      guint32 here = pending->iterations[order[i]], before = pending->iterations[order[i - 1]];

      if (here == before)
        {
          set_error_twice (self, pending, order[i - 1], order[i], error);
          return FALSE;
        }
      self->n_left_out += here - before - 1;
      if (self->n_left_out > self->n_rows * MAX_THINNING)
        {
          g_set_error (error, REPORT_ERROR, REPORT_ERROR_MALFORMED,
                       _ ("%s, line %u: iteration %u leaves too large a gap; of the iterations of "
                          "a table, one in %d must be there"),
                       get_origin (self, pending, order[i]), pending->lines[order[i]], here,
                       MAX_THINNING);
          lab_sentence_tidy (error);
          return FALSE;
        }
    }
  return TRUE;
}

/* (transfer full) (nullable): as the rows are sorted */
static GBytes *
take_iterations (Pending *pending, const guint32 *order)
{
  gsize n = pending->n_rows;
  guint32 *sorted = g_try_new (guint32, n);

  if (sorted == NULL)
    return NULL;
  for (gsize i = 0; i < n; i++)
    sorted[i] = pending->iterations[order[i]];
  g_clear_pointer (&pending->iterations, g_free);
  return g_bytes_new_take (sorted, n * sizeof *sorted);
}

static gboolean
sort_values (Pending *pending, guint channel, const guint32 *order)
{
  double *values = pending->values[channel], *sorted;

  if (values == NULL || pending->is_rising)
    return TRUE;
  sorted = g_try_new (double, pending->n_rows);
  if (sorted == NULL)
    return FALSE;
  for (gsize i = 0; i < pending->n_rows; i++)
    sorted[i] = values[order[i]];
  g_free (values);
  pending->values[channel] = sorted;
  return TRUE;
}

/* FALSE when there is too little memory. */
static gboolean
fill_curve (Pending *pending, const guint32 *order)
{
  ReportCurve *curve = pending->curve;
  guint32 first = pending->iterations[order[0]];
  guint32 last = pending->iterations[order[pending->n_rows - 1]];
  g_autoptr (GBytes) iterations = take_iterations (pending, order);

  if (iterations == NULL)
    return FALSE;
  for (guint channel = 0; channel < LAB_N_CHANNELS; channel++)
    {
      if (!sort_values (pending, channel, order))
        return FALSE;
      curve->sources[channel] = report_csv_source_new (iterations, pending->values[channel]);
      g_clear_pointer (&pending->values[channel], g_free);
    }
  curve->begin = first;
  curve->length = (guint64) last + 1;
  curve->key_bits = pending->key_bits != REPORT_CSV_UNKNOWN ? pending->key_bits : 0;
  curve->key_difference
      = pending->key_difference != REPORT_CSV_UNKNOWN ? pending->key_difference : 0;
  return TRUE;
}

static gboolean
finish_curve (ReportCsvCurves *self, Pending *pending, GError **error)
{
  g_autofree guint32 *order = sort_rows (pending);

  if (order != NULL && !check_iterations (self, pending, order, error))
    return FALSE;
  if (order != NULL && fill_curve (pending, order))
    return TRUE;
  g_set_error (error, REPORT_ERROR, REPORT_ERROR_MEMORY,
               _ ("%s: there is not enough memory for so many rows"),
               get_origin (self, pending, 0));
  return FALSE;
}

GPtrArray *
report_csv_curves_finish (ReportCsvCurves *self, GError **error)
{
  g_autoptr (GPtrArray) curves
      = g_ptr_array_new_with_free_func ((GDestroyNotify) report_curve_free);

  for (guint i = 0; i < self->pending->len; i++)
    if (!finish_curve (self, self->pending->pdata[i], error))
      return NULL;
  self->latest = NULL;
  g_hash_table_remove_all (self->found);
  g_hash_table_remove_all (self->colours);
  for (guint i = 0; i < self->pending->len; i++)
    {
      Pending *pending = self->pending->pdata[i];

      g_ptr_array_add (curves, g_steal_pointer (&pending->curve));
    }
  return g_steal_pointer (&curves);
}
